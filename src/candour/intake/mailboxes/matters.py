"""Matters of handling: a report of its own about how hers was handled, away from who handles it.

It has a mailbox that the same words open and nothing stored ties to the first. Nobody who can read
the first file, or was kept from it, gets the second.
"""

import dataclasses
import datetime
import json
import uuid

from django.db import connection

from candour.access import desks
from candour.intake import package
from candour.intake.mailboxes import writing
from candour.intake.mailboxes.opening import MOST_MATTERS, Opened, Secret, opened
from candour.intake.mailboxes.writing import Message
from candour.intake.package import Recipients, Said, Sending

ROUTE = "handling"


class NoRoom(Exception):
    """Her words have opened as many matters as one report may have."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who told her to keep quiet, what was said and when: all of it may be left out.

    `asked_at` says at which of the two askings she answered; `id` is fixed with the page.
    """

    force: uuid.UUID
    who: str
    what: str
    when: str
    asked_at: str
    id: uuid.UUID


def open_matter(*, secret: Secret, told: Told, on: datetime.date) -> Opened:
    """Send a matter of handling and count it there; sending it twice is sending it once.

    Raises desks.NoDesk where nobody clean may have it, NoRoom where there are five already.
    """
    first = opened(secret=secret)
    without = frozenset() if first is None else readers_of(first)
    asked = _asked(told, without=without, on=on)
    desk = desks.choose(asked=asked, is_outside=False)
    # Whoever has the first file is walled off, also where another body's desk gets the matter.
    walled = tuple(sorted({*desk.walled, *without}, key=str))
    to = Recipients(
        desk=dataclasses.replace(desk, walled=walled), keepers=desks.keepers(asked=asked)
    )
    for number in range(1, MOST_MATTERS + 1):
        sending = _sending(secret, told, matter=number, on=on)
        if _is_sent(secret, told, sending, to):
            made = opened(secret=secret, matter=number)
            assert made is not None  # noqa: S101 - it was stored a moment ago
            event = {"kind": "discouraged", "detail": {"asked": told.asked_at}}
            counted = Message(id=uuid.uuid5(told.id, "counted"), event=event)
            writing.send(keys=made.keys, box=made.box, message=counted, on=on)
            return made
    raise NoRoom


def readers_of(first: Opened) -> frozenset[uuid.UUID]:
    """Return the accounts that can read a mailbox's file or were kept from it; for memory alone."""
    with connection.cursor() as cursor:
        cursor.execute("select account_id from intake.readers_of(%s)", [first.keys.mailbox_id])
        return frozenset(account for (account,) in cursor.fetchall())


def _asked(told: Told, *, without: frozenset[uuid.UUID], on: datetime.date) -> desks.Asked:
    known = desks.receivers()
    return desks.Asked(
        receiver=next(one for one in known if one.organisation_id == told.force),
        written=package.written(_said(told)),
        on=on,
        without=without,
    )


def _is_sent(secret: Secret, told: Told, sending: Sending, to: Recipients) -> bool:
    """Store it under this number, unless something else is there already."""
    built = package.build(said=_said(told), sending=sending, to=to)
    built.sealed["is_locked"] = secret.stretched is not None
    receipt = writing.submit(keys=sending.keys, day=sending.day, package=built, is_urgent=False)
    if receipt.answer == "taken" and receipt.day != sending.day:
        # Sent on an earlier day from a page that was left open; a day is part of the leaf.
        again = dataclasses.replace(sending, day=receipt.day)
        built = package.build(said=_said(told), sending=again, to=to)
        receipt = writing.submit(keys=again.keys, day=again.day, package=built, is_urgent=False)
    return receipt.answer != "taken"


def _sending(secret: Secret, told: Told, *, matter: int, on: datetime.date) -> Sending:
    # The salt of its commitment is that of the words alone, whatever its letters are sealed to.
    return Sending(
        keys=secret.keys(matter=matter),
        day=on,
        file=uuid.uuid5(told.id, "file"),
        correspondent=uuid.uuid5(told.id, "correspondent"),
        content=_content(told),
    )


def _content(told: Told) -> bytes:
    said = {"who": [told.who], "what": [told.what], "when": [told.when], "force": [str(told.force)]}
    # The id makes two matters of the same words two reports.
    whole = {"answers": {"handling": said}, "people": [], "id": str(uuid.uuid5(told.id, "content"))}
    return json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _said(told: Told) -> Said:
    return Said(
        kind="not_said",
        story=told.what,
        on=None,
        about_when=told.when,
        place="",
        people=({"looks": told.who},) if told.who else (),
        must_not_see="",
        knows_desk=False,
        force=told.force,
        route=ROUTE,
        is_urgent=False,
        categories=("handling",),
    )
