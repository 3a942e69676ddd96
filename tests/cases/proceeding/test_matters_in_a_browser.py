"""Whole matters, walked in a real browser: each form found and sent as its page offers it."""

from collections.abc import Callable, Iterator

import pytest

import browsing
import seconding
import taking
from candour.cases.models import Event, Outcome
from walks import matters, serving
from walks.driving import Driver, Elsewhere
from walks.matters import CONDUCT, DEATH, Company
from walks.tabs import Findings, Inspector

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

WIDTH = 1280


@pytest.fixture
def found() -> Findings:
    """What the pages of this journey got wrong."""
    return Findings()


@pytest.fixture
def elsewhere(chromium: str) -> Iterator[Elsewhere]:
    opened = Elsewhere(chromium)
    yield opened
    opened.close()


@pytest.fixture
def drive(
    world, as_role, settings, elsewhere: Elsewhere, found: Findings
) -> Iterator[Callable[[str], Driver]]:
    """Sign somebody in with the vault open, once for the journey, in a tab of their own."""
    drivers: dict[str, Driver] = {}
    with serving.serving(as_role, settings) as port:
        inspector = elsewhere.do(lambda: Inspector(elsewhere.browser, found, width=WIDTH))

        def signed_in(username: str) -> Driver:
            if username not in drivers:
                driver = Driver(world, as_role, username)
                driver.unlock()
                drivers[username] = driver.drive(elsewhere, inspector, port=port, width=WIDTH)
            return drivers[username]

        yield signed_in
        for driver in drivers.values():
            driver.close()
        elsewhere.do(inspector.close)


@pytest.fixture
def among(drive, world, as_role) -> Company:
    return Company(visit=drive, world=world, as_role=as_role)


@pytest.fixture
def sound(found: Findings) -> Iterator[None]:
    """At the end, no page of the journey had anything wrong with it."""
    yield
    wrong = (found.accessibility, found.markup, found.sideways, found.console, found.broken)
    assert wrong == ([], [], [], [], [])


def kinds(case) -> set[str]:
    return set(Event.objects.filter(file_id=case).values_list("kind", flat=True))


def sanctions(case) -> set[str]:
    standing = Outcome.objects.filter(file_id=case, superseded_by__isnull=True)
    return set(standing.values_list("sanction", flat=True))


@pytest.mark.usefixtures("sound")
def test_a_complaint_goes_from_the_public_to_a_review_that_is_upheld(among):
    case = matters.complaint(among)
    desk, authority = among.visit("desk"), among.visit("authority")
    matters.report_on(among, case)
    taking.take(authority, case, "decide_case_to_answer", **matters.CHECKED)
    matters.tell(among, case)

    taking.take(desk, case, "apply_for_review")
    taking.take(desk, case, "decide_review", review="upheld", orders="directs_investigation")
    taking.take(authority, case, "reinvestigate")

    assert taking.state(case) == "investigating"
    assert "Decide the review" in desk.get(f"/cases/{case}/next/").text


@pytest.mark.proof
@pytest.mark.usefixtures("sound")
def test_a_member_of_staff_gets_an_external_force_and_an_independent_review(among):
    case = matters.conduct_matter(among, reporter="police_staff_same_force")
    desk, authority = among.visit("desk"), among.visit("authority")
    taking.take(among.visit(matters.EXTERNAL), case, "submit_report", **CONDUCT)
    outside = {**matters.CHECKED, "decider": "subject_force"}
    taking.take(authority, case, "decide_case_to_answer", **CONDUCT, **outside)
    matters.tell(among, case)

    refused = taking.take(desk, case, "apply_for_review", **CONDUCT, reviewer_agreed="no")
    unnamed = taking.take(desk, case, "apply_for_review", **CONDUCT, reviewer_agreed="yes")
    matters.name_reviewer(among, case)
    taking.take(desk, case, "apply_for_review", **CONDUCT, reviewer_agreed="yes")
    taking.take(desk, case, "decide_review", **CONDUCT, review="upheld",
                orders="directs_investigation")  # fmt: skip

    assert (refused.location, unnamed.location) == ("", "")
    assert taking.steps(case)[-2:] == ["apply_for_review", "decide_review"]


@pytest.mark.proof
@pytest.mark.usefixtures("sound")
def test_a_criminal_nfa_does_not_end_it_and_the_hearing_ends_on_the_barred_list(among):
    case = matters.conduct_matter(among)
    desk, authority = among.visit("desk"), among.visit("authority")
    matters.stop(authority, case)
    taking.take(desk, case, "record_criminal_outcome", **CONDUCT, ended_by="nfa")
    taking.take(authority, case, "restart", **CONDUCT)
    matters.refer(among, case)
    theirs = matters.hear(among, case)

    matters.outcome(desk, case, theirs, sanction="dismissal_without_notice")
    taking.take(desk, case, "report_outcome", **theirs)
    taking.take(authority, case, "notify_officer", **theirs)
    taking.take(authority, case, "report_to_college", **theirs, list="barred")

    assert sanctions(case) == {"dismissal_without_notice"}
    assert {"misconduct_decided_after_criminal", "dismissed", "barred_list_report_made"} <= kinds(
        case
    )


@pytest.mark.proof
@pytest.mark.usefixtures("sound")
def test_an_officer_who_resigns_would_have_been_dismissed(among):
    case = matters.conduct_matter(among)
    matters.leave(among, case)
    theirs = matters.hear_at_once(among, case)

    wrong = matters.outcome(among.visit("desk"), case, theirs, sanction="dismissal_without_notice")
    matters.outcome(among.visit("desk"), case, theirs, sanction="would_have_been_dismissed")

    assert "That isn't open here" in wrong.errors[0]
    assert sanctions(case) == {"would_have_been_dismissed"}


@pytest.mark.proof
@pytest.mark.usefixtures("sound")
def test_a_discontinued_trial_is_followed_by_the_misconduct_question(among):
    case = matters.conduct_matter(among)
    desk, authority = among.visit("desk"), among.visit("authority")
    matters.stop(authority, case)

    closed = desk.get(f"/cases/{case}/outcome/close/")
    taking.take(desk, case, "record_criminal_outcome", **CONDUCT, ended_by="discontinued")
    stopped = taking.state(case)
    taking.take(authority, case, "restart", **CONDUCT)

    assert "Close" in closed.text
    assert stopped != "closed"
    assert taking.state(case) == "investigating_special"
    assert {"restarted", "misconduct_decided_after_criminal"} <= kinds(case)
    assert browsing.allegations(case)


@pytest.mark.proof
@pytest.mark.usefixtures("sound")
def test_a_certified_matter_is_heard_at_once_in_the_open_and_ends_on_the_barred_list(among):
    case = matters.conduct_matter(among)
    desk, authority = among.visit("desk"), among.visit("authority")
    theirs = matters.certify(among, case)

    taking.take(authority, case, "serve_notice", **theirs)
    taking.take(desk, case, "respond", **theirs, response="disputes")
    taking.take(authority, case, "name_panel", **theirs, chair=matters.chair())
    taking.take(desk, case, "require_notice", **theirs)
    taking.take(authority, case, "publish_notice", **theirs, fact_chair_requires_notice="yes",
                fact_cleared_for_publication="yes")  # fmt: skip
    taking.take(desk, case, "hear", **theirs)
    matters.outcome(desk, case, theirs, sanction="dismissal_without_notice")
    taking.take(desk, case, "report_outcome", **theirs)
    taking.take(authority, case, "notify_officer", **theirs)
    taking.take(authority, case, "report_to_college", **theirs, list="barred")

    assert sanctions(case) == {"dismissal_without_notice"}
    assert {
        "accelerated_certified", "accelerated_notice_given", "public_notice_required",
        "hearing_notice_published", "accelerated_hearing_started", "dismissed",
        "barred_list_report_made",
    } <= kinds(case)  # fmt: skip


@pytest.mark.proof
@pytest.mark.usefixtures("sound")
def test_a_death_is_referred_investigated_and_found_to_show_no_crime(among):
    case = matters.death(among)
    desk, authority = among.visit("desk"), among.visit("authority")
    taking.take(desk, case, "decide_mode", **DEATH, mode="local")
    taking.take(desk, case, "investigate", **DEATH)
    taking.take(among.visit(matters.EXTERNAL), case, "submit_report", **DEATH)
    taking.take(authority, case, "decide_case_to_answer", **DEATH, **matters.CHECKED)
    matters.tell(among, case)
    desk.post(f"/cases/{case}/outcome/close/", {"reason": "Nothing is left."})

    assert taking.state(case) == "finalised"
    assert {"mode_decided", "case_to_answer_decided", "outcome_notified", "closed"} <= kinds(case)


@pytest.mark.proof
@pytest.mark.usefixtures("sound")
def test_a_death_that_came_back_becomes_a_conduct_matter_that_leads_the_case(among):
    case = matters.death(among)
    desk, authority = among.visit("desk"), among.visit("authority")
    investigator = among.visit(matters.EXTERNAL)
    taking.take(desk, case, "decide_mode", **DEATH, mode="returned")
    taking.take(desk, case, "take_back", **DEATH)
    taking.take(desk, case, "investigate", **DEATH)
    taking.take(investigator, case, "submit_report", **DEATH)
    taking.take(authority, case, "decide_case_to_answer", **DEATH, **matters.GROSS)
    taking.take(authority, case, "convert_to_conduct_matter", **DEATH,
                fact_indicates_crime_or_discipline="yes")  # fmt: skip

    taking.take(desk, case, "record", **CONDUCT, fact_is_recordable="yes", conditions=["none"])
    taking.take(desk, case, "investigate", **CONDUCT)
    closing = desk.get(f"/cases/{case}/outcome/close/")
    taking.take(investigator, case, "submit_report", **CONDUCT)

    assert "closed" not in kinds(case)
    assert "reason" not in closing.fields
    assert taking.state(case) == "report_submitted"


@pytest.mark.proof
@pytest.mark.usefixtures("sound")
def test_a_member_of_staff_is_dismissed_under_the_employers_procedure(among):
    case = matters.against_staff(among)
    taking.take(among.visit("authority"), case, "investigate", **matters.of_staff(among))
    matters.stop_for_a_court(among, case)
    matters.investigate_staff(among, case)

    matters.dismiss_staff(among, case)

    assert sanctions(case) == {"staff_dismissed"}
    assert taking.steps(case)[-1] == "close"
    assert {"staff_notice_given", "staff_told_outcome", "barred_list_report_made"} <= kinds(case)


@pytest.mark.proof
@pytest.mark.usefixtures("sound")
def test_somebody_who_left_gets_a_decision_that_two_people_made(among):
    case = matters.leave_without_a_case(among)
    matters.propose_no_proceedings(among, case)
    seconding.reply(among.visit("desk-two"), case)

    theirs = {"course": "former_officer", "person": among.subject}
    taking.take(among.visit("authority"), case, "find_no_proceedings", **theirs)

    assert taking.steps(case)[-1] == "find_no_proceedings"
