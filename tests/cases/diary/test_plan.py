"""The plan: each line has an owner and a day in their work, and is closed with a reason alone."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

import browsing
import story
from candour.cases.models import CaseTask, LineEnd, LineOfEnquiry, LineTask
from candour.guard.models import SealedItem
from cases.diary.conftest import DAY, LOCKERS, line_data, parts


def test_a_line_stands_in_the_plan_and_in_the_work_of_whoever_follows_it(visit, case, line):
    desk = visit("desk")

    assert LOCKERS in desk.get(f"/cases/{case}/plan/").text
    assert "Get evidence or a record" in desk.get("/my-work/").text
    assert LOCKERS not in desk.get("/my-work/").text
    assert f"Line of enquiry 1. {LOCKERS}" in desk.get(f"/cases/{case}/tasks/").text


def test_its_words_are_sealed(line):
    item = SealedItem.objects.get(id=line.item_id)

    assert LOCKERS.encode() not in bytes(item.ciphertext)


def test_lines_are_numbered_in_the_case(visit, case, world, line):
    visit("desk").post(f"/cases/{case}/plan/", line_data(world.accounts["desk"]))

    numbers = LineOfEnquiry.objects.filter(file_id=case).values_list("number", flat=True)
    assert sorted(numbers) == [1, 2]


def test_a_line_may_be_about_one_allegation(visit, case, world):
    allegation = browsing.allegations(case)[0]
    data = line_data(world.accounts["desk"], about=str(allegation))

    visit("desk").post(f"/cases/{case}/plan/", data)

    assert "Allegation 1:" in visit("desk").get(f"/cases/{case}/plan/").text
    assert LineOfEnquiry.objects.get(file_id=case).allegation_id == allegation


def test_a_line_is_handed_on_by_ending_its_task_and_setting_another(visit, case, world, line):
    desk = visit("desk")
    later = parts("due_on", DAY + datetime.timedelta(days=9))
    said = {"code": "interview", "account": str(world.accounts["desk-two"]), **later}

    answered = desk.post(f"/cases/{case}/plan/{line.id}/hand/", said)

    tasks = CaseTask.objects.filter(file_id=case)
    assert answered.status == 302
    assert LineTask.objects.filter(line=line).count() == tasks.count() == 2
    assert tasks.get(end__isnull=True).account_id == world.accounts["desk-two"]
    page = desk.get(f"/cases/{case}/plan/").text
    assert browsing.in_words(DAY + datetime.timedelta(days=9)) in page


@pytest.mark.parametrize(
    ("code", "says"),
    [("no_result", "It led to nothing"), ("not_followed", "It is not followed any more")],
)
def test_a_line_closed_without_a_result_keeps_its_reason_and_ends_its_task(
    visit, case, line, code, says
):
    desk = visit("desk")
    said = {"code": code, "why": "The list was destroyed after a month."}

    desk.post(f"/cases/{case}/plan/{line.id}/end/", said)

    text = desk.get(f"/cases/{case}/plan/").text
    assert says in text
    assert "The list was destroyed after a month." in text
    assert "1 of 1 led to nothing or was not followed." in text
    assert not CaseTask.objects.filter(file_id=case, end__isnull=True).exists()
    assert "Get evidence or a record" not in desk.get("/my-work/").text


def test_nothing_is_closed_without_a_reason(visit, case, line):
    page = visit("desk").post(f"/cases/{case}/plan/{line.id}/end/", {"code": "no_result"})

    assert page.errors == ["Give your reason"]
    assert not LineEnd.objects.exists()


def test_a_closed_line_is_closed_and_handed_on_no_more(visit, case, line):
    desk = visit("desk")
    desk.post(f"/cases/{case}/plan/{line.id}/end/", {"code": "result", "why": "Four names."})

    pages = [f"/cases/{case}/plan/{line.id}/{step}/" for step in ("end", "hand")]
    assert desk.statuses(pages) == {404}


def test_a_line_whose_task_was_ended_elsewhere_says_that_nobody_has_it(visit, case, line):
    desk = visit("desk")
    task = CaseTask.objects.get(file_id=case)
    desk.post(f"/cases/{case}/tasks/{task.id}/end/", {"code": "done"})

    assert "Nobody: its task has ended" in desk.get(f"/cases/{case}/plan/").text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"what": ""}, "Give your reason"),
        ({"about": "3"}, "Choose what it is about"),
        (parts("due_on", DAY - datetime.timedelta(days=1)),
         "The day by which it is to be done must lie ahead."),
    ],
)  # fmt: skip
def test_what_cannot_be_planned_is_refused_in_words(visit, case, world, changes, error):
    data = line_data(world.accounts["desk"], **changes)

    page = visit("desk").post(f"/cases/{case}/plan/", data)

    assert page.errors == [error]
    assert not LineOfEnquiry.objects.exists()


def test_a_line_is_never_changed_by_anybody(line):
    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        LineOfEnquiry.objects.filter(id=line.id).update(number=9)
    refused = pytest.raises(IntegrityError, match="only added to")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from cases_lineofenquiry where id = %s", [line.id])


def test_a_line_is_carried_by_no_task_of_another_case(visit, case, world, as_role, line):
    other = story.record(world, as_role, report=story.reported(world, as_role).file).file
    visit("desk").post(f"/cases/{other}/plan/", line_data(world.accounts["desk"]))
    carried = LineTask.objects.get(file_id=other)
    wrong = LineTask(
        file_id=line.file_id, organisation_id=line.organisation_id, line=line,
        task=CaseTask.objects.get(file_id=other), given_at=carried.given_at,
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="another case"), transaction.atomic():
        wrong.save(force_insert=True)


@pytest.mark.scenario("SC-20", part="pages")
@pytest.mark.parametrize("username", ["subject", "colleague", "line-manager", "stranger"])
def test_whoever_is_kept_out_reaches_no_page_of_the_plan(visit, case, line, username):
    browsing.rule_out(case, visit("desk"), but="subject")
    pages = ["plan/", f"plan/{line.id}/hand/", f"plan/{line.id}/end/"]

    assert visit(username).statuses(f"/cases/{case}/{page}" for page in pages) == {404}
