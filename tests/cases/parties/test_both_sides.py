"""Nobody stands by two sides, nor two people of one branch; and no refusal tells why."""

import pytest
from django.db import IntegrityError, transaction

import browsing
from candour.cases.models import Party, RepresentativeRequest
from candour.cases.parties import affiliation
from cast import OTHER_BODY, REPRESENTATIVE, SAME_BRANCH, SUBJECT_SEAT
from sides import REPORTER, party, stands_by

REFUSED = ["This representative can't be named here. Choose another."]


@pytest.fixture
def taken(visit, safe):
    """A case in which the association's branch stands by the reporter."""
    assert stands_by(visit("desk"), safe, REPRESENTATIVE, by=REPORTER).status == 302
    return safe


@pytest.mark.scenario("SC-18", part="conflict")
@pytest.mark.parametrize("username", [REPRESENTATIVE, SAME_BRANCH])
def test_the_same_representative_or_branch_is_refused_for_the_other_side(visit, taken, username):
    page = stands_by(visit("desk"), taken, username, by=party(taken, SUBJECT_SEAT))

    assert page.errors == REFUSED
    assert Party.objects.filter(file_id=taken, side="subject", kind="representative").count() == 0


@pytest.mark.scenario("SC-18", part="conflict")
def test_another_body_may_stand_by_the_other_side(visit, taken):
    page = stands_by(visit("desk"), taken, OTHER_BODY, by=party(taken, SUBJECT_SEAT))

    assert page.status == 302


def test_two_people_may_stand_by_one_side(visit, taken):
    page = stands_by(visit("desk"), taken, SAME_BRANCH, by=REPORTER)

    assert page.status == 302
    assert party(taken, REPRESENTATIVE) != party(taken, SAME_BRANCH)


def test_a_branch_stays_bound_after_its_part_has_ended(visit, taken):
    desk, gone = visit("desk"), party(taken, REPRESENTATIVE)
    desk.post(f"/cases/{taken}/parties/{gone}/end/", {"reason": "She chose another."})

    page = stands_by(desk, taken, SAME_BRANCH, by=party(taken, SUBJECT_SEAT))

    assert page.errors == REFUSED


@pytest.mark.scenario("SC-18", part="says-nothing")
def test_a_refusal_for_the_other_side_reads_as_any_other_refusal(visit, taken, world):
    desk, seat = visit("desk"), party(taken, SUBJECT_SEAT)
    browsing.Account.objects.filter(username=OTHER_BODY).update(
        person_id=browsing.Account.objects.get(username="subject").person_id
    )

    conflict = stands_by(desk, taken, SAME_BRANCH, by=seat)
    is_the_subject = stands_by(desk, taken, OTHER_BODY, by=seat)
    has_a_part = stands_by(desk, taken, REPRESENTATIVE, by=seat)

    assert conflict.errors == is_the_subject.errors == has_a_part.errors == REFUSED


def test_the_database_refuses_it_too(taken, world):
    first = Party.objects.get(file_id=taken, kind="representative")
    seat = Party.objects.get(file_id=taken, kind="subject")
    planted = Party(
        file_id=taken,
        organisation_id=first.organisation_id,
        noted_at=first.noted_at,
        item_id=first.item_id,
        kind="representative",
        side="subject",
        client=seat,
        account_id=world.accounts[SAME_BRANCH],
        branch_key=first.branch_key,
    )

    with pytest.raises(IntegrityError, match="can not stand by this side"), transaction.atomic():
        Party.objects.bulk_create([planted])


@pytest.mark.parametrize(
    ("body", "branch"),
    [
        ("police STAFF association", "Northfold  Branch"),
        ("Police-Staff Association", "Northfold branch"),
    ],
)
def test_a_branch_is_the_same_however_it_is_written(body, branch):
    known = affiliation.key(body="Police Staff Association", branch="Northfold branch")

    assert affiliation.key(body=body, branch=branch) == known


@pytest.fixture
def served(safe, side):
    side(safe, SUBJECT_SEAT)
    return safe


def ask_for(visitor, case, world, username):
    (address,) = {
        link for link in visitor.get("/bundle/").body.split('"') if link.endswith("/ask/")
    }
    return visitor.post(address, {"account": str(world.accounts[username])})


@pytest.mark.scenario("SC-18", part="says-nothing")
def test_a_subject_who_asks_gets_one_answer_whoever_stands_by_the_reporter(visit, served, world):
    stands_by(visit("desk"), served, REPRESENTATIVE, by=REPORTER)
    subject = visit(SUBJECT_SEAT)

    answers = {
        (answered.status, answered.location, answered.body)
        for answered in (ask_for(subject, served, world, name)
                         for name in (SAME_BRANCH, OTHER_BODY, REPRESENTATIVE))
    }  # fmt: skip

    assert answers == {(302, "/bundle/", "")}
    assert "Your request for a representative was passed on." in subject.get("/bundle/").text


def test_nobody_finds_out_by_asking_for_everybody_in_turn(visit, served, world, as_role):
    subject = visit(SUBJECT_SEAT)
    for username in (SAME_BRANCH, OTHER_BODY, REPRESENTATIVE, OTHER_BODY):
        ask_for(subject, served, world, username)
    more = browsing.Account.objects.create(
        username="representative-four",
        organisation_id=world.organisations["Public Workers Union"],
        seat="representative",
    )

    world.accounts[more.username] = more.id
    ask_for(subject, served, world, more.username)

    assert RepresentativeRequest.objects.filter(file_id=served).count() == 3


def test_whoever_handles_the_case_sees_what_was_asked_and_names_them(visit, served, world):
    ask_for(visit(SUBJECT_SEAT), served, world, OTHER_BODY)
    desk = visit("desk")

    listed = desk.get(f"/cases/{served}/parties/")
    stands_by(desk, served, OTHER_BODY, by=party(served, SUBJECT_SEAT))

    assert "Daniel Marlow asks for Yvonne Carver" in listed.text
    assert "asks for" not in desk.get(f"/cases/{served}/parties/").text
    assert "A representative stands by you." in visit(SUBJECT_SEAT).get("/bundle/").text


@pytest.mark.parametrize("username", [REPRESENTATIVE, "desk", "subject"])
def test_only_the_subject_asks(visit, served, world, username):
    subject = visit(SUBJECT_SEAT)
    (address,) = [one for one in subject.get("/bundle/").body.split('"') if one.endswith("/ask/")]

    assert visit(username).get(address).status == 404


def test_a_representative_stays_involved_when_the_desk_screens_again(visit, taken):
    browsing.answer(taken, visit("desk"), username="subject", answer="same")

    assert browsing.Account.objects.filter(username=REPRESENTATIVE).exists()
    assert visit(REPRESENTATIVE).get(f"/cases/{taken}/").status == 404
