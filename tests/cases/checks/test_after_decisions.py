"""Domestic abuse by police, what is followed for a year, and what a force learns of a case."""

import datetime

import pytest
from django.db import IntegrityError, transaction

import browsing
import story
import taking
from candour.cases.checks.lasting import until_on
from candour.cases.checks.queries.followed import open_followups
from candour.cases.models import (
    AbuseCheck,
    Case,
    CaseTask,
    FollowUp,
    IndependenceCheck,
    Learning,
    LearningEnd,
)
from candour.cases.work.queries import worklists
from candour.intake.models import Attachment
from candour.law.policies.checks import ABUSE_ITEMS, TOPICS
from cast import NOW


def line(visitor, case, code, answer, **more):
    data = {"answer": answer, "evidence": "", "shown_by": "Log of 3 May.", **more}
    return visitor.post(f"/cases/{case}/checks/abuse/{code}/", data)


def follow(visitor, case, topic, *, days=14, **more):
    data = {
        "state": "goes_on", "owner": str(visitor.account.id), "words": "She has a flat until May.",
        **taking.day("next_on", browsing.days_ago(-days)), **more,
    }  # fmt: skip
    return visitor.post(f"/cases/{case}/checks/follow-up/{topic}/", data)


@pytest.mark.scenario("SC-33", part="checklist")
def test_every_line_of_the_checklist_is_owed_where_it_is_about_domestic_abuse(visit, case):
    IndependenceCheck.objects.filter(file_id=case).update(told=["domestic_abuse"])

    before = visit("desk").get(f"/cases/{case}/checks/").text
    for item in ABUSE_ITEMS:
        line(visit("desk"), case, item.code, "yes")
    after = visit("desk").get(f"/cases/{case}/checks/").text

    assert before.count("Owed") == len(ABUSE_ITEMS)
    assert "Owed" not in after
    assert AbuseCheck.objects.filter(file_id=case).count() == len(ABUSE_ITEMS)


@pytest.mark.scenario("SC-33", part="checklist")
def test_an_answer_counts_only_with_what_shows_it(visit, case):
    page = line(visit("desk"), case, "risk", "yes", shown_by="")

    assert page.errors == ["Give your reason"]
    assert page.fields["answer"] == ["yes"]
    row = AbuseCheck(
        file_id=case, organisation_id=Case.objects.get(file_id=case).organisation_id, code="risk",
        answer="yes", decided_at=NOW,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="cases_abusecheck_shown"), transaction.atomic():
        AbuseCheck.objects.bulk_create([row])


@pytest.mark.scenario("SC-33", part="checklist")
def test_an_answer_links_to_the_attached_file_that_shows_it(visit, case):
    organisation = Case.objects.get(file_id=case).organisation_id
    shown = Attachment.objects.create(
        id=browsing.uuid.uuid4(), file_id=case, organisation_id=organisation, on_day=NOW.date(),
        size=1,
    )  # fmt: skip

    line(visit("desk"), case, "risk", "yes", evidence=str(shown.id))
    wrong = line(visit("desk"), case, "home", "yes", evidence=str(case))

    assert AbuseCheck.objects.get().evidence_id == shown.id
    assert "Shown by an attached file" in visit("desk").get(f"/cases/{case}/checks/").text
    assert wrong.location == ""


@pytest.mark.scenario("SC-33", part="firearms")
def test_where_a_weapon_is_spoken_of_only_the_authority_leaves_firearms(visit, case):
    desk, authority = visit("desk"), visit("authority")
    line(desk, case, "weapons_or_threats", "yes")

    left = line(desk, case, "firearms", "no")
    decided = line(authority, case, "firearms", "no")

    assert left.errors == [
        "A weapon or a threat is spoken of. Only the appropriate authority leaves firearms."
    ]
    assert decided.location == f"/cases/{case}/checks/"
    assert AbuseCheck.objects.get(code="firearms").decided_by == authority.account.id


@pytest.mark.scenario("SC-72")
@pytest.mark.parametrize("topic", [row.code for row in TOPICS])
def test_a_topic_is_followed_to_twelve_months_by_somebody_on_a_day(visit, case, topic):
    desk = visit("desk")

    done = follow(desk, case, topic)

    row = FollowUp.objects.get()
    received = Case.objects.get(file_id=case).received_on
    assert done.location == f"/cases/{case}/checks/"
    assert (row.owner_id, row.next_on) == (desk.account.id, browsing.days_ago(-14))
    assert (row.until_on.year, row.until_on.month) == (received.year + 1, received.month)
    task = CaseTask.objects.get(id=row.id)
    assert (task.account_id, task.due_on) == (row.owner_id, row.next_on)


@pytest.mark.scenario("SC-72")
@pytest.mark.parametrize("days", [0, 29])
def test_the_next_look_is_within_28_days_on_the_page_and_in_the_database(visit, case, days):
    page = follow(visit("desk"), case, "housing", days=days)
    assert page.errors == ["The next look is after today, within 28 days."]

    known = Case.objects.get(file_id=case)
    row = FollowUp(
        file_id=case, organisation_id=known.organisation_id, topic="housing", state="goes_on",
        looked_on=NOW.date(), until_on=until_on(known), owner_id=visit("desk").account.id,
        next_on=NOW.date() + datetime.timedelta(days=days), decided_at=NOW,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="again_in_time"), transaction.atomic():
        FollowUp.objects.bulk_create([row])


@pytest.mark.scenario("SC-72")
@pytest.mark.parametrize(("days", "number"), [(0, 1), (300, 1), (400, 0)])
def test_the_next_look_stays_its_owners_work_to_the_end_of_the_year(
    visit, case, as_role, days, number
):
    desk, who = visit("desk"), story.actor("desk")
    follow(desk, case, "housing", days=3)
    Case.objects.filter(file_id=case).update(closed_on=NOW.date())
    asked = worklists.Asked(which=worklists.TODAY, whose=worklists.MINE)

    with as_role("casework", actor=who.account):
        found = worklists.worklist(asked=asked, by=who, at=NOW + datetime.timedelta(days=days))

    assert [one.file for one in found.lines] == [case] * number


@pytest.mark.scenario("SC-72")
def test_other_tasks_of_a_closed_case_are_nobodys_work_and_a_look_ends_its_own(visit, case):
    desk = visit("desk")
    task = {"code": "evidence", "account": str(desk.account.id), "what": "Get it.",
            **taking.day("due_on", browsing.days_ago(-3))}  # fmt: skip
    desk.post(f"/cases/{case}/tasks/", task)
    follow(desk, case, "housing", days=3)
    Case.objects.filter(file_id=case).update(closed_on=NOW.date())

    before = desk.get("/my-work/").text
    follow(desk, case, "housing", state="settled", owner="", next_on_day="", next_on_month="",
           next_on_year="")  # fmt: skip

    assert "Check something" in before
    assert "Get evidence or a record" not in before
    assert "Check something" not in desk.get("/my-work/").text


@pytest.mark.scenario("SC-72")
def test_what_is_overdue_is_shown_to_its_owner_in_a_closed_case_too(visit, case, as_role):
    desk = visit("desk")
    follow(desk, case, "work")
    Case.objects.filter(file_id=case).update(closed_on=NOW.date())
    later = NOW + datetime.timedelta(days=20)
    who = story.actor("desk")

    with as_role("casework", actor=who.account):
        (found,) = open_followups(by=who, at=later)
    with as_role("casework", actor=story.actor("subject").account):
        hidden = open_followups(by=story.actor("subject"), at=later)

    assert (found.topic, found.is_late, found.is_mine) == ("work", True, True)
    assert hidden == ()
    assert "Yours" in desk.get("/followed/").text
    assert follow(desk, case, "work").location == f"/cases/{case}/checks/"


@pytest.mark.scenario("SC-72")
def test_a_later_look_ends_the_task_of_the_earlier_one_and_settling_sets_none(visit, case):
    desk = visit("desk")
    follow(desk, case, "children")
    follow(desk, case, "children", days=20)
    follow(desk, case, "children", state="settled", owner="")

    assert CaseTask.objects.filter(file_id=case, end__isnull=True).count() == 0
    assert list(FollowUp.objects.order_by("decided_at").values_list("state", flat=True)) == [
        "goes_on", "goes_on", "settled",
    ]  # fmt: skip


def learn(visitor, case, **changes):
    data = {
        "learned_on": "policy", "unit": "", "words": "Lockers are inspected each week.",
        "owner": str(visitor.account.id), **taking.day("by_on", browsing.days_ago(-60)), **changes,
    }  # fmt: skip
    return visitor.post(f"/cases/{case}/checks/learning/", data)


@pytest.mark.scenario("SC-76", part="learned")
def test_an_outcome_on_a_policy_or_a_unit_has_an_owner_and_a_day(visit, case):
    desk = visit("desk")

    learn(desk, case)
    unknown = learn(desk, case, learned_on="unit", unit="No such unit")
    learn(desk, case, learned_on="unit", unit="Professional Standards")

    assert unknown.errors == ["Write the name of a unit of this force as the register has it."]
    assert Learning.objects.filter(file_id=case, owner_id=desk.account.id).count() == 2
    page = desk.get(f"/cases/{case}/checks/").text
    assert "A policy or practice, by" in page
    assert "Professional Standards, by" in page


@pytest.mark.scenario("SC-76", part="learned")
def test_what_became_of_what_was_learned_is_said_once(visit, case):
    desk = visit("desk")
    learn(desk, case)
    place = f"/cases/{case}/checks/learning/{Learning.objects.get().id}/"

    desk.post(place, {"code": "done", "reason": "Seen on the day."})

    assert LearningEnd.objects.get().code == "done"
    assert desk.get(place).status == 404
    assert "It was done." in desk.get(f"/cases/{case}/checks/").text
