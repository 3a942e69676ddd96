"""Rates of cases by ethnicity find what was planted, with those not recorded as a row."""

import json

import numpy as np
import pytest
import statsmodels.api as sm
from disparity_worlds import AS_OF, World, rows_of

from candour.measures import rendering, running
from candour.measures.catalogue import receipt
from candour.stats.survival import YEAR

ENTRY = running.entry_of("receipt")
DAYS = (AS_OF.replace(year=2015, month=1, day=1) - AS_OF).days * -1 + 1


def planted(*, white: int = 400, black: int = 100, unknown: int = 20) -> World:
    """White people have 0.2 cases a year each, Black people 0.36, over six years."""
    world, rng = World(), np.random.default_rng(7)
    groups = (("W1", white, 0.2), ("B2", black, 0.36), ("", unknown, 0.2))
    for ethnicity, size, rate in groups:
        for number in range(size):
            who = world.officer(f"{ethnicity or 'N'}{number}", ethnicity=ethnicity)
            for _ in range(rng.poisson(rate * 6)):
                year = rng.integers(2015, 2021)
                world.case(who, received=f"{year}-03-{rng.integers(1, 29):02}")
    return world


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return planted().asked("receipt", tmp_path_factory.mktemp("receipt"))


def test_the_planted_ratio_lies_in_the_interval_and_no_difference_does_not(found):
    ratio = next(row for row in found.table("rates").rows if row.label == "Black").values[4]
    assert ratio.low < 1.8 < ratio.high
    assert ratio.low > 1
    assert found.table("rates").notes[0].startswith("At the stage “received”, Black against White")
    assert "more often" in found.table("rates").notes[0]


def test_years_are_those_that_everybody_served_in_the_window(found):
    shown = rows_of(found, "rates")
    assert shown["White"][:2] == [400, pytest.approx(400 * DAYS / YEAR)]
    assert shown["Not recorded"][0] == 20
    assert shown["All"][0] == 520


def test_the_ratio_and_its_interval_are_those_of_a_clustered_regression(tmp_path):
    world = planted(unknown=0)
    ratio = next(
        row for row in world.asked("receipt", tmp_path).table("rates").rows if row.label == "Black"
    ).values[4]
    people = [row[0] for row in world.rows["person_time"]]
    cases = [sum(row[1] == who for row in world.rows["involvement"]) for who in people]
    fitted = sm.GLM(
        cases, sm.add_constant([float(who.startswith("B")) for who in people]),
        family=sm.families.Poisson(), exposure=np.full(len(people), DAYS / YEAR),
    ).fit(
        cov_type="cluster", cov_kwds={"groups": np.arange(len(people)), "use_correction": False}
    )  # fmt: skip
    low, high = np.exp(fitted.conf_int()[1])
    assert (ratio.value, ratio.low, ratio.high) == (
        pytest.approx(np.exp(fitted.params[1])), pytest.approx(low), pytest.approx(high)
    )  # fmt: skip


def test_who_is_not_recorded_is_a_row_and_a_bound_on_either_side(found):
    shown = rows_of(found, "not_recorded")
    assert [one.count > 0 for one in found.table("rates").missing] == [False, False, True]
    ratios = [values[2] for values in shown.values()]
    assert len(ratios) == 5
    assert ratios[3] < min(ratios[:3]) <= max(ratios[:3]) < ratios[4]


def test_a_ratio_that_is_not_shown_says_what_would_have_been_found(tmp_path):
    world = World()
    for ethnicity, size in (("W1", 100), ("B1", 30)):
        for number in range(size):
            who = world.officer(f"{ethnicity}{number}", ethnicity=ethnicity)
            if number % 2:
                world.case(who, received="2016-05-01")
    table = world.asked("receipt", tmp_path).table("rates")
    detectable = next(row for row in table.rows if row.label == "Black").values[5].value
    assert "no difference is shown" in table.notes[0]
    assert f"A ratio of {detectable:.2f} would have been found" in table.notes[0]


def test_groups_of_few_stand_together_or_not_at_all(tmp_path):
    world = planted(unknown=0)
    for number in range(6):
        for ethnicity in ("A1", "M1"):
            who = world.officer(f"{ethnicity}{number}", ethnicity=ethnicity)
            world.case(who, received="2016-05-01")
    shown = rows_of(world.asked("receipt", tmp_path), "rates")
    assert list(shown) == ["White", "Black", "Smaller groups together", "All"]
    assert shown["Smaller groups together"][2] == 12


def test_without_enough_white_people_nothing_is_compared(tmp_path):
    table = planted(white=5, unknown=0).asked("receipt", tmp_path).table("rates")
    assert all(row.values[4].value is None for row in table.rows)
    assert not any("against" in note for note in table.notes)


def test_cases_about_nobody_known_or_without_service_are_missing(tmp_path):
    world = planted(unknown=0)
    world.case(None, received="2016-05-01")
    world.case("visitor", received="2016-05-01")
    missing = world.asked("receipt", tmp_path).table("rates").missing
    assert [one.count for one in missing] == [1, 1, 0]


@pytest.mark.scenario("SC-58", part="machines read it all")
def test_every_ratio_carries_its_stage_and_all_else_in_what_machines_read(found):
    said = json.loads(json.dumps(found.as_json()))
    for table in said["tables"]:
        assert table["definition"]["stage"].startswith("Received")
        assert {"numerator", "denominator", "unit", "basis"} <= set(table["definition"])
        assert all("share" in one for one in table["missing"])
        ratio = next(row for row in table["rows"] if row["label"] in ("Black", "None of them"))
        place = [column["text"].startswith("Ratio") for column in table["columns"]].index(True)
        assert None not in (ratio["values"][place]["low"], ratio["values"][place]["high"])
    assert {"as_of", "from", "to"} <= set(said["parameters"])
    sheet = rendering.csv_of([found]).splitlines()
    assert all("Received" in line for line in sheet[1:] if line.startswith("receipt"))


def test_the_chart_shows_each_ratio_with_its_interval_beside_one(found):
    (figure,) = ENTRY.draw(found)
    ratio = next(row for row in found.table("rates").rows if row.label == "Black").values[4]
    assert figure.reference.value == 1
    bar = next(bar for bar in figure.bars if bar.label == "Black")
    assert (bar.value, bar.low, bar.high) == (ratio.value, ratio.low, ratio.high)
    assert "received" in figure.title.lower()
    assert "as known at the end of" in figure.definition
    assert receipt.DEFINITION.numerator in figure.definition
