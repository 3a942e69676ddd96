"""A matter about whoever reported is held beside the report, and another team handles it."""

import pytest
from django.db import IntegrityError, transaction
from retaliating import HANDLER, LINKED, OTHER, REPORTER

import browsing
from candour.cases.models import Allegation, Outcome
from candour.core import retaliation
from candour.core.retaliation import Because
from candour.guard.models import Account, Grant, SealedItem, Wall
from candour.patterns.models import Apart, EvidenceOrigin, KnownReporter, Proposal
from cast import NOW

ORIGIN = {
    "what": "Three messages", "who": "DC Example", "system": "messages", "why": "They were shown.",
    "on_day": str(NOW.day), "on_month": str(NOW.month), "on_year": str(NOW.year),
}  # fmt: skip


@pytest.fixture
def linked(visit, two, named, sweep):
    """The authority has linked the later case to the first."""
    named(two.first)
    sweep()
    proposal = Proposal.objects.get(file_id=two.first)
    page = visit("authority").post(f"{two.page}{proposal.id}/", LINKED)
    assert page.location == two.page
    return two


@pytest.mark.scenario("SC-37", part="within 180 days")
def test_a_later_case_about_whoever_reported_is_put_to_the_authority(visit, two, named, sweep):
    named(two.first)

    assert sweep() == 1
    text = visit("authority").get("/retaliation/").text
    assert two.reference in text
    assert retaliation.WORDS[Because.SOON_AFTER] in text
    assert sweep() == 0


def test_without_a_named_reporter_nothing_is_compared(two, sweep):
    assert sweep() == 0


@pytest.mark.scenario("SC-37", part="identity")
def test_no_row_leaf_or_wall_tells_who_reported(two, named, sweep):
    known = KnownReporter.objects.filter(file_id=two.first)
    named(two.first)
    sweep()
    person = str(Account.objects.get(username="investigator-two").person_id)

    rows = [str(row) for row in known.values()] + [str(row) for row in Proposal.objects.values()]
    leaves = [
        leaf for leaf in browsing.leaves() if str(leaf.get("what", "")).startswith("patterns")
    ]

    assert leaves
    assert person not in "".join(rows)
    assert person not in str(leaves)


@pytest.mark.scenario("SC-37", part="identity")
def test_who_was_told_in_confidence_sees_it_alone_and_can_not_decide(visit, two, named, sweep):
    named(two.first, by="desk", agreed="no")
    sealed = SealedItem.objects.count()
    sweep()

    proposal = Proposal.objects.get()
    assert SealedItem.objects.count() == sealed
    assert two.reference in visit("desk").get("/retaliation/").text
    for other in ("authority", "desk-two"):
        assert two.reference not in visit(other).get("/retaliation/").text
        assert visit(other).get(f"{two.page}{proposal.id}/").status == 404
    page = visit("desk").post(f"{two.page}{proposal.id}/", LINKED)
    assert page.errors == [
        "The reporter has not agreed to be known. Ask them in the mailbox first."
    ]
    assert not Apart.objects.exists()


@pytest.mark.scenario("SC-37", part="identity")
def test_whoever_does_not_see_the_later_case_does_not_learn_of_it(visit, two, named, sweep):
    named(two.first)
    sweep()

    assert two.reference not in visit(HANDLER).get("/retaliation/").body


@pytest.mark.scenario("SC-37", part="another team")
def test_the_first_team_is_kept_from_the_later_case(visit, world, linked):
    walled = set(
        Wall.objects.filter(file_id=linked.later, because="other_team").values_list(
            "account_id", flat=True
        )
    )

    assert walled == {world.accounts["desk"], world.accounts[HANDLER]}
    assert visit("desk").get(f"/cases/{linked.later}/").status == 404
    assert visit("desk-two").get(f"/cases/{linked.later}/").status == 200


@pytest.mark.scenario("SC-37", part="another team")
def test_an_investigator_of_the_first_case_is_refused_at_allocation(visit, world, linked):
    desk = visit("desk-two")
    place = f"/cases/{linked.later}/allocation/"

    refused = desk.post(place, {"account": str(world.accounts[HANDLER])})
    taken = desk.post(place, {"account": str(world.accounts[OTHER])})

    assert refused.errors
    assert taken.errors == []
    granted = Grant.objects.filter(file_id=linked.later, role="investigator")
    assert list(granted.values_list("account_id", flat=True)) == [world.accounts[OTHER]]


@pytest.mark.scenario("SC-37", part="another team")
def test_the_database_refuses_one_team_for_both(world, linked):
    grant = Grant(
        file_id=linked.later,
        organisation_id=world.organisations["Northfold Police"],
        account_id=world.accounts[HANDLER],
        role="investigator",
        granted_on=NOW.date(),
    )

    with pytest.raises(IntegrityError, match="another team"), transaction.atomic():
        Grant.objects.bulk_create([grant])


@pytest.mark.scenario("SC-37", part="another team")
def test_whoever_gets_one_of_the_two_later_is_kept_from_the_other(visit, world, linked):
    visit("desk-two").post(
        f"/cases/{linked.later}/allocation/", {"account": str(world.accounts[OTHER])}
    )

    assert Wall.objects.filter(
        file_id=linked.first, account_id=world.accounts[OTHER], because="other_team"
    ).exists()


def test_two_teams_that_were_parted_stay_apart(visit, linked):
    proposal = Proposal.objects.get(file_id=linked.first)
    typed = {**LINKED, "answer": "not_linked"}

    page = visit("authority").post(f"{linked.page}{proposal.id}/", typed)

    assert page.errors == ["This has been decided: two teams that were parted stay apart."]


@pytest.mark.scenario("SC-37", part="origin of evidence")
def test_evidence_says_who_obtained_it_from_where_and_why(visit, linked):
    desk = visit("desk-two")
    place = f"/cases/{linked.later}/retaliation/"

    page = desk.post(f"{place}evidence/", ORIGIN)

    assert page.location == place
    text = desk.get(place).text
    assert "DC Example" in text
    assert "They were shown." in text
    assert EvidenceOrigin.objects.get().system == "messages"


def test_evidence_without_a_reason_keeps_what_was_typed(visit, linked):
    page = visit("desk-two").post(
        f"/cases/{linked.later}/retaliation/evidence/", {**ORIGIN, "why": ""}
    )

    assert page.errors == ["Give your reason"]
    assert page.fields["who"] == ["DC Example"]
    assert not EvidenceOrigin.objects.exists()


def outcome_of(two, world, visit, *, by):
    """Screen the later case, and write an outcome past every page, as somebody decided it."""
    browsing.rule_out(two.later, visit("desk-two"), but=REPORTER)
    allegation = Allegation.objects.filter(file_id=two.later).order_by("number").first()
    row = Outcome(
        file_id=two.later,
        organisation_id=allegation.organisation_id,
        allegation=allegation,
        result="upheld",
        decided_on=NOW.date(),
        decided_at=NOW,
        decided_by=world.accounts[by],
    )
    with transaction.atomic():
        Outcome.objects.bulk_create([row])


@pytest.mark.scenario("SC-37", part="within 180 days")
def test_no_outcome_comes_before_the_link_was_considered(visit, world, two, named, sweep):
    named(two.first)
    sweep()

    with pytest.raises(IntegrityError, match="an earlier report is considered first"):
        outcome_of(two, world, visit, by="desk-two")


@pytest.mark.scenario("SC-37", part="origin of evidence")
def test_no_outcome_comes_before_evidence_says_where_it_is_from(visit, world, linked):
    with pytest.raises(IntegrityError, match="where the evidence came from"):
        outcome_of(linked, world, visit, by="desk-two")


@pytest.mark.scenario("SC-37", part="another team")
def test_nobody_who_decided_in_the_first_decides_the_later(visit, world, linked):
    visit("desk-two").post(f"/cases/{linked.later}/retaliation/evidence/", ORIGIN)

    with pytest.raises(IntegrityError, match="somebody who decided in the other case"):
        outcome_of(linked, world, visit, by="desk")


@pytest.mark.scenario("SC-37", part="identity")
def test_what_one_person_keeps_holds_up_no_outcome(visit, world, two, named, sweep):
    named(two.first, by="desk", agreed="no")
    sweep()

    # A refusal would tell whoever decides that the person reported somebody.
    outcome_of(two, world, visit, by="desk-two")

    assert Outcome.objects.filter(file_id=two.later).exists()
