"""Records that an exhibit changed hands: where it went, when, between whom and in what state."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.cases import steps
from candour.cases.diary import sealing
from candour.cases.diary.actions.write_entry import InTheFuture
from candour.cases.models import Exhibit, ExhibitMove
from candour.cases.models.diary import PLACES
from candour.guard.actors import Actor
from candour.guard.permissions import demand, refused

# Where an exhibit goes and comes back from nowhere.
GONE = frozenset({"returned", "destroyed"})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Where it went and when; from whom, to whom, and seal and state of it."""

    to: str
    moved_at: datetime.datetime
    giver: str = dataclasses.field(repr=False)
    taker: str = dataclasses.field(repr=False)
    what: str = dataclasses.field(default="", repr=False)


class NotAPlace(Exception):
    """Say where it went."""


class BeforeTheLast(Exception):
    """It was somewhere else then. Enter a time after the last hand-over."""


class Gone(Exception):
    """It was given back or destroyed, so it can't be handed on."""


@transaction.atomic
def move_exhibit(
    *, file: uuid.UUID, exhibit: uuid.UUID, moved: Moved, by: Actor, at: datetime.datetime
) -> ExhibitMove:
    """Add it after the last one. It can be done in a closed case, too: things go back then."""
    demand("cases.move_exhibit", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    row = Exhibit.objects.filter(id=exhibit, file_id=file).first()
    if row is None:
        raise refused("cases.move_exhibit", file=file)
    last = row.moves.order_by("-number").first()
    _check(moved, last, since=last.moved_at if last else row.taken_at, at=at)
    said = {sealing.WHAT: moved.what, "giver": moved.giver, "taker": moved.taker}
    item = sealing.seal(case=case, kind=sealing.EXHIBIT, said=said)
    move = ExhibitMove(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        exhibit=row,
        number=last.number + 1 if last else 1,
        to=moved.to,
        moved_at=moved.moved_at,
    )
    ExhibitMove.objects.bulk_create([move])
    steps.finish(step="cases.move_exhibit", case=case, after=[item, move], by=by, at=at)
    return move


def _check(
    moved: Moved, last: ExhibitMove | None, *, since: datetime.datetime, at: datetime.datetime
) -> None:
    if last is not None and last.to in GONE:
        raise Gone
    if moved.to not in dict(PLACES):
        raise NotAPlace
    if moved.moved_at > at:
        raise InTheFuture
    if moved.moved_at < since:
        raise BeforeTheLast
