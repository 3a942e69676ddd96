"""A log in a folder, and a witness with a home of its own."""

import pathlib
from collections.abc import Callable

import pytest

from candour.core import notes
from candour.holder import keys
from candour.holder.cli import main
from candour.holder.countersigning import Witness
from candour.holder.store import Store
from holder.little_log import KEY, LittleLog


@pytest.fixture
def log(tmp_path: pathlib.Path) -> LittleLog:
    folder = tmp_path / "published"
    folder.mkdir()
    return LittleLog(folder)


@pytest.fixture
def home(tmp_path: pathlib.Path) -> pathlib.Path:
    home = tmp_path / "witness"
    keys.make(home=home, name="board.example/witness")
    return home


@pytest.fixture
def witness(home: pathlib.Path) -> Witness:
    return Witness(key=keys.load(home=home), logs=[KEY.verifier], store=Store(home / "seen.sqlite"))


@pytest.fixture
def run(home: pathlib.Path, log: LittleLog) -> Callable[..., int]:
    """Run the one command as a body's timer does; return its exit code."""

    def once(*arguments: str, place: str = "", key: notes.SigningKey = KEY) -> int:
        try:
            main(
                ["witness", "--home", str(home), "--log", place or str(log.folder),
                 "--log-key", notes.encode_key(key=key.verifier), *arguments]
            )  # fmt: skip
        except SystemExit as ended:
            return int(ended.code or 0)
        return 0

    return once
