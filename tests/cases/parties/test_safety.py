"""Nothing reaches a subject's side before somebody decided that the reporter is safe."""

import pytest
from django.db import IntegrityError, connection, transaction

import story
from browsing import case_paths
from candour.cases.models import DisclosedCopy, SafetyDecision, ServedCopy
from candour.core.mailbox import MailboxKeys
from candour.intake.models import Correspondent
from cast import OTHER_BODY, SUBJECT_SEAT
from sides import REPORTER, stands_by

FIRST = ["Decide first whether the reporter is safe at this stage. Nothing goes out before."]


def decide(visitor, case, **data: str):
    typed = {"stage": "notice", "answer": "harm_test", "why": "He would know.", **data}
    return visitor.post(f"/cases/{case}/parties/safety/", typed)


@pytest.mark.scenario("SC-17", part="safety-first")
def test_a_notice_before_the_decision_is_refused_and_keeps_what_was_typed(seated, side):
    page = side(seated, SUBJECT_SEAT)

    assert page.errors == FIRST
    assert page.fields["title"] == ["Notice of investigation"]
    assert not DisclosedCopy.objects.filter(file_id=seated).exists()


def test_a_decision_for_one_stage_is_none_for_the_next(safe, side):
    page = side(safe, SUBJECT_SEAT, stage="before_interview")

    assert page.errors == FIRST


@pytest.mark.scenario("SC-17", part="safety-first")
def test_the_reporter_finds_the_letter_in_the_mailbox(visit, world, as_role):
    sent = story.reported(world, as_role)
    case = story.record(world, as_role, report=sent.file).file

    decide(visit("desk"), case, answer="told", letter="He is told on Friday.")

    with as_role("worker"):
        story.seal()
    with as_role("report"):
        box = story.mailboxes.open_box(keys=sent.keys)
    assert isinstance(sent.keys, MailboxKeys)
    assert "He is told on Friday." in [letter.text for letter in box.letters]


def test_telling_needs_a_letter(visit, seated):
    page = decide(visit("desk"), seated, answer="told")

    assert "Write to the reporter first" in page.errors[0]


def test_whoever_has_a_mailbox_can_be_reached(visit, seated):
    page = decide(visit("desk"), seated, answer="unreachable")

    assert "The reporter has a mailbox." in page.errors[0]


def test_without_a_mailbox_nobody_is_told_and_that_is_written_down(visit, seated, side):
    Correspondent.objects.filter(file_id=seated).update(is_reachable=False)
    desk = visit("desk")

    told = decide(desk, seated, answer="told", letter="Hello.")
    decide(desk, seated, answer="unreachable")

    assert "There is no mailbox to write to." in told.errors[0]
    assert side(seated, SUBJECT_SEAT).status == 302


@pytest.mark.scenario("SC-17", part="safety-first")
def test_a_harm_test_waits_for_a_second_person(visit, seated, side):
    desk, second = visit("desk"), visit("desk-two")
    decide(desk, seated)

    alone = side(seated, SUBJECT_SEAT)
    agreed = {"agrees": "yes", "why": "I agree."}
    own = desk.post(f"/cases/{seated}/parties/safety/review/", agreed)
    second.post(f"/cases/{seated}/parties/safety/review/", agreed)

    assert alone.errors == FIRST
    assert "Somebody else must review it" in own.errors[0]
    assert side(seated, SUBJECT_SEAT).status == 302


def test_a_harm_test_that_the_second_person_refuses_stops_it(visit, seated, side):
    decide(visit("desk"), seated)
    data = {"agrees": "no", "why": "She can be told by telephone."}
    visit("desk-two").post(f"/cases/{seated}/parties/safety/review/", data)

    assert side(seated, SUBJECT_SEAT).errors == FIRST
    assert "Stopped by the review" in visit("desk").get(f"/cases/{seated}/parties/").text


def test_the_reporters_own_side_needs_no_such_decision(visit, seated, side):
    stands_by(visit("desk"), seated, OTHER_BODY, by=REPORTER)

    assert side(seated, OTHER_BODY, stage="other").status == 302


@pytest.mark.scenario("SC-17", part="safety-first")
def test_the_database_refuses_a_copy_for_a_subject_without_a_decision(safe, side):
    side(safe, SUBJECT_SEAT)
    copy = DisclosedCopy.objects.get(file_id=safe)
    copy.id, copy.number, copy.code, copy.safety_id = story.uuid.uuid4(), 99, "NEW", None

    with pytest.raises(IntegrityError, match="whether the reporter is safe"), transaction.atomic():
        DisclosedCopy.objects.bulk_create([copy])


def test_the_casework_role_serves_nothing_past_the_ledger(safe, as_role, world):
    with as_role("casework", actor=world.accounts["desk"]), transaction.atomic():
        with pytest.raises(Exception, match="no such copy"), connection.cursor() as cursor:
            cursor.execute("select cases.serve(gen_random_uuid(), 'x')")
        transaction.set_rollback(True)

    assert not ServedCopy.objects.exists()


@pytest.mark.parametrize(("username", "is_told"), [("desk", True), ("stranger", False)])
def test_nobody_is_told_of_a_decision_about_a_case_they_do_not_see(
    safe, as_role, world, username, is_told
):
    with as_role("casework", actor=world.accounts[username]), connection.cursor() as cursor:
        cursor.execute("select cases.is_safe(%s, 'notice')", [safe])
        assert cursor.fetchone() == (is_told,)


def test_a_decision_names_its_letter_or_has_none(safe):
    decision = SafetyDecision.objects.get(file_id=safe)

    decision.id, decision.letter_id = story.uuid.uuid4(), None
    with pytest.raises(IntegrityError, match="told_by_letter"), transaction.atomic():
        SafetyDecision.objects.bulk_create([decision])


@pytest.mark.parametrize("username", ["subject", "colleague", "line-manager", "stranger"])
def test_whoever_is_kept_out_reaches_no_page_of_the_sides(visit, safe, username):
    paths = [path for path in case_paths(safe) if "/parties/" in path]

    assert len(paths) > 5
    assert visit(username).statuses(paths) == {404}
