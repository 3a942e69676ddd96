"""Matters of handling: a report of its own about how hers was handled, away from who handles it.

It has a mailbox that the same words open and nothing stored ties to the first. Nobody who can read
the first file, or was kept from it, gets the second, and nobody whom the first speaks of. What is
outside the force stays outside.
"""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Sequence

from candour.access import desks
from candour.core.matching import conflicts
from candour.intake import package
from candour.intake.mailboxes import writing
from candour.intake.mailboxes.first import First, first_of
from candour.intake.mailboxes.opening import MOST_MATTERS, Opened, Secret, opened
from candour.intake.mailboxes.writing import Message
from candour.intake.package import Recipients, Said, Sending

ROUTE = "handling"
# What stands before a name and is none.
_RANKS = frozenset(
    (
        "my", "the", "a", "mr", "mrs", "ms", "miss", "dr", "pc", "wpc", "dc", "sgt", "sergeant",
        "ds", "ps", "di", "dci", "insp", "inspector", "ci", "chief", "supt", "superintendent",
        "constable", "detective", "special", "acting", "temporary", "deputy", "assistant",
    )
)  # fmt: skip


class NoFirst(Exception):
    """Her words open no report: without it nobody can be compared with it, and nothing was sent."""


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

    Raises desks.NoDesk where nobody clean may have it, NoRoom where there are five already, NoFirst
    where the words open no report.
    """
    report = opened(secret=secret)
    if report is None or report.box.is_shut:
        raise NoFirst
    known = desks.receivers()
    first = first_of(report, known=known)
    asked = _asked(told, first=first, known=known, on=on)
    desk = desks.choose(asked=asked, is_outside=first.is_outside)
    # Whoever has the first file is walled off, also where another body's desk gets the matter.
    walled = tuple(sorted({*desk.walled, *first.readers}, key=str))
    to = Recipients(
        desk=dataclasses.replace(desk, walled=walled),
        keepers=desks.keepers(asked=asked, but_not=desk),
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


def stays_outside(report: Opened) -> bool:
    """Say whether a matter of this report goes to a body outside the force in any case."""
    return first_of(report, known=desks.receivers()).is_outside


def _asked(
    told: Told, *, first: First, known: Sequence[desks.Receiver], on: datetime.date
) -> desks.Asked:
    force = next((one for one in known if one.organisation_id == told.force), None)
    if force is None:
        raise desks.NoDesk
    if first.is_outside:
        # A force that takes reports about another one is no way back to itself.
        others = tuple(one for one in force.outside if one.organisation_id not in first.forces)
        force = dataclasses.replace(force, outside=others)
    new = package.written(_said(told))
    written = conflicts.Written(
        about_people=(*new.about_people, *first.written.about_people),
        story=f"{new.story} {first.written.story}",
    )
    return desks.Asked(receiver=force, written=written, on=on, without=first.readers)


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
        people=(_person(told.who),) if told.who else (),
        # The case that is made of it is kept from them, whatever else it says.
        must_not_see=told.who,
        knows_desk=False,
        force=told.force,
        route=ROUTE,
        is_urgent=False,
        categories=("handling",),
    )


def _person(who: str) -> dict[str, str]:
    """Return whom she describes in one line: as she wrote it, and the name where it has one."""
    named = who.replace("(", ",").split(",")[0].split()
    while named and named[0].strip(".").lower() in _RANKS:
        named = named[1:]
    if not named or not named[-1][0].isupper():
        return {"looks": who}
    found = {"given": " ".join(named[:-1]), "family": named[-1], "looks": who}
    return {name: value for name, value in found.items() if value}
