"""Oversight sees what grievances were screened as, rounded, and of whom nothing."""

import pytest

import story
from candour.guard.permissions import NotPermitted
from candour.oversight.queries import grievances
from cast import NOW
from imports.grievances import grievance_registers as registers


@pytest.fixture
def screened(world, as_role, settings, tmp_path):
    """A register of three grievances, screened as the worker does."""
    settings.DATA = tmp_path / "data"
    rows = (registers.about_subject("G1"), registers.row("G2"), registers.row("G3"))
    path = registers.write(tmp_path, *rows)
    with as_role("worker"):
        registers.take(path)


def counted(as_role, username: str) -> dict[str, int]:
    by = story.actor(username)
    with as_role("oversight", actor=by.account):
        return {one.what: one.number for one in grievances.counts(on=NOW.date(), by=by, at=NOW)}


def test_grievances_are_counted_by_what_the_rules_said(as_role, screened):
    assert counted(as_role, "oversight") == {
        "screened:indicated": 1, "screened:not_indicated": 2,
    }  # fmt: skip


def test_the_page_shows_no_small_number_and_no_grievance(screened, signed_in):
    page = signed_in("oversight").get("/grievances/").content.decode()
    assert "fewer than 5" in page
    assert "Ashgrovethwaite" not in page
    assert "G1" not in page


def test_a_handler_of_cases_may_not_count_them(as_role, world):
    with pytest.raises(NotPermitted):
        counted(as_role, "desk")
