"""Cases that are tied only after somebody stands on both sides: the later part must end."""

import pytest

import browsing
import story
from candour.cases.models import Case, DisclosedCopy, Party
from candour.law.policies.escalation import BOTH_SIDES, OWED
from cast import OTHER_BODY, REPRESENTATIVE, SAME_BRANCH, SUBJECT_SEAT
from sides import NOTICE, REPORTER, party, stands_by

SAID = "They can’t stand here any more"
TO_DO = {row.code: row.name for row in OWED}[BOTH_SIDES]


@pytest.fixture
def taken(visit, safe):
    """A case in which the association's branch stands by the subject."""
    stands_by(visit("desk"), safe, REPRESENTATIVE, by=party(safe, SUBJECT_SEAT))
    return safe


@pytest.fixture
def later(world, as_role, visit, taken):
    """A second case, about nobody who is known yet: the same branch stands by its reporter."""
    file = story.record(world, as_role, report=story.reported(world, as_role).file).file
    assert stands_by(visit("desk"), file, SAME_BRANCH, by=REPORTER).status == 302
    return file


@pytest.fixture
def tied(visit, later):
    """The same, and then its subject is found to be the subject of the first."""
    browsing.answer(later, visit("desk"), username="subject", answer="same")
    return later


def wrong(visitor, case) -> bool:
    return SAID in visitor.get(f"/cases/{case}/parties/").text


def give(visitor, case):
    to = Party.objects.get(file_id=case, kind="representative", end__isnull=True).id
    typed = {"party": str(to), "stage": "other", "title": "A paper", "text": NOTICE}
    return visitor.post(f"/cases/{case}/disclosure/give/", typed)


@pytest.mark.scenario("SC-18", part="conflict")
def test_the_later_part_is_said_to_have_to_end_and_the_earlier_is_not(visit, taken, tied):
    desk = visit("desk")
    assert (wrong(desk, taken), wrong(desk, tied)) == (False, True)


def test_before_the_cases_were_tied_nothing_has_to_end(visit, taken, later):
    desk = visit("desk")
    assert (wrong(desk, taken), wrong(desk, later)) == (False, False)


@pytest.mark.scenario("SC-18", part="conflict")
def test_nothing_is_given_to_whoever_may_not_stand_there_until_their_part_has_ended(visit, tied):
    page = give(visit("desk"), tied)

    assert "End their part first" in page.errors[0]
    assert not DisclosedCopy.objects.filter(file_id=tied).exists()


@pytest.mark.scenario("SC-18", part="says-nothing")
def test_the_page_names_neither_the_other_case_nor_who_stands_there(visit, taken, tied):
    body = visit("desk").get(f"/cases/{tied}/parties/").body
    assert Case.objects.get(file_id=taken).reference not in body
    assert str(party(taken, REPRESENTATIVE)) not in body


def test_it_stands_in_the_list_of_work_until_a_named_person_ends_it(visit, tied):
    desk = visit("desk")
    assert TO_DO in desk.get("/my-work/").text

    ending = Party.objects.get(file_id=tied, kind="representative").id
    desk.post(f"/cases/{tied}/parties/{ending}/end/", {"reason": "Of the subject's own branch."})

    assert TO_DO not in desk.get("/my-work/").text
    assert not wrong(desk, tied)


def test_another_body_on_the_other_side_has_nothing_to_end(world, as_role, visit, taken):
    file = story.record(world, as_role, report=story.reported(world, as_role).file).file
    desk = visit("desk")
    stands_by(desk, file, OTHER_BODY, by=REPORTER)
    browsing.answer(file, desk, username="subject", answer="same")

    assert not wrong(desk, file)
