"""A conduct matter, over HTTP: stopped for a criminal case, restarted, heard, the barred list."""

import pytest
from test_pages_referral import ALL_NO

import browsing
import seconding
import story
import taking
from candour.cases.courses import standing
from candour.cases.models import Case, Event, Outcome, StepTaken
from candour.core import states
from candour.core.states import Done, Guard, Machine, Step
from candour.law.events import CaseKind, Party
from candour.people.models import Person
from measures import registers

GROSS = {"p0_finding": "case_to_answer_gross_misconduct", "p0_word_against_word": "no",
         "decider": "subject_force"}  # fmt: skip
MATTER = {"course": "conduct_matter"}


@pytest.fixture
def subject(world):
    return browsing.Account.objects.get(username="subject").person_id


@pytest.fixture
def matter(visit, world, as_role):
    """A recordable conduct matter, assessed as gross misconduct, under investigation."""
    sent, desk = story.reported(world, as_role), visit("desk")
    changes = {"kind": CaseKind.CONDUCT_MATTER, "reporter_kind": "police_officer_same_force"}
    case = story.record(world, as_role, report=sent.file, **changes).file
    browsing.rule_out(case, desk, but="subject")
    for allegation in browsing.allegations(case):
        browsing.assess(case, desk, allegation=allegation, level="gross_misconduct")
    desk.post(f"/cases/{case}/referral/answers/", ALL_NO)
    external = str(world.accounts["external-investigator"])
    desk.post(f"/cases/{case}/allocation/", {"account": external})
    story.declare(world, as_role, file=case, by="external-investigator")
    told = {"stage": "notice", "answer": "told", "letter": "On Friday.", "why": "She is ready."}
    desk.post(f"/cases/{case}/parties/safety/", told)
    return case


def stop(authority, case, *, days=20):
    return taking.take(
        authority, case, "suspend_for_criminal", **MATTER, owner="prosecutor",
        fact_would_prejudice_criminal_proceedings="yes",
        **taking.day("review_on", browsing.days_ago(-days)),
    )  # fmt: skip


@pytest.fixture
def referred(visit, matter, subject):
    """The same, reported on, with a case to answer and proceedings against the one subject."""
    investigator, authority = visit("external-investigator"), visit("authority")
    taking.take(investigator, matter, "serve_notice", **MATTER, about=str(subject))
    taking.take(investigator, matter, "submit_report", **MATTER)
    taking.take(authority, matter, "decide_case_to_answer", **MATTER, **GROSS)
    taking.take(authority, matter, "refer_to_proceedings", **MATTER, about=str(subject),
                proceedings="hearing")  # fmt: skip
    return matter


def test_a_matter_rests_only_with_an_owner_and_a_review_within_28_days(visit, matter):
    late = stop(visit("authority"), matter, days=29)

    assert late.errors == ["What rests has an owner and a day, within 28 days, on which it is"
                           " looked at again."]  # fmt: skip
    assert taking.state(matter) == "investigating_special"


def test_after_a_criminal_nfa_nothing_goes_on_but_the_restart(visit, matter):
    authority, desk = visit("authority"), visit("desk")
    stop(authority, matter)
    taking.take(desk, matter, "record_criminal_outcome", **MATTER, ended_by="nfa")

    closed = desk.post(f"/cases/{matter}/outcome/close/", {"reason": "Nothing came of it."})
    again = taking.take(authority, matter, "restart", **MATTER)

    assert Case.objects.get(file_id=matter).closed_on is None
    assert closed.location == ""
    assert again.location == f"/cases/{matter}/next/"
    assert taking.state(matter) == "investigating_special"
    kinds = set(Event.objects.filter(file_id=matter).values_list("kind", flat=True))
    assert {"restarted", "misconduct_decided_after_criminal"} <= kinds


def test_gross_misconduct_never_goes_to_a_meeting(visit, matter, subject):
    investigator, authority = visit("external-investigator"), visit("authority")
    taking.take(investigator, matter, "submit_report", **MATTER)
    taking.take(authority, matter, "decide_case_to_answer", **MATTER, **GROSS)

    page = taking.take(authority, matter, "refer_to_proceedings", **MATTER, about=str(subject),
                       proceedings="meeting")  # fmt: skip

    assert page.errors == ["A case to answer for gross misconduct goes to a hearing, never to a"
                           " meeting."]  # fmt: skip


def hear(visit, case, subject):
    desk, authority = visit("desk"), visit("authority")
    theirs = {"course": "proceedings", "person": subject}
    taking.take(authority, case, "serve_notice", **theirs, weighed_given="yes")
    taking.take(desk, case, "supply_documents", **theirs)
    taking.take(desk, case, "respond", **theirs, response="disputes")
    taking.take(desk, case, "list_witnesses", **theirs)
    taking.take(desk, case, "give_documents_to_chair", **theirs)
    chair = browsing.Account.objects.get(username="neighbour-authority").id
    taking.take(authority, case, "name_panel", **theirs, chair=str(chair))
    taking.take(desk, case, "hold_pre_hearing", **theirs)
    taking.take(desk, case, "fix_day", **theirs, **taking.day("heard_on", browsing.days_ago(-30)))
    taking.take(authority, case, "publish_notice", **theirs, fact_cleared_for_publication="yes")
    taking.take(desk, case, "hear", **theirs)
    return theirs


def outcome(visitor, case, theirs, **decided):
    told = {"finding": "gross_misconduct", "exceptional": "none_needed", "incidents": "no",
            "final_warning": "no", **decided}  # fmt: skip
    return taking.take(visitor, case, "decide_outcome", **theirs, **told)


@pytest.mark.scenario("SC-35", part="outcome")
def test_the_hearing_ends_in_dismissal_and_the_report_to_the_college(visit, referred, subject):
    authority, theirs = visit("authority"), hear(visit, referred, subject)

    mild = outcome(visit("desk"), referred, theirs, sanction="final_written_warning")
    outcome(visit("desk"), referred, theirs, sanction="dismissal_without_notice")
    taking.take(visit("desk"), referred, "report_outcome", **theirs)
    taking.take(authority, referred, "notify_officer", **theirs)
    early = taking.take(authority, referred, "close", **theirs)
    taking.take(authority, referred, "report_to_college", **theirs, list="barred")

    assert "Choose which circumstances are exceptional" in mild.errors[0]
    assert "the report to the College of Policing is still owed" in early.text
    results = Outcome.objects.filter(file_id=referred, superseded_by__isnull=True)
    assert set(results.values_list("result", "sanction")) == {
        ("gross_misconduct", "dismissal_without_notice")
    }
    kinds = set(Event.objects.filter(file_id=referred).values_list("kind", flat=True))
    assert {"dismissed", "barred_list_report_made"} <= kinds
    assert taking.steps(referred)[-1] == "report_to_college"


@pytest.mark.scenario("SC-35", part="past-warnings")
def test_earlier_warnings_stand_beside_the_outcome_of_the_hearing(visit, world, referred, subject):
    neighbour = world.organisations["Eastmarch Constabulary"]
    before = registers.case(neighbour, received="2025-01-10", source="internal")
    warned = registers.allegation(before, number=1, subject=Person.objects.get(id=subject))
    registers.outcome(warned, sanction="final_written_warning", on="2025-06-01")
    hear(visit, referred, subject)

    page = visit("desk").get(taking.place(referred, "proceedings", "decide_outcome", subject))

    assert 'name="sanction"' in page.body
    assert "1 June 2025 Final written warning Lasts until 31 May 2027" in page.text
    assert "Eastmarch Constabulary" in page.text


def test_nobody_who_worked_on_the_case_sits_in_judgement(visit, referred, subject):
    theirs = {"course": "proceedings", "person": subject}
    page = visit("authority").get(taking.place(referred, "proceedings", "name_panel", subject))
    busy = browsing.Account.objects.get(username="authority").id

    refused = taking.take(visit("authority"), referred, "name_panel", **theirs, chair=str(busy))

    assert str(busy) not in page.body
    assert refused.location == ""
    assert "name_panel" not in taking.steps(referred)


@pytest.mark.scenario("SC-36", part="would-have-been")
def test_an_officer_who_resigns_would_have_been_dismissed(visit, matter, subject):
    investigator, authority = visit("external-investigator"), visit("authority")
    left = taking.take(visit("desk"), matter, "record_departure", **MATTER, about=str(subject),
                       left_by="resigned")  # fmt: skip
    taking.take(investigator, matter, "submit_report", **MATTER)
    taking.take(authority, matter, "decide_case_to_answer", **MATTER, **GROSS)
    theirs = {"course": "former_officer", "person": subject}
    taking.take(authority, matter, "find_in_scope", **theirs)
    taking.take(authority, matter, "send_to_accelerated_hearing", **theirs)

    courses = standing.courses(case=Case.objects.get(file_id=matter))

    assert left.location == f"/cases/{matter}/next/"
    assert {one.machine for one in courses} == {
        Machine.CONDUCT_MATTER, Machine.FORMER_OFFICER, Machine.ACCELERATED_HEARING,
    }  # fmt: skip


@pytest.mark.scenario("SC-36", part="would-have-been")
def test_the_accelerated_hearing_of_somebody_who_left_finds_and_reports(visit, matter, subject):
    test_an_officer_who_resigns_would_have_been_dismissed(visit, matter, subject)
    authority, desk = visit("authority"), visit("desk")
    theirs = {"course": "accelerated_hearing", "person": subject}
    chair = browsing.Account.objects.get(username="neighbour-authority").id
    taking.take(authority, matter, "serve_notice", **theirs)
    taking.take(desk, matter, "respond", **theirs, response="accepts")
    taking.take(authority, matter, "name_panel", **theirs, chair=str(chair))
    taking.take(desk, matter, "hear", **theirs)

    wrong = outcome(desk, matter, theirs, sanction="dismissal_without_notice")
    outcome(desk, matter, theirs, sanction="would_have_been_dismissed")

    assert "That isn't open here" in wrong.errors[0]
    results = Outcome.objects.filter(file_id=matter, superseded_by__isnull=True)
    assert set(results.values_list("sanction", flat=True)) == {"would_have_been_dismissed"}


def test_the_database_and_the_law_file_agree_on_the_state_of_every_course(referred):
    case = Case.objects.get(file_id=referred)

    for course in standing.courses(case=case):
        history = [
            Done(step=Step(row.step), by=Party(row.party), on=row.happened_on,
                 facts=frozenset(Guard(fact) for fact in row.facts))
            for row in course.taken
        ]  # fmt: skip
        assert states.state_of(machine=course.machine, history=history) is course.state
    assert StepTaken.objects.filter(file_id=referred).exists()


def test_the_reporter_moves_only_if_they_asked_for_it(visit, matter, subject):
    authority, about = visit("authority"), {"about": str(subject)}

    refused = taking.take(authority, matter, "separate", **MATTER, **about, who="reporter_moves",
                          consents="no")  # fmt: skip
    taking.take(authority, matter, "separate", **MATTER, **about, who="subject_moves")

    assert refused.errors == ["The person who reported moves only if they asked for it, freely."
                              " Move the other person."]  # fmt: skip
    assert "separate" in taking.steps(matter)


def test_a_suspension_is_reviewed_by_somebody_within_28_days_until_it_ends(visit, matter, subject):
    authority, about = visit("authority"), {"about": str(subject)}
    soon = taking.day("review_on", browsing.days_ago(-28))
    early = taking.take(authority, matter, "end_suspension", **MATTER, **about)
    seconding.confirm(visit, matter, subject)
    taking.take(authority, matter, "suspend_from_duty", **MATTER, **about, owner="force", **soon,
                restrictions=["suspended", "firearms"])  # fmt: skip
    taking.take(authority, matter, "end_suspension", **MATTER, **about)

    assert "the person is suspended or their duties are restricted" in early.text
    assert taking.steps(matter)[-1] == "end_suspension"
    kept = StepTaken.objects.get(file_id=matter, step="suspend_from_duty")
    assert (kept.owner, kept.review_on) == ("force", browsing.days_ago(-28))
    assert kept.answers == {"restrictions": ["suspended", "firearms"]}
