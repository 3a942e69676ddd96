"""Rows of what was put, decided and decided so: no small number in them, nor to be worked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint
from test_result import DEFINITION

from candour.measures import decided, shares
from candour.measures.counting import selecting
from candour.measures.decided import Course

KINDS = st.lists(st.tuples(*[st.integers(0, 25)] * 3), min_size=1, max_size=5)
# Many worlds in which nothing small waits, since those are shown by another rule.
CALM = st.lists(
    st.tuples(st.sampled_from([0, 0, 3, 8, 20]), st.integers(0, 25), st.integers(0, 25)),
    min_size=1, max_size=5,
)  # fmt: skip


def course(label: str, undecided: int, so: int, otherwise: int) -> Course:
    return Course(label=label, put=undecided + so + otherwise, decided=so + otherwise, so=so)


def years(*kinds: tuple[int, int, int]) -> list[Course]:
    return [course(str(2018 + place), *own) for place, own in enumerate(kinds)]


def values(rows) -> dict[str, list[float | None]]:
    return {row.label: [value.value for value in row.values] for row in rows}


def kinds_of(row: list[float | None]) -> list[float]:
    """What a row lets anybody work out of it: undecided, decided so, decided otherwise."""
    put, done, so, _ = row
    found = [] if None in (put, done) else [put - done]
    return found + ([] if None in (done, so) else [so, done - so])


def test_three_counts_stand_with_wilsons_interval_of_those_decided():
    found = decided.shown(years((20, 15, 45), (10, 5, 10)))
    assert values(found.rows) == {
        "2018": [80, 60, 15, 0.25], "2019": [25, 15, 5, 1 / 3],
        selecting.ALL: [105, 75, 20, 20 / 75],
    }  # fmt: skip
    share = found.rows[0].values[3]
    low, high = proportion_confint(15, 60, method="wilson")
    assert (share.low, share.high) == (pytest.approx(low), pytest.approx(high))


def test_years_of_few_are_put_together_by_what_was_put():
    found = values(decided.shown(years((6, 0, 0), (0, 5, 0), (10, 20, 30))).rows)
    assert list(found) == ["2020", shares.TOGETHER, selecting.ALL]
    assert found[shares.TOGETHER][0] == 11


def test_where_nothing_is_decided_there_is_no_share():
    found = decided.shown(years((20, 0, 0), (15, 10, 10)))
    assert values(found.rows)["2018"] == [20, 0, 0, None]
    assert found.rows[0].values[3].note == "none decided"


def test_where_few_wait_no_row_says_how_many_were_put():
    found = decided.shown(years((2, 20, 30), (0, 10, 12)))
    assert values(found.rows) == {
        "2018": [None, 50, 20, 0.4], "2019": [None, 22, 10, 10 / 22],
        selecting.ALL: [None, 72, 30, 30 / 72],
    }  # fmt: skip
    missing = decided.missing(of=found, put=74, what="waiting")
    assert (missing.count, missing.total, "can't be said" in missing.what) == (0, 0, True)


def test_few_that_wait_are_taken_to_be_as_many_as_they_may_be():
    tables = [
        decided.bounds(
            of=decided.shown(years((waiting, 20, 30))), what="waiting", definition=DEFINITION
        )
        for waiting in (1, 2, 3, 4)
    ]
    assert len({str(table) for table in tables}) == 1
    assert [row.values[0].value for row in tables[0].rows] == [
        pytest.approx(20 / 54), 0.4, pytest.approx(24 / 54),
    ]  # fmt: skip


def test_what_is_hidden_of_the_whole_is_told_by_no_bound():
    found = decided.shown(years((20, 3, 30)))
    assert found.whole is None
    table = decided.bounds(of=found, what="waiting", definition=DEFINITION)
    missing = decided.missing(of=found, put=53, what="waiting")
    assert {row.values[0].value for row in table.rows} == {None}
    assert (missing.count, missing.total, table.missing[0].total) == (0, 53, 0)


def test_a_small_number_takes_another_year_with_it():
    found = values(decided.shown(years((20, 2, 30), (20, 9, 30), (20, 20, 30))).rows)
    assert [found[year][1:3] for year in ("2018", "2019")] == [[None, None]] * 2
    assert found["2020"][1:3] == [50, 20]


@given(kinds=KINDS | CALM)
def test_no_small_number_can_be_worked_out_of_rows_and_whole(kinds):
    """Whoever subtracts what is shown finds ten or more of a kind, of two rows, or none at all."""
    found = decided.shown(years(*kinds))
    rows = values(found.rows)
    assert not {1, 2, 3, 4} & {number for row in rows.values() for number in kinds_of(row)}
    assert all(row[0] is None or row[0] >= shares.FEWEST for row in rows.values())
    whole = rows.pop(selecting.ALL)
    hidden = [label for label, row in rows.items() if row[2] is None]
    if not hidden or whole[2] is None or not rows:
        return
    shown = [row for row in rows.values() if row[2] is not None]
    rest = [whole[1] - sum(row[1] for row in shown), whole[2] - sum(row[2] for row in shown)]
    left = [rest[1], rest[0] - rest[1]]
    if not found.is_put_hidden:
        left.append(whole[0] - sum(row[0] for row in shown) - rest[0])
    assert len(hidden) > 1
    assert all(number == 0 or number >= 2 * shares.SMALL for number in left)


@given(kinds=KINDS | CALM)
def test_what_waits_and_its_bounds_tell_no_more_than_the_rows(kinds):
    of = years(*kinds)
    found = decided.shown(of)
    put = sum(one.put for one in of)
    missing = decided.missing(of=found, put=put, what="waiting")
    whole = values(found.rows)[selecting.ALL]
    if None in whole[:2]:
        assert missing.count == 0
        assert missing.total in {0, whole[0]}
    else:
        assert (missing.count, missing.total) == (whole[0] - whole[1], whole[0])
    table = decided.bounds(of=found, what="waiting", definition=DEFINITION)
    if whole[2] is None:
        assert {row.values[0].value for row in table.rows} == {None}
        assert table.missing[0].total == 0
