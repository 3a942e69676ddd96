"""What the invented force is made to agree with, and what had to be assumed beside it.

Nothing here says how many people have more than one case: that is for the model to predict.
"""

import datetime
from dataclasses import dataclass
from typing import Final

FIRST: Final = datetime.date(2013, 4, 1)
AS_OF: Final = datetime.date(2022, 3, 31)
DAYS: Final = (AS_OF - FIRST).days + 1
YEARS: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much there is in each unit, received in nine years about one force."""

    allegations: int
    cases: int
    involvements: int
    people: int


PUBLISHED: Final = Sizes(allegations=18_589, cases=10_252, involvements=12_856, people=8_917)

# Published: how long cases take.
MEAN_DAYS: Final = 400.0
OVER_TWO_YEARS: Final = 0.20
OVER_FOUR_YEARS: Final = 0.02

# Published: how finalised allegations end. The share without a case is given as 55 to 60 %.
CASE_TO_ANSWER: Final = 0.33
CASE_TO_ANSWER_SEXUAL: Final = 0.29
CASE_TO_ANSWER_EQUALITY: Final = 0.20
NO_CASE_TO_ANSWER: Final = 0.575
# Published: 30 to 50 dismissals a year.
DISMISSALS_A_YEAR: Final = 40

# Assumed, for want of a published figure of the same force and years.
POSTS: Final = 45_000
UNITS: Final = 40
LEAVE_A_YEAR: Final = 0.06
SHARE_SEXUAL: Final = 0.07
SHARE_EQUALITY: Final = 0.10
SHARE_GROSS: Final = 0.3
SHARE_DELAY_KNOWN: Final = 0.9
MEAN_DELAY_DAYS: Final = 120.0
SOURCES: Final = (("internal", 0.78), ("hotline", 0.12), ("crime_side", 0.10))
# Assumed, to have something to count: no force is like this by its published figures.
ROUTES: Final = (
    ("public", 0.3), ("internal_named", 0.3), ("internal_anonymous", 0.2), ("line_manager", 0.2),
)  # fmt: skip
SHARE_WITH_MAILBOX: Final = 0.7
SHARE_WITHOUT_CASE: Final = 0.25
SHARE_CHASING: Final = 0.1
SHARE_WRITTEN_TO: Final = 0.8
SHARE_ANSWERING: Final = 0.5
SHARE_DISCOURAGED: Final = 0.1
CHECK_INS: Final = (("neither", 0.6), ("perceived", 0.2), ("actual", 0.1), ("both", 0.1))
SCORES: Final = (("5", 0.2), ("4", 0.25), ("3", 0.2), ("2", 0.2), ("1", 0.15))
SHARE_FOLLOWED: Final = 0.05
SHARE_COUNTER: Final = 0.5
SHARE_FOLLOWED_DECIDED: Final = 0.8
SHARE_BELONGING: Final = 0.25
SHARE_REFERRAL_DUE: Final = 0.08
SHARE_REFERRED: Final = 0.9
SHARE_REVIEWED: Final = 0.05
SHARE_UPHELD: Final = 0.3
SHARE_WORD_AGAINST_WORD: Final = 0.4
ETHNICITIES: Final = (
    ("W1", 0.80), ("W9", 0.04), ("A1", 0.05), ("B1", 0.035), ("M1", 0.03), ("NS", 0.045),
)  # fmt: skip
OTHER_CATEGORIES: Final = (
    ("A1", 0.10), ("B4", 0.14), ("C", 0.03), ("D1", 0.12), ("E", 0.03), ("G1", 0.13), ("H1", 0.20),
    ("K", 0.22), ("L", 0.03),
)  # fmt: skip
SEXUAL: Final = "J1"
EQUALITY: Final = "F1"
