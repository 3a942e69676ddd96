"""While many cases are open the truth is found, and nothing is called falling unshown."""

import datetime
import itertools
import math

import numpy as np
import outcome_worlds as worlds
import pytest
import registers

from candour.measures import running
from candour.measures.catalogue import outcomes
from candour.measures.counting import comparing
from candour.measures.parameters import Parameters
from candour.people.models import Characteristic
from candour.stats.periods import Trend

ENTRY = running.entry_of("outcomes")
ASKED = Parameters(as_of=worlds.AS_OF, from_on=worlds.FIRST, to_on=worlds.AS_OF)
RUNS = 40


def asked(scenario: str, *, seed: int, under):
    found = worlds.register(worlds.world(scenario, seed=seed), under / f"{scenario}{seed}")
    return running.run(entry=ENTRY, register=found, parameters=ASKED)


def ratios(result) -> list:
    return [row.values[2] for row in result.table("ratios").rows]


def log_error(value) -> float:
    return (math.log(value.high) - math.log(value.low)) / (2 * 1.959963984540054)


@pytest.fixture(scope="module")
def constant(tmp_path_factory):
    return asked("constant", seed=1, under=tmp_path_factory.mktemp("worlds"))


def test_every_window_of_a_constant_world_finds_its_ratio(constant):
    truth = worlds.true_ratio("constant", within=1461)

    found = ratios(constant)

    assert 1.32 < truth < 1.42
    assert len(found) == 4
    # Four windows of one world: each within three standard errors.
    assert all(abs(math.log(one.value / truth)) < 3 * log_error(one) for one in found)


@pytest.mark.scenario("SC-59", part="constant")
def test_a_constant_world_is_not_called_falling_though_its_naive_shares_fall(constant):
    table = constant.table("ratios")
    naive = [row.values[2].value for row in constant.table("naive").rows]

    assert "No change of the ratio is shown" in table.notes[0]
    assert "falling" not in " ".join(table.notes)
    assert naive[-1] < 0.8 * naive[1]
    assert "comparison only" in constant.table("naive").title
    assert "never be quoted alone" in constant.table("naive").notes[0]


def test_the_worst_cases_close_as_cases_end(constant):
    rows = {row.label: row.values for row in constant.table("worst_cases").rows}
    widths = {
        year: rows[year][5].value - rows[year][4].value for year in ("2014", "2018", "2020", "2021")
    }
    assert widths["2014"] < 0.1 < widths["2018"] < widths["2020"] < widths["2021"]
    assert rows["2014"][1].value == pytest.approx(0, abs=0.01)
    assert rows["2021"][3].value > 0.5


@pytest.mark.scenario("SC-59", part="speed")
def test_a_world_that_slows_down_is_said_not_to_be_comparable(tmp_path):
    found = asked("slowdown", seed=1, under=tmp_path)
    assert found.table("ratios").notes[0] == outcomes.CHANGED


def test_the_figure_carries_its_definition_and_every_interval(constant):
    (drawn,) = ENTRY.draw(constant)
    assert "as known at the end of 31 March 2022" in drawn.definition
    assert [(bar.value, bar.low, bar.high) for bar in drawn.bars] == [
        (one.value, one.low, one.high) for one in ratios(constant)
    ]


def test_where_the_register_is_too_short_only_the_worst_cases_are_said(tmp_path):
    found = worlds.register(worlds.world("constant", seed=3), tmp_path)
    short = Parameters(as_of=worlds.AS_OF, from_on=datetime.date(2018, 4, 2), to_on=worlds.AS_OF)
    said = running.run(entry=ENTRY, register=found, parameters=short)
    assert said.table("ratios").rows == ()
    assert said.table("ratios").notes[0] == outcomes.TOO_SHORT
    assert len(said.table("worst_cases").rows) == 5


@pytest.mark.parametrize(
    ("trend", "is_certain", "word"),
    [
        (Trend(yearly=-0.05, low=-0.08, high=-0.02), True, "falling"),
        (Trend(yearly=0.05, low=0.02, high=0.08), True, "rising"),
        (Trend(yearly=-0.05, low=-0.08, high=-0.02), False, "leave room"),
        (Trend(yearly=-0.05, low=-0.11, high=0.01), True, "No change of the ratio is shown"),
    ],
)
def test_no_sentence_says_falling_or_rising_unless_interval_and_worst_cases_do(
    trend, is_certain, word
):
    found = outcomes.said(trend=trend, is_certain=is_certain)
    assert word in found
    for other in {"falling", "rising"} - {word}:
        assert other not in found


def test_windows_end_with_the_register_and_begin_when_it_holds_four_years():
    found = comparing.windows(reaches_back_to=worlds.FIRST, until=worlds.AS_OF)
    days = [(comparing.day_of(one.first), comparing.day_of(one.last)) for one in found]
    assert days[0] == (registers.day("2017-04-01"), registers.day("2018-09-30"))
    assert days[-1] == (registers.day("2021-04-01"), registers.day("2022-03-31"))
    assert all(
        before[1] + datetime.timedelta(days=1) == after[0]
        for before, after in itertools.pairwise(days)
    )


def written(force, *, ethnicity: str, **case):
    officer = registers.person(serves=force, left=case.pop("left", ""))
    if ethnicity:
        Characteristic.objects.create(person=officer, kind="ethnicity", value=ethnicity)
    return registers.case(force, received="2015-05-01", about=(officer,), **case)


def test_each_row_of_the_register_ends_as_it_did(world, as_role, under, force):
    for number, value in enumerate(["W1"] * 10 + ["B1"] * 10 + [""]):
        written(force, ethnicity=value, closed="2016-05-01" if number % 2 else "",
                left="" if number % 5 else "2015-09-01")  # fmt: skip
    with as_role("worker"):
        register = registers.opened(under)
    found = running.run(
        entry=ENTRY, register=register,
        parameters=Parameters(as_of=registers.AS_OF, from_on=registers.day("2010-01-01"),
                              to_on=registers.AS_OF, organisation=str(force)),
    )  # fmt: skip
    (row,) = found.table("worst_cases").rows
    missing = found.table("worst_cases").missing

    assert [value.value for value in row.values[:4]] == [10, 0.4, 10, 0.4]
    assert (missing[0].count, missing[0].total) == (1, 21)


@pytest.mark.proof
@pytest.mark.scenario("SC-59", part="a real fall")
def test_forty_worlds_of_each_kind_keep_the_promises_of_the_method(tmp_path):
    truth = {kind: worlds.true_ratio(kind, within=1461) for kind in ("constant", "null")}
    alarms, covered, changed, slopes = {}, [], {}, []
    for kind in ("constant", "null", "falling", "slowdown"):
        results = [asked(kind, seed=seed, under=tmp_path) for seed in range(RUNS)]
        notes = [result.table("ratios").notes[0] for result in results]
        changed[kind] = np.mean([note == outcomes.CHANGED for note in notes])
        found = [ratios(result) for result in results]
        alarms[kind] = np.mean([is_shown(one) for one in found])
        if kind in truth:
            covered += [one.low < truth[kind] < one.high for four in found for one in four]
        if kind == "falling":
            slopes = [slope(one) for one in found]
    true_slope = math.log(1.1 / 1.7) / 8
    assert max(alarms["constant"], alarms["null"]) <= 0.10
    assert np.mean(covered) >= 0.92
    assert abs(np.mean(slopes) - true_slope) <= 0.015
    assert changed["slowdown"] >= 0.9
    assert max(changed["constant"], changed["null"]) <= 0.10


def slope(found) -> float:
    return math.log(1 + trend(found).yearly)


def is_shown(found) -> bool:
    return trend(found).is_shown


def trend(found) -> Trend:
    middles = [
        one.middle for one in comparing.windows(reaches_back_to=worlds.FIRST, until=worlds.AS_OF)
    ]
    return comparing.periods.trend(
        at=middles, logs=[math.log(one.value) for one in found],
        errors=[log_error(one) for one in found],
    )  # fmt: skip
