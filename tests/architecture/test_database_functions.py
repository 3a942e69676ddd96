"""The functions in the database are those of the .sql files, closed to the public."""

import pytest
from django.db import connection

from candour.ops.architecture.source import PACKAGE, ROOT
from candour.ops.docs.pages import database

SCHEMAS = sorted({one.name.split(".")[0] for one in database.functions()})
REPEATABLE = sorted(
    path
    for path in (ROOT / PACKAGE).glob("*/sql/*.sql")
    if "create or replace function" in path.read_text(encoding="utf-8")
)
DEFINITIONS = """
    select p.oid::regprocedure::text, pg_get_functiondef(p.oid)
    from pg_proc as p
    where p.pronamespace::regnamespace::text = any(%s)
    order by 1
"""
UNSAFE = """
    select p.oid::regprocedure::text
    from pg_proc as p
    where p.pronamespace::regnamespace::text = any(%s)
      and (has_function_privilege('public', p.oid, 'execute')
           or (p.prosecdef and not exists (
               select from unnest(p.proconfig) as setting where setting like 'search_path=%%')))
    order by 1
"""


def rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [SCHEMAS])
        return cursor.fetchall()


def run(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text)


def run_every_file() -> None:
    for path in REPEATABLE:
        run(path.read_text(encoding="utf-8"))


def test_the_functions_are_those_of_the_files(db):
    before = rows(DEFINITIONS)

    run_every_file()

    assert before
    assert rows(DEFINITIONS) == before


def test_a_function_that_differs_from_its_file_is_found(db):
    run(
        "create or replace function guard.actor() returns uuid language sql stable parallel safe"
        " as $$ select gen_random_uuid() $$"
    )
    before = rows(DEFINITIONS)

    run_every_file()

    assert rows(DEFINITIONS) != before


def test_every_function_stands_in_a_file(db):
    files = "".join(path.read_text(encoding="utf-8") for path in REPEATABLE)
    names = {name.split("(")[0] for name, _ in rows(DEFINITIONS)}

    assert {name for name in names if f"function {name}(" not in files} == set()


def test_every_definer_function_fixes_its_search_path_and_nothing_is_open_to_the_public(db):
    assert rows(UNSAFE) == []


@pytest.mark.parametrize(
    "planted",
    [
        "create function guard.planted() returns int language sql as 'select 1';"
        "grant execute on function guard.planted() to public",
        "create function guard.planted() returns int language sql security definer as 'select 1';"
        "revoke all on function guard.planted() from public",
    ],
)
def test_a_function_that_is_open_or_trusts_its_callers_search_path_is_found(db, planted):
    run(planted)

    assert rows(UNSAFE) == [("guard.planted()",)]
