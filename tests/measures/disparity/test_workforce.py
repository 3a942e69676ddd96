"""Heads and years of service by year and kind are those of the register, everybody once."""

import pytest
import registers
from disparity_worlds import World, rows_of
from scipy import stats

from candour.measures import running
from candour.measures.counting import heads
from candour.stats.survival import YEAR

ENTRY = running.entry_of("workforce")


def planted() -> World:
    """20 officers throughout, 12 staff to the end of June 2019, 11 who go from staff to officer."""
    world = World()
    world.case("long-gone", received="2011-05-01")
    for number in range(20):
        serve(world, f"o{number}", ("officer", "2010-01-01", "2020-12-31"))
    for number in range(12):
        serve(world, f"s{number}", ("staff", "2010-01-01", "2019-06-30"))
    for number in range(11):
        serve(world, f"b{number}", ("staff", "2010-01-01", "2019-12-31"),
              ("officer", "2020-01-01", "2020-12-31"))  # fmt: skip
    return world


def serve(world: World, key: str, *spells: tuple[str, str, str]) -> None:
    world.rows["person_time"].append(
        (key, "force", registers.day(spells[0][1]), registers.day(spells[-1][2]), "as_of")
    )
    for kind, first, last in spells:
        world.rows["service"].append(
            (key, "force", kind, registers.day(first), registers.day(last))
        )


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    world = planted()
    for number in range(15):
        world.case(f"o{number % 5}", received="2019-03-01")
    world.case("s1", received="2020-03-01")
    return world.asked("workforce", tmp_path_factory.mktemp("heads"), from_on="2019-01-01")


@pytest.mark.scenario("SC-73", part="heads and years")
def test_each_year_and_kind_has_its_heads_and_its_years(found):
    shown = {label: values[:3] for label, values in rows_of(found, "heads").items()}
    half = 181
    assert shown == {
        "2019: officers": [20, 20, pytest.approx(20 * 365 / YEAR)],
        "2019: staff": [11, 23, pytest.approx((11 * 365 + 12 * half) / YEAR)],
        "2019: all": [31, 43, pytest.approx((31 * 365 + 12 * half) / YEAR)],
        "2020: officers": [31, 31, pytest.approx(31 * 366 / YEAR)],
        "2020: all": [31, 31, pytest.approx(31 * 366 / YEAR)],
    }


@pytest.mark.scenario("SC-73", part="rates are for each year of service")
def test_a_rate_is_that_of_the_year_and_kind_with_garwoods_interval(found):
    rate = next(row for row in found.table("heads").rows if row.label == "2019: officers").values[4]
    years = 20 * 365 / YEAR
    assert rate.value == pytest.approx(1000 * 15 / years)
    assert rate.low == pytest.approx(1000 * stats.chi2.ppf(0.025, 30) / 2 / years)
    assert rate.high == pytest.approx(1000 * stats.chi2.ppf(0.975, 32) / 2 / years)


def test_cases_of_people_who_served_on_no_day_of_the_year_are_missing(found):
    missing = found.table("heads").missing
    assert (missing[0].count, missing[0].total) == (1, 16)
    assert missing[1].count == 0


def test_a_kind_with_fewer_than_ten_people_is_not_shown(tmp_path):
    world = planted()
    for number in range(9):
        serve(world, f"c{number}", ("special", "2010-01-01", "2020-12-31"))
    rows = {row.label: row.values for row in world.asked(
        "workforce", tmp_path, from_on="2020-01-01").table("heads").rows}  # fmt: skip
    assert {value.note for value in rows["2020: special constables"]} == {"fewer than ten"}


def test_a_year_is_cut_where_the_window_begins(tmp_path):
    result = planted().asked("workforce", tmp_path, from_on="2020-07-01")
    assert rows_of(result, "heads")["2020: all"][2] == pytest.approx(31 * 184 / YEAR)


def test_time_of_no_recorded_kind_is_missing(tmp_path):
    world = planted()
    world.officer("nobody-said")
    missing = world.asked("workforce", tmp_path, from_on="2020-01-01").table("heads").missing
    assert (missing[1].count, missing[1].total) == (1, 32)


def test_who_serves_again_or_as_two_kinds_counts_once(tmp_path):
    world = planted()
    for number in range(10):
        again = f"a{number}"
        serve(world, again, ("officer", "2010-01-01", "2020-02-29"))
        serve(world, again, ("officer", "2020-07-01", "2020-12-31"))
        serve(world, f"t{number}", ("officer", "2010-01-01", "2020-12-31"),
              ("special", "2010-01-01", "2020-12-31"))  # fmt: skip
        world.case(again, received="2020-03-15")
    rows = rows_of(world.asked("workforce", tmp_path, from_on="2020-01-01"), "heads")
    days = 41 * 366 + 10 * (60 + 184)
    assert rows["2020: officers"][:4] == [51, 51, pytest.approx(days / YEAR), 10]
    assert rows["2020: special constables"][1] == 10
    assert rows["2020: all"][:4] == [51, 51, pytest.approx(days / YEAR), 10]


def test_a_large_register_is_counted_in_parts_to_the_same_figures(found, tmp_path, monkeypatch):
    monkeypatch.setattr(heads, "_AT_ONCE", 20)
    world = planted()
    for number in range(15):
        world.case(f"o{number % 5}", received="2019-03-01")
    world.case("s1", received="2020-03-01")
    parted = world.asked("workforce", tmp_path, from_on="2019-01-01")
    assert rows_of(parted, "heads") == rows_of(found, "heads")


def test_the_chart_has_one_bar_for_each_year(found):
    (figure,) = ENTRY.draw(found)
    assert [bar.label for bar in figure.bars] == ["2019", "2020"]
    assert all(bar.low < bar.value < bar.high for bar in figure.bars[:1])
