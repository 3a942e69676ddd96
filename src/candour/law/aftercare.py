"""After-care as rows: when a reporter is asked how she is, and how long what she wishes can wait.

The law here sets none of these days. A day counts from the day on which the report was received.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from candour.law.instruments import SERVICE_POLICY, SINCE_2020
from candour.law.provisions import Basis, InForce, Provision, Verification

_POLICY = Provision(instrument=SERVICE_POLICY, reference="after-care of reporters", url="")


class Period(StrEnum):
    """Names each period of after-care."""

    CHECK_IN = "check_in"
    ASKED_ABOUT_DISCOURAGEMENT = "asked_about_discouragement"
    WISH_WAITS = "wish_waits"
    WISH_IS_SUDDEN = "wish_is_sudden"
    NEWS = "news"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Holds a day and the day that the period leads to from there."""

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


_RECEIVED_ON = datetime.date(2026, 1, 5)
_CHECK_IN = "She is asked whether she is safe, and what has happened to her since she reported."

ROWS = (
    Row(
        period=Period.CHECK_IN,
        days=14,
        summary=_CHECK_IN,
        example=Example(from_on=_RECEIVED_ON, until_on=datetime.date(2026, 1, 19)),
    ),
    Row(
        period=Period.CHECK_IN,
        days=60,
        summary=_CHECK_IN,
        example=Example(from_on=_RECEIVED_ON, until_on=datetime.date(2026, 3, 6)),
    ),
    Row(
        period=Period.CHECK_IN,
        days=180,
        summary=_CHECK_IN,
        example=Example(from_on=_RECEIVED_ON, until_on=datetime.date(2026, 7, 4)),
    ),
    Row(
        period=Period.CHECK_IN,
        days=365,
        summary=_CHECK_IN,
        example=Example(from_on=_RECEIVED_ON, until_on=datetime.date(2027, 1, 5)),
    ),
    Row(
        period=Period.ASKED_ABOUT_DISCOURAGEMENT,
        days=7,
        summary="She is asked whether anyone told her not to report, to withdraw, or to keep it"
        " informal.",
        example=Example(from_on=_RECEIVED_ON, until_on=datetime.date(2026, 1, 12)),
    ),
    Row(
        period=Period.WISH_WAITS,
        days=7,
        summary="To withdraw, and to give or take back a name, waits: she can change her mind.",
        example=Example(from_on=_RECEIVED_ON, until_on=datetime.date(2026, 1, 12)),
    ),
    Row(
        period=Period.WISH_IS_SUDDEN,
        days=7,
        summary="A wish to withdraw this soon after news of the report is flagged as sudden.",
        example=Example(from_on=_RECEIVED_ON, until_on=datetime.date(2026, 1, 12)),
    ),
    Row(
        period=Period.NEWS,
        days=28,
        summary="The longest time that she should wait between two pieces of news.",
        example=Example(from_on=_RECEIVED_ON, until_on=datetime.date(2026, 2, 2)),
    ),
)
