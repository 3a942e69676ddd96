"""Every way in which row security was once seen to fail open, tried on our own tables."""

import uuid

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from candour.cases.models import Allegation, Case
from candour.guard.models import File, KeyWrap, Wall
from candour.ops.architecture import protection

PROTECTED = """
    select c.relname
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relname ~ '^(cases|intake|access)_'
      and c.relname <> all(%s)
      and not (c.relrowsecurity and c.relforcerowsecurity)
"""


def count(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@pytest.fixture
def wall_on_every_case(world) -> uuid.UUID:
    """An account in the force's scope that a wall keeps from every case but one."""
    account = world.accounts["authority"]
    files = list(File.objects.filter(kind="case").values_list("id", flat=True)[1:])
    Wall.objects.bulk_create(
        Wall(file_id=file, account_id=account, because="association") for file in files
    )
    return account


def test_without_an_actor_no_row_is_visible(world, as_role):
    with as_role("casework"):
        assert Case.objects.count() == 0
        assert Allegation.objects.count() == 0
        assert File.objects.count() == 0


def test_a_wall_hides_its_rows_although_the_wall_table_is_hidden_too(wall_on_every_case, as_role):
    with as_role("casework", actor=wall_on_every_case):
        assert Case.objects.count() == 1


def test_the_sites_cannot_read_walls_at_all(world, as_role):
    with (
        as_role("casework", actor=world.accounts["authority"]),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        Wall.objects.count()


def test_no_view_stands_between_the_sites_and_the_tables(world):
    views = """
        select count(*) from pg_views as view, pg_roles as role
        where view.schemaname not in ('pg_catalog', 'information_schema')
          and role.rolname in ('candour_report', 'candour_casework', 'candour_oversight')
          and has_table_privilege(role.rolname,
                                  format('%I.%I', view.schemaname, view.viewname), 'select')
    """
    assert count(views) == 0


def test_the_actor_is_gone_after_the_transaction(world, as_role):
    with connection.cursor() as cursor:
        cursor.execute("select set_config('candour.actor', %s, true)", [str(uuid.uuid4())])
        cursor.execute("select set_config('candour.actor', '', true)")
        cursor.execute("select guard.actor()")
        assert cursor.fetchone()[0] is None


def test_the_sites_roles_own_nothing_and_bypass_nothing(world):
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolname from pg_roles where rolname like 'candour\\_%%' and rolname not in"
            " ('candour_owner', 'candour_backup') and (rolsuper or rolbypassrls or rolcreaterole)"
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "select tablename from pg_tables where tableowner in"
            " ('candour_report', 'candour_casework', 'candour_oversight', 'candour_worker')"
        )
        assert cursor.fetchall() == []


def test_every_case_table_is_under_forced_row_security(world):
    with connection.cursor() as cursor:
        cursor.execute(PROTECTED, [list(protection.EXCEPT)])
        assert cursor.fetchall() == []


def test_a_table_without_forced_row_security_would_be_found(world):
    with connection.cursor() as cursor:
        cursor.execute("create table cases_planted (id uuid)")
        cursor.execute(PROTECTED, [list(protection.EXCEPT)])
        assert cursor.fetchall() == [("cases_planted",)]


def test_the_report_role_can_read_no_table_at_all(world):
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name from information_schema.role_table_grants"
            " where grantee = 'candour_report'"
        )
        assert cursor.fetchall() == []


def test_a_clash_with_a_hidden_row_does_not_tell_that_it_exists(world, as_role):
    hidden = File.objects.filter(kind="case").first()
    clash = File(
        id=hidden.id, kind="case", organisation_id=uuid.uuid4(), opened_on=hidden.opened_on
    )
    with (
        as_role("casework", actor=world.accounts["stranger"]),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        File.objects.bulk_create([clash])


def test_a_row_cannot_claim_another_organisation_than_its_file(world):
    case = Case.objects.first()
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    with pytest.raises(IntegrityError, match="of_its_file"), transaction.atomic():
        Case.objects.filter(file_id=case.file_id).update(organisation_id=uuid.uuid4())


def test_an_account_reads_its_own_wraps_only(world, as_role):
    with as_role("casework", actor=world.accounts["desk"]):
        others = KeyWrap.objects.exclude(account_id=world.accounts["desk"])
        assert others.count() == 0


def test_opening_a_file_ends_with_the_transaction_that_opened_it(world, as_role):
    from candour.guard import files

    organisation = world.organisations["Northfold Police"]
    with as_role("casework", actor=world.accounts["desk"]):
        opened = files.open_file(kind="case", organisation=organisation, on="2026-06-15")
        assert File.objects.filter(id=opened).exists()
    with as_role("casework", actor=world.accounts["desk"]):
        assert not File.objects.filter(id=opened).exists()
