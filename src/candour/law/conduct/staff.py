"""How proceedings against police staff end: the employer's own list, not the Conduct Regulations'.

No law sets these steps; the force's disciplinary policy does, with the ACAS code of practice beside
it. That staff who are dismissed for gross misconduct are barred as officers are is law.
"""

from candour.law.instruments import BARRED_LIST_REGULATIONS_2017, SERVICE_POLICY
from candour.law.outcomes import Sanction, Setting
from candour.law.provisions import Provision, Verification

_POLICY = Provision(
    instrument=SERVICE_POLICY, reference="disciplinary policy of the force for its staff", url=""
)
_BARRED = Provision(
    instrument=BARRED_LIST_REGULATIONS_2017,
    reference="reg 3(1)",
    url=f"{BARRED_LIST_REGULATIONS_2017.url}/regulation/3",
)


def _row(
    code: str, name: str, *findings: str, is_dismissal: bool = False, is_barring: bool = False,
    months: int | None = None,
) -> Sanction:  # fmt: skip
    return Sanction(
        code=code,
        name=name,
        setting=Setting.STAFF,
        at=(),
        findings=findings,
        is_dismissal=is_dismissal,
        is_barring=is_barring,
        lasts_months=months,
        provision=_BARRED if is_barring else _POLICY,
        verification=Verification.PARTIAL if is_barring else Verification.MEMORY,
        notes=("How long it lasts is the policy's.",) if months else (),
    )


STAFF_SANCTIONS = (
    _row("staff_advice", "Advice from a manager", "misconduct"),
    _row("staff_first_warning", "First written warning", "misconduct", months=12),
    _row("staff_final_warning", "Final written warning", "misconduct", "gross_misconduct",
         months=18),
    _row("staff_demotion", "Lower grade, by the contract", "misconduct", "gross_misconduct"),
    _row("staff_dismissed_with_notice", "Dismissal with notice", "misconduct",
         is_dismissal=True),
    _row("staff_dismissed", "Dismissal without notice", "gross_misconduct", is_dismissal=True,
         is_barring=True),
)  # fmt: skip
