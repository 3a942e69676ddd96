"""A subject's seat shows what was served on it; the case and its people stay out of sight."""

import pytest

import browsing
from browsing import NOWHERE, case_paths
from candour.cases.models import ServedCopy
from cast import OTHER_BODY, REPRESENTATIVE, SUBJECT, SUBJECT_SEAT
from sides import NOTICE

SEATED = (SUBJECT_SEAT, REPRESENTATIVE, OTHER_BODY)


def own(username: str) -> str:
    return f"/bundle/{ServedCopy.objects.get(account__username=username).id}/"


def test_a_subject_reads_the_notice_in_their_seat(visit, safe, side):
    side(safe, SUBJECT_SEAT)
    subject = visit(SUBJECT_SEAT)

    listed, opened = subject.get("/bundle/"), subject.get(own(SUBJECT_SEAT))

    assert "Notice of investigation" in listed.text
    assert all(word in opened.text for word in NOTICE.split())
    assert "Not to be passed on." in opened.text


@pytest.mark.scenario("SC-18", part="own-bundle")
@pytest.mark.parametrize("username", SEATED)
def test_a_seat_opens_no_page_of_the_case_nor_any_list(visit, named, side, username):
    side(named, SUBJECT_SEAT)
    visitor = visit(username)
    lists = ["/cases/", "/cases/export/", "/chased/", "/managers/", "/solved-outside/"]

    assert visitor.statuses([*case_paths(named), *lists]) == {404}
    assert visitor.get(f"/cases/{named}/") == visitor.get(f"/cases/{NOWHERE}/")


def test_the_first_page_of_a_seat_is_its_bundle(visit, safe):
    assert visit(SUBJECT_SEAT).get("/").location == "/bundle/"


@pytest.mark.scenario("SC-18", part="own-bundle")
def test_each_sees_its_own_copies_and_nobody_elses(visit, named, side):
    side(named, SUBJECT_SEAT)
    side(named, OTHER_BODY, stage="other", text="What the reporter's side is told of it.")

    pages = {name: visit(name).get("/bundle/").text for name in SEATED}

    assert all(page.count("Notice") <= 1 for page in pages.values())
    assert "Notice of investigation" in pages[REPRESENTATIVE]
    assert "Given for another purpose" in pages[OTHER_BODY]
    assert "Notice of investigation" not in pages[OTHER_BODY]
    assert visit(OTHER_BODY).get(own(SUBJECT_SEAT)).status == 404
    assert visit(SUBJECT_SEAT).get(own(REPRESENTATIVE)).status == 404


def test_anothers_copy_and_one_that_is_not_there_answer_alike(visit, named, side):
    side(named, SUBJECT_SEAT)
    subject = visit(SUBJECT_SEAT)
    before = len(browsing.denials())

    hidden, absent = subject.get(own(REPRESENTATIVE)), subject.get(f"/bundle/{NOWHERE}/")

    one, other = browsing.denials()[before:]
    assert (hidden, one) == (absent, other)


@pytest.mark.parametrize("username", [SUBJECT, "colleague", "line-manager", "stranger", "desk"])
def test_nobody_else_has_a_bundle(visit, safe, side, username):
    side(safe, SUBJECT_SEAT)

    assert visit(username).statuses(["/bundle/", own(SUBJECT_SEAT)]) == {404}


def test_a_second_account_of_the_subject_sees_neither_bundle_nor_case(visit, safe, side):
    side(safe, SUBJECT_SEAT)
    staff = visit(SUBJECT)

    assert staff.statuses([*case_paths(safe), "/bundle/", own(SUBJECT_SEAT)]) == {404}
    assert "No report waits for you." in staff.get("/").text


@pytest.mark.scenario("SC-17", part="staged")
def test_a_seat_tells_nothing_of_a_matter_before_something_is_served(visit, named):
    assert "Nothing has been given to you here." in visit(SUBJECT_SEAT).get("/bundle/").text
    assert "Nothing has been given to you here." in visit(OTHER_BODY).get("/bundle/").text


def test_only_a_subject_of_the_case_can_be_given_a_seat(visit, case, world):
    data = {"account": str(world.accounts[SUBJECT_SEAT]), "why": "Nobody is confirmed yet."}

    page = visit("desk").post(f"/cases/{case}/parties/seat/", data)

    assert page.errors == ["Choose the subject"]


def test_what_was_served_is_gone_when_the_part_ends_and_the_ledger_keeps_it(visit, named, side):
    side(named, SUBJECT_SEAT)
    desk = visit("desk")
    party = desk.get(f"/cases/{named}/parties/").body.split("/end/")[0].rpartition("/")[2]

    desk.post(f"/cases/{named}/parties/{party}/end/", {"reason": "The wrong person."})

    assert "Nothing has been given to you here." in visit(SUBJECT_SEAT).get("/bundle/").text
    assert "Nothing has been given to you here." in visit(REPRESENTATIVE).get("/bundle/").text
    assert "Daniel Marlow" in desk.get(f"/cases/{named}/disclosure/").text


def test_a_locked_seat_lists_and_asks_for_the_words_before_it_opens(visit, safe, side):
    side(safe, SUBJECT_SEAT)
    subject = visit(SUBJECT_SEAT, locked=True)

    listed, opened = subject.get("/bundle/"), subject.get(own(SUBJECT_SEAT))

    assert listed.status == 200
    assert "Your six words" in opened.text
    assert "allegation" not in opened.text
