"""Tasks: what somebody must do by a day; the words are sealed, the kind and the day are not."""

import datetime

import pytest

from candour.cases.models import CaseTask
from candour.guard.models import SealedItem
from cases.work.conftest import DAY, parts

WORDS = "Ask the hotel for its records of that night."


def wanted(account, **changes) -> dict[str, str]:
    said = {
        "code": "evidence", "account": str(account), "what": WORDS,
        **parts("due_on", DAY + datetime.timedelta(days=3)),
    }  # fmt: skip
    return {**said, **changes}


@pytest.fixture
def task(visit, case, world) -> CaseTask:
    visit("desk").post(f"/cases/{case}/tasks/", wanted(world.accounts["desk"]))
    return CaseTask.objects.get(file_id=case)


def test_a_task_stands_on_the_case_and_in_the_work_of_whoever_does_it(visit, case, task):
    desk = visit("desk")

    assert WORDS in desk.get(f"/cases/{case}/tasks/").text
    assert "Get evidence or a record" in desk.get("/my-work/").text
    assert WORDS not in desk.get("/my-work/").text


def test_its_words_are_sealed(case, task):
    item = SealedItem.objects.get(id=task.item_id)

    assert WORDS.encode() not in bytes(item.ciphertext)


def test_an_ended_task_is_nobodys_work(visit, case, task):
    desk = visit("desk")

    ended = desk.post(f"/cases/{case}/tasks/{task.id}/end/", {"code": "done"})

    assert ended.status == 302
    assert "Get evidence or a record" not in desk.get("/my-work/").text
    assert "it is done" in desk.get(f"/cases/{case}/tasks/").text
    assert desk.get(f"/cases/{case}/tasks/{task.id}/end/").status == 404


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code": "dormant"}, "Choose what kind of task it is"),
        ({"what": ""}, "Give your reason"),
        (parts("due_on", DAY - datetime.timedelta(days=1)),
         "The day by which it is to be done must lie ahead."),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_words(visit, case, world, changes, error):
    data = wanted(world.accounts["desk"], **changes)

    page = visit("desk").post(f"/cases/{case}/tasks/", data)

    assert page.errors == [error]
    assert not CaseTask.objects.exists()


def test_nobody_is_given_a_task_in_a_case_that_they_do_not_have(visit, case, world):
    page = visit("desk").post(f"/cases/{case}/tasks/", wanted(world.accounts["stranger"]))

    assert page.errors == ["Choose who does it"]


def test_a_late_task_says_so(visit, case, task):
    CaseTask.objects.filter(id=task.id).update(due_on=DAY - datetime.timedelta(days=1))
    desk = visit("desk")

    assert "Overdue" in desk.get(f"/cases/{case}/tasks/").text
    assert "Get evidence or a record" in desk.get("/my-work/late/").text
