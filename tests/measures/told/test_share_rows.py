"""Shares as rows: Wilson's interval, small groups together, and no small number to work out."""

import itertools

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint
from test_result import DEFINITION

from candour.measures import shares
from candour.measures.counting import selecting
from candour.measures.shares import Part

COUNTS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=5)


def part(label: str, count: int, total: int) -> Part:
    return Part(label=label, count=count, total=total)


def values(rows) -> dict[str, list[float | None]]:
    return {row.label: [value.value for value in row.values] for row in rows}


def test_a_share_has_wilsons_interval():
    share = shares.rows([part("a", 7, 31)])[0].values[2]
    low, high = proportion_confint(7, 31, method="wilson")
    assert (share.value, share.low, share.high) == (
        pytest.approx(7 / 31), pytest.approx(low), pytest.approx(high),
    )  # fmt: skip


def test_parts_of_fewer_than_ten_are_put_together_with_the_next():
    rows = shares.rows([part("a", 5, 50), part("b", 3, 9), part("c", 6, 20)])
    assert values(rows) == {
        "a": [50, 5, 0.1], shares.TOGETHER: [29, 9, 9 / 29], selecting.ALL: [79, 14, 14 / 79],
    }  # fmt: skip


def test_where_all_are_few_nothing_is_said():
    rows = shares.rows([part("a", 5, 5), part("b", 3, 4)])
    assert values(rows) == {selecting.ALL: [None, None, None]}
    assert {value.note for value in rows[0].values} == {"fewer than ten"}


@pytest.mark.parametrize(("count", "is_shown"), [(0, True), (4, False), (5, True), (16, False)])
def test_of_what_reporters_told_small_numbers_are_not_shown(count, is_shown):
    rows = shares.careful_rows([part("a", count, 20), part("b", 60, 100)])
    assert (values(rows)["a"][1] == count) is is_shown


@given(numbers=COUNTS)
def test_no_small_number_of_one_row_can_be_worked_out_from_the_others(numbers):
    """Whoever subtracts what is shown from the whole finds ten or more, of two rows or more."""
    of = [part(str(place), min(pair), max(pair)) for place, pair in enumerate(numbers)]
    found = values(shares.careful_rows(of))
    rows = [row for label, row in found.items() if label != selecting.ALL]
    totals = [row[0] for row in rows if row[0] is not None]
    assert all(total >= shares.FEWEST for total in totals)
    shown = [(row[1], row[0] - row[1]) for row in found.values() if row[1] is not None]
    assert not {1, 2, 3, 4} & set(itertools.chain.from_iterable(shown))
    hidden = [row for row in rows if row[0] is not None and row[1] is None]
    whole = found[selecting.ALL]
    assert len(hidden) != 1 or whole[1] is None or len(rows) == 1
    if hidden and whole[1] is not None and len(rows) > 1:
        counts = [row[1] for row in rows if row[1] is not None]
        rest = whole[1] - sum(counts)
        assert min(rest, sum(row[0] for row in hidden) - rest) >= 2 * shares.SMALL


@pytest.mark.parametrize("few", [(1, 1), (1, 0), (4, 4)])
def test_two_small_numbers_are_not_told_by_their_sum(few):
    of = [part("a", few[0], 20), part("b", few[1], 30), part("c", 20, 50), part("d", 30, 60)]
    found = values(shares.careful_rows(of))
    assert (found["a"][1], found["c"][1]) == (None, None)
    assert (found["d"][1], found[selecting.ALL][1]) == (30, 50 + sum(few))


def test_what_falls_into_parts_tells_no_two_small_ones_by_their_sum():
    found = values(shares.split_rows({"a": 2, "b": 1, "c": 6, "d": 6, "e": 5}))
    assert sum(row[1] is None for row in found.values()) == 4


def test_a_whole_that_falls_into_parts_never_leaves_one_small_part_alone():
    found = values(shares.split_rows({"a": 30, "b": 12, "c": 3, "d": 0}))
    assert [found[name][1] for name in "abcd"] == [30, None, None, 0]


def test_bounds_take_the_unknown_to_be_none_alike_and_all():
    table = shares.bounds(
        of=part("a", 20, 50), unknown=50, what="those who did not answer", definition=DEFINITION
    )
    assert [row.values[0].value for row in table.rows] == [0.2, 0.4, 0.7]
    assert (table.missing[0].count, table.missing[0].total) == (50, 100)


def test_bounds_of_small_numbers_are_not_shown():
    table = shares.bounds(of=part("a", 3, 50), unknown=1, what="x", definition=DEFINITION)
    assert {row.values[0].value for row in table.rows} == {None}


def test_two_shares_are_compared_as_a_poisson_regression_with_robust_errors_does():
    """statsmodels: GLM(Poisson).fit(cov_type="HC0") on every single answer."""
    said = shares.said(definition=DEFINITION, of=part("New", 80, 200), against=part("Old", 40, 200))
    answers = np.repeat([1, 0, 1, 0], [80, 120, 40, 160])
    is_new = np.repeat([1, 0], [200, 200])
    fitted = sm.GLM(answers, sm.add_constant(is_new), family=sm.families.Poisson()).fit(
        cov_type="HC0"
    )
    low, high = np.exp(fitted.conf_int()[1])
    assert said.endswith(
        f"new against old: 100% more often (ratio 2.00, 95% interval {low:.2f} to {high:.2f})."
    )


def test_where_no_difference_is_shown_it_is_said_which_would_have_been_found():
    said = shares.said(definition=DEFINITION, of=part("New", 42, 200), against=part("Old", 40, 200))
    assert "no difference is shown" in said
    assert "would have been found in four of five such data" in said


def test_too_few_are_not_compared():
    said = shares.said(definition=DEFINITION, of=part("New", 4, 20), against=part("Old", 40, 200))
    assert said == "New and old: too few to be compared."
    alone = [part("2020", 40, 200)]
    rows = shares.careful_rows(alone)
    assert shares.last_two(definition=DEFINITION, of=alone, beside=rows) == ()


def test_no_ratio_tells_what_the_row_of_a_year_keeps_back():
    """Of 2019 the row says nothing, or it would tell the three of 2018; its ratio would as well."""
    years = [part("2018", 3, 50), part("2019", 20, 50), part("2020", 30, 50)]
    rows = shares.careful_rows(years)
    assert values(rows)["2019"][1] is None
    assert shares.last_two(definition=DEFINITION, of=years, beside=rows) == ()
    told = [part("2018", 10, 50), *years[1:]]
    assert shares.last_two(definition=DEFINITION, of=told, beside=shares.careful_rows(told))


def test_no_bound_tells_a_whole_that_the_rows_keep_back():
    """Nine of two years, four and five: neither year nor the whole says how many."""
    years = [part("2018", 4, 50), part("2019", 5, 50)]
    rows = shares.careful_rows(years)
    assert values(rows)[selecting.ALL][1] is None
    table = shares.bounds(
        of=shares.whole(years), unknown=20, what="x", definition=DEFINITION, beside=rows
    )
    assert {row.values[0].value for row in table.rows} == {None}
