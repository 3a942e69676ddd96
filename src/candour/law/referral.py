"""When a case must, or may, go to the IOPC: one plain question for each criterion."""

from dataclasses import dataclass
from enum import StrEnum

from candour.law.events import CaseKind, Party
from candour.law.instruments import (
    COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
    POLICE_REFORM_ACT_2002,
    SINCE_2020,
)
from candour.law.provisions import Basis, InForce, Provision, Verification


class Answer(StrEnum):
    """Names what a caseworker can answer; not knowing is an answer and is kept."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applies:
    """Says how a criterion applies to one kind of case.

    clock_id: None where the law sets no time. is_automatic: the kind alone meets the criterion,
    so nothing is asked.
    """

    case_kind: CaseKind
    clock_id: str | None
    provision: Provision
    verification: Verification
    is_automatic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """Describes one criterion for referral, with the question that decides it.

    referred_by: None where nobody refers, because the IOPC takes the case itself.
    """

    code: str
    name: str
    question: str
    meaning: str
    is_mandatory: bool
    applies: tuple[Applies, ...]
    decided_by: Party
    referred_by: Party | None
    told: tuple[Party, ...]
    basis: Basis
    meaning_verification: Verification
    in_force: InForce


_REGULATION_4_URL = "https://www.legislation.gov.uk/uksi/2020/2/regulation/4"
_REGULATION_7_URL = "https://www.legislation.gov.uk/uksi/2020/2/regulation/7"
_SCHEDULE_3_URL = "https://www.legislation.gov.uk/ukpga/2002/30/schedule/3"

_COMPLAINT_REG_4 = Applies(
    case_kind=CaseKind.COMPLAINT,
    clock_id="refer_complaint",
    provision=Provision(
        instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
        reference="reg 4(1); PRA 2002 Sch 3 para 4(1)(b)",
        url=_REGULATION_4_URL,
    ),
    verification=Verification.SEEN,
)
_CONDUCT_REG_7 = Applies(
    case_kind=CaseKind.CONDUCT_MATTER,
    clock_id="refer_conduct_matter",
    provision=Provision(
        instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
        reference="reg 7(1); PRA 2002 Sch 3 para 13(1)",
        url=_REGULATION_7_URL,
    ),
    verification=Verification.SEEN,
)
_COMPLAINT_DEATH = Applies(
    case_kind=CaseKind.COMPLAINT,
    clock_id="refer_complaint",
    provision=Provision(
        instrument=POLICE_REFORM_ACT_2002,
        reference="Sch 3 para 4(1)(a)",
        url=_SCHEDULE_3_URL,
    ),
    verification=Verification.SEEN,
)
_CONDUCT_DEATH = Applies(
    case_kind=CaseKind.CONDUCT_MATTER,
    clock_id="refer_conduct_matter",
    provision=Provision(
        instrument=POLICE_REFORM_ACT_2002,
        reference="Sch 3 para 13(1)(a)",
        url=_SCHEDULE_3_URL,
    ),
    verification=Verification.SEEN,
)
_DSI_ALWAYS = Applies(
    case_kind=CaseKind.DSI_MATTER,
    clock_id="refer_dsi_matter",
    provision=Provision(
        instrument=POLICE_REFORM_ACT_2002,
        reference="Sch 3 para 14C",
        url=_SCHEDULE_3_URL,
    ),
    verification=Verification.MEMORY,
    is_automatic=True,
)
_COMPLAINT_CALL_IN = Applies(
    case_kind=CaseKind.COMPLAINT,
    clock_id="refer_called_in",
    provision=Provision(
        instrument=POLICE_REFORM_ACT_2002,
        reference="Sch 3 para 4(1)(c)",
        url=_SCHEDULE_3_URL,
    ),
    verification=Verification.SEEN,
)
_CONDUCT_CALL_IN = Applies(
    case_kind=CaseKind.CONDUCT_MATTER,
    clock_id="refer_called_in",
    provision=Provision(
        instrument=POLICE_REFORM_ACT_2002,
        reference="Sch 3 para 13(1)(c)",
        url=_SCHEDULE_3_URL,
    ),
    verification=Verification.SEEN,
)

CRITERIA = (
    Criterion(
        code="mr1",
        name="Death or serious injury",
        question="Did somebody die or suffer a serious injury because of what is said to have"
        " happened?",
        meaning="Serious injury: a fracture, a deep cut or laceration, damage to an internal organ"
        " or impairment of a bodily function.",
        is_mandatory=True,
        applies=(_COMPLAINT_DEATH, _CONDUCT_DEATH, _DSI_ALWAYS),
        decided_by=Party.APPROPRIATE_AUTHORITY,
        referred_by=Party.APPROPRIATE_AUTHORITY,
        told=(Party.INDEPENDENT_BODY,),
        basis=Basis.STATUTORY,
        meaning_verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
    Criterion(
        code="mr2",
        name="Serious assault",
        question="Is a serious assault alleged?",
        meaning="As the IOPC's guidance determines: about the harm of grievous or actual bodily"
        " harm. The guidance itself was not read.",
        is_mandatory=True,
        applies=(_COMPLAINT_REG_4, _CONDUCT_REG_7),
        decided_by=Party.APPROPRIATE_AUTHORITY,
        referred_by=Party.APPROPRIATE_AUTHORITY,
        told=(Party.INDEPENDENT_BODY,),
        basis=Basis.STATUTORY,
        meaning_verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    Criterion(
        code="mr3",
        name="Serious sexual offence",
        question="Is a serious sexual offence alleged?",
        meaning="As the IOPC's guidance determines. The guidance itself was not read.",
        is_mandatory=True,
        applies=(_COMPLAINT_REG_4, _CONDUCT_REG_7),
        decided_by=Party.APPROPRIATE_AUTHORITY,
        referred_by=Party.APPROPRIATE_AUTHORITY,
        told=(Party.INDEPENDENT_BODY,),
        basis=Basis.STATUTORY,
        meaning_verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    Criterion(
        code="mr4",
        name="Serious corruption",
        question="Is serious corruption alleged, or abuse of position for a sexual purpose or to"
        " pursue an improper emotional relationship?",
        meaning="Abuse of position for a sexual purpose or an improper emotional relationship"
        " counts as serious corruption.",
        is_mandatory=True,
        applies=(_COMPLAINT_REG_4, _CONDUCT_REG_7),
        decided_by=Party.APPROPRIATE_AUTHORITY,
        referred_by=Party.APPROPRIATE_AUTHORITY,
        told=(Party.INDEPENDENT_BODY,),
        basis=Basis.STATUTORY,
        meaning_verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    Criterion(
        code="mr5",
        name="Crime or disciplinary matter aggravated by discrimination",
        question="Is a crime, or behaviour liable to lead to disciplinary proceedings, said to be"
        " made worse by discrimination?",
        meaning="Discrimination because of race, sex, religion or another status that the"
        " guidance names.",
        is_mandatory=True,
        applies=(_COMPLAINT_REG_4, _CONDUCT_REG_7),
        decided_by=Party.APPROPRIATE_AUTHORITY,
        referred_by=Party.APPROPRIATE_AUTHORITY,
        told=(Party.INDEPENDENT_BODY,),
        basis=Basis.STATUTORY,
        meaning_verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    Criterion(
        code="mr6",
        name="Relevant offence",
        question="Is a crime alleged for which a court could impose seven years in prison or"
        " more, or for which the law fixes the sentence?",
        meaning="The sentence is fixed by law, or an adult without earlier convictions may be"
        " sentenced to seven years.",
        is_mandatory=True,
        applies=(_COMPLAINT_REG_4, _CONDUCT_REG_7),
        decided_by=Party.APPROPRIATE_AUTHORITY,
        referred_by=Party.APPROPRIATE_AUTHORITY,
        told=(Party.INDEPENDENT_BODY,),
        basis=Basis.STATUTORY,
        meaning_verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    Criterion(
        code="mr7",
        name="Same incident",
        question="Does this arise from the same incident as something that must be referred?",
        meaning="Whatever arises from the same incident as a matter under one of the other"
        " criteria goes with it.",
        is_mandatory=True,
        applies=(_COMPLAINT_REG_4, _CONDUCT_REG_7),
        decided_by=Party.APPROPRIATE_AUTHORITY,
        referred_by=Party.APPROPRIATE_AUTHORITY,
        told=(Party.INDEPENDENT_BODY,),
        basis=Basis.STATUTORY,
        meaning_verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    Criterion(
        code="mr8",
        name="Chief officer",
        question="Is it about a chief officer or the Deputy Commissioner, and does what is said"
        " leave it open whether proceedings would be justified?",
        meaning="The authority cannot satisfy itself from the complaint alone that the conduct, if"
        " proved, would not justify proceedings.",
        is_mandatory=True,
        applies=(_COMPLAINT_REG_4, _CONDUCT_REG_7),
        decided_by=Party.APPROPRIATE_AUTHORITY,
        referred_by=Party.APPROPRIATE_AUTHORITY,
        told=(Party.INDEPENDENT_BODY,),
        basis=Basis.STATUTORY,
        meaning_verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    Criterion(
        code="mr9",
        name="Called in",
        question="Has the IOPC given notice that this case must be referred?",
        meaning="The IOPC may require any complaint or recordable conduct matter to be referred.",
        is_mandatory=True,
        applies=(_COMPLAINT_CALL_IN, _CONDUCT_CALL_IN),
        decided_by=Party.INDEPENDENT_BODY,
        referred_by=Party.APPROPRIATE_AUTHORITY,
        told=(Party.INDEPENDENT_BODY,),
        basis=Basis.STATUTORY,
        meaning_verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    Criterion(
        code="voluntary",
        name="Voluntary referral",
        question="Is the case so grave, or are its circumstances so exceptional, that the"
        " authority wants the IOPC to have it?",
        meaning="The authority may refer what it need not.",
        is_mandatory=False,
        applies=(
            Applies(
                case_kind=CaseKind.COMPLAINT,
                clock_id=None,
                provision=Provision(
                    instrument=POLICE_REFORM_ACT_2002,
                    reference="Sch 3 para 4(2)",
                    url=_SCHEDULE_3_URL,
                ),
                verification=Verification.SEEN,
            ),
            Applies(
                case_kind=CaseKind.CONDUCT_MATTER,
                clock_id=None,
                provision=Provision(
                    instrument=POLICE_REFORM_ACT_2002,
                    reference="Sch 3 para 13(2)",
                    url=_SCHEDULE_3_URL,
                ),
                verification=Verification.SEEN,
            ),
        ),
        decided_by=Party.APPROPRIATE_AUTHORITY,
        referred_by=Party.APPROPRIATE_AUTHORITY,
        told=(Party.INDEPENDENT_BODY,),
        basis=Basis.STATUTORY,
        meaning_verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    Criterion(
        code="local_policing_body",
        name="Referral by the local policing body",
        question="Does the local policing body want to refer what the chief officer has not"
        " referred?",
        meaning="The local policing body may refer where the chief officer has not.",
        is_mandatory=False,
        applies=(
            Applies(
                case_kind=CaseKind.COMPLAINT,
                clock_id=None,
                provision=Provision(
                    instrument=POLICE_REFORM_ACT_2002,
                    reference="Sch 3 para 4(3)",
                    url=_SCHEDULE_3_URL,
                ),
                verification=Verification.SEEN,
            ),
            Applies(
                case_kind=CaseKind.CONDUCT_MATTER,
                clock_id=None,
                provision=Provision(
                    instrument=POLICE_REFORM_ACT_2002,
                    reference="Sch 3 para 13(3)",
                    url=_SCHEDULE_3_URL,
                ),
                verification=Verification.SEEN,
            ),
        ),
        decided_by=Party.LOCAL_POLICING_BODY,
        referred_by=Party.LOCAL_POLICING_BODY,
        told=(Party.INDEPENDENT_BODY,),
        basis=Basis.STATUTORY,
        meaning_verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    Criterion(
        code="power_of_initiative",
        name="IOPC's power of initiative",
        question="Does the IOPC treat this case as referred on its own initiative?",
        meaning="The IOPC may treat a case as referred without anybody referring it.",
        is_mandatory=False,
        applies=(
            Applies(
                case_kind=CaseKind.COMPLAINT,
                clock_id=None,
                provision=Provision(
                    instrument=POLICE_REFORM_ACT_2002,
                    reference="Sch 3 para 4A",
                    url=_SCHEDULE_3_URL,
                ),
                verification=Verification.SEEN,
            ),
            Applies(
                case_kind=CaseKind.CONDUCT_MATTER,
                clock_id=None,
                provision=Provision(
                    instrument=POLICE_REFORM_ACT_2002,
                    reference="Sch 3 para 13A",
                    url=_SCHEDULE_3_URL,
                ),
                verification=Verification.SEEN,
            ),
            Applies(
                case_kind=CaseKind.DSI_MATTER,
                clock_id=None,
                provision=Provision(
                    instrument=POLICE_REFORM_ACT_2002,
                    reference="Sch 3 para 14CA",
                    url=_SCHEDULE_3_URL,
                ),
                verification=Verification.SEEN,
            ),
        ),
        decided_by=Party.INDEPENDENT_BODY,
        referred_by=None,
        told=(Party.APPROPRIATE_AUTHORITY,),
        basis=Basis.STATUTORY,
        meaning_verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
)
