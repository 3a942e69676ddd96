"""Records that somebody whom the law names gave one person more time, before it ran out."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.cases import deadlines, steps, words
from candour.cases.models import Case, ClockExtension
from candour.core.deadlines import Deadline
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.clocks import CLOCKS

_EXTENDING = {clock.id: clock.extended_by for clock in CLOCKS if clock.extended_by}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MoreTime:
    """Which period gets more time, until when, and why."""

    clock: str
    started_on: datetime.date
    subject: str | None
    until_on: datetime.date
    why: str = dataclasses.field(repr=False)


class NotExtendable(Exception):
    """Nobody can give more time for this. It has run out, or the law does not allow it."""


class NotLonger(Exception):
    """The new day must lie after the day until which there is time now."""


@transaction.atomic
def extend_clock(
    *, file: uuid.UUID, more: MoreTime, by: Actor, at: datetime.datetime
) -> ClockExtension:
    """Add a row with the new day; the period moves, and nobody else's does."""
    demand("cases.extend_clock", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    place = (more.clock, more.started_on, more.subject)
    running = {(one.clock_id, one.started_on, one.subject): one
               for one in extendable(case=case, on=at.date())}  # fmt: skip
    if place not in running:
        raise NotExtendable
    due_on = running[place].due_on
    if due_on is None or more.until_on <= due_on:
        raise NotLonger
    item = words.seal_reason(case=case, text=more.why)
    row = ClockExtension(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        clock=more.clock,
        started_on=more.started_on,
        subject_id=more.subject,
        until_on=more.until_on,
        granted_on=at.date(),
        granted_by=_EXTENDING[more.clock][0].value,
    )
    ClockExtension.objects.bulk_create([row])
    detail = {"clock": row.clock}
    steps.finish(
        step="cases.extend_clock", case=case, after=[item, row], by=by, at=at, detail=detail
    )
    return row


def extendable(*, case: Case, on: datetime.date) -> tuple[Deadline, ...]:
    """Return the periods that can be made longer on a day; part of the step and of its page."""
    found = deadlines.of_cases(cases=[case], on=on)[case.file_id]
    return tuple(
        one
        for one in found
        if one.clock_id in _EXTENDING and one.met_on is None and one.stopped_on is None
        and one.due_on is not None and on <= one.due_on
    )  # fmt: skip
