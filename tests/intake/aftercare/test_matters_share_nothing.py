"""Nothing stored ties a matter of handling to the report it is about, but the words that open both.

Every value of every row of both, and every value inside their sealed packages, is compared.
"""

import json
import re

import pytest
from django.db import connection

from candour.intake.models import Correspondent

TABLES = """
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and column_name in ('file_id', 'correspondent_id')
      and table_name not like '%%leaf%%'
"""
# What any two reports of a day may have in common, and says nothing of either.
COMMON = re.compile(r"\d{4}-\d\d-\d\d|-?\d{1,6}|[a-z_]{2,40}|[A-Z][A-Za-z ]{2,40}|")


def rows(sql: str, values: list[object] = ()) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def stored(contact: Correspondent) -> set[str]:
    """Every value in a row that hangs on a file or a correspondent, and in the rows of both."""
    found: set[str] = set()
    for table, column in rows(TABLES):
        key = contact.file_id if column == "file_id" else contact.id
        for (row,) in rows(
            f"select to_jsonb(t)::text from {table} as t where {column} = %s", [key]
        ):
            found |= values_of(json.loads(row))
    for table, key in (("guard_file", contact.file_id), ("intake_correspondent", contact.id)):
        for (row,) in rows(f"select to_jsonb(t)::text from {table} as t where id = %s", [key]):
            found |= values_of(json.loads(row))
    return {value for value in found if not COMMON.fullmatch(value)}


def values_of(held: object) -> set[str]:
    if isinstance(held, dict):
        return set().union(*map(values_of, held.values()))
    if isinstance(held, list):
        return set().union(*map(values_of, held))
    return {str(held)}


@pytest.mark.scenario("SC-28", part="the-reporter-says")
def test_no_stored_value_is_shared_but_bodies_and_accounts(visitor, world):
    first = Correspondent.objects.get(file_id=visitor.sent.file)
    force = str(world.organisations["Northfold Police"])
    visitor.act("discouraged", told="yes", force=force, who="a sergeant", what="Drop it", when="")
    visitor.press("write", text="One more thing.")
    visitor.seal()
    second = Correspondent.objects.exclude(id=first.id).get()

    shared = stored(first) & stored(second)

    known = {str(one) for (one,) in rows("select id from guard_account union"
                                         " select id from people_organisation")}  # fmt: skip
    assert len(stored(first)) > 20
    assert len(stored(second)) > 20
    assert shared - known == set()


def test_the_comparison_finds_a_value_that_is_shared(visitor):
    first = Correspondent.objects.get(file_id=visitor.sent.file)
    assert str(first.id) in stored(first) & stored(first)
