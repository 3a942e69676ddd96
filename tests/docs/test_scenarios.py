"""Scenarios are counted honestly: by parts that exist, by tests that ran and passed."""

import pytest
from django.core.management import call_command

from candour.ops.architecture.source import modules, parse
from candour.ops.docs import proving, running
from candour.ops.docs.proving import Proof
from candour.ops.docs.scenarios import SCENARIOS

RESULTS = """<testsuites><testsuite name="pytest">
<testcase classname="tests.walls.test_a" name="test_one[a]"/>
<testcase classname="tests.walls.test_a" name="test_one[b]"><failure message="no"/></testcase>
<testcase classname="tests.walls.test_a" name="test_two[a]"><skipped message="no data"/></testcase>
<testcase classname="tests.walls.test_a" name="test_three[a]"/>
<testcase classname="tests.walls.test_a" name="test_three[b]"><skipped message="no"/></testcase>
<testcase classname="tests.walls.test_a" name="test_four"><error message="no"/></testcase>
</testsuite></testsuites>"""


def marked(line: str, name: str = "test_planted"):
    return parse(path="tests/walls/test_planted.py", text=f"{line}\ndef {name}():\n    pass\n")


def test_there_are_76_scenarios_in_order():
    assert [one.id for one in SCENARIOS] == [f"SC-{number:02}" for number in range(1, 77)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.id)
def test_every_scenario_has_parts_with_names_of_their_own(scenario):
    names = [part.name for part in scenario.parts]

    assert scenario.title.endswith(".")
    assert names
    assert len(names) == len(set(names))


def test_every_marker_of_the_tests_names_a_scenario_and_a_part_of_it():
    tests = modules("tests")

    assert list(proving.mistaken(proving.proofs(tests), modules=tests)) == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('@pytest.mark.scenario("SC-99")', "there is no scenario SC-99"),
        ('@pytest.mark.scenario("SC-22", part="head")', "SC-22 has no part called head"),
        ('@pytest.mark.scenario("SC-22")', "SC-22 has no part called whole"),
        ('@pytest.mark.scenario("SC-59", part="drift")', "SC-59 has no part called drift"),
    ],
)
def test_a_marker_that_names_no_scenario_or_no_part_is_found(line, says):
    (breach,) = proving.mistaken(proving.proofs([marked(line)]))

    assert breach.problem == says


def test_a_marker_that_stands_on_no_test_is_found():
    astray = [
        marked('pytestmark = pytest.mark.scenario("SC-59")'),
        marked('@pytest.mark.scenario("SC-59")', name="prepare"),
    ]

    assert len(list(proving.mistaken([], modules=astray))) == 2


def test_nothing_is_counted_while_a_marker_is_wrong():
    planted = [marked('@pytest.mark.scenario("SC-99")')]

    with pytest.raises(proving.WrongMarkers, match="there is no scenario SC-99"):
        proving.demand_sound(proving.proofs(planted), modules=planted)


def test_a_scenario_is_proved_only_when_each_of_its_parts_has_a_test_that_passed():
    parts = next(one.parts for one in SCENARIOS if one.id == "SC-22")
    proofs = [Proof(scenario="SC-22", part=one.name, test=f"t::{one.name}") for one in parts]
    every = frozenset(one.test for one in proofs)

    assert proved(proofs, every) == ["SC-22"]
    assert proved(proofs[1:], every) == []
    assert proved(proofs, every - {proofs[0].test}) == []


def proved(proofs: list[Proof], passed: frozenset[str]) -> list[str]:
    standings = proving.standing(proofs, passed=passed)
    return [one.scenario.id for one in standings if one.is_proved]


def test_the_last_line_counts_what_is_proved():
    lines = list(proving.report(proving.standing([])))

    assert lines[-1] == "proved 0 of 76"
    assert len(lines) == 77


def test_each_part_is_listed_with_its_tests_or_as_open():
    proof = Proof(scenario="SC-22", part="tail", test="tests/guard/test_a.py::test_tail")

    lines = list(proving.report(proving.standing([proof])))

    assert "    tail: tests/guard/test_a.py::test_tail" in lines
    assert "    changed: open" in lines


def test_a_test_that_failed_or_did_not_run_in_any_form_proves_nothing(tmp_path):
    results = tmp_path / "results.xml"
    results.write_text(RESULTS)

    assert running.read(results) == {"tests/walls/test_a.py::test_three"}


def test_the_count_without_running_reads_the_markers(capsys):
    call_command("docs", "scenarios", "--no-run")

    lines = capsys.readouterr().out.splitlines()

    assert lines[-1].startswith("proved ")
    assert lines[-1].endswith(" of 76")


def test_only_what_ran_and_passed_is_returned_by_a_run():
    passes = "tests/law/test_law_tables.py::test_the_clocks_are_these"
    is_not_there = "tests/law/test_law_tables.py::test_nobody_wrote_this"

    assert running.passed([passes]) == {passes}
    assert running.passed([is_not_there]) == frozenset()
