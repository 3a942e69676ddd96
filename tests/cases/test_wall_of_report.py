"""The report that a case came from is hidden from everyone whom the case is hidden from."""

import dataclasses
import uuid

import pytest

import story
from candour.access.models import Involvement
from candour.cases.actions.decide_link import decide_link
from candour.cases.actions.screen_again import screen_again
from candour.cases.models import Described, Suggestion
from candour.guard.models import Account, File, KeyWrap, Wall
from candour.people.models import Association
from cast import NOW


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report, the case it became, and somebody of its desk now close to the subject."""

    report: uuid.UUID
    case: uuid.UUID
    suggestion: uuid.UUID
    described: uuid.UUID


@pytest.fixture
def told(world, as_role) -> Told:
    sent = story.reported(world, as_role)
    case = story.record(world, as_role, report=sent.file).file
    people = dict(Account.objects.values_list("username", "person_id"))
    Association.objects.create(
        person_id=people["desk-two"], other_id=people["subject"], kind="family"
    )
    return Told(
        report=sent.file,
        case=case,
        suggestion=Suggestion.objects.get(file_id=case, person_id=people["subject"]).id,
        described=Described.objects.get(file_id=case).id,
    )


def expect_hidden(world, as_role, told: Told) -> None:
    walled = world.accounts["desk-two"]
    assert Wall.objects.filter(file_id=told.report, account_id=walled).exists()
    assert not KeyWrap.objects.filter(file_key__file_id=told.report, account_id=walled).exists()
    with as_role("casework", actor=walled):
        assert not File.objects.filter(id__in=[told.report, told.case]).exists()


@pytest.mark.parametrize("username", ["desk", "authority"])
def test_deciding_who_is_meant_hides_the_report_too(world, as_role, told, username):
    who = story.actor(username)

    with as_role("casework", actor=who.account):
        decide_link(
            suggestion=told.suggestion, file=told.case, answer="same", reason="It is.",
            by=who, at=NOW,
        )  # fmt: skip

    expect_hidden(world, as_role, told)


def test_screening_again_hides_the_report_too(world, as_role, told):
    desk, vault = story.actor("desk"), story.vault_of(world, "desk")

    with as_role("casework", actor=desk.account):
        screen_again(described=told.described, file=told.case, vault=vault, by=desk, at=NOW)

    expect_hidden(world, as_role, told)


def test_the_report_concerns_the_people_of_its_case(world, as_role, told):
    desk = story.actor("desk")

    with as_role("casework", actor=desk.account):
        decide_link(
            suggestion=told.suggestion, file=told.case, answer="same", reason="It is.",
            by=desk, at=NOW,
        )  # fmt: skip

    of = {
        file: set(Involvement.objects.filter(file_id=file).values_list("person_id", "role"))
        for file in (told.report, told.case)
    }
    assert of[told.report] == of[told.case]
    assert "subject" in {role for _, role in of[told.report]}
