"""An account before many walls is asked about each row's file, and sees what the set would show."""

import pathlib

import pytest
from django.db import connection

from candour import guard
from candour.guard.models import File

ANEW = pathlib.Path(guard.__file__).parent / "sql" / "policies_by_row.sql"
WALLS = """
    with made as (
        insert into guard_file (id, kind, organisation_id, opened_on, wall_epoch)
        select gen_random_uuid(), 'case', %(force)s, current_date, 1
        from generate_series(1, %(walls)s) returning id)
    insert into guard_wall (id, file_id, account_id, because)
    select gen_random_uuid(), made.id, %(account)s, 'association' from made
"""
SEEN = "(select guard.actor()) is not null and file_id not in (select unnest(guard.hidden_files()))"
BEFORE = """
    create table {table} (file_id uuid);
    create policy {table}_sites on {table}
    using ({seen}) with check ({check})
"""
CONDITION = "select pg_get_expr(polqual, polrelid) from pg_policy where polrelid = %s::regclass"


def ask(sql: str, *values: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def put_before_walls(world, *, walls: int) -> None:
    case = File.objects.filter(kind="case").first()
    values = {
        "force": case.organisation_id,
        "account": world.accounts["authority"],
        "walls": walls,
    }
    with connection.cursor() as cursor:
        cursor.execute(WALLS, values)


@pytest.mark.parametrize(("walls", "few"), [(0, True), (499, True), (500, False)])
def test_the_set_is_made_up_to_five_hundred_walls(world, as_role, walls, few):
    put_before_walls(world, walls=walls)
    with as_role("casework", actor=world.accounts["authority"]):
        assert ask("select guard.has_few_walls()") is few


def test_behind_five_hundred_walls_each_wall_still_hides_and_the_rest_is_seen(world, as_role):
    authority = world.accounts["authority"]
    with as_role("casework", actor=authority):
        before = set(File.objects.values_list("id", flat=True))
    put_before_walls(world, walls=500)
    File.objects.filter(id=min(before)).update(wall_epoch=None)
    with as_role("casework", actor=authority):
        assert set(File.objects.values_list("id", flat=True)) == before - {min(before)}


def test_every_policy_that_hides_files_knows_both_ways(world):
    one_way = "pg_get_expr(polqual, polrelid) like '%%hidden_files()%%'"
    both = f"{one_way} and pg_get_expr(polqual, polrelid) like '%%is_hidden(%%'"
    known = ask(f"select count(*) from pg_policy where {both}")
    assert known == ask(f"select count(*) from pg_policy where {one_way}") > 50


def test_a_policy_from_before_is_made_anew(world):
    with connection.cursor() as cursor:
        cursor.execute(BEFORE.format(table="cases_planted", seen=SEEN, check=SEEN))
        cursor.execute(ANEW.read_text(encoding="utf-8"))
    made = ask(CONDITION, "cases_planted")
    assert "has_few_walls" in made
    assert "NOT guard.is_hidden(file_id)" in made


def test_a_policy_that_asks_in_its_own_way_is_named(world):
    with connection.cursor() as cursor:
        cursor.execute(BEFORE.format(table="cases_planted", seen=SEEN, check="false"))
        with pytest.raises(Exception, match="cases_planted_sites of cases_planted asks in a way"):
            cursor.execute(ANEW.read_text(encoding="utf-8"))
