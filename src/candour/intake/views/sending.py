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
from candour.intake import appeals, drafts, equality, mailboxes, package, page, routes
from candour.intake.journey import carried, pages, saying, steps, summary
from candour.intake.journey import state as states
from candour.intake.journey.state import State
from candour.intake.views import saving

_THEMES = "themes:"


class NoKeeper(desks.NoDesk):
    """Nobody outside the force may keep her name at the moment; nothing was sent."""


def send(request: HttpRequest, state: State, *, at: datetime.datetime) -> HttpResponse:
    """Store the report the first time and answer the same every time."""
    around = pages.known(on=at.date())
    try:
        said = saying.finished(state, around=around)
    except saying.Incomplete as missing:
        state.step, state.is_changing = missing.step, True
        return page.show(request, state, at=at)
    if carried.forget_missing(state):
        state.step, state.is_changing = steps.FILES.name, True
        return page.show(request, state, at=at, notice="missing")
    is_outside = saying.is_outside(state)
    try:
        to = recipients(said, known=around.receivers, on=at.date(), is_outside=is_outside)
    except desks.NoDesk as error:
        kept = {"state": page.sealed(state, at=at)}
        name = "no_keeper" if isinstance(error, NoKeeper) else "no_desk"
        return render(request, f"intake/{name}.html", kept, status=503)
    built, receipt = _store(said, state, to=to)
    if receipt.answer == "taken":
        said_now = summary.readable(states.content(state))
        return render(request, "intake/taken.html", {"said": said_now}, status=409)
    if receipt.answer == "stored":
        _keep_equality(state, force=said.force, on=receipt.day)
        _keep_themes(state, said, on=receipt.day)
    if state.draft:
        drafts.drop(draft_id=saving.keys_of(state.draft).draft_id)
    context = {
        "words": state.words,
        "promise": _promise(built.leaf_body, receipt.day),
        "body": to.desk.name,
        "next_body": to.reserve.name if to.reserve else "",
        "day": receipt.day,
        "is_urgent": said.is_urgent,
        "route": state.route,
    }
    return render(request, "intake/sent.html", context)


def recipients(
    said: package.Said,
    *,
    known: Sequence[desks.Receiver],
    on: datetime.date,
    is_outside: bool = False,
) -> package.Recipients:
    """Choose who gets a report; raise NoDesk where nobody clean may have it, or keep her name."""
    asked = desks.Asked(
        receiver=_receiver(said, known=known, on=on), written=package.written(said), on=on
    )
    must_leave = is_outside or routes.every()[said.route].goes_outside or said.knows_desk
    desk = desks.choose(asked=asked, is_outside=must_leave)
    keepers = desks.keepers(asked=asked, but_not=desk)
    # A name that the handlers may know stands in what they read; only a secret one needs a keeper.
    if said.identity.get("kind") == "confidential" and not keepers:
        raise NoKeeper
    reserve = desks.next_after(desk, asked=asked) if said.hands_on else None
    return package.Recipients(
        desk=desk,
        keepers=keepers,
        reserve=reserve,
        reserve_keepers=desks.keepers(asked=asked, but_not=reserve) if reserve else (),
    )


def _receiver(
    said: package.Said, *, known: Sequence[desks.Receiver], on: datetime.date
) -> desks.Receiver:
    """Return the force it is about; what answers an appeal is for the body that made it alone."""
    force = next((one for one in known if one.organisation_id == said.force), None)
    if force is None:
        raise desks.NoDesk
    if said.appeal is None:
        return force
    bodies = {one.body_id for one in appeals.known(on=on) if one.id == said.appeal}
    own = tuple(body for body in force.outside if body.organisation_id in bodies)
    return dataclasses.replace(force, outside=own)


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


def _keep_equality(state: State, *, force: uuid.UUID, on: datetime.date) -> None:
    """Put what she told about herself into the pool, where nothing ties it to her report."""
    page_of = steps.EQUALITY
    raw = state.answers.get(page_of.name, {})
    form = pages.form_for(page_of, raw, state=state)
    if page_of in state.order and form.is_valid():
        answers = {name: str(value) for name, value in form.cleaned_data.items()}
        equality.keep(keys=_sending(state, day=on).keys, force=force, on=on, answers=answers)


def _keep_themes(state: State, said: package.Said, *, on: datetime.date) -> None:
    """Put what she says went wrong in handling into the pool, to be counted and not joined."""
    chosen = [
        one.name.removeprefix(_THEMES)
        for one in said.answers
        if one.about == "handling" and one.name.startswith(_THEMES)
    ]
    keys = _sending(state, day=on).keys
    equality.keep_themes(keys=keys, force=said.force, on=on, themes=chosen)


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
