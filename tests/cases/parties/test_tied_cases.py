"""Nobody stands by both sides of cases that are tied, and the refusal tells of no other case."""

import pytest

import browsing
import story
from candour.cases.models import Case, Party
from candour.guard.models import SealedItem
from candour.patterns.models import KnownReporter, Proposal, ProposalDecision
from cast import NOW, OTHER_BODY, REPRESENTATIVE, SAME_BRANCH, SUBJECT_SEAT
from sides import REPORTER, party, stands_by

REFUSED = ["This representative can't be named here. Choose another."]


@pytest.fixture
def taken(visit, safe):
    """A case in which the association's branch stands by the subject."""
    assert (
        stands_by(visit("desk"), safe, REPRESENTATIVE, by=party(safe, SUBJECT_SEAT)).status == 302
    )
    return safe


@pytest.fixture
def another(world, as_role, taken):
    """A second case, about nobody who is known yet."""
    return story.record(world, as_role, report=story.reported(world, as_role).file).file


@pytest.fixture
def linked(visit, another):
    """The second case, about the same subject."""
    browsing.answer(another, visit("desk"), username="subject", answer="same")
    return another


@pytest.fixture
def counter(world, taken, another):
    """The second case, as what may answer the report of the first."""
    item = SealedItem.objects.filter(file_id=taken, kind="narrative").first()
    of = Case.objects.get(file_id=taken)
    common = {"file_id": taken, "organisation_id": of.organisation_id}
    reporter = KnownReporter.objects.create(
        **common, mark=bytes(32), how="open", since_on=NOW.date(), noted_at=NOW,
        noted_by=world.accounts["desk"], item=item,
    )  # fmt: skip
    return Proposal.objects.create(
        **common, reporter=reporter, kind="counter", later_file_id=another,
        happened_on=NOW.date(), because=[], found_at=NOW,
    )  # fmt: skip


@pytest.fixture
def seat(taken, another):
    """The same person is a subject of the second case."""
    first = Party.objects.get(file_id=taken, kind="subject")
    item = SealedItem.objects.filter(file_id=another).first()
    return Party.objects.create(
        file_id=another, organisation_id=first.organisation_id, noted_at=NOW,
        noted_by=first.noted_by, item=item, kind="subject", side="subject",
        account_id=first.account_id, person_id=first.person_id,
    )  # fmt: skip


@pytest.mark.scenario("SC-18", part="conflict")
@pytest.mark.parametrize("username", [REPRESENTATIVE, SAME_BRANCH])
def test_whoever_stands_by_the_subject_stands_by_no_reporter_of_a_linked_case(
    visit, linked, username
):
    page = stands_by(visit("desk"), linked, username, by=REPORTER)

    assert page.errors == REFUSED


def test_another_body_may_stand_by_the_reporter_of_a_linked_case(visit, linked):
    assert stands_by(visit("desk"), linked, OTHER_BODY, by=REPORTER).status == 302


def test_cases_that_are_not_tied_bind_nobody(visit, another):
    assert stands_by(visit("desk"), another, SAME_BRANCH, by=REPORTER).status == 302


@pytest.mark.scenario("SC-18", part="says-nothing")
def test_the_refusal_reads_as_the_one_within_a_case_and_names_no_other(visit, taken, linked):
    here = stands_by(visit("desk"), taken, SAME_BRANCH, by=REPORTER)
    there = stands_by(visit("desk"), linked, SAME_BRANCH, by=REPORTER)

    assert here.errors == there.errors == REFUSED
    assert Case.objects.get(file_id=taken).reference not in there.body


def test_in_a_counter_allegation_the_subjects_branch_stands_by_the_reporter_only(
    visit, counter, another
):
    assert stands_by(visit("desk"), another, SAME_BRANCH, by=REPORTER).status == 302


@pytest.mark.scenario("SC-18", part="conflict")
def test_the_branch_of_a_subject_stands_by_no_subject_of_the_counter_allegation(
    visit, counter, another, seat
):
    page = stands_by(visit("desk"), another, SAME_BRANCH, by=seat.id)

    assert page.errors == REFUSED


def test_what_somebody_decided_is_no_counter_allegation_binds_nobody(
    visit, world, counter, another, seat
):
    item = SealedItem.objects.filter(file_id=another).first()
    ProposalDecision.objects.create(
        proposal=counter, file_id=counter.file_id, organisation_id=counter.organisation_id,
        answer="not_linked", comes_from="subject", reason_item=item, decided_at=NOW,
        decided_by=world.accounts["desk"],
    )  # fmt: skip

    page = stands_by(visit("desk"), another, SAME_BRANCH, by=seat.id)

    assert page.status == 302
