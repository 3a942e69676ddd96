"""People who had left, left meanwhile or served throughout: by hand, each with known service."""

import pytest

from candour.measures import running
from candour.measures.catalogue.handled.former_officers import BEFORE, DURING, SERVING
from measures.told.reporter_worlds import Told

ENTRY = running.entry_of("former_officers")
ANSWER, NONE = "case_to_answer_gross_misconduct", "no_case_to_answer"


def involved(world: Told, key: str, *, left: str, answers: bool, sanction: str = "") -> None:
    who = world.officer(key, left=left)
    world.case(
        who, received="2018-05-01", closed="2019-05-01", result=ANSWER if answers else NONE,
        sanction=sanction,
    )  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """40 served throughout, 16 to answer; 20 left before, 5; 15 left meanwhile, 9; some unknown."""
    world = Told()
    for number in range(40):
        # Who left on or after the last day served throughout.
        left = "2019-05-01" if number % 2 else ""
        involved(world, f"s{number}", left=left, answers=number < 16)
    for number in range(20):
        sanction = "would_have_been_dismissed" if number < 3 else ""
        involved(world, f"b{number}", left="2018-04-30", answers=number < 5, sanction=sanction)
    for number in range(15):
        sanction = "dismissal_without_notice" if number < 2 else ""
        involved(world, f"d{number}", left="2019-04-30", answers=number < 9, sanction=sanction)
    world.case(world.officer("open"), received="2018-05-01")
    world.case("nobody-knows", received="2018-05-01", closed="2019-05-01", result=ANSWER)
    world.case(world.officer("late", joined="2019-01-01"), received="2018-05-01",
               closed="2019-05-01")  # fmt: skip
    return world.asked("former_officers", tmp_path_factory.mktemp("former"))


def values(result, table: str) -> dict[str, list[float | None]]:
    return {row.label: [one.value for one in row.values] for row in result.table(table).rows}


def test_involvements_stand_by_whether_the_person_had_left(found):
    assert values(found, "answered") == {
        BEFORE: [20, 5, 0.25], DURING: [15, 9, 0.6], SERVING: [40, 16, 0.4], "All": [75, 30, 0.4],
    }  # fmt: skip


def test_what_was_decided_of_those_who_had_left_is_counted(found):
    assert values(found, "ends") == {
        "Would have been dismissed": [35, 3, pytest.approx(3 / 35)],
        "Goes on the barred list": [35, 5, pytest.approx(5 / 35)],
    }


def test_open_cases_and_unknown_service_are_missing(found):
    still_open, unknown = found.table("answered").missing
    assert (still_open.count, still_open.total) == (1, 78)
    assert (unknown.count, unknown.total) == (2, 77)


def test_each_is_compared_with_those_who_served(found):
    before, during = found.table("answered").notes
    assert f"{BEFORE.lower()} against {SERVING.lower()}: no difference is shown" in before
    assert "would have been found in four of five" in before
    assert "ratio 1.50" in during


def test_a_case_in_two_forces_knows_who_left_which(tmp_path):
    world = Told()
    for number in range(12):
        involved(world, f"o{number}", left="2018-01-01", answers=True)
        served = world.rows["person_time"][-1]
        world.rows["person_time"].append((served[0], "elsewhere", served[3], served[3], "as_of"))
    result = world.asked("former_officers", tmp_path)
    assert values(result, "answered")[BEFORE] == [12, 12, 1.0]


def test_the_chart_has_a_bar_for_each_row(found):
    assert len(ENTRY.draw(found)[0].bars) == 4
