"""Placing a hold waits for what is being erased at that moment, and erasing waits for the hold."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import OperationalError, connection

import legal_holds
from cast import NOW

LOCK = "hashtext('guard.legal_hold')"


@pytest.fixture
def another(world) -> Iterator[psycopg.Connection]:
    """Another connection to the database, as another program would have, and no long waits here."""
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        with connection.cursor() as cursor:
            cursor.execute("set local lock_timeout = '100ms'")
        yield other


def test_a_hold_is_placed_once_what_is_being_erased_is_gone_or_given_up(world, as_role, another):
    force = world.organisations["Northfold Police"]
    another.execute(f"select pg_advisory_lock_shared({LOCK})")
    with pytest.raises(OperationalError, match="lock timeout"):
        legal_holds.place(as_role, force=force, from_on=NOW.date())


def test_nothing_is_erased_beside_a_hold_that_is_being_placed(world, as_role, another):
    another.execute(f"select pg_advisory_lock({LOCK})")
    with pytest.raises(OperationalError, match="lock timeout"), connection.cursor() as cursor:
        cursor.execute("update guard_leaf set body = null")


def test_two_erasures_do_not_wait_for_one_another(world, as_role, another):
    another.execute(f"select pg_advisory_lock_shared({LOCK})")
    with connection.cursor() as cursor:
        cursor.execute("update guard_leaf set body = body")
        assert cursor.rowcount > 0


@pytest.mark.parametrize("seen", ["repeatable read", "serializable"])
def test_nothing_is_erased_by_what_would_not_see_a_hold_placed_since(another, seen):
    another.execute(f"begin isolation level {seen}")
    another.execute(
        "insert into guard_sealeditem"
        " (id, file_id, organisation_id, compartment, epoch, kind, ciphertext)"
        " select one, one, one, 'narrative', 1, 'reason', '\\x01' from gen_random_uuid() as one"
    )
    with pytest.raises(psycopg.errors.CheckViolation, match="does not see"):
        another.execute("delete from guard_sealeditem")
    another.execute("rollback")
