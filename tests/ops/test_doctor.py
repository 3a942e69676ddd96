"""The doctor finds each planted fault and says what to do about it."""

import datetime
from collections.abc import Iterator

import pytest

from candour import clock
from candour.ops import keys, roles
from candour.ops.doctor import database, machine
from candour.ops.doctor.findings import Finding
from candour.ops.folders import Folders


@pytest.fixture
def direct(owner: str) -> Iterator[roles.Connection]:
    with roles.connect(owner) as connection:
        yield connection


def _of_machine(folders: Folders, *, at: datetime.datetime | None = None) -> dict[str, Finding]:
    found = machine.look(folders, at=at or clock.now())
    return {finding.about: finding for finding in found}


def _of_database(owner: str, folders: Folders) -> dict[str, Finding]:
    found = database.look(
        owner_address=owner, secrets=folders.secrets, at=clock.now(), is_private=True
    )
    return {finding.about: finding for finding in found}


def test_a_sound_machine_has_no_advice(shared_folders: Folders) -> None:
    findings = _of_machine(shared_folders)

    assert [finding.about for finding in findings.values() if finding.advice] == []


def test_a_missing_key_is_found(folders: Folders) -> None:
    keys.ensure(folders.secrets)
    (folders.secrets / "log.key").unlink()

    assert _of_machine(folders)["keys"].says == "missing: log.key"


def test_a_damaged_key_is_found(folders: Folders) -> None:
    keys.ensure(folders.secrets)
    (folders.secrets / "promise.key").write_bytes(b"short")

    assert _of_machine(folders)["keys"].says == "damaged: promise.key"


def test_a_secret_that_others_can_read_is_found(folders: Folders) -> None:
    keys.ensure(folders.secrets)
    (folders.secrets / "log.key").chmod(0o644)

    found = _of_machine(folders)["rights"]

    assert found.says == "others can read log.key"
    assert found.advice == f"chmod -R go= {folders.secrets}"


def test_a_clock_that_went_back_is_found(folders: Folders) -> None:
    keys.ensure(folders.secrets)

    found = _of_machine(folders, at=clock.now() - datetime.timedelta(days=2))["clock"]

    assert found.advice == "set the clock and let it follow a time server"


def test_a_sound_server_has_no_advice(owner: str, shared_folders: Folders) -> None:
    findings = _of_database(owner, shared_folders)
    not_of_the_server = {"row security", "schema"}

    advised = {finding.about for finding in findings.values() if finding.advice}

    assert advised - not_of_the_server == set()


def test_a_private_database_is_called_one_for_small_sites(
    owner: str, shared_folders: Folders
) -> None:
    assert "evaluation and small sites" in _of_database(owner, shared_folders)["server"].says


def test_an_empty_database_needs_its_schema(owner: str, shared_folders: Folders) -> None:
    assert _of_database(owner, shared_folders)["schema"].advice == "run candour migrate"


@pytest.mark.parametrize("taken", ["disable row level security", "no force row level security"])
def test_row_security_that_was_taken_away_is_found(
    owner: str, shared_folders: Folders, direct: roles.Connection, taken: str
) -> None:
    direct.execute("create table planted (n int)")
    direct.execute("create policy any_row on planted using (true)")
    direct.execute("alter table planted enable row level security, force row level security")
    direct.execute(f"alter table planted {taken}".encode())

    found = _of_database(owner, shared_folders)["row security"]
    direct.execute("drop table planted")

    assert found.says == "not forced on planted"
    assert found.advice


def test_forced_row_security_is_well(
    owner: str, shared_folders: Folders, direct: roles.Connection
) -> None:
    direct.execute("create table planted (n int)")
    direct.execute("create policy any_row on planted using (true)")
    direct.execute("alter table planted enable row level security, force row level security")

    found = _of_database(owner, shared_folders)["row security"]
    direct.execute("drop table planted")

    assert found.advice is None


def test_a_role_with_too_much_power_is_found(
    owner: str, shared_folders: Folders, direct: roles.Connection
) -> None:
    direct.execute("alter role candour_casework bypassrls")

    found = _of_database(owner, shared_folders)["roles"]
    direct.execute("alter role candour_casework nobypassrls")

    assert found.says == "too much or too little power: candour_casework"


def test_a_role_that_owns_a_table_is_found(
    owner: str, shared_folders: Folders, direct: roles.Connection
) -> None:
    direct.execute("create table planted (n int)")
    direct.execute("alter table planted owner to candour_report")

    found = _of_database(owner, shared_folders)["roles"]
    direct.execute("drop table planted")

    assert found.says == "owner of tables: candour_report"


def test_a_password_that_no_longer_fits_is_found(
    owner: str, shared_folders: Folders, direct: roles.Connection
) -> None:
    direct.execute("alter role candour_worker password 'another'")

    found = _of_database(owner, shared_folders)["passwords"]
    roles.ensure(owner_address=owner, secrets=shared_folders.secrets)

    assert found.says == "refused: candour_worker"


def test_rights_of_the_public_are_found(
    owner: str, shared_folders: Folders, direct: roles.Connection
) -> None:
    direct.execute("grant create on schema public to public")

    found = _of_database(owner, shared_folders)["public rights"]
    roles.ensure(owner_address=owner, secrets=shared_folders.secrets)

    assert found.advice
    assert _of_database(owner, shared_folders)["public rights"].advice is None


def test_a_setting_that_would_log_statements_is_found(
    owner: str, shared_folders: Folders, direct: roles.Connection
) -> None:
    direct.execute("alter database candour set log_statement = 'all'")

    found = _of_database(owner, shared_folders)["settings"]
    direct.execute("alter database candour reset log_statement")

    assert found.says == "unsafe: log_statement = all"


def test_a_database_that_does_not_answer_is_a_finding(shared_folders: Folders) -> None:
    found = _of_database("postgresql://who@/candour?host=/nonexistent", shared_folders)

    assert list(found) == ["database"]
    assert found["database"].says.startswith("The database does not answer")
