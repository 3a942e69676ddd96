"""Referrals made of those that were due: by hand, on a register whose every case is known."""

import pytest

from candour.measures import running
from measures.told.reporter_worlds import FORCE, Told

RECEIVED = "2018-05-01"
ENTRY = running.entry_of("referrals")


def assessed(world: Told, *, answer: str, referred: str = "", kind: str = "complaint") -> str:
    case = world.case(None, received=RECEIVED)
    of_case = (FORCE, kind, "public")
    world.rows["case"][-1] = (case, *of_case, *world.rows["case"][-1][4:])
    day = world.rows["case"][-1][4]
    steps = [("referral_required", answer, "2018-05-10")] if answer else []
    steps += [("criterion", "mr1", "2018-05-10")] if answer == "yes" else []
    steps += [("referred", "", referred)] if referred else []
    for what, code, on in steps:
        world.rows["case_step"].append(
            (case, *of_case, day, what, code, type(day).fromisoformat(on))
        )
    return case


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """20 complaints due, 12 referred, 8 of them in time; 10 conduct matters, all; 7 unassessed."""
    world = Told()
    for number in range(20):
        on = "2018-05-11" if number < 8 else "2018-05-12"
        assessed(world, answer="yes", referred=on if number < 12 else "")
    for _ in range(10):
        assessed(world, answer="yes", referred="2018-05-02", kind="conduct_matter")
    for answer in ("no", "no", "not_known", "", "", "", ""):
        assessed(world, answer=answer)
    assessed(world, answer="", referred="2018-06-01")
    return world.asked("referrals", tmp_path_factory.mktemp("referrals"))


def values(result, table: str) -> dict[str, list[float | None]]:
    return {row.label: [one.value for one in row.values] for row in result.table(table).rows}


def test_referrals_made_are_counted_out_of_those_that_were_due(found):
    assert values(found, "by_kind") == {
        "Complaint": [20, 12, 0.6], "Conduct matter": [10, 10, 1.0],
        "All": [30, 22, pytest.approx(22 / 30)],
    }  # fmt: skip


def test_in_time_is_by_the_end_of_the_day_after_the_assessment_or_before_it(found):
    assert values(found, "in_time")["Complaint"] == [20, 8, 0.4]
    assert values(found, "in_time")["Conduct matter"] == [10, 10, 1.0]


def test_each_criterion_is_a_row(found):
    assert values(found, "by_criterion") == {
        "Death or serious injury": [30, 22, pytest.approx(22 / 30)]
    }


def test_cases_that_nobody_assessed_are_missing_and_bound_the_share(found):
    unassessed, without = found.table("by_kind").missing
    assert (unassessed.count, unassessed.total) == (6, 38)
    assert (without.count, without.total) == (1, 23)
    low, middle, high = (row[0] for row in values(found, "bounds").values())
    assert (low, middle, high) == (
        pytest.approx(22 / 36), pytest.approx(22 / 30), pytest.approx(28 / 36),
    )  # fmt: skip


def test_the_kinds_are_compared_with_their_stage(found):
    (note,) = found.table("by_kind").notes
    assert "mandatory referral to the iopc" in note
    assert "complaint against conduct matter" in note


def test_the_chart_has_a_bar_for_each_kind(found):
    (figure,) = ENTRY.draw(found)
    assert [bar.label for bar in figure.bars] == ["Complaint", "Conduct matter", "All"]
