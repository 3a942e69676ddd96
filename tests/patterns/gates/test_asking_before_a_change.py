"""A change is asked about before it is made: HR gets one word, and what waits waits for a name."""

import datetime

import planning
import pytest

import story
from candour.core import gates
from candour.guard.actors import service
from candour.guard.models import Account, Grant, Wall
from candour.patterns.gates import asking, queries
from candour.patterns.models import Gate, GateAsk
from candour.people.models import OrganisationName
from cast import NOW


@pytest.fixture
def planned(world, as_role, settings, tmp_path):
    """Import planned changes and let the round open what waits: planned(row, ...) -> the gate."""
    settings.DATA = tmp_path / "data"

    def run(*rows, at=NOW):
        path = planning.write(tmp_path, *rows, name=f"{rows[0]['change_reference']}.csv")
        with as_role("worker"):
            planning.take(path)
            return planning.opened(at)

    return run


@pytest.fixture
def subject(world):
    """The person behind the subject's account."""
    return Account.objects.get(username="subject").person_id


@pytest.fixture
def officer(world):
    """Somebody of the invented force of whom nothing is known."""
    return planning.somebody()


@pytest.fixture
def never_drawn(monkeypatch):
    """Chance draws nobody."""
    monkeypatch.setattr("candour.law.policies.gates.DRAWN_ONE_IN", 10**15)


def answers(as_role) -> dict[str, str]:
    employer = OrganisationName.objects.get(name=planning.EMPLOYER).organisation_id
    with as_role("worker"):
        found = queries.gate_answers(employer=employer, by=service("hr"), at=NOW)
    return {one.ref: one.word.word for one in found}


@pytest.mark.scenario("SC-46", part="open-matter")
def test_a_promotion_with_an_open_matter_waits_for_a_decision(
    planned, officer, as_role, never_drawn
):
    planning.matter(of=officer)
    gate = planned(planning.row(number=planning.number_of(officer)))
    assert gate.because == ["open_matter"]
    assert gate.due_on == gates.due_on(asked_on=NOW.date())
    assert answers(as_role) == {"P1": "wait"}


@pytest.mark.scenario("SC-46", part="discontinued")
@pytest.mark.parametrize("result", ["discontinued", "no_further_action", "withdrawn"])
def test_a_listed_matter_without_a_finding_does_not_clear(planned, officer, never_drawn, result):
    from candour.cases.models import Allegation, Outcome

    case = planning.matter(of=officer, category="J2", received=400, closed=100)
    allegation = Allegation.objects.get(file_id=case.file_id)
    Outcome.objects.create(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        decided_at=NOW,
        allegation=allegation,
        result=result,
    )
    gate = planned(planning.row(number=planning.number_of(officer), change="posting_abuse"))
    assert gate.because == ["listed_unproven"]


def test_what_was_closed_long_ago_or_is_not_listed_clears(planned, officer, as_role, never_drawn):
    planning.matter(of=officer, category="J2", received=3_000, closed=2_500)
    planning.matter(of=officer, category="A1", received=300, closed=100)
    assert planned(planning.row(number=planning.number_of(officer))) is None
    assert answers(as_role) == {"P1": "clear"}


def test_somebody_unknown_waits_like_somebody_known_and_is_given_back(planned, as_role):
    assert planned(planning.row(number="NOBODY-1")) is None
    assert answers(as_role) == {"P1": "wait"}
    who = story.actor("authority")
    with as_role("casework", actor=who.account):
        (back,) = queries.unknown(by=who, at=NOW)
    assert (back.ref, back.number) == ("P1", "NOBODY-1")


def test_somebody_of_whom_nothing_is_known_waits_when_chance_draws(
    planned, officer, as_role, monkeypatch
):
    monkeypatch.setattr("candour.law.policies.gates.DRAWN_ONE_IN", 1)
    gate = planned(planning.row(number=planning.number_of(officer)))
    assert gate.because == ["drawn"]
    assert answers(as_role) == {"P1": "wait"}


def test_python_and_the_database_draw_the_same_people(world, officer):
    from django.db import connection

    key = gates.drawing_key(secret=b"a key of the tests")
    rules = f'{{"key": "{key.hex()}", "one_in": 20}}'
    days = [datetime.date(year, 5, 1) for year in range(2000, 2100)]
    with connection.cursor() as cursor:
        found = []
        for day in days:
            cursor.execute("select patterns.is_drawn(%s, 'course', %s, %s)", [officer, day, rules])
            found.append(cursor.fetchone()[0])
    expected = [
        gates.is_drawn(person=str(officer), change="course", year=day.year, key=key) for day in days
    ]
    assert found == expected
    assert any(found)


@pytest.mark.scenario("SC-46", part="open-matter")
def test_what_was_clear_waits_once_something_arrives_before_its_day(
    planned, officer, as_role, never_drawn
):
    assert planned(planning.row(number=planning.number_of(officer))) is None
    planning.matter(of=officer, received=0)
    with as_role("worker"):
        gate = planning.opened(NOW + datetime.timedelta(hours=1))
    assert gate.because == ["open_matter"]
    assert answers(as_role) == {"P1": "wait"}


def test_a_second_round_and_the_same_file_open_nothing_twice(planned, officer, never_drawn):
    planning.matter(of=officer)
    row = planning.row(number=planning.number_of(officer))
    planned(row)
    planned(row)
    assert (GateAsk.objects.count(), Gate.objects.count()) == (1, 1)


def test_nobody_near_the_person_reads_the_gate_and_the_person_is_walled(
    planned, subject, never_drawn
):
    planning.matter(of=subject)
    gate = planned(planning.row(number=planning.number_of(subject)))
    walled = set(Wall.objects.filter(file_id=gate.file_id).values_list("account_id", flat=True))
    granted = set(Grant.objects.filter(file_id=gate.file_id).values_list("account_id", flat=True))
    names = dict(Account.objects.values_list("username", "id"))
    assert {names["subject"], names["colleague"], names["line-manager"]} <= walled
    assert not walled & granted
    assert names["authority"] in granted


def test_the_words_that_hr_gets_never_say_why():
    assert set(asking.WORDS) == {"clear", "wait", "not_now"}
