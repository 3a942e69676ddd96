"""Units on the page: one that stands out is called, ordinary ones are not, small ones left out."""

import numpy as np
import pytest
import registers
from disparity_worlds import AS_OF, World

from candour.measures import running
from candour.measures.catalogue import funnel
from candour.stats.survival import YEAR

ENTRY = running.entry_of("funnel")
DAYS = 2192


def planted(*, units: int = 12, outlier: float = 1.0, size: int = 40) -> World:
    """Units of 40 people, of 0.2 cases a year each; the first has so many times more."""
    world, rng = World(), np.random.default_rng(3)
    for unit in range(units):
        for number in range(size):
            who = world.officer(f"u{unit}-{number}")
            world.rows["posted"].append(
                (who, "force", f"unit{unit}", registers.day("2015-01-01"), AS_OF)
            )
            rate = 0.2 * (outlier if unit == 0 else 1.0)
            for _ in range(rng.poisson(rate * 6)):
                world.case(who, received=f"{rng.integers(2015, 2021)}-06-01")
    return world


def shown(result) -> list[tuple]:
    return [row.values for row in result.table("units").rows]


def test_a_unit_with_twice_the_cases_is_called_and_no_other(tmp_path):
    found = shown(planted(outlier=2.5).asked("funnel", tmp_path))
    called = [values for values in found if values[3].note == funnel.CALLED]
    assert len(found) == 12
    assert len(called) == 1
    assert called[0][3].value > 1.8


def test_units_that_are_alike_are_not_called(tmp_path):
    result = planted().asked("funnel", tmp_path)
    assert funnel.CALLED not in {values[3].note for values in shown(result)}
    assert result.table("units").notes[0].startswith("Outside the limits of 99.8%: 0 of 12 units.")


def test_expected_numbers_are_years_times_the_rate_of_all(tmp_path):
    world = planted()
    found = shown(world.asked("funnel", tmp_path))
    whole = len(world.rows["involvement"])
    assert [values[0].value for values in found] == pytest.approx([40 * DAYS / YEAR] * 12)
    assert [values[2].value for values in found] == pytest.approx([whole / 12] * 12)
    assert sum(values[1].value for values in found) == whole


def test_small_units_and_people_posted_nowhere_are_missing(tmp_path):
    world = planted()
    for number in range(9):
        who = world.officer(f"small{number}")
        world.rows["posted"].append((who, "force", "small", registers.day("2015-01-01"), AS_OF))
    world.case(world.officer("nowhere"), received="2016-01-01")
    result = world.asked("funnel", tmp_path)
    nowhere, small = result.table("units").missing
    assert (nowhere.count, small.count, small.total) == (1, 1, 13)
    assert len(shown(result)) == 12


def test_a_case_belongs_to_the_unit_of_the_day_it_came(tmp_path):
    world = planted()
    mover = world.officer("mover")
    for unit, first, last in (("unit0", "2015-01-01", "2017-12-31"), ("unit1", "2018-01-01", "")):
        world.rows["posted"].append(
            (mover, "force", unit, registers.day(first), registers.day(last) if last else AS_OF)
        )
    before = sorted(values[1].value for values in shown(planted().asked("funnel", tmp_path / "a")))
    world.case(mover, received="2019-01-01")
    after = sorted(values[1].value for values in shown(world.asked("funnel", tmp_path / "b")))
    assert sum(after) == sum(before) + 1


def test_too_few_units_say_nothing(tmp_path):
    result = planted(units=4).asked("funnel", tmp_path)
    assert result.table("units").notes == (funnel.TOO_FEW,)
    assert shown(result) == []


def test_no_unit_is_named_and_ethnicity_is_no_part_of_it(tmp_path):
    result = planted().asked("funnel", tmp_path)
    assert {row.label for row in result.table("units").rows} == {f"Unit {n}" for n in range(1, 13)}
    assert "unit0" not in str(result.as_json())
    (figure,) = ENTRY.draw(result)
    assert len(figure.pairs) == 12
