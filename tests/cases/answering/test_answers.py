"""Doing nothing needs a code, an author and a text; excuses are no codes; a letter is owed."""

import pytest
from django.db import IntegrityError, connection, transaction

import story
from candour.cases.answering.actions.note_advice import Advised, NotACode, note_advice
from candour.cases.models import Advice, ReportAnswer
from candour.intake.models import Correspondent, Progress
from candour.law import no_action
from cast import KEPT_OUT, NOW

ANSWER = {
    "reason": "other_body",
    "why": "It is about a bus company.",
    "letter": "The bus company deals with this. Here is how to reach it.",
}
SAID_ON = {
    "on_day": str(NOW.day),
    "on_month": str(NOW.month),
    "on_year": str(NOW.year),
}
ADVICE = {"code": "informal", "author": "A sergeant", "words": "Let it rest.", **SAID_ON}
EXCUSES = [row.code for row in no_action.NOT_REASONS]


@pytest.fixture
def sent(world, as_role):
    return story.reported(world, as_role)


def test_an_answer_reaches_the_mailbox_and_promises_nothing_more(visit, sent, box_of):
    visit("desk").post(f"/reports/{sent.file}/answer/", ANSWER)

    box = box_of(sent)

    assert box.letters[-1].text == ANSWER["letter"]
    assert box.progress[-1].state == "answered"
    assert box.progress[-1].next_on is None


def test_an_answered_report_waits_no_more_and_is_not_recorded(visit, sent):
    desk = visit("desk")
    desk.post(f"/reports/{sent.file}/answer/", ANSWER)

    page = desk.get(f"/reports/{sent.file}/")

    assert "No report waits for you." in desk.get("/").text
    assert "It was answered without a case: Another body must deal with it." in page.text
    assert f"/reports/{sent.file}/record/" not in page.body


def test_an_answer_sent_twice_is_told_so(visit, sent, world):
    desk = visit("desk")
    desk.post(f"/reports/{sent.file}/answer/", ANSWER)
    Progress.objects.filter(file_id=sent.file, state="answered").delete()

    page = desk.post(f"/reports/{sent.file}/answer/", ANSWER)

    assert page.errors == ["This report has been answered or recorded before."]
    assert ReportAnswer.objects.count() == 1


def test_what_came_without_a_mailbox_is_answered_by_its_reason_alone(visit, sent):
    Correspondent.objects.filter(file_id=sent.file).update(is_reachable=False)
    desk = visit("desk")

    asked = desk.get(f"/reports/{sent.file}/answer/")
    done = desk.post(f"/reports/{sent.file}/answer/", {**ANSWER, "letter": ""})

    assert "letter" not in asked.fields
    assert done.status == 302
    assert ReportAnswer.objects.get(file_id=sent.file).letter_id is None


@pytest.mark.scenario("SC-28", part="codes")
@pytest.mark.parametrize("field", ["reason", "why", "letter"])
def test_an_answer_needs_a_code_a_reason_and_a_letter(visit, sent, field):
    page = visit("desk").post(f"/reports/{sent.file}/answer/", {**ANSWER, field: ""})

    assert len(page.errors) == 1
    assert not ReportAnswer.objects.exists()


@pytest.mark.scenario("SC-28", part="codes")
@pytest.mark.parametrize("excuse", EXCUSES)
def test_an_excuse_is_no_reason_to_do_nothing(visit, sent, excuse):
    page = visit("desk").post(f"/reports/{sent.file}/answer/", {**ANSWER, "reason": excuse})

    assert page.errors == ["Choose why no case is made of it"]
    assert page.fields["letter"] == [ANSWER["letter"]]
    assert not ReportAnswer.objects.exists()


@pytest.mark.scenario("SC-28", part="codes")
@pytest.mark.parametrize("excuse", EXCUSES)
def test_the_database_refuses_an_excuse_too(visit, sent, excuse):
    visit("desk").post(f"/reports/{sent.file}/answer/", ANSWER)

    with pytest.raises(IntegrityError), transaction.atomic():
        ReportAnswer.objects.update(reason=excuse)


@pytest.mark.scenario("SC-28", part="codes")
def test_who_answered_stays_on_record(visit, sent, world):
    visit("desk").post(f"/reports/{sent.file}/answer/", ANSWER)

    row = ReportAnswer.objects.get(file_id=sent.file)

    assert row.noted_by == world.accounts["desk"]
    assert row.item.kind == "reason"


@pytest.mark.scenario("SC-28", part="codes")
def test_advice_against_reporting_is_kept_with_its_author_and_words(visit, sent):
    desk = visit("desk")
    desk.post(f"/files/{sent.file}/advice/", ADVICE)

    page = desk.get(f"/reports/{sent.file}/")

    assert "It was better kept informal, by A sergeant" in page.text
    assert "Let it rest." in page.text.split("In which words")[1]


@pytest.mark.scenario("SC-28", part="codes")
@pytest.mark.parametrize("field", ["code", "author", "words"])
def test_advice_needs_a_code_an_author_and_words(visit, sent, field):
    page = visit("desk").post(f"/files/{sent.file}/advice/", {**ADVICE, field: ""})

    assert len(page.errors) == 1
    assert not Advice.objects.exists()


@pytest.mark.scenario("SC-28", part="codes")
@pytest.mark.parametrize("excuse", EXCUSES)
def test_an_excuse_is_no_code_for_advice(sent, as_role, world, excuse):
    said = Advised(code=excuse, on=NOW.date(), author="A sergeant", words="He said so.")

    with as_role("casework", actor=world.accounts["desk"]), pytest.raises(NotACode):
        note_advice(file=sent.file, advised=said, by=story.actor("desk"), at=NOW)


def test_oversight_counts_advice_and_answers_by_code(visit, sent, as_role, world):
    desk = visit("desk")
    desk.post(f"/files/{sent.file}/advice/", ADVICE)
    desk.post(f"/reports/{sent.file}/answer/", ANSWER)

    with as_role("oversight", actor=world.accounts["board"]), connection.cursor() as cursor:
        cursor.execute("select what, number from cases.reporter_counts(%s)", [NOW.date()])
        counted = dict(cursor.fetchall())

    assert counted == {"advised_against:informal": 1, "no_case:other_body": 1}


@pytest.mark.parametrize("username", [*KEPT_OUT, "authority", "investigator", "outside-desk"])
def test_only_the_readers_of_a_report_answer_it_or_note_advice(visit, sent, username):
    visitor = visit(username)
    paths = [f"/reports/{sent.file}/answer/", f"/files/{sent.file}/advice/",
             f"/reports/{sent.file}/pass-on/", f"/reports/{sent.file}/reopen/"]  # fmt: skip

    assert visitor.statuses(paths) == {404}
    assert {visitor.post(path, ANSWER).status for path in paths} == {404}
