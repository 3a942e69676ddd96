"""Lends the tests of the ceremony a way to run commands as they are typed, and to answer them."""

import io
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
        self._whose = ""

    def isatty(self) -> bool:
        return False

    def readline(self, *_: object) -> str:
        asked = self.said.getvalue().rstrip("\n").splitlines()[-1]
        if asked.startswith("Type the six words back"):
            words = SHOWN.findall(self.said.getvalue())[-1]
            whose = re.findall(r"The six words of ([^.:]+)\. Write", self.said.getvalue())[-1]
            self.known[whose if whose != "this officer" else f"officer {len(self.known)}"] = words
            return f"{words}\n"
        if asked.startswith("The six words of "):
            return f"{self.known.get(self._whose, '')}\n"
        return f"{self.answers}\n"

    def speaks(self, whose: str) -> "People":
        """Say whose six words are typed from now on."""
        self._whose = whose
        return self


@pytest.fixture
def people(monkeypatch) -> People:
    someone = People()
    monkeypatch.setattr(sys, "stdin", someone)
    return someone


@pytest.fixture
def candour(people, as_role):
    """Run a command as the worker's role does: candour("key check") returns what it prints."""

    def run(line: str, *, by: str = "") -> str:
        noun, *arguments = shlex.split(line)
        people.speaks(by)
        people.said.seek(0)
        people.said.truncate()
        command = ManagementUtility(["candour", noun]).fetch_command(noun)
        options = vars(command.create_parser("candour", noun).parse_args(arguments))
        with as_role("worker"):
            command.execute(*options.pop("args", ()), **options, stdout=people.said)
        return people.said.getvalue()

    return run
