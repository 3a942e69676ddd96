"""A reporter's question about a look is answered by somebody else, sealed to her, in 28 days."""

import datetime
import uuid

import pytest

import browsing
import story
from candour import clock
from candour.cases.lookers.actions.raise_unanswered import raise_unanswered
from candour.cases.models import InquiryAnswer, LookAlarm
from candour.guard.actors import service
from candour.intake import mailboxes
from candour.intake.mailboxes import Message, looks
from candour.intake.models import Escalation, LookInquiry

ANSWER = {"code": "task", "letter": "The person checks the dates of every case each week."}


@pytest.fixture
def sent(world, as_role, settings) -> story.Sent:
    settings.SEAL_SECONDS = 5
    return story.reported(world, as_role)


@pytest.fixture
def case(world, as_role, sent) -> uuid.UUID:
    return story.record(world, as_role, report=sent.file).file


@pytest.fixture
def inquiry(visit, as_role, sent, case) -> LookInquiry:
    """She asks about the look of the authority, and the day is sealed."""
    visit("authority").get(f"/cases/{case}/")
    with as_role("report"):
        seen = looks.looked(keys=sent.keys, on=clock.today()).people
        look = next(one for one in seen if one.seat == "appropriate_authority")
        box = mailboxes.open_box(keys=sent.keys)
        event = {"kind": "look_asked", "detail": {"look": str(look.leaf)}}
        message = Message(event=event, is_private=True)
        mailboxes.send(keys=sent.keys, box=box, message=message, on=clock.today())
    with as_role("worker"):
        story.seal(at=clock.now())
    return LookInquiry.objects.get()


def path(inquiry: LookInquiry) -> str:
    return f"/files/{inquiry.file_id}/inquiries/{inquiry.id}/"


@pytest.mark.scenario("SC-26", part="inquiry")
def test_whoever_looked_can_not_answer_and_does_not_see_the_question(visit, inquiry):
    authority = visit("authority")

    assert "No reporter waits for an answer from you." in authority.get("/looks/").text
    assert authority.get(path(inquiry)).status == 404


@pytest.mark.scenario("SC-26", part="inquiry")
def test_somebody_else_answers_and_she_alone_can_read_it(visit, as_role, sent, inquiry):
    desk = visit("desk")
    assert "Rosemary Pemberton" in desk.get("/looks/").text
    desk.post(path(inquiry), ANSWER)

    with as_role("report"):
        letter = mailboxes.open_box(keys=sent.keys).letters[-1]
        seen = looks.looked(keys=sent.keys, on=clock.today()).people
    assert letter.text == ANSWER["letter"]
    assert [one.answered_on for one in seen if one.asked_on] == [clock.today()]
    assert ANSWER["letter"] not in desk.get(f"/cases/{inquiry.file_id}/letters/").text


@pytest.mark.parametrize("username", ["subject", "colleague", "line-manager", "stranger"])
def test_nobody_who_is_kept_out_sees_the_question(visit, inquiry, username):
    assert visit(username).get(path(inquiry)).status == 404


def test_an_answer_needs_a_code_and_a_letter(visit, inquiry):
    answered = visit("desk").post(path(inquiry), {"go": "send"})

    assert answered.errors == ["Choose what you found", "Write to the reporter"]


def test_it_is_answered_once(visit, inquiry):
    desk = visit("desk")
    desk.post(path(inquiry), ANSWER)

    assert desk.post(path(inquiry), ANSWER).status == 404
    assert InquiryAnswer.objects.count() == 1


@pytest.mark.scenario("SC-26", part="inquiry")
@pytest.mark.parametrize(("days", "raised"), [(28, 0), (29, 1)])
def test_after_28_days_it_goes_to_oversight_once(as_role, inquiry, days, raised):
    late = clock.now() + datetime.timedelta(days=days)
    with as_role("worker"):
        first = raise_unanswered(by=service("sweeping"), at=late)
        again = raise_unanswered(by=service("sweeping"), at=late)

    assert (first, again) == (raised, 0)
    assert Escalation.objects.filter(because="look_unanswered").count() == raised


def test_a_look_without_a_task_goes_to_triage(visit, inquiry, worker_round):
    visit("desk").post(path(inquiry), {**ANSWER, "code": "no_task"})

    assert worker_round() == 1
    assert LookAlarm.objects.get().account_id == inquiry.looker_id


def test_the_overview_of_looks_says_who_looked_at_a_case(visit, inquiry):
    page = visit("desk").get(f"/cases/{inquiry.file_id}/looks/")

    assert "Rosemary Pemberton" in page.text
    assert page.status == 200
    assert visit("external-investigator").get(f"/cases/{inquiry.file_id}/looks/").status == 404


def test_the_page_of_a_case_leads_to_its_looks(visit, inquiry):
    body = visit("desk").get(f"/cases/{inquiry.file_id}/").body

    assert f"/cases/{inquiry.file_id}/looks/" in body
    assert browsing.leaves()
