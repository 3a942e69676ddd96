"""The sweep raises what is due from what reporters did, and the lists show it to those who may."""

import datetime
import json

import pytest
from django.core.management import call_command
from django.db import connection

import story
from candour.cases.answering import queries
from candour.cases.models import Deadline
from candour.guard.log import verify
from candour.guard.models import Wall
from candour.guard.permissions import NotPermitted
from candour.intake.models import Escalation, Report
from candour.ops import work
from cast import KEPT_OUT, NOW

DAY = NOW.date()
NEXT = NOW + datetime.timedelta(days=2)
IN_57_DAYS = NOW + datetime.timedelta(days=57)


def days(number: int) -> datetime.date:
    return DAY + datetime.timedelta(days=number)


def rows(file) -> list[tuple[str, str]]:
    found = Escalation.objects.filter(file_id=file).order_by("level", "because")
    return list(found.values_list("level", "because"))


@pytest.fixture
def sent(world, as_role):
    return story.reported(world, as_role)


@pytest.fixture
def recorded(world, as_role, sent):
    return story.record(world, as_role, report=sent.file).file


@pytest.fixture
def chased(sent, recorded, does, sweep):
    """A case whose reporter chased twice since it was recorded."""
    does(sent, "chased", days(1))
    does(sent, "chased", days(2))
    sweep("reporters", NEXT)
    return recorded


@pytest.mark.scenario("SC-12", part="escalation")
def test_two_chases_reach_the_authority_with_what_to_do(visit, chased):
    text = visit("authority").get("/chased/").text

    assert rows(chased) == [("authority", "chased")]
    assert "They had to chase twice" in text
    assert "Write to them today." in text


def test_a_letter_takes_it_off_the_list(visit, chased):
    desk = visit("desk")
    before = desk.get("/chased/").text

    desk.post(f"/cases/{chased}/letters/", {"text": "Here is news.", "counts_as": "update"})
    Escalation.objects.filter(file_id=chased).update(on_day=DAY)

    assert "They had to chase twice" in before
    assert "Nobody has to chase." in desk.get("/chased/").text


def test_the_sweep_may_run_as_often_as_it_likes(chased, sweep):
    assert sweep("reporters", NEXT) == 0
    assert sweep("reporters", NEXT) == 0


@pytest.mark.scenario("SC-12", part="escalation")
def test_oversight_counts_what_the_authority_left_lying(chased, sweep, as_role, world):
    sweep("reporters", NEXT + datetime.timedelta(days=7))

    with as_role("oversight", actor=world.accounts["oversight"]), connection.cursor() as cursor:
        cursor.execute("select what, number from cases.reporter_counts(%s)", [DAY])
        counted = dict(cursor.fetchall())

    assert counted == {"authority:chased": 1, "oversight:chased": 1}


def test_whoever_oversees_nothing_counts_nothing(chased, as_role, world):
    with as_role("oversight", actor=world.accounts["desk"]), connection.cursor() as cursor:
        cursor.execute("select count(*) from cases.reporter_counts(%s)", [DAY])
        (count,) = cursor.fetchone()

    assert count == 0


@pytest.mark.parametrize("hides", ["recorded", "report"])
def test_what_a_wall_hides_is_in_no_count(chased, sent, as_role, world, hides):
    file = {"recorded": chased, "report": sent.file}[hides]
    account = world.accounts["oversight"]
    Wall.objects.create(file_id=file, account_id=account, because="named_by_reporter")

    with as_role("oversight", actor=account), connection.cursor() as cursor:
        cursor.execute("select count(*) from cases.reporter_counts(%s)", [DAY])
        (count,) = cursor.fetchone()

    assert count == 0


@pytest.mark.scenario("SC-12", part="escalation")
def test_whoever_chases_after_an_answer_is_heard(visit, sent, does, sweep):
    answer = {"reason": "other_body", "why": "A bus company.", "letter": "Ask them."}
    visit("desk").post(f"/reports/{sent.file}/answer/", answer)
    does(sent, "chased", days(1))
    does(sent, "chased", days(2))

    sweep("reporters", NEXT)

    assert rows(sent.file) == [("authority", "chased"), ("oversight", "chased")]
    assert "They had to chase twice" in visit("desk").get("/chased/").text


@pytest.mark.scenario("SC-12", part="escalation")
def test_two_missed_updates_are_raised_without_anybody_asking(recorded, sweep):
    early = sweep("reporters", NOW + datetime.timedelta(days=56))
    late = sweep("reporters", IN_57_DAYS)

    assert (early, late) == (0, 1)
    assert rows(recorded) == [("authority", "missed_updates")]


def test_a_sudden_withdrawal_is_raised_at_once(visit, sent, recorded, does, sweep):
    does(sent, "withdrawal_wished", days(1), takes_effect_on=days(8).isoformat(), sudden=True)

    sweep("reporters", NOW + datetime.timedelta(days=1))

    assert rows(recorded) == [("authority", "sudden_withdrawal")]
    assert "Check that they are safe" in visit("authority").get("/chased/").text


def test_an_unrecorded_report_is_not_told_to_an_authority_it_may_be_about(visit, sent, does, sweep):
    does(sent, "chased", days(1))
    does(sent, "chased", days(2))

    sweep("reporters", NEXT)

    assert rows(sent.file) == [("authority", "chased"), ("oversight", "chased")]
    assert "Nobody has to chase." in visit("authority").get("/chased/").text
    assert "They had to chase twice" in visit("desk").get("/chased/").text


@pytest.mark.parametrize("username", KEPT_OUT)
def test_nobody_kept_out_of_the_case_finds_it_in_the_list(visit, chased, username):
    visitor = visit(username)
    page = visitor.get("/chased/")

    assert str(chased) not in page.body
    assert (page.status, username) in {
        (200, "subject"), (404, "colleague"), (404, "line-manager"), (404, "stranger"),
    }  # fmt: skip


def test_what_was_raised_is_in_the_log(chased, as_role, log_keys):
    with as_role("worker"):
        work.sequence()
        found = verify.verify(trusted=log_keys, origin="candour.localhost/log")

    assert found.findings == ()


@pytest.mark.scenario("SC-19", part="clock-and-duty")
def test_a_concern_of_several_people_has_a_clock_for_its_written_answer(visit, world, as_role):
    sent = story.reported(world, as_role, route="on_behalf", kind="on_behalf")
    waiting = visit("desk").get(f"/reports/{sent.file}/").text
    case = story.record(world, as_role, report=sent.file).file
    owed = {one.clock for one in Deadline.objects.filter(file_id=case, met_on=None)}

    visit("desk").post(f"/cases/{case}/letters/", {"text": "Dear all.", "counts_as": "answer"})

    due = days(28)
    assert f"A written answer is owed by {due.day} {due:%B %Y}" in waiting
    assert "written_answer" in owed
    assert Deadline.objects.get(file_id=case, clock="written_answer").met_on == DAY


@pytest.mark.scenario("SC-19", part="clock-and-duty")
def test_such_a_concern_is_late_on_the_desk_without_the_answer(visit, world, as_role):
    sent = story.reported(world, as_role, route="on_behalf")
    Report.objects.filter(file_id=sent.file).update(received_on=days(-29))

    text = visit("desk").get("/").text

    assert "For several people, by a union, association or charity" in text
    assert "Overdue" in text


@pytest.mark.scenario("SC-19", part="clock-and-duty")
def test_its_case_is_not_closed_before_a_letter_has_told_the_outcome(visit, world, as_role):
    sent = story.reported(world, as_role, route="on_behalf", kind="on_behalf")
    case = story.record(world, as_role, report=sent.file).file

    page = visit("desk").post(f"/cases/{case}/outcome/close/", {"reason": "Enough."})

    assert page.errors == ["Decide and tell the outcome before closing the case."]


def test_the_command_sweeps_and_says_what_it_did(sent, as_role, capsys):
    with as_role("worker"):
        call_command("reporters", "sweep", "--json")

    assert json.loads(capsys.readouterr().out) == {
        "handed_on": 0,
        "second_sealings_destroyed": 0,
        "raised": 0,
        "managers_queued": 0,
    }


def test_only_overseers_ask_for_the_counts(chased, as_role, world):
    seen = {"since": DAY, "at": NOW}

    with as_role("oversight", actor=world.accounts["oversight"]):
        counted = queries.reporter_counts(by=story.actor("oversight"), **seen)
    with (
        as_role("casework", actor=world.accounts["authority"]),
        pytest.raises(NotPermitted),
    ):
        queries.reporter_counts(by=story.actor("authority"), **seen)

    assert [(one.what, one.number) for one in counted] == [("authority:chased", 1)]
