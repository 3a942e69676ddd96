"""Days of suspension are those of the calendar: each day of a person once, within the window."""

import pytest
import registers

from candour.measures import running
from candour.stats.survival import YEAR
from measures.disparity.disparity_worlds import FORCE
from measures.told.reporter_worlds import Told

ENTRY = running.entry_of("suspended_days")
CASE = "c1"


def posted(world: Told, key: str, unit: str) -> str:
    world.officer(key)
    world.rows["posted"].append(
        (key, FORCE, unit, registers.day("2010-01-01"), registers.day("2020-12-31"))
    )
    return key


def suspended(world: Told, who: str, first: str, last: str) -> None:
    world.rows["suspended"].append((CASE, who, FORCE, registers.day(first), registers.day(last)))


def planted() -> Told:
    """Twelve units of ten; of the first, all ten are suspended through January 2019."""
    world = Told()
    for unit in range(12):
        for number in range(10):
            posted(world, f"u{unit}n{number}", f"unit{unit:02}")
    for number in range(10):
        suspended(world, f"u0n{number}", "2018-12-20", "2019-01-31")
        suspended(world, f"u0n{number}", "2019-01-25", "2019-01-31")
    return world


def asked(world: Told, under, **more):
    return world.asked("suspended_days", under, **{"from_on": "2019-01-01", **more})


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return asked(planted(), tmp_path_factory.mktemp("lost"), to_on="2019-12-31")


def values(result, table: str) -> dict[str, list[float | None]]:
    return {row.label: [one.value for one in row.values] for row in result.table(table).rows}


def test_a_day_in_two_cases_is_lost_once_and_the_window_cuts(found):
    assert values(found, "by_year") == {
        "2019": [10, 310, pytest.approx(310 / YEAR), pytest.approx(310 / (120 * 365))]
    }


def test_units_stand_in_bands_and_under_no_name(found):
    assert values(found, "by_unit") == {
        "No day": [12, 11, pytest.approx(11 / 12)],
        "Up to 1% of its days": [12, 0, 0.0],
        "More than 1%, up to 5%": [12, 0, 0.0],
        "More than 5%": [12, 1, pytest.approx(1 / 12)],
    }
    assert 310 / 3650 > 0.05


def test_fewer_than_ten_people_are_not_shown(tmp_path):
    world = planted()
    world.rows["suspended"] = world.rows["suspended"][:4]
    rows = asked(world, tmp_path).table("by_year").rows
    assert {value.note for row in rows for value in row.values} == {"fewer than ten"}


def test_what_is_missing_gives_no_hidden_year_back(tmp_path):
    world = planted()
    suspended(world, world.officer("alone"), "2020-02-01", "2020-02-10")
    result = asked(world, tmp_path)
    shown, hidden = result.table("by_year").rows
    assert (hidden.values[1].value, shown.values[1].value) == (None, 310)
    for one in result.table("by_year").missing:
        assert (one.count, one.total) == (0, 310)
        assert "too few people in some year" in one.what


def test_days_outside_known_service_and_in_no_unit_are_missing(tmp_path):
    world = planted()
    suspended(world, "nobody-knows", "2019-02-01", "2019-02-10")
    suspended(world, world.officer("unplaced"), "2019-02-01", "2019-02-05")
    outside, unplaced, small = asked(world, tmp_path).table("by_unit").missing
    assert (outside.count, outside.total) == (10, 325)
    assert (unplaced.count, unplaced.total) == (5, 315)
    assert small.count == 0


def test_where_nothing_is_recorded_that_is_said_and_no_number(tmp_path):
    result = asked(Told(), tmp_path)
    assert result.table("by_year").rows == ()
    assert "not recorded is not none" in result.table("by_year").notes[0]
    assert {value.note for row in result.table("by_unit").rows for value in row.values} == {
        "fewer than ten"
    }


def test_the_chart_shows_days_by_year(found):
    (figure,) = ENTRY.draw(found)
    assert [(bar.label, bar.value) for bar in figure.bars] == [("2019", 310)]
