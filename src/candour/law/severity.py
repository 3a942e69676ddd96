"""How serious an allegation can be, where it then goes, and how low it may not be assessed."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from candour.law.categories import FactGroup
from candour.law.events import Party
from candour.law.independence import DOMESTIC
from candour.law.instruments import (
    AMENDMENT_REGULATIONS_2025,
    CONDUCT_REGULATIONS_2020,
    SERVICE_POLICY,
    SINCE_2020,
)
from candour.law.provisions import Basis, InForce, Provision, Verification


class SeverityLevel(StrEnum):
    """Names the answers a severity assessment can give."""

    GROSS_MISCONDUCT = "gross_misconduct"
    MISCONDUCT = "misconduct"
    PRACTICE_REQUIRING_IMPROVEMENT = "practice_requiring_improvement"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """Describes a level; a higher rank is more serious."""

    level: SeverityLevel
    name: str
    meaning: str
    rank: int
    needs_second_person: bool
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityExit:
    """Describes where a matter below misconduct, or without an investigation, may go."""

    code: str
    name: str
    needs_second_person: bool
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """Says below which level facts of a group may not be assessed.

    lowered_by: who alone may go below it, with a reason; None means that nobody may. told: what was
    said of the whole case that states the fact.
    """

    code: str
    name: str
    group: FactGroup
    question: str
    lowest: SeverityLevel
    lowered_by: Party | None
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatIncidentRule:
    """Describes the rule that makes several incidents together weigh more than each alone."""

    code: str
    name: str
    summary: str
    effect: str
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce


_FLOOR_POLICY = Provision(
    instrument=SERVICE_POLICY,
    reference="severity floors",
    url="",
)
_REGULATION_14 = Provision(
    instrument=CONDUCT_REGULATIONS_2020,
    reference="reg 14",
    url="https://www.legislation.gov.uk/uksi/2020/4/regulation/14",
)
_REGULATION_2 = Provision(
    instrument=CONDUCT_REGULATIONS_2020,
    reference="reg 2 (definitions)",
    url="https://www.legislation.gov.uk/uksi/2020/4/regulation/2",
)

LEVELS = (
    LevelRow(
        level=SeverityLevel.GROSS_MISCONDUCT,
        name="Gross misconduct",
        meaning="A breach so serious as to justify dismissal.",
        rank=3,
        needs_second_person=False,
        provision=_REGULATION_2,
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
    LevelRow(
        level=SeverityLevel.MISCONDUCT,
        name="Misconduct",
        meaning="A breach so serious as to justify disciplinary action.",
        rank=2,
        needs_second_person=False,
        provision=_REGULATION_2,
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    LevelRow(
        level=SeverityLevel.PRACTICE_REQUIRING_IMPROVEMENT,
        name="Practice requiring improvement",
        meaning="Below misconduct: learning through the reflective practice review process.",
        rank=1,
        needs_second_person=True,
        provision=_REGULATION_2,
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
    LevelRow(
        level=SeverityLevel.NEITHER,
        name="Neither",
        meaning="Neither misconduct nor practice requiring improvement.",
        rank=0,
        needs_second_person=True,
        provision=_REGULATION_14,
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
)

EXITS = (
    SeverityExit(
        code="no_further_action",
        name="No further action",
        needs_second_person=True,
        provision=_REGULATION_14,
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
    SeverityExit(
        code="vetting",
        name="Refer under the Police (Vetting) Regulations 2025",
        needs_second_person=False,
        provision=Provision(
            instrument=CONDUCT_REGULATIONS_2020,
            reference="reg 14(2)(aa), inserted by SI 2025/558",
            url="https://www.legislation.gov.uk/uksi/2020/4/regulation/14",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=InForce(from_on=datetime.date(2025, 5, 28)),
    ),
    SeverityExit(
        code="performance",
        name="Refer under the Police (Performance) Regulations 2020",
        needs_second_person=False,
        provision=_REGULATION_14,
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
    SeverityExit(
        code="reflective_practice",
        name="Reflective practice review process",
        needs_second_person=False,
        provision=_REGULATION_14,
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
    SeverityExit(
        code="other_internal_procedure",
        name="Other internal procedure, such as a grievance",
        needs_second_person=True,
        provision=_REGULATION_14,
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
)

FLOORS = (
    Floor(
        code="sexual",
        name="Sexual conduct",
        group=FactGroup.SEXUAL,
        question="Is any of this sexual in nature, or about abusing a position for a sexual"
        " purpose or to pursue a relationship?",
        lowest=SeverityLevel.MISCONDUCT,
        lowered_by=Party.APPROPRIATE_AUTHORITY,
        provision=_FLOOR_POLICY,
        basis=Basis.POLICY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    Floor(
        code="domestic",
        name="Domestic abuse",
        group=FactGroup.DOMESTIC,
        question="Is the person harmed a partner, former partner or relative of the person"
        " complained of, or did they live together?",
        lowest=SeverityLevel.MISCONDUCT,
        lowered_by=Party.APPROPRIATE_AUTHORITY,
        provision=_FLOOR_POLICY,
        basis=Basis.POLICY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        told=DOMESTIC.told,
    ),
    Floor(
        code="discrimination",
        name="Discriminatory behaviour",
        group=FactGroup.DISCRIMINATION,
        question="Is it said that somebody was treated worse because of race, sex, religion or"
        " another protected characteristic?",
        lowest=SeverityLevel.MISCONDUCT,
        lowered_by=Party.APPROPRIATE_AUTHORITY,
        provision=_FLOOR_POLICY,
        basis=Basis.POLICY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    Floor(
        code="indictable_only_conviction",
        name="Conviction for an indictable-only offence",
        group=FactGroup.INDICTABLE_ONLY_CONVICTION,
        question="Has the person complained of been convicted of an offence that only the Crown"
        " Court can try?",
        lowest=SeverityLevel.GROSS_MISCONDUCT,
        lowered_by=None,
        provision=Provision(
            instrument=AMENDMENT_REGULATIONS_2025,
            reference="amending Conduct Regs 2020 (meaning of gross misconduct)",
            url="https://www.legislation.gov.uk/uksi/2025/558",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=InForce(from_on=datetime.date(2025, 5, 28)),
    ),
)

REPEAT_INCIDENT_RULE = RepeatIncidentRule(
    code="repeat_incidents",
    name="Several incidents taken together",
    summary="Findings of misconduct about more than one incident, not closely connected in fact,"
    " open reduction in rank and dismissal.",
    effect="It works only where the incidents reach the same proceedings, so they are joined"
    " before severity is assessed and the referral made.",
    provision=Provision(
        instrument=CONDUCT_REGULATIONS_2020,
        reference="reg 42(6)",
        url="https://www.legislation.gov.uk/uksi/2020/4/regulation/42/made",
    ),
    basis=Basis.STATUTORY,
    verification=Verification.SEEN,
    in_force=SINCE_2020,
)
