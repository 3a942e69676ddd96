"""Serving is a step: a notice once for each person, a delay report once both bodies have it."""

import pytest

from candour.cases.models import Deadline, Event, FormalLetter, LetterService
from candour.guard.models import Account
from candour.law.events import EventKind
from cases.papers.conftest import NOTICE
from cases.papers.test_letters import serve
from cast import SUBJECT_SEAT
from sides import party

LATE = {
    "attention_on": "1 March 2025", "notice_on": "2 April 2025", "progress": "Nearly done.",
    "ends_on": "January", "report_on": "January", "because": "Two left.", "steps": "An interview.",
}  # fmt: skip


def events(case, kind: EventKind) -> list[Event]:
    return list(Event.objects.filter(file_id=case, kind=kind.value))


def subject():
    return Account.objects.get(username="subject").person_id


@pytest.mark.scenario("SC-17", part="recorded")
@pytest.mark.parametrize("route", ["seat", "in_person"])
def test_a_notice_is_recorded_of_whom_it_was_served_on_and_their_days_begin(
    visit, safe, issue, route
):
    letter = issue(safe, "notice_of_investigation", **NOTICE)
    data = {"route": route, "how": "By hand.", "party": str(party(safe, SUBJECT_SEAT))}

    assert serve(visit("desk"), letter, **data).status == 302

    (event,) = events(safe, EventKind.NOTICE_GIVEN)
    assert event.subject_id == subject()
    assert LetterService.objects.get(letter=letter).event_id == event.id
    theirs = Deadline.objects.filter(file_id=safe, subject_id=subject())
    assert set(theirs.values_list("clock", flat=True)) == {"representations", "update_subject"}


def test_the_same_notice_by_a_second_route_is_no_second_notice(visit, safe, issue):
    letter = issue(safe, "notice_of_investigation", **NOTICE)

    for route in ("seat", "in_person"):
        data = {"route": route, "how": "By hand.", "party": str(party(safe, SUBJECT_SEAT))}
        assert serve(visit("desk"), letter, **data).status == 302

    assert len(events(safe, EventKind.NOTICE_GIVEN)) == 1


@pytest.mark.scenario("SC-17", part="recorded")
def test_papers_given_as_the_notice_are_recorded_once(safe, side):
    side(safe, SUBJECT_SEAT)
    side(safe, SUBJECT_SEAT, title="A plan of the yard", text="As it was measured.")

    (event,) = events(safe, EventKind.NOTICE_GIVEN)
    assert event.subject_id == subject()


def test_a_letter_that_is_no_notice_starts_no_days_of_the_subject(visit, safe, issue):
    letter = issue(safe, "referral_told", party="subject", because="It is serious.")

    data = {"route": "seat", "party": str(party(safe, SUBJECT_SEAT))}
    assert serve(visit("desk"), letter, **data).status == 302

    assert events(safe, EventKind.NOTICE_GIVEN) == []


@pytest.mark.scenario("SC-17", part="news")
def test_news_served_on_a_subject_starts_the_next_four_weeks(visit, safe, issue, side):
    side(safe, SUBJECT_SEAT)
    letter = issue(safe, "update", party="subject")

    data = {"route": "seat", "party": str(party(safe, SUBJECT_SEAT))}
    assert serve(visit("desk"), letter, **data).status == 302

    (event,) = events(safe, EventKind.SUBJECT_UPDATED)
    due = Deadline.objects.get(clock="update_subject", started_on=event.happened_on)
    assert (event.subject_id, due.subject_id, due.met_on) == (subject(), subject(), None)


@pytest.mark.parametrize("first", ["local_policing_body", "independent_body"])
def test_a_delay_report_is_made_once_both_bodies_have_it(visit, case, issue, first):
    second = {"local_policing_body": "independent_body",
              "independent_body": "local_policing_body"}[first]  # fmt: skip
    letters: list[FormalLetter] = [
        issue(case, "delay_report", party=to, **LATE) for to in (first, second)
    ]
    counts = []

    for letter in letters:
        data = {"route": "post", "how": "Signed for."}
        assert serve(visit("desk"), letter, **data).status == 302
        counts.append(len(events(case, EventKind.DELAY_REPORT_SENT)))

    assert counts == [0, 1]
