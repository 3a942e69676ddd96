"""Every table with case data is under forced row security with a policy."""

import pytest
from django.db import connection

from candour.ops.architecture import protection

UNSAFE = """
    select c.relname
    from pg_class as c
    where c.relnamespace = 'public'::regnamespace and c.relname = any(%s)
      and not (c.relrowsecurity and c.relforcerowsecurity
               and exists (select from pg_policy as p where p.polrelid = c.oid))
"""


def unsafe(*tables: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(UNSAFE, [list(tables)])
        return [name for (name,) in cursor.fetchall()]


def test_every_table_with_case_data_is_protected_by_a_migration():
    tables = protection.needing_protection()

    assert {"cases_case", "intake_staged", "access_involvement", "guard_wall"} <= set(tables)
    breaches = protection.unprotected(tables=tables, under_security=protection.protected())
    assert list(breaches) == []


def test_a_table_that_no_migration_protects_is_found():
    (breach,) = protection.unprotected(tables=["cases_planted"], under_security=["cases_case"])

    assert breach.place == "cases_planted"


def test_every_table_with_case_data_is_under_forced_row_security_with_a_policy(db):
    assert unsafe(*protection.needing_protection()) == []


@pytest.mark.parametrize(
    "change",
    [
        "alter table cases_case no force row level security",
        "alter table cases_case disable row level security",
        "drop policy cases_case_sites on cases_case; drop policy cases_case_worker on cases_case",
    ],
)
def test_a_table_whose_protection_was_taken_away_is_found(db, change):
    with connection.cursor() as cursor:
        cursor.execute(change)

    assert unsafe(*protection.needing_protection()) == ["cases_case"]


def test_a_table_without_row_security_is_excepted_only_with_a_reason_and_while_it_exists(db):
    tables = set(connection.introspection.table_names(include_views=True))

    assert set(protection.EXCEPT) <= tables
    assert all(reason for reason in protection.EXCEPT.values())
