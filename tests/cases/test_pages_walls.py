"""What is hidden and what isn't there look alike on every page, and leave the same leaf."""

import pytest
from django.db import connection

import browsing
import story
from browsing import NOWHERE, case_paths
from candour.cases.models import Allegation
from candour.guard.models import Wall
from cast import KEPT_OUT

EMPTY = "0 cases."


@pytest.mark.scenario("SC-20", part="pages")
@pytest.mark.parametrize("username", [*KEPT_OUT, "investigator", "external-investigator"])
def test_whoever_has_no_part_in_a_case_gets_404_on_every_page_of_it(visit, case, username):
    visitor = visit(username)

    assert visitor.statuses(case_paths(case)) == {404}


@pytest.mark.parametrize("username", KEPT_OUT)
def test_a_locked_vault_changes_nothing_about_that(visit, case, username):
    visitor = visit(username, locked=True)

    assert visitor.statuses(case_paths(case)) == {404}


@pytest.mark.parametrize("username", ["desk", "desk-two", "authority"])
def test_the_readers_of_a_case_reach_every_page_of_it(visit, case, username):
    visitor = visit(username)

    assert visitor.statuses(case_paths(case)) <= {200, 302}


@pytest.mark.parametrize("username", ["investigator", "external-investigator"])
def test_an_investigator_reaches_every_page_once_given_the_case_and_declared(
    visit, case, world, as_role, username
):
    chosen = {"account": str(world.accounts[username])}

    given = visit("desk").post(f"/cases/{case}/allocation/", chosen)

    story.declare(world, as_role, file=case, by=username)
    assert given.location == f"/cases/{case}/allocation/"
    assert visit(username).statuses(case_paths(case)) <= {200, 302}
    assert "pushed me against the lockers" in visit(username).get(f"/cases/{case}/words/").text


@pytest.mark.scenario("SC-20", part="indistinguishable")
def test_a_hidden_and_an_absent_case_answer_alike_byte_for_byte(visit, case):
    subject = visit("subject")
    hidden = case_paths(case)
    absent = [path.replace(str(case), str(NOWHERE)) for path in hidden]

    assert subject.answers(hidden) == subject.answers(absent)


def test_an_address_that_was_never_one_answers_the_same(visit, case):
    subject = visit("subject")

    assert subject.get(f"/cases/{case}/") == subject.get("/nothing/of/the/kind/")


@pytest.mark.scenario("SC-20", part="attempt-logged")
@pytest.mark.parametrize("page", ["", "words/", "screening/", "severity/", "outcome/close/"])
def test_a_hidden_and_an_absent_case_leave_one_identical_leaf(visit, case, page):
    subject = visit("subject")
    before = len(browsing.leaves())

    subject.get(f"/cases/{case}/{page}")
    subject.get(f"/cases/{NOWHERE}/{page}")

    hidden, absent = browsing.denials()
    assert len(browsing.leaves()) - before == 2
    assert hidden == absent


def test_a_denial_inside_a_step_leaves_its_leaf_and_undoes_the_step(visit, case, world, as_role):
    desk, given = visit("desk"), {"account": str(world.accounts["investigator"])}
    desk.post(f"/cases/{case}/allocation/", given)
    story.declare(world, as_role, file=case)
    investigator = visit("investigator")

    answered = investigator.post(f"/cases/{case}/outcome/close/", {"reason": "Enough."})

    assert answered.status == 404
    assert [one["what"] for one in browsing.denials()] == ["cases.close"]


@pytest.mark.scenario("SC-20", part="lists-and-search")
@pytest.mark.parametrize("username", KEPT_OUT)
def test_a_case_counts_for_nothing_in_the_lists_of_those_it_is_hidden_from(visit, case, username):
    visitor = visit(username)

    assert EMPTY in visitor.get("/cases/").text
    assert EMPTY in visitor.get("/cases/?text=C-").text.replace(" found", "")
    assert "0 open cases, 0 overdue." in visitor.get("/").text


@pytest.mark.scenario("SC-20", part="export")
@pytest.mark.parametrize("username", KEPT_OUT)
def test_nothing_of_a_case_is_in_the_export_of_those_it_is_hidden_from(visit, case, username):
    exported = visit(username).get("/cases/export/")

    assert exported.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert len(exported.body.splitlines()) == 1


@pytest.mark.scenario("SC-20", part="desk")
def test_the_subject_on_the_desk_sees_no_report_wait(visit, report):
    subject = visit("subject")

    assert "No report waits for you." in subject.get("/").text
    assert subject.statuses([f"/reports/{report}/", f"/reports/{report}/record/"]) == {404}
    assert subject.get(f"/reports/{report}/") == subject.get(f"/reports/{NOWHERE}/")


@pytest.mark.parametrize("username", ["authority", "investigator"])
def test_only_the_desk_opens_reports(visit, report, username):
    visitor = visit(username)

    assert visitor.statuses([f"/reports/{report}/", f"/reports/{report}/record/"]) == {404}


@pytest.mark.parametrize("page", ["screening/", "severity/{}/facts/", "severity/{}/history/"])
def test_whoever_is_walled_from_an_earlier_case_gets_the_answer_of_an_absent_one(
    visit, case, world, page
):
    desk, place = visit("desk"), page.format(browsing.allegations(case)[0])
    earlier = Allegation.objects.filter(
        subject_id=browsing.suggestion_of(case, "subject").person_id
    ).first()
    Wall.objects.create(
        file_id=earlier.file_id, account_id=world.accounts["desk"], because="association"
    )
    seen = len(browsing.leaves())

    answered = desk.get(f"/cases/{case}/{place}")

    assert answered == desk.get(f"/cases/{NOWHERE}/{place}")
    hidden, absent = browsing.denials()
    assert len(browsing.leaves()) - seen == 2
    assert hidden == absent


def test_nobody_reads_as_a_superuser_here(visit, case, as_role):
    with as_role("casework"), connection.cursor() as cursor:
        cursor.execute("select current_user, rolsuper, rolbypassrls from pg_roles"
                       " where rolname = current_user")  # fmt: skip
        role = cursor.fetchone()

    assert role == ("candour_casework", False, False)
