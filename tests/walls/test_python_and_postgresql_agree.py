"""The rule of the walls in Python and in PostgreSQL gives the same answers on generated worlds."""

import uuid

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from worlds import LOOKS, TODAY, Look, Made, sight, store_file, store_look, store_world, worlds

from candour.core import walls
from candour.guard.models import File

FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MANY = settings(FEW, max_examples=10_000)


def seen_in_postgresql(look: Look, as_role) -> list[bool]:
    with transaction.atomic():
        account, files = store_look(look)
        with as_role("casework", actor=account if look.has_actor else None):
            visible = set(File.objects.filter(id__in=files).values_list("id", flat=True))
        transaction.set_rollback(True)
    return [file in visible for file in files]


def drawn_in_postgresql(made: Made) -> frozenset[tuple[uuid.UUID, walls.Because]]:
    with transaction.atomic():
        store_world(made)
        file = store_file(made)
        known = {holder.account_id for holder in made.world.holders}
        with connection.cursor() as cursor:
            cursor.execute("select file_id from access.compute_walls(array[%s], %s)", [file, TODAY])
            cursor.execute("select account_id, because from guard_wall where file_id = %s", [file])
            found = {(one, walls.Because(why)) for one, why in cursor if one in known}
        transaction.set_rollback(True)
    return frozenset(found)


def expect_same_sight(look: Look, as_role) -> None:
    expected = [walls.may_see(sight(look, facts)) for facts in look.files]
    assert seen_in_postgresql(look, as_role) == expected


def expect_same_walls(made: Made) -> None:
    expected = walls.drawn(world=made.world, involved=made.involved, on=TODAY)
    assert drawn_in_postgresql(made) == expected


@pytest.mark.django_db
@pytest.mark.scenario("SC-20", part="rows")
@FEW
@given(look=LOOKS)
def test_row_security_shows_exactly_the_files_the_rule_allows(look, as_role):
    expect_same_sight(look, as_role)


@pytest.mark.django_db
@pytest.mark.scenario("SC-20", part="computed")
@FEW
@given(made=worlds())
def test_postgresql_finds_the_same_people_too_close_as_the_rule(made):
    expect_same_walls(made)


@pytest.mark.proof
@pytest.mark.django_db
@MANY
@given(look=LOOKS)
def test_row_security_agrees_with_the_rule_ten_thousand_times(look, as_role):
    expect_same_sight(look, as_role)


@pytest.mark.proof
@pytest.mark.django_db
@MANY
@given(made=worlds())
def test_computed_walls_agree_with_the_rule_ten_thousand_times(made):
    expect_same_walls(made)


@given(look=LOOKS)
def test_adding_a_wall_never_shows_more(look):
    for facts in look.files:
        before = sight(look, facts)
        walled = walls.Sight(
            **{name: getattr(before, name) for name in before.__slots__ if name != "is_walled"},
            is_walled=True,
        )
        assert not walls.may_see(walled)
