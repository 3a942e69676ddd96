"""A criminal outcome never buries the misconduct question, which is decided for itself."""

import datetime

import pytest
from django.db import IntegrityError, transaction

import story
from candour.cases import steps
from candour.cases.actions import record_event as recording
from candour.cases.actions.close_case import MisconductNotDecided, close_case
from candour.cases.crime.actions import decide_after_outcome as after_outcome
from candour.cases.crime.actions.decide_after_outcome import Decided, decide_after_outcome
from candour.cases.feeds import owing
from candour.cases.models import Allegation, Case, CrimeTask, Event, MisconductDecision, Outcome
from candour.cases.work.actions import take_back as taking
from candour.cases.work.actions.look_again import NotWaiting
from candour.guard.models import Account
from candour.law.events import EventKind
from cast import NOW
from imports.crime import crimes

GOES_ON = Decided(answer="go_on", reason="It stands apart.", test="The neighbour; her account.")


REFUSED = (steps.MisconductFirst, NotWaiting)


def decide(as_role, task, decided=GOES_ON, *, by="authority", at=NOW):
    who = story.actor(by)
    with as_role("casework", actor=who.account):
        return decide_after_outcome(file=task.file_id, task=task.id, decided=decided, by=who, at=at)


def close(as_role, file, *, at=NOW):
    who = story.actor("authority")
    with as_role("casework", actor=who.account):
        return close_case(file=file, reason="Done.", by=who, at=at)


def outcome(file, *, at):
    """An outcome of everything alleged, as the table takes it, and the event that goes with it."""
    for allegation in Allegation.objects.filter(file_id=file):
        before = Outcome.objects.filter(allegation=allegation, superseded_by__isnull=True).first()
        Outcome.objects.create(
            file_id=file,
            organisation_id=allegation.organisation_id,
            allegation=allegation,
            result="no_further_action",
            decided_at=at,
            decided_on=at.date(),
            supersedes=before,
        )
    organisation = Case.objects.get(file_id=file).organisation_id
    Event.objects.create(
        file_id=file,
        organisation_id=organisation,
        kind=EventKind.OUTCOME_DECIDED.value,
        happened_on=at.date(),
        recorded_at=at,
    )


@pytest.mark.scenario("SC-32", part="task-same-day")
@pytest.mark.parametrize("kind", ["nfa", "acquitted", "discontinued", "convicted"])
def test_the_end_of_a_criminal_case_is_owed_a_misconduct_decision_the_same_day(ended, kind):
    task = ended(kind)
    assert (task.due_on, task.person_id) == (NOW.date(), crimes.person_of())
    assert Account.objects.get(id=task.owner_id).username == "authority"
    kinds = Event.objects.filter(file_id=task.file_id).values_list("kind", flat=True)
    assert "criminal_outcome_known" in set(kinds)
    assert Case.objects.get(file_id=task.file_id).closed_on is None


def test_an_outcome_that_somebody_enters_is_owed_the_same(stopped, as_role):
    who = story.actor("desk")
    with as_role("casework", actor=who.account):
        recording.record_event(
            file=stopped,
            kind=EventKind.CRIMINAL_OUTCOME_KNOWN,
            happened_on=NOW.date(),
            by=who,
            at=NOW,
        )
    task = CrimeTask.objects.get(file_id=stopped, owed="misconduct")
    assert (task.due_on, task.record_id) == (NOW.date(), None)


def test_an_outcome_of_somebody_without_a_matter_makes_one(imported):
    imported(crimes.of_subject("N1", kind="nfa"))
    file = crimes.case_of("N1").file_id
    assert CrimeTask.objects.get(file_id=file).owed == "misconduct"


def test_an_outcome_of_somebody_else_of_the_crime_waits_for_a_person_to_decide(stopped, imported):
    imported(crimes.row("N1", kind="nfa", given="Zaphira", family="Quillfeather", serves="yes"))
    assert not CrimeTask.objects.filter(file_id=stopped, owed="misconduct").exists()


@pytest.mark.scenario("SC-32", part="civil-standard")
def test_going_on_needs_the_civil_test_and_restarts_what_was_stopped(ended, as_role):
    task = ended("nfa")
    with pytest.raises(after_outcome.TestMissing):
        decide(as_role, task, Decided(answer="go_on", reason="It stands apart."))
    assert owing.is_stopped(file=task.file_id)
    decide(as_role, task)
    assert not owing.is_stopped(file=task.file_id)
    assert owing.due_on(task) is None


@pytest.mark.scenario("SC-32", part="stays-stopped")
def test_it_stays_stopped_only_for_something_named_and_for_28_days(ended, as_role):
    task, on = ended("nfa"), NOW.date()
    for changes in (
        {"review_on": on + datetime.timedelta(days=5)},
        {"proceeding": "just_because", "review_on": on + datetime.timedelta(days=5)},
        {"proceeding": "inquest"},
        {"proceeding": "inquest", "review_on": on},
        {"proceeding": "inquest", "review_on": on + datetime.timedelta(days=29)},
    ):
        with pytest.raises(after_outcome.ProceedingMissing):
            decide(as_role, task, Decided(answer="stays_stopped", reason="Wait.", **changes))
    last = on + datetime.timedelta(days=28)
    stays = Decided(answer="stays_stopped", reason="Wait.", proceeding="inquest", review_on=last)
    decide(as_role, task, stays)
    assert owing.is_stopped(file=task.file_id)
    assert owing.due_on(task) == last
    decide(as_role, task)
    assert not owing.is_stopped(file=task.file_id)


def test_the_database_refuses_a_longer_stop_and_a_decision_of_another_seat(ended, as_role):
    task = ended("nfa")
    plain = {
        "file_id": task.file_id,
        "organisation_id": task.organisation_id,
        "task": task,
        "answer": "stays_stopped",
        "decided_on": NOW.date(),
        "decided_at": NOW,
        "proceeding": "inquest",
    }
    authority = Account.objects.get(username="authority").id
    late = NOW.date() + datetime.timedelta(days=29)
    with pytest.raises(IntegrityError, match="within 28 days"), transaction.atomic():
        MisconductDecision.objects.create(**plain, decided_by=authority, review_on=late)
    desk = Account.objects.get(username="desk").id
    soon = NOW.date() + datetime.timedelta(days=3)
    with pytest.raises(IntegrityError, match="authority decides"), transaction.atomic():
        MisconductDecision.objects.create(**plain, decided_by=desk, review_on=soon)


@pytest.mark.scenario("SC-32", part="no-path-closes")
def test_no_path_leads_from_a_criminal_outcome_to_a_closed_case(ended, as_role):
    task = ended("nfa")
    outcome(task.file_id, at=NOW)
    with pytest.raises(MisconductNotDecided):
        close(as_role, task.file_id)
    with pytest.raises(IntegrityError, match="does not end"), transaction.atomic():
        Case.objects.filter(file_id=task.file_id).update(closed_on=NOW.date())
    with pytest.raises(IntegrityError, match="does not end"), transaction.atomic():
        Case.objects.filter(file_id=task.file_id).update(is_closed_undated=True)


def test_an_outcome_that_was_there_before_the_decision_closes_nothing(ended, as_role):
    task, later = ended("nfa"), NOW + datetime.timedelta(hours=1)
    outcome(task.file_id, at=NOW)
    decide(as_role, task, at=later)
    with pytest.raises(MisconductNotDecided):
        close(as_role, task.file_id, at=later)
    outcome(task.file_id, at=later + datetime.timedelta(minutes=1))
    assert close(as_role, task.file_id, at=later).closed_on == later.date()


def test_a_matter_that_stays_stopped_is_not_closed(ended, as_role):
    task, on = ended("acquitted"), NOW.date()
    stays = Decided(
        answer="stays_stopped", reason="Wait.", proceeding="appeal",
        review_on=on + datetime.timedelta(days=7),
    )  # fmt: skip
    decide(as_role, task, stays)
    outcome(task.file_id, at=NOW + datetime.timedelta(minutes=1))
    with pytest.raises(MisconductNotDecided):
        close(as_role, task.file_id)


def test_an_event_alone_can_not_be_closed_past_either(stopped):
    organisation = Case.objects.get(file_id=stopped).organisation_id
    Event.objects.create(
        file_id=stopped, organisation_id=organisation, kind="criminal_outcome_known",
        happened_on=NOW.date(), recorded_at=NOW,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="does not end"), transaction.atomic():
        Case.objects.filter(file_id=stopped).update(closed_on=NOW.date())


def test_the_case_is_not_taken_back_past_the_decision_that_is_owed(ended, as_role):
    task, who = ended("nfa"), story.actor("authority")
    back = taking.Back(since_on=NOW.date(), why="It is over.")
    with as_role("casework", actor=who.account), pytest.raises(REFUSED):
        taking.take_back(file=task.file_id, back=back, by=who, at=NOW)

    assert not Event.objects.filter(file_id=task.file_id, kind="restarted").exists()
