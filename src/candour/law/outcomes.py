"""How allegations end: results, findings, sanctions and actions, and the plain list for imports."""

from dataclasses import dataclass
from enum import StrEnum

from candour.law.instruments import (
    COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
    CONDUCT_REGULATIONS_2020,
    DATA_CAPTURE_GUIDANCE,
    POLICE_REFORM_ACT_2002,
    SINCE_2020,
)
from candour.law.provisions import InForce, Provision, Verification


class Setting(StrEnum):
    """Names the track on which an allegation ended."""

    OUTSIDE_SCHEDULE_3 = "outside_schedule_3"
    SCHEDULE_3 = "schedule_3"
    SPECIAL_PROCEDURES = "special_procedures"
    PROCEEDINGS = "proceedings"
    STAFF = "staff"
    IMPORTED = "imported"


class Proceedings(StrEnum):
    """Names the kinds of misconduct proceedings."""

    MISCONDUCT_MEETING = "misconduct_meeting"
    MISCONDUCT_HEARING = "misconduct_hearing"
    ACCELERATED_HEARING = "accelerated_hearing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Describes how one allegation ended.

    is_proven: True where a decision-maker found it proven against the person; False where one
    decided that it was not; None where nobody decided that, or the result speaks of the service
    and not of the person. Whatever is not True is shown as unproven.
    provision: None for imported history, which no rule of this regime governs.
    """

    code: str
    name: str
    setting: Setting
    is_proven: bool | None
    provision: Provision | None
    verification: Verification
    in_force: InForce | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """Describes what followed for the person.

    is_dismissal: the person lost the job through it. is_barring: it leads to the barred list.
    findings: codes of findings that open it at the ordinary threshold. lasts_months: None where
    it has no end or where no rule sets one.
    """

    code: str
    name: str
    setting: Setting
    at: tuple[Proceedings, ...]
    findings: tuple[str, ...]
    is_dismissal: bool
    is_barring: bool
    lasts_months: int | None
    provision: Provision | None
    verification: Verification
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Describes what a body did about an allegation besides any sanction."""

    code: str
    name: str
    verification: Verification


_GUIDANCE = Provision(
    instrument=DATA_CAPTURE_GUIDANCE,
    reference="allegation results",
    url="https://www.policeconduct.gov.uk",
)
_SCHEDULE_3 = Provision(
    instrument=POLICE_REFORM_ACT_2002,
    reference="Sch 3",
    url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
)
_REGULATION_41 = Provision(
    instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
    reference="reg 41",
    url="https://www.legislation.gov.uk/uksi/2020/2/regulation/41",
)
_REGULATION_38 = Provision(
    instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
    reference="reg 38",
    url="https://www.legislation.gov.uk/uksi/2020/2/regulation/38",
)
_REGULATION_42 = Provision(
    instrument=CONDUCT_REGULATIONS_2020,
    reference="reg 42",
    url="https://www.legislation.gov.uk/uksi/2020/4/regulation/42/made",
)
_REGULATIONS_42_AND_62 = Provision(
    instrument=CONDUCT_REGULATIONS_2020,
    reference="regs 42, 62",
    url="https://www.legislation.gov.uk/uksi/2020/4/regulation/42/made",
)
_REPEAT_OR_WARNED = (
    "Also open on misconduct where a final written warning was in force at the severity"
    " assessment, or for more than one incident not closely connected in fact."
)

RESULTS = (
    Result(
        code="resolved",
        name="Resolved",
        setting=Setting.OUTSIDE_SCHEDULE_3,
        is_proven=None,
        provision=_GUIDANCE,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    Result(
        code="not_resolved",
        name="Not resolved, no further action",
        setting=Setting.OUTSIDE_SCHEDULE_3,
        is_proven=None,
        provision=_GUIDANCE,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    Result(
        code="service_acceptable",
        name="The service provided was acceptable",
        setting=Setting.SCHEDULE_3,
        is_proven=False,
        provision=_GUIDANCE,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    Result(
        code="service_not_acceptable",
        name="The service provided was not acceptable",
        setting=Setting.SCHEDULE_3,
        is_proven=None,
        provision=_GUIDANCE,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    Result(
        code="unable_to_determine",
        name="Not able to determine if the service provided was acceptable",
        setting=Setting.SCHEDULE_3,
        is_proven=None,
        provision=_GUIDANCE,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    Result(
        code="no_further_action",
        name="No further action",
        setting=Setting.SCHEDULE_3,
        is_proven=None,
        provision=_GUIDANCE,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    Result(
        code="withdrawn",
        name="Withdrawn",
        setting=Setting.SCHEDULE_3,
        is_proven=None,
        provision=_REGULATION_38,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    Result(
        code="discontinued",
        name="Ended under regulation 41 or discontinued",
        setting=Setting.SCHEDULE_3,
        is_proven=None,
        provision=_REGULATION_41,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    Result(
        code="case_to_answer_gross_misconduct",
        name="Case to answer: gross misconduct",
        setting=Setting.SPECIAL_PROCEDURES,
        is_proven=None,
        provision=_SCHEDULE_3,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    Result(
        code="case_to_answer_misconduct",
        name="Case to answer: misconduct",
        setting=Setting.SPECIAL_PROCEDURES,
        is_proven=None,
        provision=_SCHEDULE_3,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    Result(
        code="no_case_to_answer",
        name="No case to answer",
        setting=Setting.SPECIAL_PROCEDURES,
        is_proven=False,
        provision=_SCHEDULE_3,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
)

FINDINGS = (
    Result(
        code="gross_misconduct",
        name="Gross misconduct proven",
        setting=Setting.PROCEEDINGS,
        is_proven=True,
        provision=_REGULATION_42,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    Result(
        code="misconduct",
        name="Misconduct proven",
        setting=Setting.PROCEEDINGS,
        is_proven=True,
        provision=_REGULATION_42,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    Result(
        code="not_misconduct",
        name="Not misconduct",
        setting=Setting.PROCEEDINGS,
        is_proven=False,
        provision=_REGULATION_42,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    Result(
        code="proceedings_ended",
        name="Proceedings discontinued or withdrawn",
        setting=Setting.PROCEEDINGS,
        is_proven=None,
        provision=_REGULATION_42,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
)

IMPORTED_FINDINGS = (
    Result(
        code="proven",
        name="Proven",
        setting=Setting.IMPORTED,
        is_proven=True,
        provision=None,
        verification=Verification.SEEN,
        in_force=None,
    ),
    Result(
        code="not_proven",
        name="Not proven",
        setting=Setting.IMPORTED,
        is_proven=False,
        provision=None,
        verification=Verification.SEEN,
        in_force=None,
    ),
    Result(
        code="unfounded",
        name="Unfounded",
        setting=Setting.IMPORTED,
        is_proven=False,
        provision=None,
        verification=Verification.SEEN,
        in_force=None,
    ),
    Result(
        code="exonerated",
        name="Exonerated",
        setting=Setting.IMPORTED,
        is_proven=False,
        provision=None,
        verification=Verification.SEEN,
        in_force=None,
    ),
    Result(
        code="no_statement",
        name="Ended without a signed statement or the reporter's help",
        setting=Setting.IMPORTED,
        is_proven=None,
        provision=None,
        verification=Verification.SEEN,
        in_force=None,
    ),
    Result(
        code="withdrawn",
        name="Withdrawn",
        setting=Setting.IMPORTED,
        is_proven=None,
        provision=None,
        verification=Verification.SEEN,
        in_force=None,
    ),
    Result(
        code="discontinued",
        name="Discontinued",
        setting=Setting.IMPORTED,
        is_proven=None,
        provision=None,
        verification=Verification.SEEN,
        in_force=None,
    ),
    Result(
        code="not_known",
        name="Not known",
        setting=Setting.IMPORTED,
        is_proven=None,
        provision=None,
        verification=Verification.SEEN,
        in_force=None,
    ),
)

SANCTIONS = (
    Sanction(
        code="written_warning",
        name="Written warning",
        setting=Setting.PROCEEDINGS,
        at=(
            Proceedings.MISCONDUCT_MEETING,
            Proceedings.MISCONDUCT_HEARING,
        ),
        findings=("misconduct",),
        is_dismissal=False,
        is_barring=False,
        lasts_months=18,
        provision=_REGULATION_42,
        verification=Verification.SEEN,
        notes=("That it lasts 18 months is to be confirmed.",),
    ),
    Sanction(
        code="final_written_warning",
        name="Final written warning",
        setting=Setting.PROCEEDINGS,
        at=(
            Proceedings.MISCONDUCT_MEETING,
            Proceedings.MISCONDUCT_HEARING,
        ),
        findings=(
            "misconduct",
            "gross_misconduct",
        ),
        is_dismissal=False,
        is_barring=False,
        lasts_months=24,
        provision=_REGULATION_42,
        verification=Verification.SEEN,
        notes=("That it lasts two years, which a panel may extend to five, is to be confirmed.",),
    ),
    Sanction(
        code="reduction_in_rank",
        name="Reduction in rank",
        setting=Setting.PROCEEDINGS,
        at=(Proceedings.MISCONDUCT_HEARING,),
        findings=("gross_misconduct",),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=_REGULATION_42,
        verification=Verification.SEEN,
        notes=(_REPEAT_OR_WARNED,),
    ),
    Sanction(
        code="dismissal_without_notice",
        name="Dismissal without notice",
        setting=Setting.PROCEEDINGS,
        at=(
            Proceedings.MISCONDUCT_HEARING,
            Proceedings.ACCELERATED_HEARING,
        ),
        findings=("gross_misconduct",),
        is_dismissal=True,
        is_barring=True,
        lasts_months=None,
        provision=_REGULATIONS_42_AND_62,
        verification=Verification.SEEN,
        notes=(_REPEAT_OR_WARNED,),
    ),
    Sanction(
        code="would_have_been_dismissed",
        name="Former officer: would have been dismissed",
        setting=Setting.PROCEEDINGS,
        at=(
            Proceedings.MISCONDUCT_HEARING,
            Proceedings.ACCELERATED_HEARING,
        ),
        findings=("gross_misconduct",),
        is_dismissal=False,
        is_barring=True,
        lasts_months=None,
        provision=_REGULATIONS_42_AND_62,
        verification=Verification.SEEN,
    ),
    Sanction(
        code="no_disciplinary_action",
        name="No disciplinary action",
        setting=Setting.PROCEEDINGS,
        at=(
            Proceedings.MISCONDUCT_MEETING,
            Proceedings.MISCONDUCT_HEARING,
        ),
        findings=("misconduct",),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=_REGULATION_42,
        verification=Verification.SEEN,
    ),
    Sanction(
        code="to_reflective_practice",
        name="Directed to the reflective practice review process",
        setting=Setting.PROCEEDINGS,
        at=(
            Proceedings.MISCONDUCT_MEETING,
            Proceedings.MISCONDUCT_HEARING,
        ),
        findings=("not_misconduct",),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=_REGULATION_42,
        verification=Verification.SEEN,
    ),
)

IMPORTED_SANCTIONS = (
    Sanction(
        code="dismissed",
        name="Dismissed",
        setting=Setting.IMPORTED,
        at=(),
        findings=(),
        is_dismissal=True,
        is_barring=False,
        lasts_months=None,
        provision=None,
        verification=Verification.SEEN,
    ),
    Sanction(
        code="resigned",
        name="Resigned",
        setting=Setting.IMPORTED,
        at=(),
        findings=(),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=None,
        verification=Verification.SEEN,
    ),
    Sanction(
        code="retired",
        name="Retired",
        setting=Setting.IMPORTED,
        at=(),
        findings=(),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=None,
        verification=Verification.SEEN,
    ),
    Sanction(
        code="suspended",
        name="Suspended",
        setting=Setting.IMPORTED,
        at=(),
        findings=(),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=None,
        verification=Verification.SEEN,
    ),
    Sanction(
        code="demoted",
        name="Reduced in rank",
        setting=Setting.IMPORTED,
        at=(),
        findings=(),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=None,
        verification=Verification.SEEN,
    ),
    Sanction(
        code="fined",
        name="Fined",
        setting=Setting.IMPORTED,
        at=(),
        findings=(),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=None,
        verification=Verification.SEEN,
    ),
    Sanction(
        code="reprimand",
        name="Reprimand or warning",
        setting=Setting.IMPORTED,
        at=(),
        findings=(),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=None,
        verification=Verification.SEEN,
    ),
    Sanction(
        code="noted",
        name="Breach noted on the record",
        setting=Setting.IMPORTED,
        at=(),
        findings=(),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=None,
        verification=Verification.SEEN,
    ),
    Sanction(
        code="training",
        name="Training or advice",
        setting=Setting.IMPORTED,
        at=(),
        findings=(),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=None,
        verification=Verification.SEEN,
    ),
    Sanction(
        code="not_imposed",
        name="Imposed but never served",
        setting=Setting.IMPORTED,
        at=(),
        findings=(),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=None,
        verification=Verification.SEEN,
    ),
    Sanction(
        code="reinstated",
        name="Dismissed or suspended, then reinstated",
        setting=Setting.IMPORTED,
        at=(),
        findings=(),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=None,
        verification=Verification.SEEN,
    ),
    Sanction(
        code="no_action",
        name="No action",
        setting=Setting.IMPORTED,
        at=(),
        findings=(),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=None,
        verification=Verification.SEEN,
    ),
    Sanction(
        code="other",
        name="Other",
        setting=Setting.IMPORTED,
        at=(),
        findings=(),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=None,
        verification=Verification.SEEN,
    ),
    Sanction(
        code="not_known",
        name="Not known",
        setting=Setting.IMPORTED,
        at=(),
        findings=(),
        is_dismissal=False,
        is_barring=False,
        lasts_months=None,
        provision=None,
        verification=Verification.SEEN,
    ),
)

ACTIONS = (
    Action(code="explanation", name="Explanation", verification=Verification.MEMORY),
    Action(code="apology", name="Apology", verification=Verification.MEMORY),
    Action(code="debrief", name="Debrief", verification=Verification.MEMORY),
    Action(code="goodwill_gesture", name="Goodwill gesture", verification=Verification.MEMORY),
    Action(code="return_of_property", name="Return of property", verification=Verification.MEMORY),
    Action(
        code="reflection_learning",
        name="Learning from reflection",
        verification=Verification.MEMORY,
    ),
    Action(
        code="reflective_practice",
        name="Reflective practice review process",
        verification=Verification.MEMORY,
    ),
    Action(code="performance", name="Performance procedure", verification=Verification.MEMORY),
    Action(code="policy_review", name="Policy review", verification=Verification.MEMORY),
    Action(
        code="organisational_learning",
        name="Organisational learning",
        verification=Verification.MEMORY,
    ),
    Action(code="misconduct_meeting", name="Misconduct meeting", verification=Verification.MEMORY),
    Action(code="misconduct_hearing", name="Misconduct hearing", verification=Verification.MEMORY),
    Action(
        code="accelerated_hearing", name="Accelerated hearing", verification=Verification.MEMORY
    ),
    Action(
        code="prosecutor_referral",
        name="Referral to the prosecutor",
        verification=Verification.MEMORY,
    ),
    Action(code="other_action", name="Other action", verification=Verification.MEMORY),
    Action(code="no_action", name="No action", verification=Verification.MEMORY),
)
