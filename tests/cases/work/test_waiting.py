"""Whose turn it is: a case that waits has a named owner and a day, or is listed and gets a task."""

import datetime

import pytest
from django.db import IntegrityError, transaction

import story
from candour.cases.actions.record_event import NotRecordable, record_event
from candour.cases.models import Case, CaseTask, Event, Hold, TaskEnd
from candour.cases.work.queries import waiting as queries
from candour.guard.models import SealedItem
from candour.law.events import EventKind
from cases.work.conftest import DAY, parts, waiting
from cast import NOW


def later(days: int) -> datetime.date:
    return DAY + datetime.timedelta(days=days)


def kinds(case) -> list[str]:
    return list(Event.objects.filter(file_id=case).values_list("kind", flat=True))


@pytest.mark.scenario("SC-13", part="owned-days")
def test_the_days_of_all_owners_are_the_age_of_the_case(visit, aged, world):
    case, desk = aged(30), visit("desk")
    data = waiting(world.accounts["desk"], **parts("since_on", later(-12)))

    desk.post(f"/cases/{case}/progress/hand/", data)
    text = desk.get(f"/cases/{case}/progress/").text

    assert "Whose its 30 days were" in text
    assert "The force18" in text
    assert "A court12" in text
    assert "Harriet Lockwood, looks again by" in text


@pytest.mark.scenario("SC-13", part="owned-days")
def test_a_referral_hands_the_case_on_by_itself(visit, aged, happens):
    case = aged(30)
    happens(case, EventKind.REFERRED, days_ago=10)

    text = visit("desk").get(f"/cases/{case}/progress/").text

    assert "The IOPC, since" in text
    assert "The IOPC10" in text


@pytest.mark.scenario("SC-13", part="no-dormant-state")
@pytest.mark.parametrize("missing", ["keeper", "review_on_day", "owner", "why"])
def test_a_case_is_not_stopped_without_owner_and_day(visit, case, world, missing):
    data = waiting(world.accounts["desk"], stops="yes")
    del data[missing]

    page = visit("desk").post(f"/cases/{case}/progress/hand/", data)

    assert len(page.errors) == 1
    assert not Hold.objects.exists()
    assert EventKind.STOPPED_FOR_CRIMINAL_PROCEEDINGS.value not in kinds(case)


@pytest.mark.scenario("SC-13", part="no-dormant-state")
def test_a_stop_is_recorded_nowhere_else(world, as_role, case):
    who = story.actor("desk")

    with as_role("casework", actor=who.account), pytest.raises(NotRecordable):
        record_event(
            file=case, kind=EventKind.STOPPED_FOR_CRIMINAL_PROCEEDINGS, happened_on=DAY, by=who,
            at=NOW,
        )  # fmt: skip


@pytest.mark.scenario("SC-13", part="no-dormant-state")
def test_nobody_looks_again_later_than_in_28_days(visit, case, world):
    desk, address = visit("desk"), f"/cases/{case}/progress/hand/"
    keeper = world.accounts["desk"]

    late = desk.post(address, waiting(keeper, **parts("review_on", later(29))))
    in_time = desk.post(address, waiting(keeper, **parts("review_on", later(28))))

    assert late.errors == ["Look at it again within 28 days, and not before today."]
    assert in_time.status == 302


@pytest.mark.scenario("SC-13", part="no-dormant-state")
@pytest.mark.parametrize(
    "changes",
    [
        {"review_on": later(29)},
        {"review_on": None},
        {"keeper_id": None},
        {"owner": "force"},
        {"owner": "nobody"},
    ],
)
def test_the_database_refuses_a_case_that_waits_without_owner_and_day(case, world, changes):
    known = {
        "file_id": case, "organisation_id": Case.objects.get(file_id=case).organisation_id,
        "noted_at": NOW, "item": SealedItem.objects.filter(file_id=case)[0], "owner": "court",
        "since_on": DAY, "made_on": DAY, "keeper_id": world.accounts["desk"],
        "review_on": later(28),
    }  # fmt: skip

    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(**{**known, **changes})


def test_only_somebody_who_has_the_case_looks_after_it(visit, case, world):
    data = waiting(world.accounts["stranger"])

    page = visit("desk").post(f"/cases/{case}/progress/hand/", data)

    assert page.errors == ["Choose who looks after it"]


def test_a_stop_stops_the_clocks_and_taking_back_lets_them_run(visit, case, world):
    desk = visit("desk")
    desk.post(f"/cases/{case}/progress/hand/", waiting(world.accounts["desk"], stops="yes"))
    stopped = kinds(case)

    desk.post(f"/cases/{case}/progress/back/", {"why": "No charge.", **parts("since_on", DAY)})

    assert EventKind.STOPPED_FOR_CRIMINAL_PROCEEDINGS.value in stopped
    assert EventKind.RESTARTED.value in kinds(case)
    assert "Whose turn it is The force" in desk.get(f"/cases/{case}/progress/").text


@pytest.mark.scenario("SC-13", part="no-dormant-state")
def test_a_waiting_case_without_an_owner_is_listed_and_gets_one_task(visit, aged, happens, sweep):
    case = aged(30)
    happens(case, EventKind.REFERRED, days_ago=10)
    reference = Case.objects.get(file_id=case).reference

    sweep("tasks")
    again = sweep("tasks", days=3)

    assert reference in visit("desk").get("/my-work/dormant/").text
    assert CaseTask.objects.filter(file_id=case, code="dormant").count() == 1
    assert again.made == 0


@pytest.mark.scenario("SC-13", part="no-dormant-state")
def test_naming_owner_and_day_ends_the_task_and_asks_the_owner_in_time(
    visit, aged, happens, sweep, world
):
    case, desk = aged(30), visit("desk")
    happens(case, EventKind.REFERRED, days_ago=10)
    sweep("tasks")

    data = {"why": "Asked.", "keeper": str(world.accounts["desk"]), **parts("review_on", later(9))}
    answer = desk.post(f"/cases/{case}/progress/again/", data)
    swept = sweep("tasks")
    sweep("tasks", days=2)

    assert answer.status == 302
    assert (swept.made, swept.ended) == (0, 1)
    assert "No case waits without anybody." in desk.get("/my-work/dormant/").text
    task = CaseTask.objects.get(file_id=case, code="review")
    assert (task.account_id, task.due_on) == (world.accounts["desk"], later(9))


@pytest.mark.scenario("SC-13", part="no-dormant-state")
def test_a_day_that_passed_without_a_look_is_a_fault_again(visit, case, world, sweep):
    visit("desk").post(f"/cases/{case}/progress/hand/", waiting(world.accounts["desk"]))

    before, after = sweep("tasks"), sweep("tasks", days=8)

    assert (before.made, after.made, after.ended) == (1, 1, 1)
    assert TaskEnd.objects.filter(task__code="review").count() == 1


@pytest.mark.scenario("SC-13", part="no-dormant-state")
def test_an_open_case_from_another_system_is_listed_until_it_is_taken_on(visit, world):
    imported = Case.objects.exclude(source_name="").filter(closed_on__isnull=True)
    one, others = imported.order_by("source_ref").first(), imported.count() - 1
    authority = visit("authority")

    before = authority.get("/my-work/dormant/").text
    authority.post(f"/cases/{one.file_id}/take-on/", {})
    after = authority.get("/my-work/dormant/").text

    assert one.reference in before
    assert before.count("Nobody has taken it on.") == others + 1
    assert one.reference not in after
    assert after.count("Nobody has taken it on.") == others


@pytest.mark.scenario("SC-13", part="no-dormant-state")
def test_cases_from_another_system_push_none_of_candours_own_off_the_list(
    visit, aged, happens, monkeypatch
):
    imported = Case.objects.exclude(source_name="").filter(closed_on__isnull=True)
    imported.update(recorded_at=NOW - datetime.timedelta(days=900))
    cases = [aged(30), imported.order_by("source_ref").first().file_id]
    for case, days in zip(cases, (20, 10), strict=True):
        happens(case, EventKind.REFERRED, days_ago=days)
    longest, later_one = (Case.objects.get(file_id=case).reference for case in cases)
    monkeypatch.setattr(queries, "MOST", 1)

    page = visit("authority").get("/my-work/dormant/").text

    assert longest in page
    assert later_one not in page
    assert page.count("Nobody has taken it on.") == 1
    assert "Not shown: 1 more that wait for somebody else." in page
    assert f"Not shown: {imported.count() - 2} more from another system." in page


def test_a_colleague_who_is_kept_out_finds_none_of_these_pages(visit, case):
    paths = [
        f"/cases/{case}/progress/{rest}"
        for rest in ("", "hand/", "again/", "back/", "risk/", "delay/")
    ]

    assert visit("colleague").statuses([*paths, f"/cases/{case}/tasks/"]) == {404}
