"""Whose reporters were left without an answer: overseers of that force see it by reference."""

import pytest

from candour.guard.models import File, Scope, Wall
from candour.intake.models import Escalation
from candour.people.models import OrganisationName
from cast import NOW

DAY = NOW.date()


@pytest.fixture
def raised(world):
    """A case of the force that was put to oversight."""
    force = OrganisationName.objects.get(name="Northfold Police").organisation_id
    file = File.objects.filter(kind="case", organisation_id=force, wall_epoch__isnull=False)[0]
    for because in ("missed_updates", "no_answer"):
        Escalation.objects.create(
            file=file, organisation_id=force, level="oversight", because=because, on_day=DAY
        )
    return file


def test_an_overseer_sees_the_reference_the_reason_and_the_count(signed_in, raised):
    body = signed_in("oversight").get("/escalations/").content.decode()

    assert "They missed two updates" in body
    assert "The body did not answer in time" in body
    assert "Put to oversight: They missed two updates" in body
    assert "Waits" in body


def test_what_a_wall_hides_is_neither_listed_nor_counted(signed_in, raised, world):
    Wall.objects.create(
        file=raised, account_id=world.accounts["oversight"], because="named_by_reporter"
    )

    body = signed_in("oversight").get("/escalations/").content.decode()

    assert "Nothing was put to oversight." in body
    assert "They missed two updates" not in body


def test_a_force_outside_the_scope_is_not_listed(signed_in, raised, world):
    Scope.objects.filter(account_id=world.accounts["oversight"]).delete()

    body = signed_in("oversight").get("/escalations/").content.decode()

    assert "They missed two updates" not in body


def test_whoever_oversees_nothing_has_no_such_page(signed_in, raised):
    assert signed_in("desk").get("/escalations/").status_code in {302, 403, 404}
