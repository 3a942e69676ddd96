"""A force with enough cases that something may be published of it, and the command as it is run."""

import datetime
import itertools
import pathlib
import shutil
import uuid

import pytest
from django.core.management import call_command

from candour.oversight.publishing import folder
from measures import registers

KEY = bytes(range(32))
FORCE = uuid.UUID(int=20_201_231)


@pytest.fixture
def out(tmp_path: pathlib.Path) -> pathlib.Path:
    """Where releases go."""
    return tmp_path / "figures"


@pytest.fixture
def busy_force(db: None, settings, tmp_path: pathlib.Path) -> uuid.UUID:
    """A force with 80 complaints, 40 conduct matters and 3 from its hotline; most are closed."""
    settings.DATA = tmp_path
    settings.FIGURES_KEY = KEY
    # How a count is rounded follows from the key and from whose count it is.
    force = registers.force(key=FORCE)
    officers = [registers.person(serves=force) for _ in range(40)]
    subjects = itertools.cycle(officers)
    for number in range(120):
        received = datetime.date(2012, 1, 10) + datetime.timedelta(days=27 * number)
        closed = received + datetime.timedelta(days=100 + number)
        registers.case(
            force,
            received=received.isoformat(),
            closed=closed.isoformat() if number % 4 else "",
            about=(next(subjects),),
            kind="complaint" if number % 3 else "conduct_matter",
            source="public" if number % 3 else "internal",
        )
    for _ in range(3):
        registers.case(force, received="2019-05-01", about=(officers[0],), source="hotline")
    return force


@pytest.fixture
def publish(as_role, capsys, out: pathlib.Path):
    """Run the command as the role of the command line and return what it prints."""

    def run(verb: str, *words: str) -> str:
        with as_role("worker"):
            call_command("publish", verb, *words, "--out", str(out))
        return capsys.readouterr().out

    return run


@pytest.fixture
def released(busy_force, publish, out: pathlib.Path) -> pathlib.Path:
    """The folder of the first release, published for this test."""
    publish("release", "--as-of", "2020-12-31")
    return out / folder.RELEASES / "2020-12-31-1"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """Where the first release of a run is kept for the tests after it."""
    return tmp_path_factory.mktemp("published") / "figures"


@pytest.fixture
def first(request, busy_force, out: pathlib.Path, published: pathlib.Path) -> pathlib.Path:
    """The folder of the first release: the busy force and its key are the same in every test."""
    if published.exists():
        shutil.copytree(published, out)
        return out / folder.RELEASES / "2020-12-31-1"
    made: pathlib.Path = request.getfixturevalue("released")
    shutil.copytree(out, published)
    return made
