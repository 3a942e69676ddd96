"""Lends the tests of the ceremony a way to run commands as they are typed, and to answer them."""

import io
import pathlib
import re
import shlex
import sys

import pytest
from django.core.management import ManagementUtility

from browsing import at_casework, report, visit

__all__ = ["at_casework", "report", "visit"]

SHOWN = re.compile(r"^  ([a-z-]+(?: [a-z-]+){5})$", re.MULTILINE)


class People(io.StringIO):
    """Who sits at the machine: types shown words back, known words when asked, and yes."""

    def __init__(self) -> None:
        super().__init__()
        self.said = io.StringIO()
        self.known: dict[str, str] = {}
        self.answers = "yes"
        self.key = ""

    def isatty(self) -> bool:
        return False

    def readline(self, *_: object) -> str:
        said = self.said.getvalue()
        asked = said.rstrip("\n").splitlines()[-1]
        if asked.startswith("Type the six words back"):
            self.known[self.key] = SHOWN.findall(said)[-1]
        if asked.startswith(("Type the six words back", "The six words of ")):
            return f"{self.known[self.key]}\n"
        return f"{self.answers}\n"


@pytest.fixture
def people(monkeypatch) -> People:
    someone = People()
    monkeypatch.setattr(sys, "stdin", someone)
    return someone


@pytest.fixture
def candour(people, as_role):
    """Run a command as the worker's role does: candour("key check") returns what it prints."""

    def run(line: str) -> str:
        noun, *arguments = shlex.split(line)
        people.said.seek(0)
        people.said.truncate()
        command = ManagementUtility(["candour", noun]).fetch_command(noun)
        options = vars(command.create_parser("candour", noun).parse_args(arguments))
        people.key = str(options.get("root") or options.get("key") or options.get("username"))
        with as_role("worker"):
            command.execute(*options.pop("args", ()), **options, stdout=people.said)
        return people.said.getvalue()

    return run


@pytest.fixture
def table(tmp_path, settings, monkeypatch) -> pathlib.Path:
    """The sticks of a ceremony as folders, and a folder of secrets where nothing is pinned."""
    for name in ("stick", "root-stick", "first", "second", "secrets"):
        (tmp_path / name).mkdir()
    settings.SECRETS = tmp_path / "secrets"
    settings.ROOT_PUBLIC = b""
    monkeypatch.chdir(tmp_path)
    return tmp_path
