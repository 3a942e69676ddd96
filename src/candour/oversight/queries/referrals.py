"""What was referred of what had to be, and what the independent body was not sent, with why not."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from candour.cases.reading import wording
from candour.core import calendar
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.events import Party
from candour.law.policies.escalation import DELAYS
from candour.law.referral import CRITERIA
from candour.people import naming
from candour.people.models import Organisation

MOST = 500
MONTHS = 12
CLOCKS = sorted(
    {
        applies.clock_id
        for criterion in CRITERIA
        for applies in criterion.applies
        if criterion.is_mandatory and applies.clock_id
    }
)
_CRITERIA = {criterion.code: criterion.name for criterion in CRITERIA}
_DELAYS = {row.code: row.name for row in DELAYS}


class _MissedRow(NamedTuple):
    """A row of oversight.not_referred, in the order in which it is asked for."""

    force: uuid.UUID
    reference: str
    kind: str
    criteria: Sequence[str]
    started_on: datetime.date
    due_on: datetime.date
    is_closed: bool
    answered_anew_on: datetime.date | None
    because: str | None
    plan_on: datetime.date | None


class _MonthRow(NamedTuple):
    """A row of oversight.referrals_by_month, in the order in which it is asked for."""

    force: uuid.UUID
    month_on: datetime.date
    eligible: int
    in_time: int
    late: int
    missed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReferred:
    """A case that had to be referred and was not in time: what it met, since when, and why not.

    answered_anew_on: the day on which the questions were answered so that nothing requires it now.
    because: what the force gave as its reason, empty where it gave none.
    """

    organisation: str
    reference: str
    met: tuple[str, ...]
    started_on: datetime.date
    due_on: datetime.date
    is_closed: bool
    answered_anew_on: datetime.date | None
    because: str
    plan_on: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One force in one month: how many had to be referred, and what became of them so far."""

    organisation: str
    month_on: datetime.date
    eligible: int
    in_time: int
    late: int
    missed: int

    @property
    def referred(self) -> int:
        """Return how many were referred, in time or late."""
        return self.in_time + self.late


@dataclass(frozen=True, slots=True, kw_only=True)
class Referrals:
    """What was not referred, the longest overdue first, and each month, the newest first."""

    is_for_independent_body: bool
    missed: tuple[NotReferred, ...]
    is_cut: bool
    months: tuple[Month, ...]


def referrals(*, on: datetime.date, by: Actor, at: datetime.datetime) -> Referrals:
    """Return the months of the actor's forces; to the independent body, the cases it was not sent.

    What a wall keeps from the actor is in no row and no number.
    """
    demand("oversight.referrals", by=by, at=at)
    since = calendar.corresponding_day(on=on.replace(day=1), months=1 - MONTHS)
    with connection.cursor() as cursor:
        cursor.execute(
            "select organisation_id, reference, kind, criteria, started_on, due_on,"
            " is_closed, answered_anew_on, because, plan_on"
            " from oversight.not_referred(%s, %s) limit %s",
            [CLOCKS, on, MOST + 1],
        )
        missed = [_MissedRow._make(row) for row in cursor.fetchall()]
        cursor.execute(
            "select organisation_id, month_on, eligible, in_time, late, missed"
            " from oversight.referrals_by_month(%s, %s, %s)",
            [CLOCKS, since, on],
        )
        months = [_MonthRow._make(row) for row in cursor.fetchall()]
    forces = {row.force for row in missed} | {row.force for row in months}
    names = naming.organisation_names(organisations=forces)
    return Referrals(
        is_for_independent_body=by.organisation_id is not None
        and Organisation.objects.filter(
            id=by.organisation_id, kind=Party.INDEPENDENT_BODY.value
        ).exists(),
        missed=tuple(_not_referred(row, names) for row in missed[:MOST]),
        is_cut=len(missed) > MOST,
        months=tuple(sorted((_month(row, names) for row in months), key=_newest_first)),
    )


def _not_referred(row: _MissedRow, names: Mapping[uuid.UUID, str]) -> NotReferred:
    return NotReferred(
        organisation=names.get(row.force, ""),
        reference=row.reference,
        # Some kinds of case are referred for what they are, before anybody answers a question.
        met=tuple(_CRITERIA.get(code, code) for code in row.criteria) or (wording.KINDS[row.kind],),
        started_on=row.started_on,
        due_on=row.due_on,
        is_closed=row.is_closed,
        answered_anew_on=row.answered_anew_on,
        because=_DELAYS.get(row.because or "", ""),
        plan_on=row.plan_on,
    )


def _month(row: _MonthRow, names: Mapping[uuid.UUID, str]) -> Month:
    return Month(
        organisation=names.get(row.force, ""),
        month_on=row.month_on,
        eligible=row.eligible,
        in_time=row.in_time,
        late=row.late,
        missed=row.missed,
    )


def _newest_first(one: Month) -> tuple[int, str]:
    return -one.month_on.toordinal(), one.organisation
