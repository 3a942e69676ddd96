"""Discouragement, victimisation and confidence: answers, who did not answer, and nothing small."""

import pytest

from candour.measures import running
from measures.told.reporter_worlds import Told


def values(result, table: str) -> dict[str, list[float | None]]:
    return {row.label: [one.value for one in row.values] for row in result.table(table).rows}


@pytest.fixture(scope="module")
def discouraged(tmp_path_factory):
    """100 reports a year; of 60 answers, 15 say yes in 2018 and 30 in 2019; ten at the end."""
    world = Told()
    for year, yes in (("2018-03-01", 15), ("2019-03-01", 30)):
        for number in range(100):
            report = world.report(received=year)
            if number < 60 - yes:
                world.told(report, "not_discouraged", "start", received=year)
        for _ in range(yes):
            matter = world.report(received=year, route="handling")
            world.told(matter, "discouraged", "start", received=year, after=0)
    for _ in range(10):
        world.told("r1", "not_discouraged", "end")
    for _ in range(2):
        world.told("r2", "discouraged", "")
    return world.asked("discouragement", tmp_path_factory.mktemp("discouraged"))


def test_discouragement_is_counted_out_of_answers(discouraged):
    assert values(discouraged, "by_year") == {
        "2018": [60, 15, 0.25], "2019": [60, 30, 0.5], "All": [120, 45, 0.375],
    }  # fmt: skip
    assert values(discouraged, "asked")["Asked at the end"] == [10, 0, 0.0]


@pytest.mark.parametrize(("yes", "no"), [(1, 2), (1, 11)])
def test_few_answers_at_the_end_are_not_told_by_two_tables(tmp_path, yes, no):
    world = Told()
    for number in range(50):
        word = "discouraged" if number < 12 else "not_discouraged"
        world.told(world.report(), word, "start")
    for number in range(yes + no):
        word = "discouraged" if number < yes else "not_discouraged"
        world.told(world.report(), word, "end")
    found = world.asked("discouragement", tmp_path)
    assert values(found, "by_year")["All"][:2] == [50, 12]
    assert values(found, "asked") == {"All": [None, None, None]}


def test_who_was_asked_and_did_not_answer_is_a_bound(discouraged):
    unanswered, unasked = discouraged.table("by_year").missing
    assert (unanswered.count, unanswered.total) == (80, 200)
    assert [row[0] for row in values(discouraged, "bounds").values()] == [
        pytest.approx(45 / 200), 0.375, pytest.approx(125 / 200),
    ]  # fmt: skip
    # Two said it unasked: too few to say how many.
    assert (unasked.count, "too few" in unasked.what) == (0, True)


def test_the_years_of_discouragement_are_compared_as_their_interval_allows(discouraged):
    (note,) = discouraged.table("by_year").notes
    assert "2019 against 2018: 100% more often" in note


@pytest.fixture(scope="module")
def victimised(tmp_path_factory):
    """50 asked, 30 answered: 12 of them that something happened, 8 others that they fear it."""
    world = Told()
    for number in range(50):
        report = world.report(state="recorded")
        if number < 30:
            world.told(report, "check_in", "neither", after=14)
        if number < 12:
            world.told(report, "check_in", "both" if number % 2 else "actual", after=60)
        if number < 20:
            world.told(report, "check_in", "perceived", after=180)
    world.report(received="2020-12-30")
    world.report(is_reachable=False)
    return world.asked("victimisation", tmp_path_factory.mktemp("victimised"))


def test_what_happened_and_what_is_feared_are_counted_apart_and_once(victimised):
    assert values(victimised, "happened")["All"] == [30, 12, 0.4]
    assert values(victimised, "feared")["All"] == [30, 8, pytest.approx(8 / 30)]


def test_who_never_answered_is_a_bound_of_victimisation(victimised):
    assert [row[0] for row in values(victimised, "bounds").values()] == [0.24, 0.4, 0.64]


@pytest.fixture(scope="module")
def confident(tmp_path_factory):
    """40 answers of 60 that are over: 8 for sure, 12 think so, 7, 13 think not, nobody never."""
    world = Told()
    scores = ["5"] * 8 + ["4"] * 12 + ["3"] * 7 + ["2"] * 13
    for number in range(60):
        report = world.report(state="closed")
        if number < 40:
            world.told(report, "confidence", scores[number], after=300)
    world.told("r1", "confidence", "5", after=400)
    world.report(state="recorded")
    return world.asked("confidence", tmp_path_factory.mktemp("confident"))


def test_who_would_report_again_is_counted_out_of_answers(confident):
    assert values(confident, "by_year")["All"] == [40, 20, 0.5]
    assert [row[1] for row in values(confident, "scores").values()] == [8, 12, 7, 13, 0]


def test_matters_that_are_over_without_an_answer_are_a_bound(confident):
    (missing,) = confident.table("by_year").missing
    assert (missing.count, missing.total) == (20, 60)
    assert [row[0] for row in values(confident, "bounds").values()] == [
        pytest.approx(20 / 60), 0.5, pytest.approx(40 / 60),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["discouragement", "victimisation", "confidence"])
def test_a_measure_of_nothing_says_so_and_draws_nothing(tmp_path, name):
    result = Told().asked(name, tmp_path)
    table = result.tables[0]
    assert {value.note for row in table.rows for value in row.values} == {"fewer than ten"}
    assert running.entry_of(name).draw(result)[0].bars == ()
