"""The ladder says at which stage a difference arises, and its steps multiply to the whole."""

import math

import numpy as np
import pytest
import statsmodels.api as sm
from disparity_worlds import World

from candour.measures import running
from candour.measures.catalogue import ladder

ENTRY = running.entry_of("ladder")
RECEIVED = "2016-05-01"
SIZES = {"W1": 1000, "B1": 500}


def world_of(*, cases: dict[str, int], answers: dict[str, int], **more: dict[str, int]) -> World:
    """So many of each group's officers have a case, of those so many a case to answer, and on."""
    world = World()
    for ethnicity, size in SIZES.items():
        for number in range(size):
            who = world.officer(f"{ethnicity}{number}", ethnicity=ethnicity)
            if number >= cases[ethnicity]:
                continue
            case = world.case(
                who, received=RECEIVED, closed="2017-05-01",
                result="misconduct" if number < answers[ethnicity] else "no_case_to_answer",
                sanction="dismissed" * (number < more.get("dismissed", {}).get(ethnicity, 0)),
            )  # fmt: skip
            for what, code, name in (
                ("assessment", "gross_misconduct", "gross"),
                ("event", "hearing_started", "heard"),
                ("leaving", "regulation_13", "let_go"),
            ):
                if number < more.get(name, {}).get(ethnicity, 0):
                    world.step(case, who, received=RECEIVED, what=what, code=code, on="2017-01-01")
    return world


FULL = {
    "cases": {"W1": 400, "B1": 362},
    "gross": {"W1": 200, "B1": 181},
    "answers": {"W1": 100, "B1": 120},
    "heard": {"W1": 60, "B1": 80},
    "dismissed": {"W1": 30, "B1": 40},
    "let_go": {"W1": 20, "B1": 30},
}


def steps(result, group: str = "Black") -> dict[str, tuple]:
    return {
        row.label.split(": ")[1]: row.values
        for row in result.table("steps").rows
        if row.label.startswith(group)
    }


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    return world_of(**FULL).asked("ladder", tmp_path_factory.mktemp("ladder"))


def test_the_steps_multiply_and_their_logarithms_add_up_to_the_whole(full):
    found = steps(full)
    assert list(found) == [
        "received", "assessed as gross misconduct", "case to answer", "hearing", "dismissed",
    ]  # fmt: skip
    product, logs = 1.0, 0.0
    for values in found.values():
        product *= values[2].value
        logs += values[4].value
        assert values[5].value == pytest.approx(product)
        assert math.exp(logs) == pytest.approx(product)
    assert product == pytest.approx((40 / 500) / (30 / 1000))


@pytest.mark.scenario("SC-58", part="the two readings of 81 per cent")
def test_81_per_cent_more_cases_and_81_per_cent_more_often_upheld_are_two_ladders(tmp_path):
    more_cases = world_of(cases={"W1": 400, "B1": 362}, answers={"W1": 100, "B1": 90})
    more_upheld = world_of(cases={"W1": 400, "B1": 200}, answers={"W1": 200, "B1": 181})
    one = steps(more_cases.asked("ladder", tmp_path / "one"))
    other = steps(more_upheld.asked("ladder", tmp_path / "other"))
    assert one["received"][2].value == pytest.approx(1.81)
    assert one["case to answer"][2].low < 1 < one["case to answer"][2].high
    assert other["case to answer"][2].value == pytest.approx(1.81)
    assert other["received"][2].value == pytest.approx(1)


@pytest.mark.scenario("SC-75", part="a stage of its own")
def test_who_is_discharged_under_regulation_13_is_beside_the_ladder_and_no_dismissal(full):
    (row,) = full.table("regulation_13").rows
    assert [value.value for value in row.values] == [
        pytest.approx(20 / 400), pytest.approx(30 / 362), pytest.approx(30 / 362 * 20),
    ]  # fmt: skip
    assert "beside the ladder" in full.table("regulation_13").definition.stage
    assert "regulation 13" not in " ".join(steps(full))
    assert steps(full)["dismissed"][0].value == pytest.approx(30 / 60)


@pytest.mark.scenario("SC-75", part="not recorded")
def test_stages_that_nobody_records_are_said_not_to_be_recorded(tmp_path):
    found = world_of(cases=FULL["cases"], answers=FULL["answers"]).asked("ladder", tmp_path)
    assert {value.note for value in steps(found)["hearing"]} == {"not recorded"}
    assert {value.note for value in found.table("regulation_13").rows[0].values} == {"not recorded"}
    assert any(note.startswith("Not recorded, and so no step") for note in
               found.table("steps").notes)  # fmt: skip
    whole = steps(found)["case to answer"][5].value
    assert whole == pytest.approx((120 / 500) / (100 / 1000))


def test_each_step_and_the_whole_are_those_of_a_clustered_regression(tmp_path):
    rng, world = np.random.default_rng(4), World()
    rows = []
    for place, (ethnicity, size) in enumerate(SIZES.items()):
        for number in range(size):
            who = world.officer(f"{ethnicity}{number}", ethnicity=ethnicity)
            for _ in range(rng.poisson(rng.gamma(0.7, 0.8))):
                upheld = rng.random() < (0.3, 0.45)[place]
                world.case(who, received=RECEIVED, closed="2017-05-01",
                           result="proven" if upheld else "not_proven")  # fmt: skip
                rows.append((who, place, upheld))
    found = steps(world.asked("ladder", tmp_path))["case to answer"][2]
    people = {who: number for number, who in enumerate(sorted({row[0] for row in rows}))}
    fitted = sm.GLM(
        [float(row[2]) for row in rows], sm.add_constant([float(row[1]) for row in rows]),
        family=sm.families.Poisson(),
    ).fit(
        cov_type="cluster",
        cov_kwds={"groups": np.array([people[row[0]] for row in rows]), "use_correction": False},
    )  # fmt: skip
    low, high = np.exp(fitted.conf_int()[1])
    assert (found.value, found.low, found.high) == (
        pytest.approx(np.exp(fitted.params[1])), pytest.approx(low), pytest.approx(high),
    )  # fmt: skip


def test_what_was_received_too_late_to_be_watched_four_years_is_not_counted(tmp_path):
    world = world_of(cases={"W1": 100, "B1": 50}, answers={"W1": 50, "B1": 25})
    for number in range(200):
        world.case(f"W1{number}", received="2018-01-01")
    assert world.asked("ladder", tmp_path).table("steps").missing[1].total == 150


def test_a_finding_after_more_than_four_years_is_none_of_this_ladder(tmp_path):
    world = world_of(cases={"W1": 100, "B1": 50}, answers={"W1": 50, "B1": 25})
    world.case("W199", received="2015-01-10", closed="2019-02-10", result="proven")
    found = steps(world.asked("ladder", tmp_path))["case to answer"][0]
    assert found.value == pytest.approx(50 / 101)


def test_a_window_that_is_too_short_says_so(tmp_path):
    found = world_of(cases={"W1": 100, "B1": 50}, answers={"W1": 50, "B1": 25}).asked(
        "ladder", tmp_path, from_on="2018-01-01"
    )
    assert found.table("steps").rows == ()
    assert found.table("steps").notes == (ladder.TOO_SHORT,)
    assert ENTRY.draw(found)[0].bars == ()


def test_few_at_a_stage_are_not_compared_there(tmp_path):
    found = steps(world_of(cases={"W1": 100, "B1": 50}, answers={"W1": 50, "B1": 9}).asked(
        "ladder", tmp_path))  # fmt: skip
    assert {value.note for value in found["case to answer"]} == {"fewer than ten"}


def test_who_is_not_recorded_can_be_in_either_group(tmp_path):
    world = world_of(**FULL)
    for number in range(50):
        who = world.officer(f"N{number}")
        world.case(who, received=RECEIVED, closed="2017-05-01", result="misconduct",
                   sanction="dismissed")  # fmt: skip
    none, white, others = world.asked("ladder", tmp_path).table("not_recorded").rows
    assert white.values[1].value < none.values[1].value < others.values[1].value


def test_sentences_name_the_stage_and_the_interval(full):
    note = full.table("steps").notes[0]
    assert note.startswith("At the stage “dismissed”, Black against White")
    assert "95% interval" in note


def test_the_chart_draws_each_step_beside_one(full):
    (figure,) = ENTRY.draw(full)
    assert figure.reference.value == 1
    assert len(figure.bars) == 5
    assert all(bar.low <= bar.value <= bar.high for bar in figure.bars)
