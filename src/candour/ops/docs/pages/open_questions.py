"""What a lawyer must still settle in the tables of law, and which rows each question touches."""

import dataclasses


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
