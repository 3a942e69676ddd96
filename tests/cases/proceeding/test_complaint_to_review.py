"""A public complaint, over HTTP: recorded, investigated, decided with its checks, reviewed."""

import pytest
from test_pages_referral import ALL_NO

import browsing
import story
import taking
from candour.cases.courses.sheets import codes
from candour.cases.models import Event, PassageWait, StepTaken
from candour.people.models import Service

CHECKED = {
    "p0_finding": "no_case_to_answer",
    "p0_word_against_word": "yes",
    "p0_why_no_case": "no_evidence_found",
    **{f"p0_corroboration_{name}": "nothing" for name, _ in codes.CORROBORATION},
    **{f"p0_reporter_{name}": "neither" for name, _ in codes.CREDIBILITY},
    **{f"p0_subject_{name}": "neither" for name, _ in codes.CREDIBILITY},
    "decider": "subject_force",
}


@pytest.fixture
def subject(world):
    return browsing.Account.objects.get(username="subject").person_id


@pytest.fixture
def complaint(visit, world, as_role):
    """A complaint by a member of the public, assessed as misconduct, with its investigator."""
    sent, desk = story.reported(world, as_role), visit("desk")
    case = story.record(world, as_role, report=sent.file, reporter_kind="public").file
    browsing.rule_out(case, desk, but="subject")
    for allegation in browsing.allegations(case):
        browsing.assess(case, desk, allegation=allegation, level="misconduct")
    desk.post(f"/cases/{case}/referral/answers/", ALL_NO)
    external = str(world.accounts["external-investigator"])
    desk.post(f"/cases/{case}/allocation/", {"account": external})
    story.declare(world, as_role, file=case, by="external-investigator")
    return case


@pytest.fixture
def reported_on(visit, complaint, subject):
    """The same, investigated under special procedures, with its report."""
    investigator, desk = visit("external-investigator"), visit("desk")
    taking.take(investigator, complaint, "begin_special_procedures",
                fact_indicates_crime_or_discipline="yes")  # fmt: skip
    told = {"stage": "notice", "answer": "told", "letter": "On Friday.", "why": "She is ready."}
    desk.post(f"/cases/{complaint}/parties/safety/", told)
    about = {"about": str(subject)}
    taking.take(investigator, complaint, "serve_notice", **about)
    taking.take(investigator, complaint, "receive_representations", **about)
    assert PassageWait.objects.filter(file_id=complaint, source="response").exists()
    when = taking.day("interview_on", browsing.days_ago(-7))
    taking.take(investigator, complaint, "specify_interview", **about, **when)
    taking.take(investigator, complaint, "interview", **about)
    taking.take(investigator, complaint, "submit_report")
    return complaint


def test_the_walk_to_the_report_follows_the_table(reported_on):
    assert taking.steps(reported_on) == [
        "log", "record", "investigate", "appoint_investigator", "begin_special_procedures",
        "assess_severity", "decide_reporter_safety", "serve_notice", "receive_representations",
        "specify_interview", "interview", "submit_report",
    ]  # fmt: skip
    assert taking.state(reported_on) == "report_submitted"
    kinds = set(Event.objects.filter(file_id=reported_on).values_list("kind", flat=True))
    assert {"special_procedures_began", "notice_given", "final_report_submitted"} <= kinds


@pytest.mark.scenario("SC-17", part="recorded")
def test_no_notice_is_recorded_before_the_reporters_safety_was_decided(visit, complaint, subject):
    investigator = visit("external-investigator")
    taking.take(investigator, complaint, "begin_special_procedures",
                fact_indicates_crime_or_discipline="yes")  # fmt: skip

    page = taking.take(investigator, complaint, "serve_notice", about=str(subject))

    assert "the safety of the person who reported is decided" in page.text
    assert "serve_notice" not in taking.steps(complaint)


@pytest.mark.scenario("SC-31", part="believed")
@pytest.mark.scenario("SC-31", part="checklist")
def test_no_case_to_answer_is_refused_without_corroboration_and_the_same_test_for_both(
    visit, reported_on
):
    authority = visit("authority")
    bare = {name: CHECKED[name] for name in ("p0_finding", "p0_word_against_word", "decider")}

    believed = taking.take(authority, reported_on, "decide_case_to_answer", **bare,
                           p0_why_no_case="officer_believed")  # fmt: skip
    one_sided = taking.take(
        authority, reported_on, "decide_case_to_answer",
        **{name: value for name, value in CHECKED.items() if not name.startswith("p0_subject")},
    )  # fmt: skip

    assert "Look for corroboration first" in believed.errors[0]
    assert "is no reason by itself" in believed.errors[0]
    assert "Test both accounts by the same headings" in one_sided.errors[0]
    assert taking.state(reported_on) == "report_submitted"


@pytest.mark.scenario("SC-28", part="codes")
@pytest.mark.parametrize("why", ["banter", "did_not_know_better", "personality_clash"])
def test_a_forbidden_reason_is_refused_by_its_name(visit, reported_on, why):
    page = taking.take(visit("authority"), reported_on, "decide_case_to_answer",
                       **{**CHECKED, "p0_why_no_case": why})  # fmt: skip

    assert "is not a reason" in page.errors[0]
    assert taking.state(reported_on) == "report_submitted"


@pytest.mark.scenario("SC-34", part="by-step")
def test_the_whole_walk_ends_with_a_review_upheld_and_a_new_investigation(visit, reported_on):
    desk, authority = visit("desk"), visit("authority")
    taking.take(authority, reported_on, "decide_case_to_answer", **CHECKED)
    for allegation in browsing.allegations(reported_on):
        data = {"result": "no_case_to_answer", "sanction": "", "reason": "Weighed."}
        desk.post(f"/cases/{reported_on}/outcome/{allegation}/", data)
    letter = desk.get(f"/cases/{reported_on}/outcome/tell/").fields["text"][0]
    desk.post(f"/cases/{reported_on}/outcome/tell/", {"text": letter})
    early = desk.post(f"/cases/{reported_on}/outcome/close/", {"reason": "Done."})

    taking.take(desk, reported_on, "apply_for_review")
    opened = taking.state(reported_on)
    taking.take(desk, reported_on, "decide_review", review="upheld",
                orders="directs_investigation")  # fmt: skip
    taking.take(authority, reported_on, "reinvestigate")

    assert "no review can be applied for any more" in early.text
    assert opened == "review_open"
    assert taking.state(reported_on) == "investigating"
    assert "Decide the review" in desk.get(f"/cases/{reported_on}/next/").text


def test_an_outcome_without_its_checks_is_refused_once_the_course_was_taken_up(visit, reported_on):
    first = browsing.allegations(reported_on)[0]
    data = {"result": "no_case_to_answer", "sanction": "", "reason": "Weighed."}

    page = visit("desk").post(f"/cases/{reported_on}/outcome/{first}/", data)

    assert page.errors == ["Decide under Next steps first, with the checks, that there is no case"
                           " to answer."]  # fmt: skip


def test_the_second_of_two_people_is_told_that_the_case_has_moved_on(visit, complaint):
    desk, authority = visit("desk"), visit("authority")
    address = taking.place(complaint, "complaint", "preserve_evidence")
    held = {name: values[-1] for name, values in desk.get(address).fields.items()}
    taking.take(authority, complaint, "preserve_evidence")

    page = desk.post(address, held)

    assert page.errors == ["Somebody has taken another step in the meantime. Look at where it"
                           " stands now, then decide."]  # fmt: skip
    assert StepTaken.objects.filter(file_id=complaint, step="preserve_evidence").count() == 1


def test_the_register_knows_whether_the_subject_is_an_officer(subject):
    kinds = Service.objects.filter(person_id=subject, left_on__isnull=True)
    assert set(kinds.values_list("kind", flat=True)) == {"officer"}


@pytest.mark.scenario("SC-40", part="refused")
def test_violence_is_never_handled_without_an_investigation(visit, case):
    address = taking.place(case, "complaint", "handle_without_investigation")

    page = visit("authority").get(address)

    assert "this kind of allegation may not be resolved informally" in page.text
    assert "Save this step" not in page.text
