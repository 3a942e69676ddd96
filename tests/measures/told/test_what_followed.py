"""What followed reports and was decided to belong to them: each report once, and never small."""

import dataclasses

import pytest

from candour.measures import running
from candour.measures.catalogue.told.victimisation import CASE, NO_CASE, NOT_YET
from measures import registers
from measures.told.reporter_worlds import FORCE, Told


def values(result, table: str) -> dict[str, list[float | None]]:
    return {row.label: [one.value for one in row.values] for row in result.table(table).rows}


def reports(world: Told, number: int, *answers: str, received: str = "2018-03-01", **more) -> None:
    """Write so many reports, each followed by one thing for each answer."""
    for _ in range(number):
        report = world.report(received=received)
        for answer in answers:
            world.followed(report, answer, received=received, **more)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """2018: 10 wait, 12 of 32 decided belong. 2019: all 30 decided, 8 belong, by what HR did."""
    world = Told()
    reports(world, 6, "")
    reports(world, 4, "not_linked", "")
    reports(world, 7, "linked", "not_linked")
    reports(world, 5, "linked", "")
    reports(world, 20, "not_linked")
    reports(world, 8, "matter", "no_matter", received="2019-03-01", what="hr")
    reports(world, 22, "no_matter", received="2019-03-01", what="hr")
    reports(world, 40)
    return world.asked("victimisation", tmp_path_factory.mktemp("followed"))


def test_a_report_counts_once_however_much_followed_it(found):
    assert values(found, "upheld") == {
        "2018": [42, 32, 12, 0.375], "2019": [30, 30, 8, pytest.approx(8 / 30)],
        "All": [72, 62, 20, pytest.approx(20 / 62)],
    }  # fmt: skip


def test_a_report_waits_until_all_that_followed_is_decided_or_one_thing_belongs(found):
    (missing,) = found.table("upheld").missing
    assert (missing.count, missing.total) == (10, 72)
    assert [row[0] for row in values(found, "upheld_bounds").values()] == [
        pytest.approx(20 / 72), pytest.approx(20 / 62), pytest.approx(30 / 72),
    ]  # fmt: skip


def test_it_says_that_a_link_is_no_finding(found):
    table = found.table("upheld")
    assert any("no finding that anybody did wrong" in note for note in table.notes)
    assert "a matter of its own" in table.definition.numerator


def linked(tmp_path, *, results: list[tuple[str, ...]], without: int = 0):
    """A world of reports each linked to a later case with these results, and others decided."""
    world = Told()
    for number, own in enumerate(results):
        about = world.officer(f"o{number}")
        later = world.case(about, received="2018-05-01", result=own[0], on="2019-01-01")
        for result in own[1:]:
            row = next(one for one in reversed(world.rows["allegation"]) if one[0] == later)
            world.rows["allegation"].append((*row[:7], result or None, *row[8:]))
        world.followed(world.report(), "linked", later=later)
    reports(world, 30, "not_linked")
    register = world.register(tmp_path)
    hidden = frozenset(row[7] for row in world.rows["followed"][:without])
    return running.run(
        entry=running.entry_of("victimisation"),
        register=dataclasses.replace(register, without=hidden),
        parameters=registers.window(from_on="2015-01-01", organisation=FORCE),
    )


def test_it_is_told_how_the_linked_cases_stand_each_as_a_whole(tmp_path):
    many = [("case_to_answer_misconduct",)] * 5 + [("no_case_to_answer", "proven")] * 6
    many += [("no_case_to_answer", "not_proven")] * 9 + [("no_case_to_answer", "")] * 8
    found = values(linked(tmp_path, results=many), "later_cases")
    assert {label: row[:2] for label, row in found.items()} == {
        CASE: [28, 11], NO_CASE: [28, 9], NOT_YET: [28, 8],
    }  # fmt: skip


def test_a_later_case_that_was_closed_without_a_result_waits_for_none(tmp_path):
    world = Told()
    for closed in ("2019-01-01", "") * 12:
        later = world.case(None, received="2018-05-01", closed=closed)
        world.followed(world.report(), "linked", later=later)
    reports(world, 30, "not_linked")
    found = values(world.asked("victimisation", tmp_path), "later_cases")
    assert {label: row[:2] for label, row in found.items()} == {
        CASE: [24, 0], NO_CASE: [24, 12], NOT_YET: [24, 12],
    }  # fmt: skip


def test_few_linked_cases_of_one_kind_are_not_told(tmp_path):
    many = [("proven",)] * 2 + [("no_case_to_answer",)] * 12 + [("",)] * 9
    found = values(linked(tmp_path, results=many), "later_cases")
    assert [found[label][1] for label in (CASE, NO_CASE, NOT_YET)] == [None, 12, None]


@pytest.mark.parametrize("number", [1, 4])
def test_few_linked_reports_are_told_by_no_table(tmp_path, number):
    found = linked(tmp_path, results=[("proven",)] * number)
    assert values(found, "upheld")["All"] == [30 + number, None, None, None]
    for table in ("upheld_bounds", "later_cases"):
        assert {value for row in values(found, table).values() for value in row} == {None}
    said = [one for table in found.tables for one in table.missing if "can't be said" in one.what]
    assert [one.count for one in said] == [0, 0]


def test_a_wall_round_the_later_case_takes_what_followed_out(tmp_path):
    found = linked(tmp_path, results=[("proven",)] * 20, without=3)
    assert values(found, "upheld")["All"] == [47, 47, 17, pytest.approx(17 / 47)]
    assert values(found, "later_cases")[CASE][:2] == [17, 17]


def test_reports_of_other_years_are_not_counted(tmp_path):
    world = Told()
    reports(world, 20, "linked", received="2014-12-31")
    found = world.asked("victimisation", tmp_path)
    assert values(found, "upheld") == {"All": [None, None, None, None]}
