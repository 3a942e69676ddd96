"""The ten Standards of Professional Behaviour, and which of them each kind of allegation touches.

The standards are law. Which of them a category touches is this table's own judgement: a starting
point that the person who assesses adds to or takes from with a reason, and that anyone can read.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from candour.law.instruments import CONDUCT_REGULATIONS_2020, SERVICE_POLICY, SINCE_2020
from candour.law.provisions import Basis, InForce, Provision, Verification

# Rises with every change of a mapping, so that a reader can say which one a decision used.
VERSION = 1
VERSION_ON = datetime.date(2026, 11, 22)


class Standard(StrEnum):
    """Names each of the ten standards."""

    HONESTY_INTEGRITY = "honesty_integrity"
    AUTHORITY_RESPECT_COURTESY = "authority_respect_courtesy"
    EQUALITY_DIVERSITY = "equality_diversity"
    USE_OF_FORCE = "use_of_force"
    ORDERS_INSTRUCTIONS = "orders_instructions"
    DUTIES_RESPONSIBILITIES = "duties_responsibilities"
    CONFIDENTIALITY = "confidentiality"
    FITNESS_FOR_DUTY = "fitness_for_duty"
    DISCREDITABLE_CONDUCT = "discreditable_conduct"
    CHALLENGING_REPORTING = "challenging_reporting"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardRow:
    """Describes one standard, in other words than the schedule's."""

    standard: Standard
    name: str
    summary: str
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce


@dataclass(frozen=True, slots=True, kw_only=True)
class Touches:
    """Says which standards an allegation of a category may breach, the nearest first.

    is_always_candidate: whether such an allegation is always put as a possible breach, so that
    nobody decides before the assessment that none is in question.
    """

    category: str
    standards: tuple[Standard, ...]
    is_always_candidate: bool
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce


_SCHEDULE_2 = Provision(
    instrument=CONDUCT_REGULATIONS_2020,
    reference="Sch 2",
    url="https://www.legislation.gov.uk/uksi/2020/4/schedule/2",
)
_MAPPING = Provision(instrument=SERVICE_POLICY, reference="standards by category", url="")

STANDARDS = (
    StandardRow(
        standard=Standard.HONESTY_INTEGRITY,
        name="Honesty and integrity",
        summary="They are honest, act with integrity, and do not compromise or abuse their"
        " position.",
        provision=_SCHEDULE_2,
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    StandardRow(
        standard=Standard.AUTHORITY_RESPECT_COURTESY,
        name="Authority, respect and courtesy",
        summary="They act with self-control and tolerance, treat people with respect and"
        " courtesy, and do not abuse their powers.",
        provision=_SCHEDULE_2,
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    StandardRow(
        standard=Standard.EQUALITY_DIVERSITY,
        name="Equality and diversity",
        summary="They act with fairness and impartiality, and do not discriminate unlawfully or"
        " unfairly.",
        provision=_SCHEDULE_2,
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    StandardRow(
        standard=Standard.USE_OF_FORCE,
        name="Use of force",
        summary="They use force only to the extent that is necessary, proportionate and"
        " reasonable.",
        provision=_SCHEDULE_2,
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    StandardRow(
        standard=Standard.ORDERS_INSTRUCTIONS,
        name="Orders and instructions",
        summary="They give and carry out only lawful orders and instructions, and abide by"
        " regulations and policies.",
        provision=_SCHEDULE_2,
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    StandardRow(
        standard=Standard.DUTIES_RESPONSIBILITIES,
        name="Duties and responsibilities",
        summary="They are diligent in their duties and responsibilities.",
        provision=_SCHEDULE_2,
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    StandardRow(
        standard=Standard.CONFIDENTIALITY,
        name="Confidentiality",
        summary="They treat information with respect, and access or disclose it only in the"
        " proper course of duty.",
        provision=_SCHEDULE_2,
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    StandardRow(
        standard=Standard.FITNESS_FOR_DUTY,
        name="Fitness for duty",
        summary="When on duty they are fit to carry out their responsibilities.",
        provision=_SCHEDULE_2,
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    StandardRow(
        standard=Standard.DISCREDITABLE_CONDUCT,
        name="Discreditable conduct",
        summary="They behave so that they do not discredit the police or undermine confidence"
        " in it, on or off duty.",
        provision=_SCHEDULE_2,
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    StandardRow(
        standard=Standard.CHALLENGING_REPORTING,
        name="Challenging and reporting improper conduct",
        summary="They report, challenge or act against the conduct of colleagues that falls"
        " below these standards.",
        provision=_SCHEDULE_2,
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
)

# Category, the standards it touches, and whether it is always put as a possible breach.
_BY_CATEGORY = (
    (
        "A",
        (
            Standard.DUTIES_RESPONSIBILITIES,
            Standard.ORDERS_INSTRUCTIONS,
        ),
        False,
    ),
    (
        "A1",
        (
            Standard.DUTIES_RESPONSIBILITIES,
            Standard.ORDERS_INSTRUCTIONS,
        ),
        False,
    ),
    (
        "A2",
        (
            Standard.DUTIES_RESPONSIBILITIES,
            Standard.ORDERS_INSTRUCTIONS,
        ),
        False,
    ),
    (
        "A3",
        (
            Standard.DUTIES_RESPONSIBILITIES,
            Standard.ORDERS_INSTRUCTIONS,
        ),
        False,
    ),
    (
        "A4",
        (
            Standard.DUTIES_RESPONSIBILITIES,
            Standard.AUTHORITY_RESPECT_COURTESY,
        ),
        False,
    ),
    (
        "B",
        (
            Standard.ORDERS_INSTRUCTIONS,
            Standard.AUTHORITY_RESPECT_COURTESY,
            Standard.DUTIES_RESPONSIBILITIES,
        ),
        False,
    ),
    (
        "B1",
        (
            Standard.AUTHORITY_RESPECT_COURTESY,
            Standard.ORDERS_INSTRUCTIONS,
            Standard.EQUALITY_DIVERSITY,
        ),
        False,
    ),
    (
        "B2",
        (
            Standard.AUTHORITY_RESPECT_COURTESY,
            Standard.ORDERS_INSTRUCTIONS,
            Standard.EQUALITY_DIVERSITY,
        ),
        False,
    ),
    (
        "B3",
        (
            Standard.AUTHORITY_RESPECT_COURTESY,
            Standard.ORDERS_INSTRUCTIONS,
            Standard.EQUALITY_DIVERSITY,
        ),
        False,
    ),
    (
        "B4",
        (
            Standard.USE_OF_FORCE,
            Standard.AUTHORITY_RESPECT_COURTESY,
        ),
        False,
    ),
    (
        "B5",
        (
            Standard.DUTIES_RESPONSIBILITIES,
            Standard.AUTHORITY_RESPECT_COURTESY,
            Standard.ORDERS_INSTRUCTIONS,
        ),
        False,
    ),
    (
        "B6",
        (
            Standard.DUTIES_RESPONSIBILITIES,
            Standard.ORDERS_INSTRUCTIONS,
        ),
        False,
    ),
    (
        "B7",
        (
            Standard.DUTIES_RESPONSIBILITIES,
            Standard.ORDERS_INSTRUCTIONS,
            Standard.HONESTY_INTEGRITY,
        ),
        False,
    ),
    (
        "B8",
        (
            Standard.DUTIES_RESPONSIBILITIES,
            Standard.ORDERS_INSTRUCTIONS,
        ),
        False,
    ),
    (
        "B9",
        (
            Standard.ORDERS_INSTRUCTIONS,
            Standard.DUTIES_RESPONSIBILITIES,
        ),
        False,
    ),
    (
        "C",
        (
            Standard.DUTIES_RESPONSIBILITIES,
            Standard.ORDERS_INSTRUCTIONS,
        ),
        False,
    ),
    (
        "D",
        (
            Standard.CONFIDENTIALITY,
            Standard.ORDERS_INSTRUCTIONS,
        ),
        False,
    ),
    (
        "D1",
        (
            Standard.CONFIDENTIALITY,
            Standard.ORDERS_INSTRUCTIONS,
            Standard.HONESTY_INTEGRITY,
        ),
        False,
    ),
    ("D2", (Standard.CONFIDENTIALITY,), False),
    (
        "D3",
        (
            Standard.CONFIDENTIALITY,
            Standard.DUTIES_RESPONSIBILITIES,
        ),
        False,
    ),
    (
        "D4",
        (
            Standard.CONFIDENTIALITY,
            Standard.DUTIES_RESPONSIBILITIES,
        ),
        False,
    ),
    (
        "E",
        (
            Standard.DUTIES_RESPONSIBILITIES,
            Standard.ORDERS_INSTRUCTIONS,
            Standard.DISCREDITABLE_CONDUCT,
        ),
        False,
    ),
    (
        "F",
        (
            Standard.EQUALITY_DIVERSITY,
            Standard.AUTHORITY_RESPECT_COURTESY,
        ),
        True,
    ),
    (
        "F1",
        (
            Standard.EQUALITY_DIVERSITY,
            Standard.AUTHORITY_RESPECT_COURTESY,
        ),
        True,
    ),
    (
        "F2",
        (
            Standard.EQUALITY_DIVERSITY,
            Standard.AUTHORITY_RESPECT_COURTESY,
        ),
        True,
    ),
    (
        "F3",
        (
            Standard.EQUALITY_DIVERSITY,
            Standard.AUTHORITY_RESPECT_COURTESY,
        ),
        True,
    ),
    (
        "F4",
        (
            Standard.EQUALITY_DIVERSITY,
            Standard.AUTHORITY_RESPECT_COURTESY,
        ),
        True,
    ),
    (
        "F5",
        (
            Standard.EQUALITY_DIVERSITY,
            Standard.AUTHORITY_RESPECT_COURTESY,
        ),
        True,
    ),
    (
        "F6",
        (
            Standard.EQUALITY_DIVERSITY,
            Standard.AUTHORITY_RESPECT_COURTESY,
        ),
        True,
    ),
    (
        "F7",
        (
            Standard.EQUALITY_DIVERSITY,
            Standard.AUTHORITY_RESPECT_COURTESY,
        ),
        True,
    ),
    (
        "F8",
        (
            Standard.EQUALITY_DIVERSITY,
            Standard.AUTHORITY_RESPECT_COURTESY,
        ),
        True,
    ),
    (
        "F9",
        (
            Standard.EQUALITY_DIVERSITY,
            Standard.AUTHORITY_RESPECT_COURTESY,
        ),
        True,
    ),
    (
        "F10",
        (
            Standard.EQUALITY_DIVERSITY,
            Standard.AUTHORITY_RESPECT_COURTESY,
        ),
        True,
    ),
    (
        "G",
        (
            Standard.HONESTY_INTEGRITY,
            Standard.DISCREDITABLE_CONDUCT,
        ),
        True,
    ),
    (
        "G1",
        (
            Standard.HONESTY_INTEGRITY,
            Standard.ORDERS_INSTRUCTIONS,
            Standard.DISCREDITABLE_CONDUCT,
        ),
        True,
    ),
    (
        "G2",
        (
            Standard.HONESTY_INTEGRITY,
            Standard.AUTHORITY_RESPECT_COURTESY,
            Standard.DISCREDITABLE_CONDUCT,
        ),
        True,
    ),
    (
        "G3",
        (
            Standard.HONESTY_INTEGRITY,
            Standard.AUTHORITY_RESPECT_COURTESY,
            Standard.DISCREDITABLE_CONDUCT,
        ),
        True,
    ),
    (
        "G4",
        (
            Standard.HONESTY_INTEGRITY,
            Standard.DISCREDITABLE_CONDUCT,
        ),
        True,
    ),
    (
        "G5",
        (
            Standard.HONESTY_INTEGRITY,
            Standard.DUTIES_RESPONSIBILITIES,
            Standard.DISCREDITABLE_CONDUCT,
        ),
        True,
    ),
    (
        "G6",
        (
            Standard.HONESTY_INTEGRITY,
            Standard.AUTHORITY_RESPECT_COURTESY,
            Standard.DISCREDITABLE_CONDUCT,
        ),
        True,
    ),
    ("H", (Standard.AUTHORITY_RESPECT_COURTESY,), False),
    ("H1", (Standard.AUTHORITY_RESPECT_COURTESY,), False),
    (
        "H2",
        (
            Standard.AUTHORITY_RESPECT_COURTESY,
            Standard.EQUALITY_DIVERSITY,
        ),
        False,
    ),
    ("H3", (Standard.AUTHORITY_RESPECT_COURTESY,), False),
    (
        "H4",
        (
            Standard.AUTHORITY_RESPECT_COURTESY,
            Standard.EQUALITY_DIVERSITY,
            Standard.DUTIES_RESPONSIBILITIES,
        ),
        False,
    ),
    (
        "H5",
        (
            Standard.AUTHORITY_RESPECT_COURTESY,
            Standard.EQUALITY_DIVERSITY,
            Standard.DISCREDITABLE_CONDUCT,
        ),
        False,
    ),
    (
        "J",
        (
            Standard.AUTHORITY_RESPECT_COURTESY,
            Standard.DISCREDITABLE_CONDUCT,
        ),
        True,
    ),
    (
        "J1",
        (
            Standard.AUTHORITY_RESPECT_COURTESY,
            Standard.DISCREDITABLE_CONDUCT,
            Standard.USE_OF_FORCE,
        ),
        True,
    ),
    (
        "J2",
        (
            Standard.AUTHORITY_RESPECT_COURTESY,
            Standard.EQUALITY_DIVERSITY,
            Standard.DISCREDITABLE_CONDUCT,
        ),
        True,
    ),
    (
        "J3",
        (
            Standard.AUTHORITY_RESPECT_COURTESY,
            Standard.DISCREDITABLE_CONDUCT,
            Standard.HONESTY_INTEGRITY,
        ),
        True,
    ),
    ("K", (Standard.DISCREDITABLE_CONDUCT,), False),
    ("L", (Standard.DISCREDITABLE_CONDUCT,), False),
)

TOUCHED = tuple(
    Touches(
        category=category,
        standards=standards,
        is_always_candidate=is_always_candidate,
        provision=_MAPPING,
        basis=Basis.POLICY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    )
    for category, standards, is_always_candidate in _BY_CATEGORY
)
