"""Each process is given its own role and its own secrets, and nothing that leads to the others'."""

import pathlib
import urllib.parse

import pytest

from candour.ops import folders as places
from candour.ops import keys
from candour.ops.folders import Folders
from candour.ops.launcher import programs
from candour.ops.launcher.children import Program

OWNER = "postgresql://candour_owner:owners-secret@/candour?host=/nowhere"
NAMES = ("report", "casework", "oversight", "worker")


def _programs(folders: Folders, *, is_demo: bool) -> tuple[Program, ...]:
    return programs.of(
        folders=folders, owner_address=OWNER, first_port=8000, is_demo=is_demo, is_private=is_demo
    )


@pytest.fixture
def running(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Program]:
    monkeypatch.setenv("DATABASE_URL", OWNER)
    monkeypatch.setenv("CANDOUR_DB_URL", OWNER)
    monkeypatch.setenv("PGPASSWORD", "owners-secret")
    monkeypatch.setenv("GRANIAN_LOG_ACCESS_ENABLED", "true")
    folders = places.of({"CANDOUR_DATA": str(tmp_path)})
    places.create(folders)
    keys.ensure(folders.secrets)
    found = _programs(folders, is_demo=True)
    return dict(zip(NAMES, found, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_a_process_connects_as_its_own_role(running: dict[str, Program], name: str) -> None:
    address = urllib.parse.urlsplit(running[name].environ["CANDOUR_DB_URL"])

    assert address.username == f"candour_{name}"


@pytest.mark.parametrize("name", NAMES)
def test_no_process_is_told_the_owners_password(running: dict[str, Program], name: str) -> None:
    assert "owners-secret" not in str(running[name].environ)


@pytest.mark.parametrize("name", NAMES)
def test_no_process_is_shown_the_password_of_another(
    running: dict[str, Program], name: str
) -> None:
    given = pathlib.Path(running[name].environ["CANDOUR_SECRETS"])

    assert [path.name for path in given.iterdir() if path.name.startswith("db-")] == []


def test_the_sites_stand_on_three_neighbouring_ports(running: dict[str, Program]) -> None:
    found = [running[name].port for name in NAMES]

    assert found == [8000, 8001, 8002, None]


@pytest.mark.parametrize("name", programs.SITES)
def test_no_site_keeps_an_access_log(running: dict[str, Program], name: str) -> None:
    assert "--no-access-log" in running[name].command
    assert not [word for word in running[name].environ if word.startswith("GRANIAN_")]


@pytest.mark.parametrize("name", programs.SITES)
def test_a_site_listens_on_this_machine_alone(running: dict[str, Program], name: str) -> None:
    assert "--host=127.0.0.1" in running[name].command


def test_a_site_answers_to_its_public_name_too(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANDOUR_REPORT_HOST", "report.example.police.uk")
    folders = places.of({"CANDOUR_DATA": str(tmp_path)})
    places.create(folders)
    keys.ensure(folders.secrets)

    found = _programs(folders, is_demo=False)

    assert [program.environ["CANDOUR_HOST"] for program in found[:2]] == [
        "report.localhost,report.example.police.uk",
        "casework.localhost",
    ]


def test_only_a_demonstration_seals_every_few_seconds(tmp_path: pathlib.Path) -> None:
    folders = places.of({"CANDOUR_DATA": str(tmp_path)})
    places.create(folders)
    keys.ensure(folders.secrets)

    demo, live = _programs(folders, is_demo=True), _programs(folders, is_demo=False)

    assert demo[3].environ["CANDOUR_SEAL_SECONDS"] == "5"
    assert "CANDOUR_SEAL_SECONDS" not in live[3].environ
    assert [found[1].environ["CANDOUR_DEMO"] for found in (demo, live)] == ["1", "0"]
