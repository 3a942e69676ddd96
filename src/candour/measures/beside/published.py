"""What was published of one force, figure by figure, with where it stands.

The documents themselves could not be read here: every figure was seen in a copy or a report of
them, and says so. None is used by a measure.
"""

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from candour.measures.beside.scope import Scope, Share
from candour.measures.result import Basis, Counted
from candour.measures.synthetic import targets
from candour.pages.wording import Unit


class Role(enum.StrEnum):
    """What a published figure was for the invented force."""

    SET = "set: the force was made to agree"
    FOLLOWS = "follows: nothing was made to agree"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a figure was published, and where it was seen."""

    title: str
    published_on: datetime.date
    seen_in: str

    def __str__(self) -> str:
        """Write the source as tables print it."""
        return f"{self.title}, {self.published_on.isoformat()}; seen in {self.seen_in}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One published figure. high: the other end where a range was published.

    differs: in what the figure of the measures beside it is defined in another way.
    """

    what: str
    low: float
    high: float
    unit: Unit
    source: Source
    role: Role
    differs: str


ANALYSIS: Final = Source(
    title="Independent review of one large force, interim report on misconduct, analytical report",
    published_on=datetime.date(2022, 10, 17),
    seen_in="copies of the report on two document sites",
)
LETTER: Final = Source(
    title="The same review, letter to the commissioner of the force",
    published_on=datetime.date(2022, 10, 17),
    seen_in="a transcript and a legal journal's account",
)
PRESS: Final = Source(
    title="The same review, as reported by a newspaper",
    published_on=datetime.date(2022, 10, 16),
    seen_in="the newspaper's page",
)

_SAME_UNIT = "Nothing that is known: cases received from April 2013 to March 2022, raised inside."
_ALL_LENGTHS = (
    "The source doesn't say whether cases that were open are in it. This is the estimate with open"
    " cases counted as open, in years of 365.25 days."
)
_FINALISED = (
    "Allegations whose result is known at the cut-off. The source says 'finalised'; by which day,"
    " and whether withdrawn ones are in it, it doesn't say."
)
_BANDS = (
    "People by cases received in the window. The source's own totals leave 5.9 cases on average to"
    " the 546 people with three and more, which its bands hardly allow (if all 505 had five, the 41"
    " would have seventeen): so an involvement there may not be what a case of a person is."
)
_TWO = "The source writes 'two or more'; that it is two follows from its total."
_FIVE = "The source writes 'more than 500'; 505 follows from its total."
_DISMISSED = (
    "Dismissed at any time up to the cut-off. The invented force dismisses without regard to how"
    " many cases somebody has had."
)


def _exactly(
    what: str, value: float, unit: Unit, source: Source, role: Role, differs: str
) -> Published:
    return Published(
        what=what, low=value, high=value, unit=unit, source=source, role=role, differs=differs
    )


_SIZES = targets.PUBLISHED
_COUNT, _SHARE, _DAYS = Unit.COUNT, Unit.PERCENT, Unit.DAYS
FIGURES: Final[Mapping[str, Published]] = {
    "allegations": _exactly(
        "Allegations", _SIZES.allegations, _COUNT, ANALYSIS, Role.SET, _SAME_UNIT
    ),
    "cases": _exactly("Cases", _SIZES.cases, _COUNT, ANALYSIS, Role.SET, _SAME_UNIT),
    "involvements": _exactly(
        "Involvements",
        _SIZES.involvements,
        _COUNT,
        ANALYSIS,
        Role.SET,
        "Here one known person in one case; whether unknown people count there is not said.",
    ),
    "people": _exactly("People", _SIZES.people, _COUNT, ANALYSIS, Role.SET, _SAME_UNIT),
    "mean_days": _exactly(
        "Mean days a case takes",
        targets.MEAN_DAYS,
        _DAYS,
        LETTER,
        Role.SET,
        "The mean of closed cases, without the open ones, which are the slow ones. The invented"
        " force's cases were made to last 400 days on average once all have closed.",
    ),
    "over_two_years": _exactly(
        "Cases that take over two years",
        targets.OVER_TWO_YEARS,
        _SHARE,
        LETTER,
        Role.SET,
        _ALL_LENGTHS,
    ),
    "over_four_years": _exactly(
        "Cases that take over four years",
        targets.OVER_FOUR_YEARS,
        _SHARE,
        LETTER,
        Role.SET,
        _ALL_LENGTHS,
    ),
    "no_case": Published(
        what="Allegations without a case to answer",
        low=0.55,
        high=0.60,
        unit=_SHARE,
        source=LETTER,
        role=Role.SET,
        differs=_FINALISED,
    ),
    "case": _exactly(
        "Allegations with a case to answer",
        targets.CASE_TO_ANSWER,
        _SHARE,
        LETTER,
        Role.SET,
        _FINALISED,
    ),
    "case_sexual": _exactly(
        "The same, of sexual misconduct",
        targets.CASE_TO_ANSWER_SEXUAL,
        _SHARE,
        LETTER,
        Role.SET,
        f"{_FINALISED} Here category J of 2020; the source's years reach back to the old list.",
    ),
    "case_equality": _exactly(
        "The same, of equality and diversity",
        targets.CASE_TO_ANSWER_EQUALITY,
        _SHARE,
        LETTER,
        Role.SET,
        f"{_FINALISED} Here category F of 2020; the source's years reach back to the old list.",
    ),
    "with_two": _exactly(
        "People with two cases", 1_263, _COUNT, PRESS, Role.FOLLOWS, f"{_TWO} {_BANDS}"
    ),
    "with_three_to_five": _exactly(
        "People with three to five cases", 505, _COUNT, PRESS, Role.FOLLOWS, f"{_FIVE} {_BANDS}"
    ),
    "with_six": _exactly("People with six or more cases", 41, _COUNT, PRESS, Role.FOLLOWS, _BANDS),
    "with_more_than_one": _exactly(
        "People with more than one case", 1_809, _COUNT, PRESS, Role.FOLLOWS, _BANDS
    ),
    "repeaters_dismissed": _exactly(
        "Dismissed, of those with more than one case", 13, _COUNT, PRESS, Role.FOLLOWS, _DISMISSED
    ),
    "repeaters_dismissed_share": _exactly(
        "Share dismissed of those with more than one case",
        13 / 1_809,
        _SHARE,
        PRESS,
        Role.FOLLOWS,
        _DISMISSED,
    ),
    "dismissed_a_year": Published(
        what="Dismissed in a year",
        low=30,
        high=50,
        unit=_COUNT,
        source=PRESS,
        role=Role.SET,
        differs="All who were dismissed and had a case in the window, divided by its years. The"
        " source doesn't say whether public complaints and convictions are in its number.",
    ),
}

OF_THE_FORCE: Final = Share(
    whose="One large force",
    low=0.55,
    high=0.60,
    scope=Scope(
        covers="raised by officers, staff and their families",
        stage="no case to answer",
        unit=Counted.ALLEGATION,
        basis=Basis.RECEIPT,
        recorded="the force's own case system",
        from_on=targets.FIRST,
        to_on=targets.AS_OF,
    ),
)
NATIONAL: Final = Share(
    whose="all forces together",
    low=0.46,
    high=0.46,
    scope=Scope(stage="no case to answer"),
)
