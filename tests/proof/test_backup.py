"""A backup that is restored elsewhere has its walls: nobody sees more there than where it ran."""

import os
import subprocess
import uuid

import crowd
import psycopg
import pytest
from psycopg import sql

from candour.ops import roles
from candour.ops.postgres import binaries
from running import Deployment

pytestmark = pytest.mark.enable_socket

RESTORED = "restored"
VISIBLE = "select count(*) from guard_file", "select count(*) from intake_report"


def _named(address: str, database: str) -> str:
    return psycopg.conninfo.make_conninfo(address, dbname=database)


def program(name: str, *arguments: str) -> None:
    found = binaries.find(os.environ).folder / name
    done = subprocess.run([found, *arguments], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def restored(site: Deployment, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database made from a backup that was taken with a report in it."""
    reporter = crowd.ready(port=site.port, story="Kept behind the wall.")
    crowd.send(reporter, story="Kept behind the wall.")
    assert site.seal().returncode == 0
    backup = tmp_path_factory.mktemp("backup") / "candour.dump"
    by = roles.address_for(roles.BACKUP, owner_address=site.owner, secrets=site.folders.secrets)
    program("pg_dump", "--format=custom", f"--file={backup}", f"--dbname={by}")
    with site.connect() as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(RESTORED)))
    address = _named(site.owner, RESTORED)
    program("pg_restore", f"--dbname={address}", "--exit-on-error", str(backup))
    return address


def seen(address: str, *, account: uuid.UUID) -> list[int]:
    """How many files and reports an account sees as the casework site shows them."""
    with psycopg.connect(address) as connection:
        connection.execute("set role candour_casework")
        connection.execute("select set_config('candour.actor', %s, true)", [str(account)])
        return [connection.execute(query).fetchone()[0] for query in VISIBLE]


def test_a_restored_backup_holds_what_the_running_system_holds(site, restored):
    with psycopg.connect(restored) as connection:
        held = [connection.execute(query).fetchone()[0] for query in VISIBLE]
    assert held == [site.one(query) for query in VISIBLE]
    assert held[1] > 0


@pytest.mark.scenario("SC-20", part="backup")
def test_in_a_restored_backup_each_account_sees_what_it_saw(site, restored):
    accounts = dict(site.rows("select username, id from guard_account"))
    before = {name: seen(site.owner, account=one) for name, one in accounts.items()}
    after = {name: seen(restored, account=one) for name, one in accounts.items()}
    assert after == before
    assert after["subject"][1] == 0 < after["desk"][1]


def test_in_a_restored_backup_nobody_without_a_name_sees_anything(restored):
    assert seen(restored, account=uuid.UUID(int=0)) == [0, 0]
