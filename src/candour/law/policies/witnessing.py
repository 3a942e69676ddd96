"""How often the log shows itself to those outside, and how long they may take, as rows.

No law sets these days: they are this deployment's policy.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from candour.law.instruments import SERVICE_POLICY, SINCE_2020
from candour.law.provisions import Basis, InForce, Provision, Verification

_POLICY = Provision(instrument=SERVICE_POLICY, reference="witnessing of the log", url="")


class Period(StrEnum):
    """Names each period of the log's public life."""

    HEAD_IS_PUBLISHED = "head_is_published"
    HEAD_IS_LATE = "head_is_late"
    WITNESS_IS_SILENT = "witness_is_silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Holds the day of a head and the day on which the period ends."""

    from_on: datetime.date
    until_on: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One period in days: what it is for, where it comes from, and a worked example."""

    period: Period
    days: int
    summary: str
    example: Example
    provision: Provision = _POLICY
    basis: Basis = Basis.POLICY
    verification: Verification = Verification.SEEN
    in_force: InForce = SINCE_2020


_PUBLISHED_ON = datetime.date(2026, 1, 5)

ROWS = (
    Row(
        period=Period.HEAD_IS_PUBLISHED,
        days=1,
        summary="A head of the log is published after each sealing, and at least so often.",
        example=Example(from_on=_PUBLISHED_ON, until_on=datetime.date(2026, 1, 6)),
    ),
    Row(
        period=Period.HEAD_IS_LATE,
        days=2,
        summary="A newest head as old as this is late, and overseers are told.",
        example=Example(from_on=_PUBLISHED_ON, until_on=datetime.date(2026, 1, 7)),
    ),
    Row(
        period=Period.WITNESS_IS_SILENT,
        days=1,
        summary="A witness that has not cosigned a head by then is silent; overseers are told.",
        example=Example(from_on=_PUBLISHED_ON, until_on=datetime.date(2026, 1, 6)),
    ),
)


def row_of(period: Period) -> Row:
    """Return the row of a period."""
    return next(row for row in ROWS if row.period is period)
