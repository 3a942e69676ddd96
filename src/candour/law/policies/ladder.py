"""What a supervisor who knew may be found to have done, and how often one action is enough.

Both are this deployment's policy: a third action of one kind for one person isn't refused, but it
is never taken without a reason of its own.
"""

from dataclasses import dataclass

from candour.law.instruments import SERVICE_POLICY, SINCE_2020
from candour.law.policies.escalation import Code
from candour.law.provisions import Basis, InForce, Provision, Verification

_POLICY = Provision(instrument=SERVICE_POLICY, reference="repeated management action", url="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One kind of action: the sanctions and the steps that are it, and which one needs a reason."""

    code: str
    name: str
    sanctions: tuple[str, ...]
    steps: tuple[str, ...] = ()
    needs_reason_from: int = 3
    provision: Provision = _POLICY
    basis: Basis = Basis.POLICY
    verification: Verification = Verification.SEEN
    in_force: InForce = SINCE_2020


RUNGS = (
    Rung(
        code="reflective_practice",
        name="Reflective practice",
        sanctions=("to_reflective_practice",),
        steps=("refer_to_reflective_practice",),
    ),
    Rung(
        code="management_action",
        name="Management action",
        sanctions=("no_disciplinary_action", "noted", "reprimand", "training"),
    ),
)

NOT_REPORTED, NOT_CHALLENGED = "failed_to_report", "failed_to_challenge"
FAILED = (NOT_REPORTED, NOT_CHALLENGED)
SUPERVISORS = (
    Code(code=NOT_REPORTED, name="They knew and did not report it"),
    Code(code=NOT_CHALLENGED, name="They knew and did not challenge it"),
    Code(code="acted", name="They knew, and did what they had to"),
    Code(code="not_shown", name="The evidence does not show that they knew"),
)
