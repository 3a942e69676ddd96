"""`candour reset` removes the private database, says so first, and never touches another."""

import pathlib

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from candour.ops import folders as places
from candour.ops import keys
from candour.ops.folders import Folders
from candour.ops.postgres import cluster, sharing


@pytest.fixture
def used(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """Folders with a database and keys, which commands of this process refer to."""
    monkeypatch.setenv("CANDOUR_DATA", str(folders.data))
    monkeypatch.delenv("CANDOUR_SECRETS", raising=False)
    monkeypatch.delenv("CANDOUR_STATIC", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    keys.ensure(folders.secrets)
    with sharing.in_use(folders):
        folders.static.mkdir()
        (folders.data / "demo.json").touch()
    return folders


def test_without_yes_it_says_what_would_go_and_removes_nothing(used: Folders) -> None:
    with pytest.raises(CommandError, match=f"would remove the database in {used.postgres}"):
        call_command("reset")

    assert cluster.locate(used).version is not None
    assert keys.missing(used.secrets, names=keys.SEEDS) == ()


def test_with_yes_database_keys_and_built_files_are_gone(used: Folders) -> None:
    call_command("reset", "--yes", verbosity=0)

    left = sorted(path.name for path in used.data.iterdir())
    assert left == ["run"]
    assert not cluster.locate(used).socket.exists()


def test_it_refuses_while_the_database_is_in_use(used: Folders) -> None:
    with sharing.in_use(used), pytest.raises(CommandError, match="is running"):
        call_command("reset", "--yes")

    assert cluster.locate(used).version is not None


def test_it_refuses_a_database_of_your_own(used: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://who@db.example/candour")

    with pytest.raises(CommandError, match="which reset never touches"):
        call_command("reset", "--yes")

    assert cluster.locate(used).version is not None


def test_after_a_reset_the_next_command_starts_afresh(used: Folders) -> None:
    before = (used.secrets / "log.key").read_bytes()
    call_command("reset", "--yes", verbosity=0)

    places.create(used)
    keys.ensure(used.secrets)
    with sharing.in_use(used) as running:
        version = running.version

    assert version is not None
    assert (used.secrets / "log.key").read_bytes() != before


def test_nothing_to_remove_is_no_failure(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CANDOUR_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    call_command("reset", "--yes")

    assert capsys.readouterr().out.startswith("There is nothing to remove")
