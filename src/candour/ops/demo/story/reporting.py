"""The reports of the story: sent as the report site sends them, and sealed as the worker does."""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Mapping

from django.conf import settings

from candour.access import desks
from candour.core import mailbox, words
from candour.core.mailbox import MailboxKeys
from candour.intake import mailboxes, package
from candour.ops import work
from candour.ops.demo import cast
from candour.ops.demo.story import stage
from candour.ops.demo.story.stage import Stage

LOCKERS = (
    "He pushed me against the lockers and said that nobody would believe me. Two others were in"
    " the corridor. It is not the first time that he has been like this with new staff."
)
MESSAGES = (
    "He keeps writing to me late at night since we met at a job. I said no. He answered that he"
    " knows where I live, because he looked it up."
)
RADIO = "I asked for help on the radio twice and heard them laugh. Nobody came for forty minutes."


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A report that was sent: its file, and the keys of its mailbox."""

    file: uuid.UUID
    keys: MailboxKeys


def lockers(stage_: Stage) -> Sent:
    """Send the report that the case of the story comes from; its words are known to visitors."""
    return _send(
        stage_,
        spoken=cast.REPORTER_WORDS,
        story=LOCKERS,
        place="locker room",
        people=({"given": "Dan", "rank": "PC", "unit": "Kings Cross, firearms"},),
        identity={"kind": "confidential", "name": "Alix Merrow", "reach": "by letter, after six"},
    )


def messages(stage_: Stage) -> Sent:
    """Send a report of the kind that another force must investigate."""
    return _send(
        stage_,
        kind="public",
        story=MESSAGES,
        place="at home, by phone",
        people=({"given": "Lewis", "rank": "PC", "unit": "Kings Cross, firearms"},),
    )


def radio(stage_: Stage) -> Sent:
    """Send a report that nobody has read yet."""
    return _send(stage_, story=RADIO, place="on duty", people=())


def seal(*, at: datetime.datetime) -> None:
    """Seal what was sent, as the worker does once a day."""
    with stage.acting(stage.WORKER):
        work.seal(at=at)


def _send(stage_: Stage, *, spoken: tuple[str, ...] = (), **answers: object) -> Sent:
    said = _said(stage_, answers)
    spoken = spoken or words.generate(count=words.MAILBOX_WORDS)
    sending = package.Sending(
        keys=mailbox.derive_mailbox(words=spoken, salt=settings.DEPLOYMENT_SALT),
        day=stage_.at.date(),
        file=uuid.uuid4(),
        correspondent=uuid.uuid4(),
        content=json.dumps(dataclasses.asdict(said), default=str, sort_keys=True).encode(),
    )
    with stage.acting(stage.REPORT):
        built = package.build(said=said, sending=sending, to=_recipients(said, sending.day))
        mailboxes.submit(keys=sending.keys, day=sending.day, package=built, is_urgent=False)
    return Sent(file=sending.file, keys=sending.keys)


def _said(stage_: Stage, answers: Mapping[str, object]) -> package.Said:
    usual: dict[str, object] = {
        "kind": "police_staff",
        "on": stage_.at.date() - datetime.timedelta(days=14),
        "about_when": "",
        "must_not_see": "",
        "knows_desk": False,
        "force": stage_.organisations[cast.FORCE],
        "route": "public",
        "is_urgent": False,
    }
    return package.Said(**{**usual, **answers})  # type: ignore[arg-type] # checked when built


def _recipients(said: package.Said, day: datetime.date) -> package.Recipients:
    receiver = next(one for one in desks.receivers() if one.organisation_id == said.force)
    asked = desks.Asked(receiver=receiver, written=package.written(said), on=day)
    desk = desks.choose(asked=asked, is_outside=False)
    return package.Recipients(desk=desk, keepers=desks.keepers(asked=asked, but_not=desk))
