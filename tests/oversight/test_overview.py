"""The first page counts what is late, for the forces in scope, and nobody in particular."""

import dataclasses
import datetime
import json

import pytest

import story
from candour.cases import deadlines
from candour.cases.actions.assess_referral import assess_referral
from candour.cases.models import Case, Deadline
from candour.core.calendar import corresponding_day
from candour.guard.models import Wall
from candour.guard.permissions import NotPermitted
from candour.law.clocks import CLOCKS, ClockState
from candour.law.referral import Answer
from candour.oversight.queries import overview as queries
from candour.oversight.queries.overview import Overview
from candour.oversight.tables import overview as tables
from cast import NOW, World
from measures import registers

TODAY = NOW.date()
LATER = TODAY + datetime.timedelta(days=70)


def overview(as_role, *, of: str = "oversight", on: datetime.date = TODAY) -> Overview:
    by = story.actor(of)
    with as_role("oversight", actor=by.account):
        return queries.overview(on=on, by=by, at=NOW)


def wall(file, world: World, *, against: str = "oversight") -> None:
    Wall.objects.create(file_id=file, account_id=world.accounts[against], because="association")


def northfold(found: Overview) -> queries.Open:
    return next(row for row in found.open if row.force == "Northfold Police")


def test_open_cases_fall_into_the_band_of_their_age(world, as_role):
    organisation = world.organisations["Eastmarch Constabulary"]
    edges = [corresponding_day(on=TODAY, months=-months) for months in queries.AGES]
    for edge in edges:
        registers.case(organisation, received=edge.isoformat())
        registers.case(organisation, received=(edge + datetime.timedelta(days=1)).isoformat())
    registers.case(organisation, received="2020-01-01", closed="2020-02-01")
    registers.case(organisation, received="2020-01-01", is_closed_undated=True)
    found = next(row for row in overview(as_role).open if row.force == "Eastmarch Constabulary")
    assert found.by_age == (1, 2, 2, 2, 2, 1)
    assert found.total == 10


def test_each_overseer_sees_the_forces_in_scope(world, as_role):
    assert overview(as_role).forces == ("Eastmarch Constabulary", "Northfold Police")
    assert overview(as_role, of="board").forces == ("Northfold Police",)


def test_a_walled_case_is_in_no_number(world, as_role):
    before = northfold(overview(as_role)).total
    case = Case.objects.filter(
        closed_on__isnull=True, is_closed_undated=False,
        organisation_id=world.organisations["Northfold Police"],
    ).first()  # fmt: skip
    wall(case.file_id, world)
    assert northfold(overview(as_role)).total == before - 1
    assert northfold(overview(as_role, of="board")).total == before


@pytest.fixture
def recorded(world, as_role):
    """A case that was recorded today and left alone since."""
    sent = story.reported(world, as_role)
    return story.record(world, as_role, report=sent.file).file


def test_missed_clocks_are_those_that_the_clocks_themselves_call_overdue(world, as_role, recorded):
    case = Case.objects.get(file_id=recorded)
    computed = deadlines.of_cases(cases=[case], on=LATER)[recorded]
    overdue = {
        one.clock_id for one in computed
        if one.state is ClockState.OVERDUE and one.stopped_on is None
    }  # fmt: skip
    found = overview(as_role, on=LATER).missed
    assert overdue
    assert {row.clock.id for row in found} == overdue
    assert {(row.force, row.cases) for row in found} == {("Northfold Police", 1)}


def test_a_clock_that_was_stopped_or_met_or_gives_a_right_is_not_missed(world, as_role, recorded):
    long_ago = TODAY - datetime.timedelta(days=100)
    common = {
        "file_id": recorded,
        "organisation_id": world.organisations["Northfold Police"],
        "started_on": long_ago,
        "due_on": long_ago,
        "late_after": long_ago,
    }
    Deadline.objects.create(clock="acknowledgement", met_on=TODAY, **common)
    Deadline.objects.create(clock="outcome_notice_complainant", stopped_on=TODAY, **common)
    Deadline.objects.create(clock="review_window_complainant", **{**common, "late_after": None})
    assert overview(as_role).missed == ()


def test_every_missed_clock_says_where_it_stands_on_what_basis_and_how_far_checked(
    world, as_role, recorded
):
    found = overview(as_role, on=LATER)
    missed = tables.of(found)[1].table
    assert [column.text for column in missed.columns] == [
        "Force", "Clock", "Where it stands", "Basis", "How far checked", "Cases",
    ]  # fmt: skip
    by_name = {clock.name: clock for clock in CLOCKS}
    for row in missed.rows:
        provision = by_name[row[1]].provision
        assert row[2] == f"{provision.instrument.short} {provision.reference}"
        assert row[3] in {"Law", "Policy"}
        assert row[4] in {"Checked against the source", "Partly checked"}


def assess(as_role, file, **answers: Answer) -> None:
    by = story.actor("desk")
    with as_role("casework", actor=by.account):
        assess_referral(file=file, answers=answers, reason="The facts.", by=by, at=NOW)


def test_a_case_to_be_referred_is_counted_by_force_criterion_and_age(world, as_role, recorded):
    assess(as_role, recorded, mr1=Answer.YES, mr3=Answer.YES)
    today = overview(as_role).unreferred
    later = overview(as_role, on=TODAY + datetime.timedelta(days=10)).unreferred
    assert [(row.force, row.in_time, row.late, row.oldest_days) for row in today] == [
        ("Northfold Police", 1, 0, 0), ("Northfold Police", 1, 0, 0),
    ]  # fmt: skip
    assert [(row.in_time, row.late, row.oldest_days) for row in later] == [(0, 1, 10), (0, 1, 10)]
    assert len({row.criterion for row in later}) == 2


def test_a_case_that_was_referred_or_need_not_be_is_not_counted(world, as_role, recorded):
    from candour.cases.actions.refer_to_independent_body import refer_to_independent_body

    assess(as_role, recorded, mr1=Answer.YES)
    by = story.actor("authority")
    with as_role("casework", actor=by.account):
        refer_to_independent_body(file=recorded, reason="It must go.", by=by, at=NOW)
    assert overview(as_role).unreferred == ()


def test_a_walled_case_to_be_referred_is_not_counted(world, as_role, recorded):
    assess(as_role, recorded, mr1=Answer.YES)
    wall(recorded, world)
    assert overview(as_role).unreferred == ()
    assert len(overview(as_role, of="board").unreferred) == 1


def waiting(found: Overview) -> dict[str, int]:
    return {row.force: row.reports for row in found.waiting}


def test_a_report_waits_once_its_next_day_has_passed(world, as_role):
    story.reported(world, as_role)
    on_time = TODAY + datetime.timedelta(days=7)
    assert waiting(overview(as_role, on=on_time))["Northfold Police"] == 0
    late = overview(as_role, on=on_time + datetime.timedelta(days=1))
    assert waiting(late) == {"Eastmarch Constabulary": 0, "Northfold Police": 1}


def test_a_report_that_became_a_case_waits_no_longer(world, as_role, recorded):
    assert waiting(overview(as_role, on=LATER))["Northfold Police"] == 0


def test_a_report_behind_a_wall_is_not_counted_for_whom_it_hides(world, as_role):
    sent = story.reported(world, as_role)
    wall(sent.file, world)
    assert waiting(overview(as_role, on=LATER))["Northfold Police"] == 0
    assert waiting(overview(as_role, of="board", on=LATER))["Northfold Police"] == 1


def test_without_an_actor_no_report_is_counted(world, as_role):
    from django.db import connection

    story.reported(world, as_role)
    with as_role("oversight"), connection.cursor() as cursor:
        cursor.execute("select count(*) from oversight.reports_waiting(%s)", [LATER])
        assert cursor.fetchone() == (0,)


def test_the_overview_holds_no_reference_name_or_id_of_a_case_or_person(world, as_role, recorded):
    assess(as_role, recorded, mr1=Answer.YES)
    said = json.dumps(dataclasses.asdict(overview(as_role, on=LATER)), default=str)
    case = Case.objects.get(file_id=recorded)
    assert "Northfold Police" in said
    assert [
        word for word in (case.reference, str(recorded), "Marlow", "locker") if word in said
    ] == []


def test_only_overseers_may_ask(world, as_role):
    for part in ("desk", "investigator", "authority", "stranger"):
        with pytest.raises(NotPermitted):
            overview(as_role, of=part)
