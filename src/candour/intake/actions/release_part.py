"""Passes a defined part of a report on to a force: sealed to its clean desk, and to nobody else."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction

from candour.access import desks
from candour.access.desks import Asked, Desk
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.intake import package, parts
from candour.intake.actions.write_letter import write_letter
from candour.intake.mailboxes.letters import Letter
from candour.intake.models import Report
from candour.intake.package import Said

ROUTE = "passed_on"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the force will see, whole, and what is not for it: why, and the letter to the reporter.

    mailbox: the file whose readers write to the reporter now, the report or the case made of it.
    kept_from: whom the reporter named; compared with the force's desk whether it is passed on or
    not, as `must_not_see` is.
    """

    report: uuid.UUID
    mailbox: uuid.UUID
    force: uuid.UUID
    story: str = dataclasses.field(repr=False)
    people: tuple[Mapping[str, str], ...] = dataclasses.field(repr=False)
    must_not_see: str = dataclasses.field(repr=False)
    kept_from: str = dataclasses.field(repr=False)
    why: str = dataclasses.field(repr=False)
    letter: str = dataclasses.field(repr=False)


class NoCleanDesk(Exception):
    """The force has no two desk readers whom nothing in this speaks against. Nothing was sent."""


class NotOutside(Exception):
    """Only a body outside the force passes a part on to it."""


@transaction.atomic
def release_part(*, part: Part, by: Actor, at: datetime.datetime) -> uuid.UUID:
    """Tell the reporter, then seal the part as a report of its own at the force; return its file.

    Nothing in it leads back: another file, other keys, another reference, no mailbox.
    """
    demand("intake.release_part", by=by, at=at, file=part.report)
    source = Report.objects.get(file_id=part.report)
    if source.organisation_id == part.force:
        raise NotOutside
    said = _said(part)
    desk = _desk(part, said, on=at.date())
    told = write_letter(file=part.mailbox, letter=Letter(text=part.letter), by=by, at=at)
    place = keys.Place(file=part.report, organisation=source.organisation_id)
    reason = keys.seal(place=place, kind="reason", text=part.why)
    given = parts.give(report=part.report, said=said, desk=desk, on=at.date())
    entry = leaves.Entry(
        kind="write",
        what="intake.release_part",
        file=part.report,
        why="A part was passed on to the force",
        detail={"recipients": [str(one.account_id) for one in desk.readers], "as": str(given)},
        after=[reason, *([told] if told else [])],
    )
    leaves.append(entry=entry, by=by, at=at)
    return given


def _said(part: Part) -> Said:
    return Said(
        kind="not_said",
        story=part.story,
        on=None,
        about_when="",
        place="",
        people=tuple(dict(person) for person in part.people),
        must_not_see=part.must_not_see,
        knows_desk=False,
        force=part.force,
        route=ROUTE,
        is_urgent=False,
    )


def _desk(part: Part, said: Said, *, on: datetime.date) -> Desk:
    force = next((one for one in desks.receivers() if one.organisation_id == part.force), None)
    if force is None:
        raise NoCleanDesk
    compared = dataclasses.replace(said, must_not_see=part.kept_from)
    asked = Asked(receiver=force, written=package.written(compared), on=on)
    try:
        desk = desks.choose(asked=asked, is_outside=False)
    except desks.NoDesk:
        raise NoCleanDesk from None
    if desk.organisation_id != part.force:
        raise NoCleanDesk
    return desk
