"""What arrives from the crime side about somebody who serves, and what is decided the same day.

No law sets these duties in this form: they are this deployment's policy. What a criminal outcome
does to a misconduct matter is law elsewhere; that it is taken up the same day is policy.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from candour.law.instruments import SERVICE_POLICY, SINCE_2020
from candour.law.provisions import Basis, InForce, Provision, Verification

# A stop for other proceedings is looked at again at the latest after so many days.
REVIEW_DAYS = 28
_POLICY = Provision(instrument=SERVICE_POLICY, reference="crime side", url="")


class Kind(StrEnum):
    """Names what a row of the crime side's feed tells of."""

    ARREST = "arrest"
    NAMED_SUSPECT = "named_suspect"
    CRIME_REPORT = "crime_report"
    CIVIL_ORDER = "civil_order"
    CHARGED = "charged"
    NFA = "nfa"
    ACQUITTED = "acquitted"
    DISCONTINUED = "discontinued"
    CONVICTED = "convicted"


class Owed(StrEnum):
    """Names what is owed the same day: decisions for the time being, or the misconduct one."""

    INTERIM = "interim"
    MISCONDUCT = "misconduct"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    """Describes one kind of row: its words, and what it makes owed the same day."""

    kind: Kind
    name: str
    owes: tuple[Owed, ...]
    is_outcome: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One of the decisions for the time being; each is answered yes or no, with reasons."""

    code: str
    name: str
    asks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OffenceRow:
    """Describes a class of offence: the allegation it becomes, and which rules it sets off.

    criteria: the referral criteria that it meets by itself. told: what it says to the rules of
    independence.
    """

    code: str
    name: str
    category: str
    criteria: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRow:
    """Gives a code its words."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Holds the day something began and the day it must be done by."""

    from_on: datetime.date
    due_on: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """One duty in days: what it is for, where it comes from, and a worked example."""

    code: str
    summary: str
    days: int
    example: Example
    provision: Provision = _POLICY
    basis: Basis = Basis.POLICY
    verification: Verification = Verification.SEEN
    in_force: InForce = SINCE_2020


_DAY = datetime.date(2026, 1, 5)

KINDS = (
    KindRow(kind=Kind.ARREST, name="Arrest", owes=(Owed.INTERIM,)),
    KindRow(kind=Kind.NAMED_SUSPECT, name="Named as a suspect", owes=(Owed.INTERIM,)),
    KindRow(kind=Kind.CRIME_REPORT, name="Crime report", owes=(Owed.INTERIM,)),
    KindRow(kind=Kind.CIVIL_ORDER, name="Civil order", owes=(Owed.INTERIM,)),
    KindRow(kind=Kind.CHARGED, name="Decision to charge", owes=(Owed.INTERIM,)),
    KindRow(kind=Kind.NFA, name="No further action", owes=(Owed.MISCONDUCT,), is_outcome=True),
    KindRow(kind=Kind.ACQUITTED, name="Acquittal", owes=(Owed.MISCONDUCT,), is_outcome=True),
    KindRow(
        kind=Kind.DISCONTINUED, name="Discontinuance", owes=(Owed.MISCONDUCT,), is_outcome=True
    ),
    KindRow(
        kind=Kind.CONVICTED,
        name="Conviction",
        owes=(Owed.INTERIM, Owed.MISCONDUCT),
        is_outcome=True,
    ),
)

QUESTIONS = (
    Question(code="suspension", name="Suspension", asks="Is the person suspended from duty?"),
    Question(
        code="restriction",
        name="Restricted duties",
        asks="Are the person's duties, place of work or access to systems restricted?",
    ),
    Question(
        code="firearms",
        name="Firearms authority",
        asks="Is the person's authority to carry firearms or a Taser taken away?",
    ),
)

OFFENCES = (
    OffenceRow(
        code="death_or_serious_injury",
        name="Causing death or serious injury",
        category="B4",
        criteria=("mr1", "mr2"),
    ),
    OffenceRow(code="serious_assault", name="Serious assault", category="K", criteria=("mr2",)),
    OffenceRow(code="assault", name="Other assault", category="K"),
    OffenceRow(
        code="serious_sexual",
        name="Serious sexual offence",
        category="J1",
        criteria=("mr3",),
        told=("sexual_misconduct",),
    ),
    OffenceRow(
        code="sexual",
        name="Other sexual offence",
        category="J3",
        told=("sexual_misconduct",),
    ),
    OffenceRow(
        code="abuse_of_position",
        name="Abuse of position for a sexual purpose",
        category="G2",
        criteria=("mr4",),
        told=("sexual_misconduct",),
    ),
    OffenceRow(code="corruption", name="Serious corruption", category="G6", criteria=("mr4",)),
    OffenceRow(
        code="domestic_abuse",
        name="Domestic abuse, coercive control included",
        category="K",
        told=("domestic_abuse",),
    ),
    OffenceRow(code="harassment", name="Harassment or stalking", category="H5"),
    OffenceRow(
        code="hate_crime",
        name="A crime made worse by hostility",
        category="F10",
        criteria=("mr5",),
    ),
    OffenceRow(code="data", name="Misuse of computers or information", category="D1"),
    OffenceRow(code="dishonesty", name="Theft, fraud or another dishonesty", category="K"),
    OffenceRow(code="drugs", name="Drugs", category="K"),
    OffenceRow(code="driving", name="Driving", category="K"),
    OffenceRow(code="other", name="Another offence", category="K"),
)

ORDERS = (
    CodeRow(code="dvpn", name="Domestic violence protection notice"),
    CodeRow(code="dvpo", name="Domestic violence protection order"),
    CodeRow(code="dapo", name="Domestic abuse protection order"),
    CodeRow(code="stalking_protection", name="Stalking protection order"),
    CodeRow(code="non_molestation", name="Non-molestation order"),
    CodeRow(code="occupation", name="Occupation order"),
    CodeRow(code="sexual_risk", name="Sexual risk order"),
    CodeRow(code="other", name="Another civil order"),
)
# Orders that by their nature are about somebody whom the person lives or lived with.
DOMESTIC_ORDERS = ("dvpn", "dvpo", "dapo", "non_molestation", "occupation")
SEXUAL_ORDERS = ("sexual_risk",)

# What a misconduct matter may still wait for once a criminal case has ended: each is named.
PROCEEDINGS = (
    CodeRow(code="other_charge", name="Another charge against the same person"),
    CodeRow(code="co_accused", name="The trial of somebody charged with them"),
    CodeRow(code="victims_review", name="A review of the decision that the victim asked for"),
    CodeRow(code="appeal", name="An appeal against the conviction or the sentence"),
    CodeRow(code="inquest", name="An inquest"),
)

DUTIES = (
    DutyRow(
        code="interim",
        summary="Suspension, restricted duties and firearms authority are each decided, with"
        " reasons, on the day on which the crime side's row arrives.",
        days=0,
        example=Example(from_on=_DAY, due_on=_DAY),
    ),
    DutyRow(
        code="misconduct",
        summary="On the day on which no further action, an acquittal, a discontinuance or a"
        " conviction arrives, the appropriate authority takes up the misconduct question.",
        days=0,
        example=Example(from_on=_DAY, due_on=_DAY),
    ),
    DutyRow(
        code="worklist",
        summary="A row that can't be matched for certain is decided the day it arrives.",
        days=0,
        example=Example(from_on=_DAY, due_on=_DAY),
    ),
    DutyRow(
        code="stays_stopped",
        summary="A matter that stays stopped for other named proceedings is looked at again"
        " within 28 days.",
        days=REVIEW_DAYS,
        example=Example(from_on=_DAY, due_on=datetime.date(2026, 2, 2)),
    ),
)


def kind_row(kind: str) -> KindRow:
    """Return the row of a kind."""
    return next(row for row in KINDS if row.kind == kind)


def offence_row(code: str) -> OffenceRow:
    """Return the row of a class of offence."""
    return next(row for row in OFFENCES if row.code == code)


def duty(code: str) -> DutyRow:
    """Return the row of a duty."""
    return next(row for row in DUTIES if row.code == code)
