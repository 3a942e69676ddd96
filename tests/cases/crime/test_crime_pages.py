"""The crime side's pages: three decisions with reasons, rows in doubt, and nobody near sees any."""

import datetime

import pytest

import browsing
import story
from candour.cases.crime import queries
from candour.cases.models import (
    Case,
    CrimeItem,
    CrimeItemDecision,
    CrimeRecord,
    CrimeTask,
    InterimDecision,
    MisconductDecision,
)
from candour.guard.models import Account, Wall
from cast import NOW
from imports.crime import crimes

ANSWERS = {
    "suspension": "no", "suspension_why": "Not needed while restricted.",
    "restriction": "yes", "restriction_why": "Away from the public.",
    "firearms": "yes", "firearms_why": "A weapon was named.",
}  # fmt: skip
IN_DOUBT = {"number": "", "serves": ""}


def owed(file, what="interim"):
    return CrimeTask.objects.get(file_id=file, owed=what)


def page_of(task):
    return f"/cases/{task.file_id}/crime-side/{task.id}/"


@pytest.fixture
def in_doubt(imported):
    """A row about somebody of the subject's name, whom nobody said to serve."""
    imported({**crimes.of_subject("D1"), **IN_DOUBT})
    return CrimeItem.objects.get().file_id


def test_the_authority_finds_what_is_owed_and_takes_three_decisions(visit, arrested):
    authority, task = visit("authority"), owed(arrested)
    listed = authority.get("/crime-side/").text
    assert Case.objects.get(file_id=arrested).reference in listed
    assert "Overdue" not in listed
    done = authority.post(page_of(task), ANSWERS)
    assert done.location == f"/cases/{arrested}/crime-side/"
    found = dict(InterimDecision.objects.filter(task=task).values_list("question", "is_yes"))
    assert found == {"suspension": False, "restriction": True, "firearms": True}
    shown = authority.get(done.location).text
    assert "Firearms authority: yes" in shown
    assert "A weapon was named." in shown
    assert Case.objects.get(file_id=arrested).reference not in authority.get("/crime-side/").text


def test_each_of_the_three_needs_its_answer_and_its_reason(visit, arrested):
    authority, task = visit("authority"), owed(arrested)
    missing = {**ANSWERS, "firearms": "", "suspension_why": ""}
    page = authority.post(page_of(task), missing)
    assert page.errors == ["Give your reason: suspension", "Answer yes or no: firearms authority"]
    assert page.fields["restriction_why"] == ["Away from the public."]
    assert not InterimDecision.objects.exists()


def test_what_was_not_decided_the_same_day_is_overdue_the_next(arrested, in_doubt, as_role):
    who, tomorrow = story.actor("authority"), NOW + datetime.timedelta(days=1)
    with as_role("casework", actor=who.account):
        today = queries.worklist(by=who, at=NOW)
        found = queries.worklist(by=who, at=tomorrow)
    late = (found.tasks[0].is_overdue, found.items[0].is_overdue)
    assert (late, today.tasks[0].is_overdue) == ((True, True), False)
    assert (found.tasks[0].file, found.items[0].file) == (arrested, in_doubt)


def test_only_the_authority_decides(visit, arrested):
    assert visit("desk").post(page_of(owed(arrested)), ANSWERS).status == 404
    assert not InterimDecision.objects.exists()


@pytest.mark.parametrize("username", ["subject", "colleague", "line-manager", "stranger"])
def test_nobody_near_the_subject_finds_the_matter_or_a_row_in_doubt(
    visit, arrested, in_doubt, username
):
    visitor = visit(username)
    paths = [
        f"/cases/{arrested}/crime-side/", page_of(owed(arrested)), f"/crime-side/{in_doubt}/",
    ]  # fmt: skip
    assert visitor.statuses(paths) == {404}
    listed = visitor.get("/crime-side/")
    assert listed.status == 404 or "No row waits for you" in listed.text


def test_hidden_and_absent_rows_look_alike(visit, in_doubt):
    visitor = visit("subject")
    hidden, absent = visitor.answers(
        [f"/crime-side/{in_doubt}/", f"/crime-side/{browsing.NOWHERE}/"]
    )
    assert (hidden.status, hidden.body) == (absent.status, absent.body)


def test_a_report_is_no_row_and_a_row_is_no_report(visit, in_doubt, world, as_role):
    desk, report = visit("desk"), story.reported(world, as_role).file
    assert desk.get(f"/crime-side/{report}/").status == 404
    assert desk.get(f"/reports/{in_doubt}/").status == 404


def test_a_row_in_doubt_becomes_a_matter_of_the_person_who_was_chosen(visit, in_doubt):
    desk, person = visit("desk"), crimes.person_of()
    shown = desk.get(f"/crime-side/{in_doubt}/").text
    assert "did not say that they serve" in shown
    assert crimes.WORDS in shown
    said = {"answer": "same", "person": str(person), "reason": "The address."}
    assert desk.post(f"/crime-side/{in_doubt}/", said).location == "/crime-side/"
    record = CrimeRecord.objects.get()
    assert (record.person_id, record.because) == (person, ["decided"])
    assert owed(record.file_id).due_on == NOW.date()
    subject = Account.objects.get(username="subject")
    assert Wall.objects.filter(file_id=record.file_id, account_id=subject.id).exists()
    assert "No row waits for you" in desk.get("/crime-side/").text


def test_somebody_who_is_not_listed_is_found_by_number(visit, imported):
    imported(crimes.row(given="Zaphira", family="Quillfeather"))
    file, desk = CrimeItem.objects.get().file_id, visit("desk")
    said = {"answer": "same", "person": "other", "number": "nought", "reason": "A form."}
    page = desk.post(f"/crime-side/{file}/", said)
    assert page.errors == ["Choose the person, or enter a number that one person of the force has."]
    desk.post(f"/crime-side/{file}/", {**said, "number": "4471"})
    assert CrimeRecord.objects.get().person_id == crimes.person_of()
    # Whoever turns out to be close is kept from the row too.
    subject = Account.objects.get(username="subject")
    assert Wall.objects.filter(file_id=file, account_id=subject.id).exists()


def test_nobody_who_serves_settles_a_row_and_a_question_leaves_it_open(visit, in_doubt):
    desk = visit("desk")
    desk.post(f"/crime-side/{in_doubt}/", {"answer": "ask", "reason": "Asked for the number."})
    assert "Crime side asked" in desk.get("/crime-side/").text
    desk.post(f"/crime-side/{in_doubt}/", {"answer": "not_police", "reason": "A baker."})
    assert "No row waits for you" in desk.get("/crime-side/").text
    answers = CrimeItemDecision.objects.order_by("decided_at").values_list("answer", flat=True)
    assert list(answers) == ["ask", "not_police"]
    assert not CrimeRecord.objects.exists()
    again = desk.post(f"/crime-side/{in_doubt}/", {"answer": "ask", "reason": "Again."})
    assert again.errors == ["This row has been decided."]


@pytest.mark.scenario("SC-32", part="no-path-closes")
def test_the_misconduct_question_is_taken_up_on_its_page(visit, ended):
    task, authority = ended("nfa"), visit("authority")
    page = authority.post(page_of(task), {"answer": "go_on", "reason": "It stands apart."})
    assert page.errors == ["Say what could be proven, and what is done now"]
    said = {"answer": "go_on", "reason": "It stands apart.", "test": "Her account; the neighbour."}
    authority.post(page_of(task), said)
    assert MisconductDecision.objects.get().answer == "go_on"
    shown = authority.get(f"/cases/{task.file_id}/crime-side/").text
    assert "Her account; the neighbour." in shown
    assert "This case is stopped" not in shown


def test_a_first_page_says_what_is_due(visit, arrested):
    assert "1 row or decision of the crime side due" in visit("authority").get("/").text
