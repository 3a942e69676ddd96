"""Public appeals for witnesses: answers reach the body that asks, and nobody else."""

import datetime
import io
import json
import uuid

import pytest
from django.core.management import CommandError, call_command

import story
from candour import clock
from candour.access import desks
from candour.intake import appeals
from candour.intake.models import Appeal, Report, Staged


@pytest.fixture
def body(world) -> str:
    """The name of the first body outside the force."""
    known = desks.receivers()
    force = next(one for one in known if one.name == "Northfold Police")
    return force.outside[0].name


@pytest.fixture
def appeal(world, as_role, body) -> appeals.Appeal:
    with as_role("worker"):
        call_command(
            "appeal", "open", f"--body={body}", "--force=Northfold Police",
            "--title=Firearms team, 2024 to 2026", "--about=We look for people who saw it.",
            "--from=2024-01-01", "--until=2026-06-30", "--closes=2999-01-01",
        )  # fmt: skip
        return appeals.open_on(clock.today())[0]


@pytest.mark.scenario("SC-55", part="form")
def test_an_appeal_is_listed_and_leads_into_its_own_report(report_site, reporter, appeal):
    listed = report_site.get("/appeals/").content.decode()
    assert appeal.title in listed
    reporter.response = report_site.get(f"/report/?appeal={appeal.id}")
    assert "What do you know?" in reporter.text
    passed = reporter.walk("appeal")
    assert {"force", "destination"}.isdisjoint(passed)
    said = reporter.said
    assert (said.route, said.appeal, said.force) == ("appeal", appeal.id, appeal.force_id)


@pytest.mark.scenario("SC-55", part="separate-vault")
def test_what_answers_an_appeal_is_for_the_body_that_made_it_alone(
    report_site, reporter, appeal, as_role
):
    reporter.response = report_site.get(f"/report/?appeal={appeal.id}")
    reporter.walk("appeal")
    reporter.send()
    with as_role("worker"):
        sealed = Staged.objects.get().package
        story.seal(at=clock.now())
        report = Report.objects.get(route="appeal")
    assert sealed["organisation"] == str(appeal.body_id)
    assert (report.appeal_id, report.organisation_id) == (appeal.id, appeal.body_id)


def test_an_appeal_can_be_chosen_on_the_first_page_only_while_one_is_open(
    report_site, reporter, appeal, as_role
):
    reporter.response = report_site.get("/report/")
    assert "I answer an appeal for witnesses" in reporter.text
    with as_role("worker"):
        call_command("appeal", "close", str(appeal.id))
        yesterday = clock.today() - datetime.timedelta(days=1)
        Appeal.objects.update(closes_on=yesterday, opened_on=yesterday)
    reporter.response = report_site.get("/report/")
    assert "I answer an appeal for witnesses" not in reporter.text
    assert "Nobody asks for witnesses now" in report_site.get("/appeals/").content.decode()


def test_who_began_to_answer_before_an_appeal_closed_can_still_send(
    report_site, reporter, appeal, as_role
):
    reporter.response = report_site.get(f"/report/?appeal={appeal.id}")
    with as_role("worker"):
        yesterday = clock.today() - datetime.timedelta(days=1)
        Appeal.objects.update(closes_on=yesterday, opened_on=yesterday)
    reporter.walk("appeal")
    reporter.send()
    assert "We have your report" in reporter.text


@pytest.mark.parametrize("given", ["", "x", str(uuid.UUID(int=7)), "\x00", "'"])
def test_an_unknown_appeal_leads_to_the_first_page(report_site, appeal, given):
    answer = report_site.get("/report/", {"appeal": given})
    assert "Which of these fits you?" in answer.content.decode()


def test_an_appeal_of_a_body_that_takes_no_reports_is_refused(world, as_role):
    with as_role("worker"), pytest.raises(CommandError, match="takes no reports"):
        call_command(
            "appeal", "open", "--body=Nobody", "--force=Northfold Police", "--title=x",
            "--about=y", "--from=2026-01-01", "--until=2026-02-01", "--closes=2999-01-01",
        )  # fmt: skip


def test_the_appeals_that_are_open_are_listed_for_programs_too(world, as_role, appeal):
    printed = io.StringIO()
    with as_role("worker"):
        call_command("appeal", "list", "--json", stdout=printed)
    assert [one["id"] for one in json.loads(printed.getvalue())] == [str(appeal.id)]
