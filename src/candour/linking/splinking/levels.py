"""The levels of agreement as Splink's comparisons: the same ones, in SQL, that the core has.

The left record is what was said (or one row of a register), the right one a person. Which names
are near, which numbers one slip away, is prepared by the same code that serves a request, so that
both compare alike; the test of equal weights holds them together.
"""

from collections.abc import Mapping
from typing import Any

from candour.core.matching.levels import FIELDS, Level
from candour.core.matching.weights import Weights

_THEN = "(day_l is null or (p.first <= day_l and day_l <= p.last))"
_NEAR = "(day_l is null or (p.first - 365 <= day_l and day_l <= p.last + 365))"
_OR = "(or_day_l is not null and p.first <= or_day_l and or_day_l <= p.last)"
_POSTED = "len(list_filter(postings_r, lambda p: list_contains(units_l, p.unit) and {})) > 0"
_RANKED = "len(list_filter(postings_r, lambda p: p.rank = rank_l and {})) > 0"
_HELD = "len(list_filter(holdings_r, lambda p: list_contains(numbers_l, p.number) and {})) > 0"
_DAYS = "born_day_l is not null and born_day_r is not null"
_SLIP = "damerau_levenshtein(strftime(born_day_l, '%Y%m%d'), strftime(born_day_r, '%Y%m%d')) = 1"
_SWAPPED = (
    "(year(born_day_l) = year(born_day_r) and month(born_day_l) = day(born_day_r)"
    " and day(born_day_l) = month(born_day_r))"
)


def _shares(one: str, other: str) -> str:
    return f"len(list_intersect({one}, {other})) > 0"


NULLS = {
    "family": "family_l is null or families_r is null",
    "given": "given_l is null or givens_r is null or (first_given_l is null and false)",
    "number": "number_l is null or numbers_l is null or numbers_r is null or holdings_r is null"
    " or (day_l is null and false)",
    "unit": "units_l is null or units_r is null or postings_r is null or (day_l is null and false)"
    " or (or_day_l is null and false)",
    "rank": "rank_l is null or ranks_r is null or postings_r is null or (day_l is null and false)",
    "born": "born_year_l is null or born_year_r is null",
    "force": "forces_l is null or forces_r is null or units_l is not null",
}

CONDITIONS: Mapping[Level, str] = {
    Level.FAMILY_EXACT: "family_l = family_r",
    Level.FAMILY_FORMER: "list_contains(families_r, family_l)",
    Level.FAMILY_PART: "list_contains(family_parts_r, family_l)",
    Level.FAMILY_MISSPELT: "not is_family_borne_l and " + _shares("families_r", "family_near_l"),
    Level.FAMILY_CLOSE: _shares("families_r", "family_near_l"),
    Level.GIVEN_EXACT: "list_contains(givens_r, given_l)",
    Level.GIVEN_FORM: _shares("givens_r", "given_forms_l"),
    Level.GIVEN_OTHER: "list_contains(given_others_r, given_l)",
    Level.GIVEN_INITIAL: "(length(given_l) = 1 and list_contains(initials_r, given_l))"
    " or list_contains(givens_r, initial_l)",
    Level.GIVEN_MISSPELT: "not is_given_borne_l and " + _shares("givens_r", "given_near_l"),
    Level.GIVEN_CLOSE: _shares("givens_r", "given_near_l"),
    Level.NUMBER_THEN: _HELD.format(_THEN),
    Level.NUMBER_OTHER_TIME: _shares("numbers_r", "numbers_l"),
    Level.NUMBER_SLIP: _shares("numbers_r", "slips_l"),
    Level.UNIT_THEN: _POSTED.format(_THEN),
    Level.UNIT_NEAR: _POSTED.format(f"({_NEAR} or {_OR})"),
    Level.UNIT_OTHER_TIME: _shares("units_r", "units_l"),
    Level.RANK_THEN: _RANKED.format(_NEAR),
    Level.RANK_OTHER_TIME: "list_contains(ranks_r, rank_l)",
    Level.BORN_SAME: f"({_DAYS} and born_day_l = born_day_r) or (not ({_DAYS})"
    " and born_year_l = born_year_r and not is_age_l)",
    Level.BORN_SLIP: f"{_DAYS} and ({_SWAPPED} or {_SLIP})",
    Level.BORN_NEAR: f"not ({_DAYS}) and abs(born_year_l - born_year_r) <= 2",
    Level.FORCE_SAME: _shares("forces_r", "forces_l"),
}
# The column whose share among all people stands in place of u, where what was said is known.
SHARES: Mapping[Level, str] = {
    level: f"key_{level.value}" for level in (
        Level.FAMILY_EXACT, Level.FAMILY_FORMER, Level.FAMILY_PART, Level.FAMILY_MISSPELT,
        Level.FAMILY_CLOSE, Level.GIVEN_EXACT, Level.GIVEN_FORM, Level.GIVEN_OTHER,
        Level.GIVEN_INITIAL, Level.GIVEN_MISSPELT, Level.GIVEN_CLOSE, Level.NUMBER_THEN,
        Level.NUMBER_OTHER_TIME, Level.NUMBER_SLIP, Level.UNIT_THEN, Level.UNIT_NEAR,
        Level.UNIT_OTHER_TIME, Level.RANK_THEN,
    )
}  # fmt: skip


def comparisons(*, weights: Weights | None, has_shares: bool) -> list[dict[str, Any]]:
    """Return Splink's comparisons; trained where there are weights, with shares where known."""
    return [
        {
            "output_column_name": field,
            "comparison_levels": [
                {
                    "sql_condition": NULLS[field],
                    "label_for_charts": f"{field}_unknown",
                    "is_null_level": True,
                },
                *(_level(level, weights, has_shares=has_shares) for level in FIELDS[field]),
            ],
        }
        for field in FIELDS
    ]


def _level(level: Level, weights: Weights | None, *, has_shares: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "sql_condition": CONDITIONS.get(level, "ELSE"),
        "label_for_charts": level.value,
    }
    if weights is not None:
        chances = weights.chances[level]
        made |= {"m_probability": chances.m, "u_probability": chances.u}
    if has_shares and level in SHARES:
        made |= {
            "tf_adjustment_column": SHARES[level],
            "tf_adjustment_weight": 1.0,
            "disable_tf_exact_match_detection": True,
        }
    return made
