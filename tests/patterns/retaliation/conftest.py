"""Lends the tests of retaliation a case, a later one about whoever reported it, and the sweep."""

import uuid
from collections.abc import Callable

import pytest
from retaliating import CASTELL, HANDLER, NUMBER, REPORTER, Two

import story
from browsing import at_casework, case, report, visit
from candour.guard.actors import service
from candour.guard.models import Account
from candour.patterns.retaliation.actions.propose_retaliation import propose_retaliation
from cast import NOW

__all__ = ["at_casework", "case", "report", "visit"]


@pytest.fixture
def two(world, as_role, visit, case) -> Two:
    """Both recorded by the same desk; the first is with an investigator of another force."""
    visit("desk").post(f"/cases/{case}/allocation/", {"account": str(world.accounts[HANDLER])})
    sent = story.reported(world, as_role, people=(CASTELL,)).file
    later = story.record(world, as_role, report=sent).file
    return Two(first=case, later=later)


@pytest.fixture
def named(visit) -> Callable[..., object]:
    """Record who reported a case: named(case, by="authority", agreed="yes")."""

    def name(case: uuid.UUID, *, by: str = "authority", **typed: str) -> object:
        person = Account.objects.get(username=REPORTER).person_id
        data = {
            "number": NUMBER, "person": str(person), "agreed": "yes",
            "how_known": "They gave their name.", "go": "name", **typed,
        }  # fmt: skip
        return visit(by).post(f"/cases/{case}/retaliation/reporter/", data)

    return name


@pytest.fixture
def sweep(as_role) -> Callable[[], int]:
    """Look for what followed reports, as the worker does."""

    def run() -> int:
        with as_role("worker"):
            return propose_retaliation(by=service("patterns"), at=NOW)

    return run
