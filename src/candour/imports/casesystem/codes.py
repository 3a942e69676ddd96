"""The codes of an older case system in our own words; what it says in ours is taken as it stands.

Which of ours a code is nearest to is this table's own judgement: a force that uses other codes has
them mapped here, with a person of its own who knows them.
"""

from candour.law import categories, outcomes, severity

KINDS = {
    "complaint": "complaint",
    "public_complaint": "complaint",
    "conduct_matter": "conduct_matter",
    "internal_conduct": "conduct_matter",
    "dsi_matter": "dsi_matter",
    "dsi": "dsi_matter",
}
SOURCES = {
    "public": "public",
    "internal": "internal",
    "crime_side": "crime_side",
    "hotline": "hotline",
    "other_system": "other_system",
}
ASSESSMENTS = {
    **{row.level.value: row.level.value for row in severity.LEVELS},
    "gm": severity.SeverityLevel.GROSS_MISCONDUCT.value,
    "m": severity.SeverityLevel.MISCONDUCT.value,
    "pri": severity.SeverityLevel.PRACTICE_REQUIRING_IMPROVEMENT.value,
    "none": severity.SeverityLevel.NEITHER.value,
}
# Codes of an older case system. What is not among them must be one of Candour's own.
OUTCOMES = {
    "sub": "proven",
    "unsub": "not_proven",
    "lr": "resolved",
    "wd": "withdrawn",
    "disp": "discontinued",
    "disc": "discontinued",
    "cta": "case_to_answer_misconduct",
    "cta_gm": "case_to_answer_gross_misconduct",
    "ncta": "no_case_to_answer",
    "nfa": "no_further_action",
}
SANCTIONS = {
    "ww": "written_warning",
    "fww": "final_written_warning",
    "rr": "reduction_in_rank",
    "dwn": "dismissal_without_notice",
    "res": "resigned",
    "na": "no_action",
}
_RESULTS = frozenset(
    row.code for row in (*outcomes.IMPORTED_FINDINGS, *outcomes.RESULTS, *outcomes.FINDINGS)
)
_FOLLOWS = frozenset(row.code for row in (*outcomes.SANCTIONS, *outcomes.IMPORTED_SANCTIONS))
_CATEGORIES = {row.code.casefold(): row.code for row in categories.CATEGORIES}
_LETTERS = {row.code.casefold(): row.nearest for row in categories.LEGACY_CATEGORIES}

ACCEPTED_OUTCOMES = {**{code: code for code in sorted(_RESULTS)}, **OUTCOMES}
ACCEPTED_SANCTIONS = {**{code: code for code in sorted(_FOLLOWS)}, **SANCTIONS}


def category(*, code: str) -> str | None:
    """Return a present category by its code, whatever the case of its letters."""
    return _CATEGORIES.get(code.casefold())


def nearest(*, letter: str) -> str | None:
    """Return the present category nearest to a letter of before 1 February 2020."""
    return _LETTERS.get(letter.casefold())
