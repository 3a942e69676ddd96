"""When proceedings are possible against somebody who has left: conditions A, B and C."""

from dataclasses import dataclass
from enum import StrEnum

from candour.law.instruments import CONDUCT_REGULATIONS_2020, SINCE_2020, SINCE_2025
from candour.law.provisions import Basis, InForce, Provision, Verification

# Counted from the day the person left to the day the allegation first came to attention.
WINDOW_MONTHS = 12


class Condition(StrEnum):
    """Names the three conditions."""

    A = "a"
    B = "b"
    C = "c"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRow:
    """Describes one condition; each needs an allegation of gross misconduct."""

    condition: Condition
    summary: str
    needs_determination: bool
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Says to which hearing a former officer goes unless another is chosen."""

    presumed: str
    unless: str
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce


_REGULATION_4 = Provision(
    instrument=CONDUCT_REGULATIONS_2020,
    reference="reg 4(2)-(5)",
    url="https://www.legislation.gov.uk/uksi/2020/4/regulation/4",
)

CONDITIONS = (
    ConditionRow(
        condition=Condition.A,
        summary="The person left after the allegation first came to the attention of a body that"
        " deals with it.",
        needs_determination=False,
        provision=_REGULATION_4,
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    ConditionRow(
        condition=Condition.B,
        summary="The person left before that, and twelve months or less lie between.",
        needs_determination=False,
        provision=_REGULATION_4,
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    ConditionRow(
        condition=Condition.C,
        summary="The person left before that, more than twelve months lie between, and the IOPC"
        " determines that proceedings are reasonable and proportionate.",
        needs_determination=True,
        provision=_REGULATION_4,
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
)

ROUTE_SINCE_2025 = Route(
    presumed="accelerated_hearing",
    unless="the former officer opts for, or the authority decides on, a misconduct hearing",
    provision=Provision(
        instrument=CONDUCT_REGULATIONS_2020,
        reference="reg 4 as amended by SI 2025/558",
        url="https://www.legislation.gov.uk/uksi/2020/4/regulation/4",
    ),
    basis=Basis.STATUTORY,
    verification=Verification.SEEN,
    in_force=SINCE_2025,
)
