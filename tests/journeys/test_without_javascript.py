"""Every page works without a script, on a narrow screen, for everybody, and tells nobody else."""

import pytest

import cast
from walks import steps

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

# What every step of the walk and the tour of the rest have passed by.
PLACES = {
    "report/", "report/report/", "report/mailbox/", "report/check/", "report/carry-on/",
    "report/limits/", "report/accessibility/", "report/appeals/", "report/published/",
    "report/figures/",
    "casework/", "casework/cases/",
    "casework/reports/<id>/", "casework/reports/<id>/record/", "casework/cases/<id>/",
    "casework/cases/<id>/words/", "casework/cases/<id>/screening/",
    "casework/cases/<id>/severity/", "casework/cases/<id>/severity/<id>/facts/",
    "casework/cases/<id>/severity/<id>/history/", "casework/cases/<id>/referral/",
    "casework/cases/<id>/referral/answers/", "casework/cases/<id>/referral/refer/",
    "casework/cases/<id>/allocation/", "casework/cases/<id>/letters/",
    "casework/cases/<id>/outcome/", "casework/cases/<id>/outcome/<id>/",
    "casework/cases/<id>/outcome/tell/", "casework/cases/<id>/outcome/close/",
    "casework/cases/<id>/timeline/", "casework/handed-on/case/", "casework/sign-in/demo/",
    "casework/sign-in/login/", "oversight/", "oversight/measures/",
    "oversight/measures/timeliness/", "oversight/sign-in/demo/", "oversight/alerts/",
    "oversight/channels/", "oversight/escalations/", "oversight/reporting-lines/",
    "casework/reporting-lines/",
    "casework/managers/", "casework/chased/", "casework/solved-outside/",
    "casework/files/<id>/advice/", "casework/files/<id>/watch/", "casework/attachments/<id>/",
    "casework/attachments/<id>/<id>/", "casework/cases/<id>/walls/", "casework/cases/<id>/leave/",
    "casework/cases/<id>/other-force/", "casework/cases/<id>/declaration/", "casework/who/",
}  # fmt: skip


@pytest.fixture(scope="module")
def seen(walk, second_walk, findings):
    """What both walks found on the pages they passed, with scripts and without."""
    return findings


@pytest.mark.scenario("SC-08", part="without-javascript")
def test_the_whole_walk_works_without_any_script(second_walk):
    assert "It holds" in second_walk.reporter.verdict
    assert steps.ANSWER in second_walk.handlers.letters
    assert "Gross misconduct proven" in second_walk.reporter.told
    assert "This case is closed" in second_walk.handlers.closed


@pytest.mark.parametrize("part", cast.KEPT_OUT)
def test_without_scripts_too_the_lists_of_those_kept_out_never_change(second_walk, part):
    first, *others = (second_walk.looks[stage][part] for stage in second_walk.looks)

    assert others == [first] * 4


def test_every_page_was_passed_by(seen):
    assert seen.visited >= PLACES


@pytest.mark.scenario("SC-08", part="accessible")
def test_an_accessibility_checker_finds_nothing_on_any_page(seen):
    assert seen.accessibility == []


def test_every_page_is_well_formed(seen):
    assert seen.markup == []


def test_no_page_scrolls_sideways_on_the_narrowest_screen(seen):
    assert seen.sideways == []


@pytest.mark.scenario("SC-08", part="nothing-kept")
def test_no_page_may_be_kept(seen):
    assert seen.headers == []


def test_no_page_asks_any_other_host_for_anything(seen):
    assert seen.hosts <= {f"{name}.localhost" for name in ("report", "casework", "oversight")}


def test_no_browser_had_anything_to_complain_about(seen):
    assert (seen.console, seen.broken) == ([], [])


@pytest.mark.scenario("SC-08", part="no-script-no-cookie")
def test_the_report_site_leaves_no_cookie_in_the_browser(walk, second_walk):
    assert (walk.reporter.cookies, second_walk.reporter.cookies) == ((), ())


def test_the_titles_of_the_report_site_tell_nothing(seen):
    titles = {title for place, title in seen.titles if place.startswith("report/")}

    assert titles <= {"Form", "Error: Form", *(f"Step {number}" for number in range(1, 20)),
                      "Error: Step 1"}  # fmt: skip
