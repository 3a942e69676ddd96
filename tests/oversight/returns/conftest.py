"""A force with nothing in it yet, and the command as it is run."""

import csv
import pathlib
import uuid
from collections.abc import Callable

import pytest
from django.core.management import call_command
from returned import AS_OF, YEAR

from measures import registers


@pytest.fixture
def force(db: None, settings, tmp_path: pathlib.Path) -> uuid.UUID:
    settings.DATA = tmp_path / "data"
    return registers.force()


@pytest.fixture
def returns(as_role, capsys) -> Callable[..., str]:
    """Run the command as the role of the command line and return what it prints."""

    def run(*words: str) -> str:
        with as_role("worker"):
            call_command("returns", *words)
        return capsys.readouterr().out

    return run


@pytest.fixture
def built(returns, tmp_path: pathlib.Path) -> Callable[[str], Callable[[str], list[dict]]]:
    """Build a return of the year, and give a reader of its tables."""

    def build(name: str, period: str = YEAR) -> Callable[[str], list[dict]]:
        out = tmp_path / "out"
        asked = ("--period", period, "--as-of", AS_OF, "--force", "Westmoor Police")
        returns("build", name, *asked, "--out", str(out))
        (folder,) = out.iterdir()

        def read(table: str) -> list[dict]:
            with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
                return list(csv.DictReader(file))

        return read

    return build
