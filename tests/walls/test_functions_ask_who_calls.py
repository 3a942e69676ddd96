"""Functions that run as the owner ask who calls them, and tell or change nothing for the rest."""

import datetime
import uuid

import pytest
from django.db import connection, transaction
from django.db.utils import DataError, ProgrammingError

import story
from candour.cases.models import Case
from candour.guard import files
from candour.guard.models import File, Wall
from cast import NOW

TODAY = NOW.date()


def call(sql: str, *given: object) -> list[tuple]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()


def drawn(file: uuid.UUID, *, on: datetime.date = TODAY) -> list[tuple]:
    return call("select file_id from access.compute_walls(%s, %s)", [file], on)


def images(*rows: uuid.UUID) -> list[tuple]:
    return call("select row_id from guard.images('cases_case', 1, %s)", list(rows))


@pytest.fixture
def file(world) -> uuid.UUID:
    return Case.objects.order_by("file_id").first().file_id


@pytest.mark.parametrize("role", ["casework", "oversight"])
def test_no_site_gets_the_images_of_a_whole_table(world, as_role, role):
    with as_role(role), pytest.raises(ProgrammingError, match=r"named rows|permission denied"):
        call("select row_id from guard.images('cases_case', 1, null)")


def test_the_worker_gets_the_images_of_a_whole_table(world, as_role):
    with as_role("worker"):
        found = call("select row_id from guard.images('cases_case', 1, null)")
    assert len(found) == Case.objects.count()


def test_the_oversight_site_gets_no_images_at_all(world, as_role, file):
    with as_role("oversight"), pytest.raises(ProgrammingError, match="permission denied"):
        images(file)


@pytest.mark.parametrize("username", [None, "stranger"])
def test_the_images_of_rows_that_the_actor_does_not_see_are_not_given(
    world, as_role, file, username
):
    with as_role("casework", actor=world.accounts.get(username)):
        assert images(file) == []


def test_the_images_of_rows_that_the_actor_sees_are_given(world, as_role, file):
    with as_role("casework", actor=world.accounts["authority"]):
        assert images(file) == [(file,)]


@pytest.mark.parametrize("username", [None, "stranger"])
@pytest.mark.parametrize(
    "sql",
    [
        "select file_id from access.compute_walls(array[%s]::uuid[], current_date)",
        "select access.wall_off(%s, '{}', 'added_by_hand')",
        "select access.take_wraps(%s)",
        "select access.carry_named_walls(%s, gen_random_uuid())",
        "select access.end_walled(gen_random_uuid(), array[%s]::uuid[])",
    ],
)
def test_walls_and_keys_of_an_unseen_file_are_not_for_a_site_to_change(
    world, as_role, file, username, sql
):
    before = set(Wall.objects.values_list("file_id", "account_id", "because"))
    actor = world.accounts.get(username)
    with (
        as_role("casework", actor=actor),
        pytest.raises(ProgrammingError, match="not for the caller"),
    ):
        call(sql, file)
    assert set(Wall.objects.values_list("file_id", "account_id", "because")) == before


def test_an_actor_draws_the_walls_of_a_file_that_she_sees(world, as_role, file):
    epoch = File.objects.get(id=file).wall_epoch
    with as_role("casework", actor=world.accounts["authority"]):
        drawn(file)
    assert File.objects.get(id=file).wall_epoch == epoch + 1


def test_a_site_draws_the_walls_of_a_file_that_its_transaction_opened(world, as_role):
    organisation = world.organisations["Northfold Police"]
    with as_role("casework", actor=world.accounts["desk"]):
        opened = files.open_file(kind="case", organisation=organisation, on=TODAY)
        drawn(opened)
    assert File.objects.get(id=opened).wall_epoch == 1


def test_the_worker_draws_the_walls_of_any_file(world, as_role, file):
    epoch = File.objects.get(id=file).wall_epoch
    with as_role("worker"):
        drawn(file)
    assert File.objects.get(id=file).wall_epoch == epoch + 1


@pytest.mark.parametrize("days", [2, 30, 4000])
def test_a_site_cannot_draw_walls_as_of_a_past_day_on_which_fewer_stood(world, as_role, file, days):
    story.reported(world, as_role)
    with (
        as_role("casework", actor=world.accounts["authority"]),
        pytest.raises(DataError, match="past day"),
    ):
        drawn(file, on=TODAY - datetime.timedelta(days=days))


@pytest.mark.parametrize(("role", "is_told"), [("casework", False), ("worker", True)])
def test_who_holds_a_key_is_told_to_the_worker_and_not_to_a_site_without_an_actor(
    world, as_role, role, is_told
):
    sent = story.reported(world, as_role)
    asked = "select account_id from access.remaining_readers(%s, 'narrative')"
    with as_role(role):
        found = call(asked, sent.file)
    assert bool(found) == is_told


@pytest.mark.parametrize(
    ("username", "is_told"), [(None, False), ("stranger", False), ("desk", True)]
)
@pytest.mark.parametrize("function", ["clean_readers", "clean_deciders"])
def test_who_is_clean_for_a_case_is_told_to_whoever_sees_it(
    world, as_role, username, is_told, function
):
    case = story.record(world, as_role, report=story.reported(world, as_role).file).file
    asked = {
        "clean_readers": "select account_id from access.clean_readers(%s, %s)",
        "clean_deciders": "select account_id from access.clean_deciders(%s, %s)",
    }[function]
    with as_role("casework", actor=world.accounts.get(username)):
        found = call(asked, case, world.organisations["Northfold Police"])
    assert bool(found) == is_told


def test_a_day_to_come_takes_no_wall_away_that_stands_today(world, as_role):
    case = story.record(world, as_role, report=story.reported(world, as_role).file).file
    before = set(Wall.objects.filter(file_id=case).values_list("account_id", "because"))
    with as_role("casework", actor=world.accounts["desk"]):
        drawn(case, on=TODAY + datetime.timedelta(days=15 * 365))
    after = set(Wall.objects.filter(file_id=case).values_list("account_id", "because"))
    assert before
    assert before <= after
