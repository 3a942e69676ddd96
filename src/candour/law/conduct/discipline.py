"""How long warnings last, when dismissal is presumed or open, and the special conditions."""

from dataclasses import dataclass

from candour.law.instruments import (
    AMENDMENT_REGULATIONS_2025,
    CONDUCT_REGULATIONS_2020,
    SINCE_2020,
    SINCE_2025,
)
from candour.law.provisions import Basis, InForce, Provision, Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRow:
    """Says how long a warning lasts. extendable_to_months: None where nobody may make it longer."""

    sanction: str
    months: int
    extendable_to_months: int | None
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce


@dataclass(frozen=True, slots=True, kw_only=True)
class Presumption:
    """Says which outcome follows from a finding unless there are reasons against it.

    reason_field: what must be written where another outcome is chosen.
    """

    code: str
    finding: str
    outcome: str
    summary: str
    reason_field: str
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce


@dataclass(frozen=True, slots=True, kw_only=True)
class Opener:
    """Describes what opens reduction in rank and dismissal for misconduct that is not gross."""

    code: str
    name: str
    summary: str
    sanctions: tuple[str, ...]
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialCondition:
    """Describes one of the conditions for an accelerated hearing; both must be met."""

    code: str
    name: str
    question: str
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce


_REGULATION_42 = Provision(
    instrument=CONDUCT_REGULATIONS_2020,
    reference="reg 42",
    url="https://www.legislation.gov.uk/uksi/2020/4/regulation/42/made",
)
_REGULATION_42_6 = Provision(
    instrument=CONDUCT_REGULATIONS_2020,
    reference="reg 42(6)",
    url="https://www.legislation.gov.uk/uksi/2020/4/regulation/42/made",
)
_REGULATION_49 = Provision(
    instrument=CONDUCT_REGULATIONS_2020,
    reference="reg 49",
    url="https://www.legislation.gov.uk/uksi/2020/4/regulation/49",
)
_GRAVE = ("reduction_in_rank", "dismissal_without_notice")

WARNINGS = (
    WarningRow(
        sanction="written_warning",
        months=18,
        extendable_to_months=None,
        provision=_REGULATION_42,
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    WarningRow(
        sanction="final_written_warning",
        months=24,
        extendable_to_months=60,
        provision=_REGULATION_42,
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
)

PRESUMPTION_OF_DISMISSAL = Presumption(
    code="presumption_of_dismissal",
    finding="gross_misconduct",
    outcome="dismissal_without_notice",
    summary="Gross misconduct leads to dismissal unless exceptional circumstances justify another"
    " outcome.",
    reason_field="exceptional_circumstances_reason",
    provision=Provision(
        instrument=AMENDMENT_REGULATIONS_2025,
        reference="amending Conduct Regs 2020 regs 42, 62",
        url="https://www.legislation.gov.uk/uksi/2025/558",
    ),
    basis=Basis.STATUTORY,
    verification=Verification.PARTIAL,
    in_force=SINCE_2025,
)

OPENERS = (
    Opener(
        code="final_warning_in_force",
        name="A final written warning was in force",
        summary="A final written warning was in force when severity was assessed.",
        sanctions=_GRAVE,
        provision=_REGULATION_42,
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    Opener(
        code="repeat_incidents",
        name="Several incidents taken together",
        summary="Misconduct was found about more than one incident, not closely connected in fact.",
        sanctions=_GRAVE,
        provision=_REGULATION_42_6,
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
)

SPECIAL_CONDITIONS = (
    SpecialCondition(
        code="sufficient_documents",
        name="Documents are enough",
        question="Is there enough documentary evidence to establish gross misconduct on the"
        " balance of probabilities?",
        provision=_REGULATION_49,
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
    SpecialCondition(
        code="leave_without_delay",
        name="The officer should leave without delay",
        question="Is it in the public interest that the officer ceases to be one without delay?",
        provision=_REGULATION_49,
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
)

# A matter may be certified after the final report too; matters of older layers may not.
LATE_CERTIFICATION_SINCE = SINCE_2025
