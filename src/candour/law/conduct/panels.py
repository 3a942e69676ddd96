"""Who conducts a meeting or hearing, by the layer of the regime that governs the matter."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from candour.law.instruments import (
    CONDUCT_AMENDMENT_REGULATIONS_2024,
    CONDUCT_REGULATIONS_2020,
)
from candour.law.outcomes import Proceedings
from candour.law.provisions import Basis, InForce, Provision, Verification


class Concerned(StrEnum):
    """Says against whom proceedings are, where that decides who conducts them."""

    NOT_SENIOR = "not_senior"
    SENIOR = "senior"
    CHIEF_OFFICER = "chief_officer"


class Role(StrEnum):
    """Names the part that somebody has in proceedings."""

    CHAIR = "chair"
    MEMBER = "member"
    ADVISER = "adviser"
    PERSON_CONDUCTING = "person_conducting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Describes one seat, how many sit in it, who is fit for it, and who appoints."""

    role: Role
    number: int
    who: str
    appointed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Describes who conducts one kind of proceedings under one layer.

    in_force: the days of the layer, by the day that selects the layer of a matter.
    """

    code: str
    proceedings: Proceedings
    concerned: tuple[Concerned, ...]
    seats: tuple[Seat, ...]
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce
    notes: tuple[str, ...] = ()


_UNTIL_2024 = InForce(from_on=datetime.date(2020, 2, 1), until_on=datetime.date(2024, 5, 6))
_SINCE_2024 = InForce(from_on=datetime.date(2024, 5, 7))
_SINCE_2020 = InForce(from_on=datetime.date(2020, 2, 1))
_BY_2024 = Provision(
    instrument=CONDUCT_AMENDMENT_REGULATIONS_2024,
    reference="amending Conduct Regs 2020 reg 28",
    url="https://www.legislation.gov.uk/uksi/2024/521/made",
)
_REGULATION_28 = Provision(
    instrument=CONDUCT_REGULATIONS_2020,
    reference="reg 28",
    url="https://www.legislation.gov.uk/uksi/2020/4/regulation/28",
)
_REGULATION_27 = Provision(
    instrument=CONDUCT_REGULATIONS_2020,
    reference="reg 27",
    url="https://www.legislation.gov.uk/uksi/2020/4/regulation/27",
)
_REGULATION_55 = Provision(
    instrument=CONDUCT_REGULATIONS_2020,
    reference="reg 55",
    url="https://www.legislation.gov.uk/uksi/2020/4/regulation/55",
)
_INDEPENDENT_MEMBERS = Seat(
    role=Role.MEMBER,
    number=2,
    who="Independent panel member, from a list",
    appointed_by="Local policing body",
)
_ADVISER = Seat(
    role=Role.ADVISER,
    number=1,
    who="Independent legally qualified adviser, to whose advice the panel must have regard",
    appointed_by="Local policing body",
)
_ALL = tuple(Concerned)

PANELS = (
    Panel(
        code="meeting",
        proceedings=Proceedings.MISCONDUCT_MEETING,
        concerned=_ALL,
        seats=(
            Seat(
                role=Role.PERSON_CONDUCTING,
                number=1,
                who="One person at least one rank above the officer, or of a more senior grade",
                appointed_by="Appropriate authority",
            ),
        ),
        provision=_REGULATION_27,
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=_SINCE_2020,
    ),
    Panel(
        code="hearing_2020",
        proceedings=Proceedings.MISCONDUCT_HEARING,
        concerned=_ALL,
        seats=(
            Seat(
                role=Role.CHAIR,
                number=1,
                who="Legally qualified chair, from a list",
                appointed_by="Local policing body",
            ),
            Seat(
                role=Role.MEMBER,
                number=1,
                who="Superintendent or above, or more senior than the officer",
                appointed_by="Appropriate authority",
            ),
            Seat(
                role=Role.MEMBER,
                number=1,
                who="Independent panel member, from a list",
                appointed_by="Local policing body",
            ),
        ),
        provision=_REGULATION_28,
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=_UNTIL_2024,
        notes=("For senior officers another composition applied: to be confirmed.",),
    ),
    Panel(
        code="hearing_2024",
        proceedings=Proceedings.MISCONDUCT_HEARING,
        concerned=(Concerned.NOT_SENIOR,),
        seats=(
            Seat(
                role=Role.CHAIR,
                number=1,
                who="Chief officer, who may delegate to a senior officer, to somebody who was one"
                " in the last five years, or to staff of like seniority",
                appointed_by="Chief officer",
            ),
            _INDEPENDENT_MEMBERS,
            _ADVISER,
        ),
        provision=_BY_2024,
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=_SINCE_2024,
        notes=("The IOPC may recommend that the chair is delegated to another force.",),
    ),
    Panel(
        code="hearing_2024_senior",
        proceedings=Proceedings.MISCONDUCT_HEARING,
        concerned=(Concerned.SENIOR,),
        seats=(
            Seat(
                role=Role.CHAIR,
                number=1,
                who="More senior officer of another force",
                appointed_by="Local policing body",
            ),
            _INDEPENDENT_MEMBERS,
            _ADVISER,
        ),
        provision=_BY_2024,
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=_SINCE_2024,
    ),
    Panel(
        code="hearing_2024_chief_officer",
        proceedings=Proceedings.MISCONDUCT_HEARING,
        concerned=(Concerned.CHIEF_OFFICER,),
        seats=(
            Seat(
                role=Role.CHAIR,
                number=1,
                who="Chief Inspector of Constabulary, or another Inspector",
                appointed_by="Chief Inspector of Constabulary",
            ),
            _INDEPENDENT_MEMBERS,
            _ADVISER,
        ),
        provision=_BY_2024,
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=_SINCE_2024,
        notes=("Also for a Deputy or Assistant Commissioner.",),
    ),
    Panel(
        code="accelerated",
        proceedings=Proceedings.ACCELERATED_HEARING,
        concerned=_ALL,
        seats=(
            Seat(
                role=Role.CHAIR,
                number=1,
                who="Chief officer, who may delegate",
                appointed_by="Chief officer",
            ),
        ),
        provision=_REGULATION_55,
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=_SINCE_2020,
        notes=("For senior officers another composition applies: to be confirmed.",),
    ),
)
