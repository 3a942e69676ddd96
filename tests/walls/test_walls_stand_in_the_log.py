"""A wall, or whom a file concerns, that was changed past the log is found by verifying it."""

import uuid
from collections.abc import Callable

import pytest

from candour.access.actions.draw_walls import draw_walls
from candour.access.models import Involvement
from candour.guard.actors import service
from candour.guard.log import verify
from candour.guard.models import Account, Wall
from candour.ops import work
from cast import NOW


@pytest.fixture
def file(world, as_role) -> uuid.UUID:
    """A case whose walls were drawn, with the log in order."""
    subjects = Involvement.objects.filter(role="subject").order_by("file_id")
    # Somebody with an account, so that there is a wall.
    seated = Account.objects.filter(username="subject").values("person_id")
    found = subjects.filter(person_id__in=seated).first().file_id
    with as_role("worker"):
        draw_walls(files=[found], by=service("walls"), at=NOW)
    return found


@pytest.fixture
def places(log_keys) -> Callable[[], set[str]]:
    """Lend what no longer is as the log says of walls."""

    def found() -> set[str]:
        work.sequence()
        report = verify.verify(trusted=log_keys, origin="candour.localhost/log", witnessed=None)
        return {one.place for one in report.findings if one.place.startswith("access_drawn")}

    return found


@pytest.mark.scenario("SC-22", part="walls")
def test_a_wall_taken_away_past_the_log_is_found(file, places):
    before = places()

    Wall.objects.filter(file_id=file).first().delete()

    assert before == set()
    assert places() == {f"access_drawn {file}"}


@pytest.mark.scenario("SC-22", part="walls")
def test_a_person_taken_out_of_a_file_past_the_log_is_found(file, places):
    Involvement.objects.filter(file_id=file).first().delete()

    assert places() == {f"access_drawn {file}"}


def test_walls_that_are_drawn_anew_are_as_the_log_says(file, as_role, places):
    with as_role("worker"):
        draw_walls(files=[file], by=service("walls"), at=NOW)

    assert places() == set()
