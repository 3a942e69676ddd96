"""Bands of age are in the register for one return; no measure of the catalogue counts by them."""

import pytest

from candour.measures import running
from candour.measures.register.reading import Register
from measures import registers
from measures.disparity.disparity_worlds import World

AGES = ("25_and_under", "26_to_40", "41_to_55", "over_55", "fewer_than_ten")


def planted() -> World:
    """Sixty officers of two groups, each in a case that was assessed, and some of it proven."""
    world = World()
    for number in range(60):
        who = world.officer(f"o{number}", ethnicity="W1" if number % 2 else "B1")
        case = world.case(
            who, received="2018-03-01", closed="2019-03-01", on="2019-02-01",
            result="proven" if number % 3 == 0 else "not_proven", reporter="public",
        )  # fmt: skip
        row = (case, who, "force", "complaint", "public", registers.day("2018-03-01"), "B4")
        world.rows["assessment"].append((*row, "misconduct", "gross_misconduct"))
    return world


def with_ages(world: World) -> World:
    for number in range(60):
        world.rows["characteristics"].append((f"o{number}", "age", AGES[number % len(AGES)]))
    return world


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> tuple[Register, Register]:
    """The same register without ages and with them."""
    return (
        planted().register(tmp_path_factory.mktemp("without")),
        with_ages(planted()).register(tmp_path_factory.mktemp("with")),
    )


@pytest.mark.parametrize("name", sorted(running.entries()))
def test_ages_change_no_figure_and_stand_in_none(both, name):
    said = [
        running.run(
            entry=running.entry_of(name),
            register=register,
            parameters=registers.window(from_on="2012-01-01"),
        ).as_json()
        for register in both
    ]
    for one in said:
        del one["manifest_sha256"], one["snapshot"]
    assert said[0] == said[1]
    assert not [age for age in AGES if age in str(said[1])]
