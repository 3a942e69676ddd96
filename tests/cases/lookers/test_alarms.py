"""Refused looks and searches are compared by the worker and triaged by clean people."""

import datetime

import pytest
from django.db import connection

import browsing
from candour import clock
from candour.cases.models import Case, LookAlarm, LookHit, LookTriage, SoughtWords
from candour.guard.models import Leaf
from candour.law.duties import LOOK_ALERT
from candour.ops import work


@pytest.mark.scenario("SC-21", part="alerted")
def test_a_refused_look_waits_for_triage_after_the_workers_next_beat(
    visit, case, colleague, as_role, account_of
):
    visit(colleague).get(f"/cases/{case}/")
    refused_at = clock.now()

    with as_role("worker"):
        work.beat(at=clock.now(), today=clock.today())

    alarm = LookAlarm.objects.get()
    assert (alarm.account_id, alarm.file_id) == (account_of(colleague), case)
    assert alarm.pattern == "no_task"
    assert alarm.raised_at - refused_at < datetime.timedelta(minutes=LOOK_ALERT.number)


@pytest.mark.scenario("SC-21", part="same-unit")
def test_without_a_task_and_from_the_unit_of_somebody_kept_out_is_a_pattern_of_its_own(
    visit, case, friend, worker_round
):
    visit(friend).get(f"/cases/{case}/")
    worker_round()

    assert LookAlarm.objects.get().pattern == "same_unit"


def test_a_walled_colleague_who_tries_twice_is_one_alarm_with_two_hits(visit, case, worker_round):
    screened(visit, case)
    visitor = visit("colleague")
    visitor.get(f"/cases/{case}/")
    visitor.get(f"/cases/{case}/words/")

    assert worker_round() == 1
    assert worker_round() == 0
    assert LookAlarm.objects.get().pattern == "walled"
    assert LookHit.objects.count() == 2


def test_what_is_absent_raises_nothing(visit, case, worker_round):
    visit("stranger").get(f"/cases/{browsing.NOWHERE}/")

    assert worker_round() == 0


def test_a_reader_refused_a_step_of_another_seat_raises_nothing(visit, case, worker_round):
    visit("desk").get(f"/cases/{case}/looks/withhold/")

    assert worker_round() == 0


def screened(visit, case) -> None:
    """Let the desk say who it is, so that the walls of the subject's team stand."""
    browsing.rule_out(case, visit("desk"), but="subject")


@pytest.mark.scenario("SC-21", part="searches")
def test_a_search_aimed_at_a_hidden_case_is_found_and_its_words_are_forgotten(
    visit, case, worker_round
):
    screened(visit, case)
    reference = Case.objects.get(file_id=case).reference
    visit("colleague").get(f"/cases/?text={reference}")
    assert SoughtWords.objects.count() == 1
    assert reference.encode() not in bytes(SoughtWords.objects.get().ciphertext)

    assert worker_round() == 1

    assert LookHit.objects.get().way == "searched"
    assert not SoughtWords.objects.exists()
    assert all(reference.encode() not in bytes(body) for body in bodies())


def bodies() -> list[bytes]:
    return [body for body in Leaf.objects.values_list("body", flat=True) if body]


def test_a_search_that_finds_many_is_browsing(visit, case, worker_round):
    screened(visit, case)
    visit("colleague").get("/cases/?text=R")

    assert worker_round() == 0
    assert not SoughtWords.objects.exists()


def test_a_search_for_nothing_hidden_raises_nothing(visit, case, worker_round):
    visit("colleague").get("/cases/?text=C-0000-0000")

    assert worker_round() == 0


@pytest.fixture
def alarm(visit, case, worker_round) -> LookAlarm:
    """The subject's colleague was refused."""
    screened(visit, case)
    visit("colleague").get(f"/cases/{case}/")
    worker_round()
    return LookAlarm.objects.get()


@pytest.mark.scenario("SC-21", part="clean-triager")
def test_the_authority_sees_who_asked_and_settles_it_in_codes(visit, alarm):
    authority = visit("authority")
    page = authority.get(f"/looks/{alarm.id}/")
    assert "Lewis Tanner" in page.text
    assert "This is no allegation" in page.text

    authority.post(f"/looks/{alarm.id}/", {"outcome": "explained", "because": "asked"})

    settled = LookTriage.objects.get()
    assert (settled.outcome, settled.because) == ("explained", "asked")
    assert "Explained" in authority.get("/looks/").text


def test_triage_needs_both_codes(visit, alarm):
    answered = visit("authority").post(f"/looks/{alarm.id}/", {"outcome": "explained"})

    assert answered.errors == ["Choose what it rests on"]
    assert not LookTriage.objects.exists()


@pytest.mark.scenario("SC-21", part="clean-triager")
@pytest.mark.parametrize("username", ["colleague", "subject", "line-manager", "stranger"])
def test_who_asked_is_seen_by_nobody_close_to_them_or_kept_out(visit, alarm, username):
    visitor = visit(username)

    assert visitor.get(f"/looks/{alarm.id}/").status == 404
    assert "Lewis Tanner" not in visitor.get("/looks/").body


@pytest.mark.scenario("SC-21", part="clean-triager")
def test_a_desk_reader_of_the_askers_own_unit_does_not_see_it(visit, case, worker_round, alarm):
    with connection.cursor() as cursor:
        cursor.execute(
            "update people_posting set unit_id = ("
            " select own.unit_id from people_posting as own"
            " join guard_account as account on account.person_id = own.person_id"
            " where account.username = 'desk-two' limit 1)"
            " where person_id = (select person_id from guard_account where username = 'colleague')"
        )
    assert "Lewis Tanner" not in visit("desk-two").get("/looks/").body


def test_a_reader_of_the_outside_desk_triages_without_seeing_the_case(visit, alarm):
    page = visit("outside-desk").get(f"/looks/{alarm.id}/")

    assert "Lewis Tanner" in page.text
    assert Case.objects.get(file_id=alarm.file_id).reference not in page.body


def test_another_refused_look_after_triage_is_another_alarm(visit, alarm, worker_round):
    visit("authority").post(f"/looks/{alarm.id}/", {"outcome": "watch", "because": "asked"})
    visit("colleague").get(f"/cases/{alarm.file_id}/")

    assert worker_round() == 1
    assert LookAlarm.objects.count() == 2
