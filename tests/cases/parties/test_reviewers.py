"""A named reviewer opens what was given for the one review, and nothing else anywhere."""

import uuid

import pytest
from django.db import IntegrityError, transaction

import browsing
import story
from browsing import NOWHERE, case_paths
from candour import clock
from candour.cases.models import Case, Party, ServedCopy
from candour.guard.models import Account, Grant, SealedItem, Wall
from cast import OTHER_BODY, REPRESENTATIVE, REVIEWER
from sides import REPORTER, stands_by

LISTS = (
    "/cases/", "/cases/export/", "/search/", "/search/words/", "/my-work/", "/my-work/due/",
    "/my-work/late/", "/my-work/dormant/", "/my-work/escalated/", "/chased/", "/managers/",
    "/solved-outside/", "/custody/",
)  # fmt: skip
REFUSED = ["This reviewer can't be named here. Choose another."]


def name(visitor, case: uuid.UUID, username: str = REVIEWER):
    account = Account.objects.get(username=username).id
    data = {"account": str(account), "why": "She agreed to it on the telephone."}
    return visitor.post(f"/cases/{case}/parties/reviewer/", data)


def own() -> str:
    return f"/bundle/{ServedCopy.objects.get(account__username=REVIEWER).id}/"


@pytest.fixture
def reviewed(visit, identified, side) -> uuid.UUID:
    """A case with a reviewer who was given the report for the review."""
    assert name(visit("authority"), identified).status == 302
    given = {"stage": "other", "title": "For the review", "text": "What the investigator found."}
    assert side(identified, REVIEWER, **given).status == 302
    return identified


@pytest.fixture
def another(world, as_role, visit, reviewed) -> uuid.UUID:
    """A second case about the same person, in which nobody named a reviewer."""
    sent = story.reported(world, as_role).file
    case = story.record(world, as_role, report=sent).file
    browsing.rule_out(case, visit("desk"), but="subject")
    return case


def test_a_reviewer_reads_what_was_given_for_the_review(visit, reviewed):
    reviewer = visit(REVIEWER)

    assert reviewer.get("/").location == "/bundle/"
    assert Case.objects.get(file_id=reviewed).reference in reviewer.get("/bundle/").text
    assert all(word in reviewer.get(own()).text for word in ("investigator", "found."))


def test_a_reviewer_opens_no_page_of_the_case_under_review_nor_any_list(visit, reviewed):
    reviewer = visit(REVIEWER)

    assert reviewer.statuses([*case_paths(reviewed), *LISTS]) == {404}


def test_the_case_under_review_and_one_that_never_was_answer_alike(visit, reviewed):
    reviewer = visit(REVIEWER)

    assert reviewer.answers(case_paths(reviewed)) == [reviewer.get(f"/cases/{NOWHERE}/")] * len(
        case_paths(reviewed)
    )


def test_another_case_of_the_same_person_and_one_that_never_was_answer_alike(
    visit, reviewed, another
):
    reviewer = visit(REVIEWER)
    nothing = reviewer.get(f"/cases/{NOWHERE}/")
    report = Case.objects.get(file_id=another).report_file_id
    paths = [*case_paths(another), f"/reports/{report}/", f"/files/{another}/watch/"]

    assert reviewer.answers(paths) == [nothing] * len(paths)


def test_the_bundle_is_the_same_whether_or_not_there_is_another_case(
    world, as_role, visit, reviewed
):
    reviewer = visit(REVIEWER)
    before = reviewer.get("/bundle/")
    sent = story.reported(world, as_role).file
    case = story.record(world, as_role, report=sent).file
    browsing.rule_out(case, visit("desk"), but="subject")

    assert reviewer.get("/bundle/").text == before.text


def test_searching_for_another_case_answers_like_searching_for_none(visit, another):
    reviewer = visit(REVIEWER)
    reference = Case.objects.get(file_id=another).reference

    hit, none = (reviewer.get(f"/search/?q={said}") for said in (reference, "C-0000-0000"))

    assert (hit, hit.status) == (none, 404)


def test_a_reviewer_asks_for_nobody_and_about_nobody(visit, reviewed, another):
    reviewer = visit(REVIEWER)
    references = [Case.objects.get(file_id=one).reference for one in (reviewed, another)]
    paths = [f"/bundle/{one}/ask/" for one in (*references, "C-0000-0000")]

    assert reviewer.answers(paths) == [reviewer.get(f"/cases/{NOWHERE}/")] * 3


def test_the_rows_of_both_cases_are_hidden_from_the_reviewer_in_the_database(
    as_role, world, reviewed, another
):
    with as_role("casework", actor=world.accounts[REVIEWER]):
        seen = Case.objects.count(), Party.objects.count(), SealedItem.objects.count()

    assert seen == (0, 0, 0)


def test_a_reviewer_sees_nobody_elses_copies(visit, reviewed, side):
    assert stands_by(visit("desk"), reviewed, OTHER_BODY, by=REPORTER).status == 302
    side(reviewed, OTHER_BODY, stage="other", text="For the other side alone.")
    theirs = ServedCopy.objects.get(account__username=OTHER_BODY).id

    hidden = visit(REVIEWER).get(f"/bundle/{theirs}/")

    assert hidden == visit(REVIEWER).get(f"/bundle/{NOWHERE}/")
    assert hidden.status == 404
    assert visit(OTHER_BODY).get(own()).status == 404


def test_a_reviewer_hears_of_nothing_before_something_is_given(visit, identified):
    name(visit("authority"), identified)

    assert "Nothing has been given to you here." in visit(REVIEWER).get("/bundle/").text


def test_nothing_is_left_when_the_review_is_over(visit, reviewed):
    party = Party.objects.get(file_id=reviewed, kind="reviewer").id
    path = own()

    visit("desk").post(f"/cases/{reviewed}/parties/{party}/end/", {"reason": "It is decided."})

    assert "Nothing has been given to you here." in visit(REVIEWER).get("/bundle/").text
    assert visit(REVIEWER).get(path).status == 404


@pytest.mark.parametrize("near", ["wall", "role"])
def test_a_reviewer_who_got_near_is_given_nothing_more_and_must_end(visit, side, reviewed, near):
    account = Account.objects.get(username=REVIEWER)
    if near == "wall":
        Wall.objects.create(file_id=reviewed, account_id=account.id, because="association")
    else:
        other = Account.objects.get(username="external-investigator")
        Account.objects.filter(id=other.id).update(person_id=account.person_id)
        Grant.objects.create(
            file_id=reviewed, organisation_id=Case.objects.get(file_id=reviewed).organisation_id,
            account_id=other.id, role="investigator", granted_on=clock.now().date(),
        )  # fmt: skip

    given = {"stage": "other", "title": "For the review", "text": "What came later."}
    page = side(reviewed, REVIEWER, **given)

    assert page.errors == [
        "Whoever would get this can't stand here any more. End their part first."
    ]
    assert ServedCopy.objects.filter(account_id=account.id).count() == 1
    assert "They can’t stand here any more" in visit("desk").get(f"/cases/{reviewed}/parties/").text


def test_an_investigator_names_no_reviewer(visit, world, as_role, case):
    desk = visit("desk")
    given = {"account": str(world.accounts["external-investigator"])}
    desk.post(f"/cases/{case}/allocation/", given)
    story.declare(world, as_role, file=case, by="external-investigator")

    page = name(visit("external-investigator"), case)

    assert page.location == ""
    assert "The appropriate authority or a desk reader names them." in page.text
    assert not Party.objects.filter(kind="reviewer").exists()


def test_only_a_reviewers_seat_outside_the_force_can_be_chosen(visit, world, identified):
    Account.objects.create(
        username="reviewer-inside",
        organisation_id=world.organisations["Northfold Police"],
        seat="reviewer",
    )
    authority = visit("authority")

    assert name(authority, identified, "reviewer-inside").errors == ["Choose the reviewer"]
    assert name(authority, identified, REPRESENTATIVE).errors == ["Choose the reviewer"]


def test_a_second_reviewer_waits_until_the_first_has_ended(visit, reviewed):
    page = name(visit("authority"), reviewed)

    assert page.errors == ["A reviewer is named already. End their part first."]


def test_whoever_has_a_role_in_the_case_or_is_walled_from_it_does_not_review_it(visit, identified):
    account = Account.objects.get(username=REVIEWER)
    case = Case.objects.get(file_id=identified)
    wall = Wall.objects.create(file_id=identified, account_id=account.id, because="association")
    walled = name(visit("authority"), identified)
    wall.delete()
    twin = Account.objects.create(
        username="reviewer-twin",
        person_id=account.person_id,
        organisation_id=account.organisation_id,
        seat="investigator",
    )
    Grant.objects.create(
        file_id=identified,
        organisation_id=case.organisation_id,
        account_id=twin.id,
        role="investigator",
        granted_on=clock.now().date(),
    )

    assert [walled.errors, name(visit("authority"), identified).errors] == [REFUSED] * 2


def test_the_database_refuses_a_reviewer_in_another_seat(visit, reviewed):
    named = Party.objects.get(file_id=reviewed, kind="reviewer")
    end = f"/cases/{reviewed}/parties/{named.id}/end/"
    visit("desk").post(end, {"reason": "Somebody else does it."})
    other = Account.objects.get(username=REPRESENTATIVE)
    wrong = Party(
        file_id=reviewed,
        organisation_id=named.organisation_id,
        noted_at=named.noted_at,
        item_id=named.item_id,
        kind="reviewer",
        side="none",
        account=other,
    )

    with pytest.raises(IntegrityError, match="reviewer"), transaction.atomic():
        wrong.save(force_insert=True)
