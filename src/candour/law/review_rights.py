"""Who may have a decision reviewed, by whom, and what is left where nobody may.

Every reporter, course and decision-maker falls under exactly one row; a test counts the cells.
"""

from dataclasses import dataclass
from enum import StrEnum

from candour.law.events import ReporterKind
from candour.law.instruments import (
    COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
    PARITY_POLICY,
    POLICE_REFORM_ACT_2002,
    SERVICE_POLICY,
    SINCE_2020,
)
from candour.law.provisions import Basis, InForce, Provision, Verification


class Course(StrEnum):
    """Names the course on which the decision was made."""

    OUTSIDE_SCHEDULE_3 = "outside_schedule_3"
    HANDLED_WITHOUT_INVESTIGATION = "handled_without_investigation"
    LOCAL_INVESTIGATION = "local_investigation"
    DIRECTED_INVESTIGATION = "directed_investigation"
    INDEPENDENT_INVESTIGATION = "independent_investigation"
    CONDUCT_MATTER = "conduct_matter"
    DSI_MATTER = "dsi_matter"


class Decider(StrEnum):
    """Names whoever made the decision."""

    CHIEF_OFFICER = "chief_officer"
    LOCAL_POLICING_BODY = "local_policing_body"
    INDEPENDENT_BODY = "independent_body"


class Standing(StrEnum):
    """Says on what footing a review stands."""

    LAW = "law"
    PARITY = "parity"
    NONE = "none"


class Body(StrEnum):
    """Names who reviews. by_test: the conditions of BODY_TESTS decide between the two bodies."""

    INDEPENDENT_BODY = "independent_body"
    BY_TEST = "by_test"
    NAMED_REVIEWER = "named_reviewer"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Describes what somebody without a right to a review can still do."""

    code: str
    name: str
    summary: str
    provision: Provision
    verification: Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyTest:
    """Describes one condition under which the IOPC, and not the local policing body, reviews."""

    code: str
    summary: str
    provision: Provision
    verification: Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class RightRow:
    """States one part of the matrix: for whom, on which course, after whose decision.

    A right on the footing of parity exists only where a named reviewer has agreed; where none has,
    the answer is that there is no right, with the alternatives.
    """

    code: str
    reporters: tuple[ReporterKind, ...]
    courses: tuple[Course, ...]
    deciders: tuple[Decider, ...]
    standing: Standing
    body: Body
    days: int | None
    because: str
    alternatives: tuple[str, ...]
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce


_SCHEDULE_3_URL = "https://www.legislation.gov.uk/ukpga/2002/30/schedule/3"
_PARA_25 = Provision(
    instrument=POLICE_REFORM_ACT_2002, reference="Sch 3 paras 6A, 25", url=_SCHEDULE_3_URL
)
_PARITY = Provision(
    instrument=PARITY_POLICY,
    reference="mirrors Complaints and Misconduct Regs 2020 reg 29",
    url="https://www.legislation.gov.uk/uksi/2020/2/regulation/29",
)
_REGULATION_32 = Provision(
    instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
    reference="reg 32",
    url="https://www.legislation.gov.uk/uksi/2020/2/regulation/32",
)


ALTERNATIVES = (
    Alternative(
        code="ask_for_recording",
        name="Ask for it to be recorded",
        summary="At any time the complainant may ask that the complaint is recorded under Schedule"
        " 3. What is then decided can be reviewed.",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 2(6A)(a)",
            url=_SCHEDULE_3_URL,
        ),
        verification=Verification.SEEN,
    ),
    Alternative(
        code="interested_person",
        name="Ask to be an interested person",
        summary="The authority or the IOPC may admit somebody with an interest, who then has a"
        " right to news and to the outcome, but to no review.",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="s21",
            url="https://www.legislation.gov.uk/ukpga/2002/30/section/21",
        ),
        verification=Verification.PARTIAL,
    ),
    Alternative(
        code="voluntary_referral",
        name="Ask the force or the local policing body to refer it",
        summary="Either may refer a matter to the IOPC for its gravity or exceptional"
        " circumstances.",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 paras 4(2)-(3), 13(2)-(3)",
            url=_SCHEDULE_3_URL,
        ),
        verification=Verification.SEEN,
    ),
    Alternative(
        code="call_in",
        name="Ask the IOPC to call it in",
        summary="The IOPC may require a referral, or treat a matter as referred, whatever the force"
        " wishes.",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 paras 4(1)(c), 4A, 13(1)(c), 13A",
            url=_SCHEDULE_3_URL,
        ),
        verification=Verification.SEEN,
    ),
    Alternative(
        code="reinvestigation",
        name="Ask the IOPC to investigate again",
        summary="The IOPC may investigate again what it investigated or directed, for compelling"
        " reasons.",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="s13B",
            url="https://www.legislation.gov.uk/ukpga/2002/30/section/13B",
        ),
        verification=Verification.PARTIAL,
    ),
    Alternative(
        code="criminal_review",
        name="Have a decision not to charge reviewed",
        summary="Somebody who suffered a crime may have a decision not to prosecute looked at again"
        " by the police or the prosecutor.",
        provision=Provision(
            instrument=SERVICE_POLICY, reference="Victims' Right to Review schemes", url=""
        ),
        verification=Verification.MEMORY,
    ),
    Alternative(
        code="complain_about_handling",
        name="Complain about how it was handled",
        summary="A complaint about the handling goes to people who had no part in it.",
        provision=Provision(instrument=SERVICE_POLICY, reference="complaints of handling", url=""),
        verification=Verification.SEEN,
    ),
    Alternative(
        code="judicial_review",
        name="Ask a court",
        summary="The High Court may review whether a decision was lawful. The time is short; advice"
        " is needed at once.",
        provision=Provision(instrument=SERVICE_POLICY, reference="judicial review", url=""),
        verification=Verification.MEMORY,
    ),
)

BODY_TESTS = (
    BodyTest(
        code="authority_is_policing_body",
        summary="The appropriate authority is a local policing body.",
        provision=_REGULATION_32,
        verification=Verification.MEMORY,
    ),
    BodyTest(
        code="senior_officer",
        summary="The complaint is about the conduct of a senior officer.",
        provision=_REGULATION_32,
        verification=Verification.MEMORY,
    ),
    BodyTest(
        code="may_be_serious",
        summary="The authority cannot satisfy itself from the complaint alone that the conduct, if"
        " proved, would justify no criminal or disciplinary proceedings and involve no infringement"
        " of Article 2 or 3.",
        provision=_REGULATION_32,
        verification=Verification.MEMORY,
    ),
    BodyTest(
        code="referred",
        summary="It was referred to the IOPC, must be, or is treated as referred.",
        provision=_REGULATION_32,
        verification=Verification.MEMORY,
    ),
    BodyTest(
        code="same_incident_or_mixed",
        summary="It arises from the same incident as one of these, or any part of it meets them.",
        provision=_REGULATION_32,
        verification=Verification.MEMORY,
    ),
)

_NOT_COMPLAINANTS = (
    ReporterKind.POLICE_OFFICER_SAME_FORCE,
    ReporterKind.POLICE_STAFF_SAME_FORCE,
    ReporterKind.POLICE_OTHER_FORCE_ON_DUTY,
)
_COMPLAINANTS = (
    ReporterKind.PUBLIC,
    ReporterKind.FAMILY_OF_OFFICER,
    ReporterKind.POLICE_OTHER_FORCE_OFF_DUTY,
    ReporterKind.FORMER_OFFICER_OR_STAFF,
    ReporterKind.ANONYMOUS,
)
_REVIEWABLE = (Course.HANDLED_WITHOUT_INVESTIGATION, Course.LOCAL_INVESTIGATION)
_WATCHDOGS = (Course.DIRECTED_INVESTIGATION, Course.INDEPENDENT_INVESTIGATION)
_MATTERS = (Course.CONDUCT_MATTER, Course.DSI_MATTER)
_LOCAL = (Decider.CHIEF_OFFICER, Decider.LOCAL_POLICING_BODY)
_EVERYBODY = tuple(ReporterKind)
_AFTER_WATCHDOG = (
    "reinvestigation", "criminal_review", "complain_about_handling", "judicial_review",
)  # fmt: skip
_WITHOUT_RIGHT = (
    "interested_person", "voluntary_referral", "call_in", "criminal_review",
    "complain_about_handling", "judicial_review",
)  # fmt: skip

RIGHTS = (
    RightRow(
        code="complainant_after_chief_officer",
        reporters=_COMPLAINANTS,
        courses=_REVIEWABLE,
        deciders=(Decider.CHIEF_OFFICER,),
        standing=Standing.LAW,
        body=Body.BY_TEST,
        days=28,
        because="A complainant has a review of what the authority decided on its own behalf."
        " Whether somebody who gave no name, or has left the service, is a complainant in law"
        " depends on the facts.",
        alternatives=("criminal_review", "complain_about_handling"),
        provision=_PARA_25,
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    RightRow(
        code="complainant_after_policing_body",
        reporters=_COMPLAINANTS,
        courses=_REVIEWABLE,
        deciders=(Decider.LOCAL_POLICING_BODY,),
        standing=Standing.LAW,
        body=Body.INDEPENDENT_BODY,
        days=28,
        because="Where the authority is a local policing body, the IOPC reviews.",
        alternatives=("criminal_review", "complain_about_handling"),
        provision=_REGULATION_32,
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    RightRow(
        code="outside_schedule_3",
        reporters=_COMPLAINANTS,
        courses=(Course.OUTSIDE_SCHEDULE_3,),
        deciders=tuple(Decider),
        standing=Standing.NONE,
        body=Body.NOBODY,
        days=None,
        because="What is handled outside Schedule 3 carries no review.",
        alternatives=("ask_for_recording", "complain_about_handling"),
        provision=_PARA_25,
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    RightRow(
        code="outside_schedule_3_no_complainant",
        reporters=_NOT_COMPLAINANTS,
        courses=(Course.OUTSIDE_SCHEDULE_3,),
        deciders=tuple(Decider),
        standing=Standing.NONE,
        body=Body.NOBODY,
        days=None,
        because="What is handled outside Schedule 3 carries no review for anybody.",
        alternatives=_WITHOUT_RIGHT,
        provision=_PARA_25,
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    RightRow(
        code="after_watchdogs_investigation",
        reporters=_EVERYBODY,
        courses=_WATCHDOGS,
        deciders=tuple(Decider),
        standing=Standing.NONE,
        body=Body.NOBODY,
        days=None,
        because="No review follows an investigation that the IOPC made or directed.",
        alternatives=_AFTER_WATCHDOG,
        provision=_PARA_25,
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    RightRow(
        code="after_watchdogs_decision",
        reporters=_EVERYBODY,
        courses=(*_REVIEWABLE, *_MATTERS),
        deciders=(Decider.INDEPENDENT_BODY,),
        standing=Standing.NONE,
        body=Body.NOBODY,
        days=None,
        because="Nobody reviews what the IOPC decided itself.",
        alternatives=_AFTER_WATCHDOG,
        provision=_PARA_25,
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    RightRow(
        code="police_reporter_of_complaint",
        reporters=_NOT_COMPLAINANTS,
        courses=_REVIEWABLE,
        deciders=_LOCAL,
        standing=Standing.PARITY,
        body=Body.NAMED_REVIEWER,
        days=28,
        because="Officers and staff of the same force, and others on duty, are no complainants in"
        " law. Policy offers the same review where a named reviewer has agreed.",
        alternatives=_WITHOUT_RIGHT,
        provision=_PARITY,
        basis=Basis.POLICY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    RightRow(
        code="reporter_of_matter",
        reporters=_EVERYBODY,
        courses=_MATTERS,
        deciders=_LOCAL,
        standing=Standing.PARITY,
        body=Body.NAMED_REVIEWER,
        days=28,
        because="A matter that is no complaint has no complainant, and the law gives no review."
        " Policy offers one to whoever reported it where a named reviewer has agreed.",
        alternatives=_WITHOUT_RIGHT,
        provision=_PARITY,
        basis=Basis.POLICY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
)
