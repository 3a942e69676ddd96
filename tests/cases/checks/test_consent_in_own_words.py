"""With the yes or no, whoever reported may add words of their own, for the readers of the case."""

import logging

import pytest
from django.db import connection
from test_consent_asked_outside import OUTSIDE, answer, propose

import browsing
from candour.cases.models import SecondAnswer, SecondAsk
from candour.guard.log import verify
from candour.guard.models import FileKey, KeyWrap, SealedItem
from candour.ops import work

WORDS = "He said sorry to me.\nI want it to end. <b>qzxjvkwyp</b>"
CANARY = "qzxjvkwyp"


def told(visitor, case, *, agrees="yes", words=WORDS):
    asked = SecondAsk.objects.filter(file_id=case).latest("decided_at")
    data = {"ask": str(asked.id), "agrees": agrees, "words": words}
    return visitor.post("/consents/", data)


def shown(visitor, case):
    asked = SecondAsk.objects.filter(file_id=case).latest("decided_at")
    return visitor.get(f"/cases/{case}/checks/second/{asked.id}/")


@pytest.mark.scenario("SC-40", part="consent")
@pytest.mark.parametrize(("agrees", "said"), [("yes", "Yes"), ("no", "No")])
def test_the_words_stand_beside_the_answer_for_the_readers_of_the_case(visit, inside, agrees, said):
    propose(visit("authority"), inside)

    saved = told(visit(OUTSIDE), inside, agrees=agrees)

    page = shown(visit("desk"), inside)
    assert saved.location == "/consents/"
    assert f"Answer {said} Recorded by" in page.text
    assert "In the reporter's own words He said sorry to me. I want it to end." in page.text
    assert "&lt;b&gt;qzxjvkwyp&lt;/b&gt;" in page.body
    assert "Read the answer" in visit("desk").get(f"/cases/{inside}/checks/").text


@pytest.mark.scenario("SC-40", part="consent")
@pytest.mark.parametrize("words", ["", "  \n "])
def test_nobody_has_to_say_anything(visit, inside, words):
    propose(visit("authority"), inside)

    told(visit(OUTSIDE), inside, words=words)

    assert SecondAnswer.objects.get().reason_item_id is None
    assert "own words" not in shown(visit("desk"), inside).text


def test_the_words_stay_when_something_else_is_missing(visit, inside):
    propose(visit("authority"), inside)

    page = told(visit(OUTSIDE), inside, agrees="")

    assert page.errors == ["Choose one answer"]
    assert page.fields["words"][0].split() == WORDS.split()
    assert not SecondAnswer.objects.exists()


@pytest.mark.scenario("SC-40", part="consent")
def test_whoever_wrote_them_down_reads_them_no_more_and_opens_no_key(visit, inside, as_role, world):
    propose(visit("authority"), inside)
    outside = visit(OUTSIDE)
    told(outside, inside)

    with as_role("casework", actor=world.accounts[OUTSIDE]):
        seen = SealedItem.objects.filter(file_id=inside).count()
        held = FileKey.objects.filter(file_id=inside).count()
        keys = KeyWrap.objects.filter(file_key__file_id=inside).count()

    assert (seen, held, keys) == (0, 0, 0)
    assert CANARY not in outside.get("/consents/").body
    assert shown(outside, inside).status == 404


@pytest.mark.scenario("SC-40", part="consent")
@pytest.mark.parametrize("username", ["subject", "colleague", "line-manager", "stranger"])
def test_whoever_is_kept_out_of_the_case_reads_none_of_them(visit, inside, username):
    propose(visit("authority"), inside)
    told(visit(OUTSIDE), inside)

    page = shown(visit(username), inside)

    assert page.status == 404
    assert CANARY not in page.body


def test_a_reader_without_a_key_is_told_that_there_are_words(visit, inside, world):
    propose(visit("authority"), inside)
    told(visit(OUTSIDE), inside)
    KeyWrap.objects.filter(account_id=world.accounts["desk"], file_key__file_id=inside).delete()

    page = shown(visit("desk"), inside)

    assert CANARY not in page.body
    assert "You have no key to these words." in page.text


def test_the_words_are_in_no_log_and_in_no_row_in_clear(visit, inside, caplog):
    caplog.set_level(logging.DEBUG)
    propose(visit("authority"), inside)
    told(visit(OUTSIDE), inside)

    kept = bytes(SealedItem.objects.get(id=SecondAnswer.objects.get().reason_item_id).ciphertext)

    said = [*map(str, browsing.leaves()), *(one.getMessage() for one in caplog.records)]
    assert CANARY.encode() not in kept
    assert not [one for one in said if CANARY in one or "sorry to me" in one]


def test_the_log_commits_to_the_answer_and_to_the_sealed_words(visit, inside, as_role, log_keys):
    propose(visit("authority"), inside)
    told(visit(OUTSIDE), inside)

    leaf = next(one for one in browsing.leaves() if one.get("what") == "cases.record_consent")
    with as_role("worker"):
        while work.sequence():
            pass
        found = verify.verify(trusted=log_keys, origin="candour.localhost/log")

    tables = [table for table, *_ in leaf["after"]]
    wrong = [one for one in found.findings if one.place.startswith(("cases_second", "guard_seal"))]
    assert tables == ["cases_secondanswer", "guard_sealeditem"]
    assert wrong == []


@pytest.mark.parametrize("username", ["outside-desk-two", "desk", "stranger"])
def test_the_database_gives_nobody_else_the_key_and_takes_no_words_of_theirs(
    visit, inside, as_role, world, username
):
    propose(visit("authority"), inside)
    asked = SecondAsk.objects.get(file_id=inside).id

    with as_role("casework", actor=world.accounts[username]), connection.cursor() as cursor:
        cursor.execute("select count(*) from cases.consent_target(%s)", [asked])
        (targets,) = cursor.fetchone()
        cursor.execute(
            "select count(*) from cases.record_consent(gen_random_uuid(), %s, true, now(),"
            " gen_random_uuid(), 1, 'x'::bytea)",
            [asked],
        )
        (written,) = cursor.fetchone()

    assert (targets, written) == (0, 0)
    assert not SecondAnswer.objects.exists()


def test_a_second_answer_leaves_no_words_behind(visit, inside):
    propose(visit("authority"), inside)
    outside = visit(OUTSIDE)
    answer(outside, inside, agrees="no")
    before = SealedItem.objects.filter(file_id=inside).count()

    again = told(outside, inside)

    assert again.location == ""
    assert SealedItem.objects.filter(file_id=inside).count() == before
    assert SecondAnswer.objects.get().reason_item_id is None
