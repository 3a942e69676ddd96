"""Overseers see by reference what reports left out and what got out; walls and scopes hold."""

import uuid

import pytest

from candour.cases.models import LeakAlert
from candour.guard.models import File, Scope, Wall
from candour.people.models import OrganisationName
from cast import NOW

SAID = "Words stood elsewhere before they were given: the reporter&#x27;s statement"


@pytest.fixture
def leaked(world):
    """A case of the force from which words got out."""
    force = OrganisationName.objects.get(name="Northfold Police").organisation_id
    file = File.objects.filter(kind="case", organisation_id=force, wall_epoch__isnull=False)[0]
    LeakAlert.objects.create(
        file=file,
        organisation_id=force,
        other_file_id=uuid.uuid4(),
        source_kind="statement",
        source_id=uuid.uuid4(),
        passages=1,
        longest=12,
        appeared_on=NOW.date(),
        found_at=NOW,
        found_by=world.accounts["desk"],
    )
    return file


def body(signed_in) -> str:
    return signed_in("oversight").get("/left-out/").content.decode()


@pytest.mark.scenario("SC-25", part="raised")
def test_an_overseer_sees_that_there_is_an_alert(signed_in, leaked):
    assert SAID in body(signed_in)


def test_what_a_wall_hides_is_not_listed(signed_in, leaked, world):
    Wall.objects.create(
        file=leaked, account_id=world.accounts["oversight"], because="named_by_reporter"
    )

    assert "Nothing was left out, and nothing got out." in body(signed_in)


def test_a_force_outside_the_scope_is_not_listed(signed_in, leaked, world):
    Scope.objects.filter(account_id=world.accounts["oversight"]).delete()

    assert SAID not in body(signed_in)
