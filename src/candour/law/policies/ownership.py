"""Whose turn it is: which recorded facts hand a case to somebody, and whom a case can wait for.

No law divides a case's days among bodies: these rows are this deployment's policy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from candour.law.events import EventKind, Party
from candour.law.instruments import SERVICE_POLICY, SINCE_2020
from candour.law.provisions import Basis, InForce, Provision, Verification

_POLICY = Provision(instrument=SERVICE_POLICY, reference="every day has an owner", url="")


class Owner(StrEnum):
    """Names everybody a day of a case can belong to."""

    FORCE = "force"
    OTHER_FORCE = "other_force"
    INDEPENDENT_BODY = "independent_body"
    REVIEW_BODY = "review_body"
    PROSECUTOR = "prosecutor"
    COURT = "court"
    OFFICER_SIDE = "officer_side"
    COMPLAINANT = "complainant"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerRow:
    """Says how an owner is called, and whether a case can be put to wait for it by a person."""

    owner: Owner
    name: str
    meaning: str
    can_be_waited_for: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """Says that a recorded fact hands the case to somebody from its day on."""

    kind: EventKind
    to: Owner
    summary: str
    provision: Provision = _POLICY
    basis: Basis = Basis.POLICY
    verification: Verification = Verification.SEEN
    in_force: InForce = SINCE_2020


OWNERS = (
    OwnerRow(
        owner=Owner.FORCE,
        name="The force",
        meaning="Nothing else stands in the way: the force works on it.",
        can_be_waited_for=False,
    ),
    OwnerRow(
        owner=Owner.OTHER_FORCE,
        name="Another force",
        meaning="Another force investigates it.",
    ),
    OwnerRow(
        owner=Owner.INDEPENDENT_BODY,
        name="The IOPC",
        meaning="It was referred, or the IOPC works on it.",
    ),
    OwnerRow(
        owner=Owner.REVIEW_BODY,
        name="The body that reviews",
        meaning="A review was applied for and is not decided.",
    ),
    OwnerRow(
        owner=Owner.PROSECUTOR,
        name="The Crown Prosecution Service",
        meaning="It has the papers, and has not decided on a charge.",
    ),
    OwnerRow(
        owner=Owner.COURT,
        name="A court",
        meaning="Somebody was charged, or a court must decide first.",
    ),
    OwnerRow(
        owner=Owner.OFFICER_SIDE,
        name="The officer's side",
        meaning="The subject or a representative was asked for something.",
    ),
    OwnerRow(
        owner=Owner.COMPLAINANT,
        name="Whoever complained",
        meaning="They were asked for something that only they can give.",
    ),
    OwnerRow(
        owner=Owner.CLOSED,
        name="Nobody: it was closed",
        meaning="Days between a closing and a reopening.",
        can_be_waited_for=False,
    ),
)

TURNINGS = (
    Turning(
        kind=EventKind.REFERRED,
        to=Owner.INDEPENDENT_BODY,
        summary="From the day it is referred until somebody records that it came back.",
    ),
    Turning(
        kind=EventKind.STOPPED_FOR_CRIMINAL_PROCEEDINGS,
        to=Owner.PROSECUTOR,
        summary="From the day handling stops, unless somebody records that it is with a court.",
    ),
    Turning(
        kind=EventKind.PUT_TO_PROSECUTOR,
        to=Owner.PROSECUTOR,
        summary="The criminal investigators have given it to the prosecutor.",
    ),
    Turning(
        kind=EventKind.CHARGED,
        to=Owner.COURT,
        summary="From the charge on it is with a court.",
    ),
    Turning(
        kind=EventKind.CRIMINAL_OUTCOME_KNOWN,
        to=Owner.FORCE,
        summary="With the end of the criminal case the force has it again, the same day.",
    ),
    Turning(
        kind=EventKind.RESTARTED,
        to=Owner.FORCE,
        summary="Handling began again.",
    ),
    Turning(
        kind=EventKind.OTHER_FORCE_ACCEPTED,
        to=Owner.OTHER_FORCE,
        summary="Another force took it over.",
    ),
    Turning(
        kind=EventKind.REVIEW_APPLIED,
        to=Owner.REVIEW_BODY,
        summary="A review was applied for.",
    ),
    Turning(
        kind=EventKind.REVIEW_DECIDED,
        to=Owner.FORCE,
        summary="The review was decided: what it asks for is the force's to do.",
    ),
    Turning(
        kind=EventKind.CLOSED,
        to=Owner.CLOSED,
        summary="It counts only where the case is taken up again later.",
    ),
    Turning(
        kind=EventKind.REOPENED,
        to=Owner.FORCE,
        summary="A closed or withdrawn case was taken up again.",
    ),
    Turning(
        kind=EventKind.REOPENED_FOR_LEARNING,
        to=Owner.FORCE,
        summary="The handling is looked at again.",
    ),
)

# Who else can have a case; a person records it with a named owner and a day to look again.
WAITED_FOR = tuple(row.owner for row in OWNERS if row.can_be_waited_for)
NAMES = {row.owner: row.name for row in OWNERS}

# Whose the days are while a party of the table of steps has the next move.
DAYS_OF: Mapping[Party, Owner] = {
    Party.APPROPRIATE_AUTHORITY: Owner.FORCE,
    Party.INVESTIGATOR: Owner.FORCE,
    Party.CHAIR: Owner.FORCE,
    Party.REVIEWER: Owner.FORCE,
    Party.STAFF_DEPARTMENT: Owner.FORCE,
    Party.SECOND_DECISION_MAKER: Owner.FORCE,
    # Whoever investigates the crime: the matter waits for them as it does for a prosecutor.
    Party.CRIMINAL_INVESTIGATOR: Owner.PROSECUTOR,
    Party.INDEPENDENT_BODY: Owner.INDEPENDENT_BODY,
    Party.REVIEW_BODY: Owner.REVIEW_BODY,
    Party.PROSECUTOR: Owner.PROSECUTOR,
    Party.COURT: Owner.COURT,
    Party.APPEALS_TRIBUNAL: Owner.COURT,
    Party.SUBJECT: Owner.OFFICER_SIDE,
    Party.COMPLAINANT: Owner.COMPLAINANT,
    Party.REPORTER: Owner.COMPLAINANT,
}
# Whose turn is nobody's to wait for.
NOT_WAITING = tuple(row.owner for row in OWNERS if not row.can_be_waited_for)
