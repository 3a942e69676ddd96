"""What somebody got before, from every source and force, stands beside the choice of outcome."""

import datetime

import pytest

import browsing
import story
from candour.cases.models import Allegation, Case, StepTaken
from candour.cases.reading import history
from candour.guard.models import Wall
from candour.law.events import CaseKind
from candour.people.models import Person
from cast import NOW
from measures import registers


@pytest.fixture
def subject(world):
    return Person.objects.get(id=browsing.Account.objects.get(username="subject").person_id)


@pytest.fixture
def screened(visit, world, as_role):
    """A conduct matter about the subject, assessed as misconduct."""
    sent, desk = story.reported(world, as_role), visit("desk")
    changes = {"kind": CaseKind.CONDUCT_MATTER, "reporter_kind": "police_officer_same_force"}
    case = story.record(world, as_role, report=sent.file, **changes).file
    browsing.rule_out(case, desk, but="subject")
    for allegation in browsing.allegations(case):
        browsing.assess(case, desk, allegation=allegation, level="misconduct")
    return case


@pytest.fixture
def warned(world, subject) -> Case:
    """A case of the neighbour's own system in which the subject got a final written warning."""
    neighbour = world.organisations["Eastmarch Constabulary"]
    case = registers.case(neighbour, received="2025-01-10", source="internal", source_name="theirs")
    allegation = registers.allegation(case, number=1, subject=subject)
    registers.outcome(allegation, sanction="final_written_warning", on="2025-06-01")
    return case


def reflected(world, subject) -> None:
    """An earlier matter below misconduct, after which the subject went to reflective practice."""
    own = world.organisations["Northfold Police"]
    case = registers.case(own, received="2024-02-01", about=(subject,), kind="conduct_matter")
    taken = (
        ("log", "indication", "conduct_regulations", ["is_not_recordable"]),
        ("handle_without_investigation", "conduct_regulations", "below_misconduct",
         ["severity_assessed", "severity_is_below_misconduct"]),
        ("refer_to_reflective_practice", "below_misconduct", "below_misconduct", []),
    )  # fmt: skip
    for number, (step, before, after, facts) in enumerate(taken, start=1):
        StepTaken.objects.create(
            file_id=case.file_id, organisation_id=own, course_id="conduct_matter",
            about=subject if number == len(taken) else None, number=number, step=step,
            party="appropriate_authority", from_state=before, to_state=after,
            happened_on=datetime.date(2024, 3, 4), facts=facts, answers={}, decided_at=NOW,
        )  # fmt: skip


def past(as_role, case, subject, *, of: str = "authority") -> list[tuple[str, str]]:
    by = story.actor(of)
    with as_role("casework", actor=by.account):
        found = history.past_actions(file=case, by=by, at=NOW).get(subject.id, ())
    return [(one.action, one.force) for one in found]


def deciding(case) -> str:
    return f"/cases/{case}/outcome/{browsing.allegations(case)[0]}/"


@pytest.mark.scenario("SC-35", part="past-warnings")
def test_a_warning_from_another_forces_system_stands_beside_the_outcome(visit, screened, warned):
    page = visit("authority").get(deciding(screened))

    assert "Final written warning Lasts until 31 May 2027, unless it was made longer" in page.text
    assert "Eastmarch Constabulary" in page.text
    assert 'name="result"' in page.body


@pytest.mark.scenario("SC-35", part="past-warnings")
def test_steps_and_sanctions_are_both_there_the_newest_first(
    world, as_role, screened, warned, subject
):
    before = past(as_role, screened, subject)
    reflected(world, subject)

    found = past(as_role, screened, subject)

    assert ("Final written warning", "Eastmarch Constabulary") in before
    assert set(found) - set(before) == {("Reflective practice", "Northfold Police")}
    assert len(found) == len(before) + 1


def test_a_decision_that_was_replaced_is_not_there_and_its_replacement_is(
    as_role, screened, warned, subject
):
    allegation = Allegation.objects.get(file_id=warned.file_id)
    first = registers.Outcome.objects.get(allegation=allegation)
    registers.outcome(allegation, sanction="written_warning", on="2025-09-01", supersedes=first)

    found = past(as_role, screened, subject)

    assert ("Written warning", "Eastmarch Constabulary") in found
    assert ("Final written warning", "Eastmarch Constabulary") not in found


def test_a_day_that_no_source_gives_is_called_unknown_and_ends_no_warning(
    as_role, screened, warned, subject, visit
):
    allegation = Allegation.objects.get(file_id=warned.file_id)
    first = registers.Outcome.objects.get(allegation=allegation)
    registers.outcome(allegation, sanction="written_warning", supersedes=first)

    shown = visit("authority").get(deciding(screened)).text

    assert "Day not known, received 10 January 2025 Written warning" in shown
    assert "Lasts until" not in shown


def test_whoever_is_kept_from_an_earlier_case_is_told_what_a_stranger_is(
    visit, screened, warned, world
):
    Wall.objects.create(
        file_id=warned.file_id, account_id=world.accounts["authority"], because="association"
    )
    assert visit("authority").get(deciding(screened)).status == 404
