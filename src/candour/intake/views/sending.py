"""Sends a finished report: seals it, stores it once, and shows the words and the promise."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from candour import clock
from candour.access import desks
from candour.core import mailbox, notes, receipts, words
from candour.intake import drafts, forms, mailboxes, package, page
from candour.intake.journey import pages
from candour.intake.journey import state as states
from candour.intake.journey.state import State


def send(request: HttpRequest, state: State, *, at: datetime.datetime) -> HttpResponse:
    """Store the report the first time and answer the same every time."""
    known = desks.receivers()
    said = pages.finished(state, known=known)
    try:
        to = recipients(said, known=known, on=at.date())
    except desks.NoDesk:
        kept = {"state": page.sealed(state, at=at)}
        return render(request, "intake/no_desk.html", kept, status=503)
    built, receipt = _store(said, state, to=to)
    if receipt.answer == "taken":
        return render(request, "intake/taken.html", {"words": state.words}, status=409)
    if state.draft:
        drafts.drop(draft_id=bytes.fromhex(state.draft))
    context = {
        "words": state.words,
        "promise": _promise(built.leaf_body, receipt.day),
        "body": to.desk.name,
        "day": receipt.day,
        "is_urgent": said.is_urgent,
    }
    return render(request, "intake/sent.html", context)


def recipients(
    said: package.Said, *, known: Sequence[desks.Receiver], on: datetime.date
) -> package.Recipients:
    """Choose who gets a report; raise NoDesk where nobody clean may have it, or keep her name."""
    asked = desks.Asked(
        receiver=next(one for one in known if one.organisation_id == said.force),
        written=package.written(said),
        on=on,
    )
    goes_outside = dict(forms.ways_in())[said.route].goes_outside
    desk = desks.choose(asked=asked, is_outside=goes_outside or said.knows_desk)
    keepers = desks.keepers(asked=asked)
    if said.identity and not keepers:
        raise desks.NoDesk
    reserve = desks.next_after(desk, asked=asked) if said.hands_on else None
    return package.Recipients(desk=desk, keepers=keepers, reserve=reserve)


def promise_key() -> notes.SigningKey:
    """Return the key that signs promises."""
    return notes.SigningKey(
        name=receipts.promise_key_name(origin=settings.LOG_ORIGIN),
        purpose=notes.Purpose.NOTE,
        seed=settings.PROMISE_SEED,
    )


def _store(
    said: package.Said, state: State, *, to: package.Recipients
) -> tuple[package.Package, mailboxes.Receipt]:
    """Store the report with today's day; sent on an earlier day already, answer with that day.

    The page with the words may have been open since yesterday, and a day is part of the leaf.
    """
    sending = _sending(state, day=clock.today())
    built, receipt = _submit(said, sending, to=to)
    if receipt.answer == "taken" and receipt.day != sending.day:
        return _submit(said, dataclasses.replace(sending, day=receipt.day), to=to)
    return built, receipt


def _submit(
    said: package.Said, sending: package.Sending, *, to: package.Recipients
) -> tuple[package.Package, mailboxes.Receipt]:
    built = package.build(said=said, sending=sending, to=to)
    receipt = mailboxes.submit(
        keys=sending.keys, day=sending.day, package=built, is_urgent=said.is_urgent
    )
    return built, receipt


def _promise(leaf_body: bytes, day: datetime.date) -> str:
    return receipts.promise(
        origin=settings.LOG_ORIGIN, leaf=leaf_body, day=day, key=promise_key()
    ).decode()


def _sending(state: State, *, day: datetime.date) -> package.Sending:
    spoken = words.normalise(text=state.words, count=words.MAILBOX_WORDS)
    return package.Sending(
        keys=mailbox.derive_mailbox(words=spoken, salt=settings.DEPLOYMENT_SALT),
        day=day,
        file=uuid.UUID(state.file),
        correspondent=uuid.UUID(state.correspondent),
        content=states.content(state),
    )
