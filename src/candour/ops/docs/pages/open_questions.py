"""What a lawyer must still settle in the tables of law, and which rows each question touches."""

import dataclasses
from collections.abc import Iterable, Mapping

from candour.ops.docs.pages import markdown


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A point of law that nobody has checked against its source; `touches` names rows by id."""

    question: str
    touches: tuple[str, ...]


_REFERRALS = ("refer_complaint", "refer_conduct_matter", "refer_dsi_matter", "refer_called_in")
_REVIEWS = ("review_window_complainant", "review_window_reporter")

OF_CLOCKS = (
    OpenQuestion(
        question="How many days each regulation on referrals gives. The duties, and that the days"
        " stand in regulations, were read; the number of days was not.",
        touches=_REFERRALS,
    ),
    OpenQuestion(
        question="The wording of section 29(4) of the Police Reform Act 2002: when officers and"
        " staff count as members of the public. It decides whether law or policy gives a reporter"
        " updates, the outcome and a review.",
        touches=(
            "progress_update_complainant", "progress_update_reporter",
            "outcome_notice_complainant", "outcome_notice_reporter", *_REVIEWS,
        ),
    ),
    OpenQuestion(
        question="Regulation 32 of the Complaints and Misconduct Regulations 2020: which body"
        " reviews which decision, and whether and how a late application is let in.",
        touches=_REVIEWS,
    ),
    OpenQuestion(
        question="Whether the final report is what ends the duty to explain delay.",
        touches=(
            "delay_report_complaint", "delay_report_recordable_conduct_matter",
            "delay_report_dsi_matter", "delay_report_conduct_regulations",
        ),
    ),
    OpenQuestion(
        question="The day count of the acknowledgement: seven days are adopted from the Directive,"
        " of which a secondary text was read.",
        touches=("acknowledgement",),
    ),
    OpenQuestion(
        question="Which days are bank holidays is taken from a library and from the ordinary"
        " reading of working day; the statutory definition was not read.",
        touches=(
            "outcome_notice_complainant", "outcome_notice_interested_person",
            "outcome_notice_reporter",
        ),
    ),
    OpenQuestion(
        question="Regulations 3, 16, 30 and 33 of the Complaints and Misconduct Regulations 2020"
        " and paragraph 28B of Schedule 3: copies of the record, the assessment of severity,"
        " answers to recommendations, and the number of days for the notice of the right to a"
        " review.",
        touches=(
            "copy_of_record_complainant", "severity_assessment_schedule_3", "review_right_notice",
            "answer_to_recommendation", "answer_to_learning_recommendation",
        ),
    ),
    OpenQuestion(
        question="Regulations 11, 14, 17, 18 and 23 of the Conduct Regulations 2020: severity,"
        " notice, a changed assessment, representations (ten working days were read in a parallel"
        " text of 2015), the decision on a case to answer, and how often a suspension is reviewed.",
        touches=(
            "severity_assessment_conduct_regulations", "notice_to_subject", "representations",
            "notice_of_revised_severity", "case_to_answer", "suspension_review",
        ),
    ),
    OpenQuestion(
        question="Regulation 29: the hundred working days, and who extends them.",
        touches=("misconduct_hearing",),
    ),
    OpenQuestion(
        question="Regulations 30, 32 and 34: objections to a panel, documents for the chair, and"
        " the day of a meeting, the last two read in parallel or older texts.",
        touches=("objection_to_panel", "documents_to_chair", "misconduct_meeting"),
    ),
    OpenQuestion(
        question="Regulations 36 and 45: how long before a hearing its notice is published, and the"
        " time to appeal against a meeting.",
        touches=("public_notice_of_hearing", "meeting_appeal"),
    ),
    OpenQuestion(
        question="Regulations 43 and 63: the chair's report and the notice of the outcome, read in"
        " a secondary text, and how long the report of a hearing stays published.",
        touches=(
            "chair_report", "outcome_to_officer", "publish_hearing_report", "hearing_report_online",
        ),
    ),
    OpenQuestion(
        question="Rule 9 of the Police Appeals Tribunals Rules 2020: the time to appeal.",
        touches=("tribunal_notice_of_appeal",),
    ),
    OpenQuestion(
        question="Regulation 12 of the Barred List Regulations 2017 and sections 88G and 88I of the"
        " Police Act 1996: the report to the advisory list, and how long an entry is published.",
        touches=("advisory_list_report", "barred_list_publication"),
    ),
)  # fmt: skip
OF_CRITERIA = (
    OpenQuestion(
        question="The IOPC's guidance that defines serious assault, serious sexual offence and"
        " serious corruption.",
        touches=("mr2", "mr3", "mr4"),
    ),
    OpenQuestion(
        question="The number of days for each referral; see the clocks.",
        touches=("mr1", "mr2", "mr3", "mr4", "mr5", "mr6", "mr7", "mr8", "mr9"),
    ),
)
OF_CATEGORIES = (
    OpenQuestion(
        question="The appendices of the IOPC's guidance on capturing data: the numbers of the"
        " sub-categories, and the list of national factors.",
        touches=(),
    ),
)
OF_OUTCOMES = (
    OpenQuestion(
        question="The same guidance: the names and codes of results and actions.",
        touches=(),
    ),
    OpenQuestion(
        question="Regulation 42 of the Conduct Regulations 2020 as amended in 2025: the wording of"
        " the presumption of dismissal, and how long each warning lasts.",
        touches=(),
    ),
)
OF_STANDARDS = (
    OpenQuestion(
        question="Schedule 2 of the Conduct Regulations 2020: the names of the ten standards are"
        " held from memory, and their words are not quoted.",
        touches=(),
    ),
)
OF_PROCEEDINGS = (
    OpenQuestion(
        question="Regulations 42 and 62 of the Conduct Regulations 2020 as amended in 2025: the"
        " wording of the presumption, and how long each warning lasts.",
        touches=("presumption_of_dismissal", "written_warning", "final_written_warning"),
    ),
    OpenQuestion(
        question="Who conducted hearings against senior officers before May 2024, and accelerated"
        " hearings against them since.",
        touches=("hearing_2020", "accelerated"),
    ),
    OpenQuestion(
        question="Part 6: the steps and times of the reflective practice review process.",
        touches=(),
    ),
)
OF_RIGHTS = (
    OpenQuestion(
        question="Regulation 32 of the Complaints and Misconduct Regulations 2020: which body"
        " reviews. All its conditions are held from memory.",
        touches=("complainant_after_chief_officer", "complainant_after_policing_body"),
    ),
    OpenQuestion(
        question="Section 29(4) of the Police Reform Act 2002: who serves with the police and is a"
        " complainant nevertheless; and whether somebody who has left is one.",
        touches=("police_reporter_of_complaint", "complainant_after_chief_officer"),
    ),
)
OF_LAYERS = (
    OpenQuestion(
        question="The transitional provisions of SI 2024/521 and SI 2025/502: layers are selected"
        " by the same day as the others until they are read.",
        touches=("v2024", "vetting2025"),
    ),
    OpenQuestion(
        question="The Crime and Policing Bill of 2025: whether and from when appeals by chief"
        " officers, the threshold of referral to the prosecutor and review of charging decisions"
        " are law. No row relies on it.",
        touches=(),
    ),
    OpenQuestion(
        question="Part 2B of the Police Reform Act 2002 on whistle-blowing: it was inserted for"
        " specified purposes; whether it is in force is not known. No row relies on it.",
        touches=("whistleblowing",),
    ),
)
OF_FIGURES = (
    OpenQuestion(
        question="The official figures of the year to March 2025 were not read; no comparison uses"
        " them.",
        touches=(),
    ),
)
ALL: Mapping[str, tuple[OpenQuestion, ...]] = {
    "Clocks": OF_CLOCKS,
    "Criteria": OF_CRITERIA,
    "Categories": OF_CATEGORIES,
    "Outcomes": OF_OUTCOMES,
    "Standards": OF_STANDARDS,
    "Proceedings": OF_PROCEEDINGS,
    "Rights": OF_RIGHTS,
    "Layers": OF_LAYERS,
    "Figures": OF_FIGURES,
}


def table(questions: Iterable[OpenQuestion]) -> str:
    """Return questions as a table."""
    return markdown.table(
        head=["Open question", "Rows it touches"],
        rows=[[one.question, markdown.codes(one.touches) or "all"] for one in questions],
    )


def listed(questions: Iterable[OpenQuestion]) -> str:
    """Return the part of a page that lists its open questions."""
    return f"### Open questions\n\n{table(questions)}"
