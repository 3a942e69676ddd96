"""One case from the desk to its end, by posts alone, as the site's own role."""

import pytest
from test_pages_referral import ALL_NO
from test_pages_reports import TYPED

import browsing
import story
from candour.cases import deadlines
from candour.cases.models import Case, Event
from candour.guard.log import verify
from candour.intake import mailboxes
from candour.ops import work


@pytest.fixture
def walked(visit, world, as_role):
    """Everything from recording to closing; the report and its case."""
    sent, desk = story.reported(world, as_role), visit("desk")
    desk.post(f"/reports/{sent.file}/record/", TYPED)
    case = Case.objects.get(report_file_id=sent.file).file_id
    browsing.rule_out(case, desk, but="subject")
    for allegation in browsing.allegations(case):
        browsing.assess(case, desk, allegation=allegation, level="gross_misconduct")
    desk.post(f"/cases/{case}/referral/answers/", {**ALL_NO, "mr3": "yes"})
    visit("authority").post(f"/cases/{case}/referral/refer/", {"reason": "Mandatory."})
    external = str(world.accounts["external-investigator"])
    desk.post(f"/cases/{case}/allocation/", {"account": external})
    story.declare(world, as_role, file=case, by="external-investigator")
    investigator = visit("external-investigator")
    for allegation in browsing.allegations(case):
        data = {"result": "gross_misconduct", "sanction": "dismissal_without_notice",
                "reason": "Proven at the hearing."}  # fmt: skip
        investigator.post(f"/cases/{case}/outcome/{allegation}/", data)
    letter = investigator.get(f"/cases/{case}/outcome/tell/").fields["text"][0]
    investigator.post(f"/cases/{case}/outcome/tell/", {"text": letter})
    desk.post(f"/cases/{case}/outcome/close/", {"reason": "Told and done."})
    return sent, case


def test_the_walk_ends_in_a_closed_case_with_every_step_on_its_timeline(walked, visit):
    _, case = walked

    page = visit("authority").get(f"/cases/{case}/timeline/")

    steps = ["Report received", "Recorded under schedule 3", "Person 1 compared with the register",
             "Severity of allegation 1 assessed with the history", "Referral criterion met",
             "Referred", "Outcome decided", "Outcome notified", "Review information given",
             "Closed"]  # fmt: skip
    places = [page.text.index(step) for step in steps]
    assert places == sorted(places)
    assert Case.objects.get(file_id=case).closed_on is not None


def test_the_reporter_reads_the_outcome_with_her_words(walked, as_role):
    sent, _ = walked
    with as_role("report"):
        box = mailboxes.open_box(keys=sent.keys)

    assert "Gross misconduct proven" in box.letters[-1].text
    assert [step.state for step in box.progress] == [
        "with_desk",
        "recorded",
        "referred",
        "investigating",
        "outcome_given",
        "closed",
    ]


def test_everything_the_walk_wrote_is_in_the_log(walked, as_role, log_keys):
    with as_role("worker"):
        work.sequence()
        found = verify.verify(trusted=log_keys, origin="candour.localhost/log")

    assert found.findings == ()


def test_the_stored_days_agree_with_the_events_after_the_walk(walked):
    _, case = walked
    Case.objects.filter(file_id=case).update(closed_on=None)

    found = deadlines.differences(on=browsing.days_ago(0))[1]

    reference = Case.objects.get(file_id=case).reference
    assert [one for one in found if one.reference == reference] == []
    assert Event.objects.filter(file_id=case).count() > 10


def test_a_closed_case_offers_nothing_to_change_but_its_walls_and_what_goes_on_after(walked, visit):
    _, case = walked
    desk = visit("desk")

    # Somebody may turn out to be too close long after a case is closed.
    # What a person harmed needs is followed for a year, and what is learned is seen to later.
    after = ("/walls/", "/checks/follow-up/", "/checks/learning/")
    paths = [path for path in browsing.case_paths(case) if not any(one in path for one in after)]

    answers = zip(paths, desk.answers(paths), strict=True)

    assert [path for path, page in answers if "<textarea" in page.body] == []


def test_no_page_of_the_walk_runs_a_script_or_an_inline_style(walked, visit):
    _, case = walked
    pages = visit("desk").answers(["/", "/cases/", *browsing.case_paths(case)])

    bodies = "".join(page.body for page in pages)
    assert "<script" not in bodies
    assert " style=" not in bodies
