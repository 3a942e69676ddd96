"""Late cases are put to the authority, the policing body and the IOPC, once, and are answered."""

import datetime

import pytest
from django.core.management import call_command

from candour.cases.models import Case, CaseTask, ClockEscalation
from candour.guard.log import verify
from candour.law.events import EventKind
from candour.ops import work
from cases.work.conftest import DAY, parts, waiting

BODIES = ["appropriate_authority", "independent_body", "local_policing_body"]


def raised(case) -> list[tuple[str, str]]:
    rows = ClockEscalation.objects.filter(file_id=case).order_by("to", "because")
    return list(rows.values_list("to", "because"))


def monday(days: int) -> int:
    """The days until the first Monday that is so many days away or more."""
    return days + (-(DAY + datetime.timedelta(days=days)).weekday()) % 7


@pytest.mark.scenario("SC-13", part="escalation")
def test_a_late_step_comes_to_the_authority_in_the_digest_of_the_week(visit, case, sweep):
    first = Case.objects.get(file_id=case)

    sweep("raise", days=monday(32))

    assert ("appropriate_authority", "late") in raised(case)
    assert first.reference in visit("authority").get("/my-work/escalated/").text


@pytest.mark.scenario("SC-13", part="escalation")
def test_four_weeks_late_it_is_with_all_three(case, sweep):
    sweep("raise", days=monday(70))

    assert raised(case) == [(body, "late") for body in BODIES]


@pytest.mark.scenario("SC-13", part="escalation")
def test_a_missed_referral_comes_to_all_three_the_same_day(aged, happens, sweep):
    case = aged(3)
    happens(case, EventKind.REFERRAL_CRITERION_MET, days_ago=3)

    sweep("raise")

    assert [one for one in raised(case) if one[1] == "missed_referral"] == [
        (body, "missed_referral") for body in BODIES
    ]


@pytest.mark.scenario("SC-13", part="twelve-months")
@pytest.mark.parametrize(
    ("days", "because"),
    [
        (364, set()),
        (366, {"months_12"}),
        (735, {"months_12", "months_24"}),
        (1465, {"months_12", "months_24", "months_48"}),
    ],
)
def test_twelve_months_and_more_come_to_all_three_the_same_day(aged, sweep, days, because):
    case = aged(days)

    sweep("raise")

    ages = [one for one in raised(case) if one[1].startswith("months")]
    assert {cause for _, cause in ages} == because
    assert len(ages) == len(BODIES) * len(because)


@pytest.mark.scenario("SC-13", part="escalation")
def test_with_a_life_at_risk_a_late_step_comes_to_all_three_the_same_day(visit, aged, sweep):
    case = aged(40)
    said = {"is_at_risk": "yes", "why": "He knows where she lives."}

    visit("desk").post(f"/cases/{case}/progress/risk/", said)
    sweep("raise")

    assert {(body, "risk_to_life") for body in BODIES} <= set(raised(case))
    assert "late" not in {cause for _, cause in raised(case)}


def test_the_sweep_may_run_as_often_as_it_likes(aged, sweep):
    case = aged(400)
    sweep("raise")
    once = raised(case)

    assert (sweep("raise"), sweep("raise")) == (0, 0)
    assert raised(case) == once


def test_what_was_raised_and_set_is_in_the_log(visit, case, world, sweep, as_role, log_keys):
    data = waiting(world.accounts["desk"])
    visit("desk").post(f"/cases/{case}/progress/hand/", data)
    sweep("raise", days=400)
    sweep("tasks", days=400)
    assert raised(case)

    with as_role("worker"):
        while work.sequence():
            pass
        found = verify.verify(trusted=log_keys, origin="candour.localhost/log")

    assert found.findings == ()


def test_a_closed_case_is_put_to_nobody(aged, sweep):
    case = aged(400)
    Case.objects.filter(file_id=case).update(closed_on=DAY)

    sweep("raise")

    assert raised(case) == []


@pytest.mark.parametrize("username", ["colleague", "line-manager", "stranger", "subject"])
def test_nobody_kept_out_sees_what_was_put_to_the_authority(visit, aged, sweep, username):
    case = aged(400)
    sweep("raise")

    page = visit(username).get("/my-work/escalated/")

    assert page.status == 404
    assert str(case) not in page.body


@pytest.mark.scenario("SC-13", part="reasons-and-plan")
def test_reasons_and_a_plan_stand_on_the_case_and_are_sealed(visit, aged):
    case, desk = aged(400), visit("desk")
    plan_on = DAY + datetime.timedelta(days=20)
    words = "Two officers left, and nobody took it over."

    desk.post(
        f"/cases/{case}/progress/delay/",
        {"code": "people", "why": words, **parts("plan_on", plan_on)},
    )
    text = desk.get(f"/cases/{case}/progress/").text

    assert "There were too few people for it. Goes on by" in text
    assert words not in text


@pytest.mark.scenario("SC-13", part="reasons-and-plan")
def test_twelve_months_ask_for_reasons_and_a_plan_until_they_are_given(visit, aged, sweep):
    case = aged(400)
    sweep("raise")
    sweep("tasks")
    asked = CaseTask.objects.filter(file_id=case, code="reasons", end=None).count()

    plan = {"code": "evidence", "why": "A report is awaited.", **parts("plan_on", DAY)}
    visit("desk").post(f"/cases/{case}/progress/delay/", plan)
    sweep("tasks", days=1)

    assert asked == 1
    assert not CaseTask.objects.filter(file_id=case, code="reasons", end=None).exists()


def test_a_plan_lies_ahead(visit, aged):
    case = aged(400)
    data = {"code": "people", "why": "Late.", **parts("plan_on", DAY - datetime.timedelta(days=1))}

    page = visit("desk").post(f"/cases/{case}/progress/delay/", data)

    assert page.errors == ["The day by which it goes on must lie ahead."]


def test_the_command_runs_all_of_it_and_says_what_it_did(aged, as_role, capsys):
    aged(400)

    with as_role("worker"):
        call_command("escalate", "run")

    assert "raised: " in capsys.readouterr().out
