"""Reviews upheld: the newest decision of each case, by who reported; what waits is missing."""

import pytest

from candour.measures import running
from measures.told.reporter_worlds import Told

RECEIVED = "2018-05-01"
ENTRY = running.entry_of("reviews")


def reviewed(world: Told, *answers: str, reporter: str = "public", applies: bool = True) -> str:
    case = world.case(None, received=RECEIVED, reporter=reporter)
    if applies:
        world.step_of_case(case, "review_applied", "", received=RECEIVED, on="2018-09-01")
    for number, answer in enumerate(answers):
        on = f"2019-0{number + 1}-01"
        world.step_of_case(case, "review_decided", answer, received=RECEIVED, on=on)
    return case


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """30 public reviews, 9 upheld; 20 of staff and officers, 12 upheld; 4 wait, 2 are unsaid."""
    world = Told()
    for number in range(29):
        reviewed(world, "upheld" if number < 8 else "not_upheld")
    reviewed(world, "not_upheld", "upheld")
    for number in range(20):
        kind = "police_staff_same_force" if number % 2 else "police_officer_same_force"
        reviewed(world, "upheld" if number < 12 else "not_upheld", reporter=kind)
    for _ in range(4):
        reviewed(world)
    for _ in range(2):
        reviewed(world, "")
    return world.asked("reviews", tmp_path_factory.mktemp("reviews"))


def values(result, table: str) -> dict[str, list[float | None]]:
    return {row.label: [one.value for one in row.values] for row in result.table(table).rows}


def test_the_newest_decision_of_a_case_counts(found):
    assert values(found, "upheld") == {
        "Members of the public": [30, 9, 0.3], "From inside the police": [20, 12, 0.6],
        "All": [50, 21, 0.42],
    }  # fmt: skip


def test_what_waits_is_missing_and_what_nobody_said_is_a_bound(found):
    waits, unsaid = found.table("upheld").missing
    assert (waits.count, waits.total) == (4, 56)
    assert (unsaid.count, unsaid.total) == (2, 52)
    assert [row[0] for row in values(found, "bounds").values()] == [
        pytest.approx(21 / 52), 0.42, pytest.approx(23 / 52),
    ]  # fmt: skip


def test_inside_and_outside_are_compared(found):
    (note,) = found.table("upheld").notes
    assert "from inside the police against members of the public" in note
    assert "ratio 2.00" in note


def test_the_chart_has_a_bar_for_each_row(found):
    (figure,) = ENTRY.draw(found)
    assert len(figure.bars) == 3


def test_without_a_decided_review_nothing_is_said(tmp_path):
    result = Told().asked("reviews", tmp_path)
    assert values(result, "upheld") == {"All": [None, None, None]}
    assert ENTRY.draw(result)[0].bars == ()
