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
    url="https://www.legislation.gov.uk/uksi/2017/1135/regulation/3",
)
_LASTS = ("How long it lasts is the policy's.",)

STAFF_SANCTIONS = (
    Sanction(
        code="staff_advice",
        name="Advice from a manager",
        setting=Setting.STAFF,
        at=(),
        findings=("misconduct",),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=_POLICY,
        verification=Verification.MEMORY,
    ),
    Sanction(
        code="staff_first_warning",
        name="First written warning",
        setting=Setting.STAFF,
        at=(),
        findings=("misconduct",),
        is_dismissal=False,
        is_barring=False,
        lasts_months=12,
        provision=_POLICY,
        verification=Verification.MEMORY,
        notes=_LASTS,
    ),
    Sanction(
        code="staff_final_warning",
        name="Final written warning",
        setting=Setting.STAFF,
        at=(),
        findings=("misconduct", "gross_misconduct"),
        is_dismissal=False,
        is_barring=False,
        lasts_months=18,
        provision=_POLICY,
        verification=Verification.MEMORY,
        notes=_LASTS,
    ),
    Sanction(
        code="staff_demotion",
        name="Lower grade, by the contract",
        setting=Setting.STAFF,
        at=(),
        findings=("misconduct", "gross_misconduct"),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=_POLICY,
        verification=Verification.MEMORY,
    ),
    Sanction(
        code="staff_dismissed_with_notice",
        name="Dismissal with notice",
        setting=Setting.STAFF,
        at=(),
        findings=("misconduct",),
        is_dismissal=True,
        is_barring=False,
        lasts_months=None,
        provision=_POLICY,
        verification=Verification.MEMORY,
    ),
    Sanction(
        code="staff_dismissed",
        name="Dismissal without notice",
        setting=Setting.STAFF,
        at=(),
        findings=("gross_misconduct",),
        is_dismissal=True,
        is_barring=True,
        lasts_months=None,
        provision=_BARRED,
        verification=Verification.PARTIAL,
    ),
)
