"""Lends the tests of what is owed the steps that reporters and the system take."""

import datetime
from collections.abc import Callable

import pytest

import story
from candour.cases.answering.actions.sweep_managers import sweep_managers
from candour.cases.answering.actions.sweep_reporters import sweep_reporters
from candour.guard.actors import service
from candour.intake import mailboxes
from candour.intake.actions.hand_on_unanswered import hand_on_unanswered
from candour.intake.mailboxes import Message

SWEEPS = {
    "managers": sweep_managers,
    "reporters": sweep_reporters,
    "unanswered": hand_on_unanswered,
}


@pytest.fixture
def does(as_role) -> Callable[..., None]:
    """Let a reporter act from her mailbox and seal the day: does(sent, "chased", day, **detail)."""

    def act(sent, kind: str, on: datetime.date, *, text="", item="message_in", **detail) -> None:
        event = {"kind": kind, "detail": detail}
        if "takes_effect_on" in detail:
            event["takes_effect_on"] = detail.pop("takes_effect_on")
        with as_role("report"):
            box = mailboxes.open_box(keys=sent.keys)
            message = Message(text=text, kind=item, event=event)
            mailboxes.send(keys=sent.keys, box=box, message=message, on=on)
        with as_role("worker"):
            story.seal()

    return act


@pytest.fixture
def sweep(as_role) -> Callable[..., object]:
    """Run a sweep as the worker does, on a day of choice: sweep("reporters", at)."""

    def run(which: str, at: datetime.datetime) -> object:
        with as_role("worker"):
            return SWEEPS[which](by=service(which), at=at)

    return run


@pytest.fixture
def box_of(as_role) -> Callable[..., mailboxes.Box]:
    """Open a mailbox with its words."""

    def opened(sent) -> mailboxes.Box:
        with as_role("report"):
            return mailboxes.open_box(keys=sent.keys)

    return opened
