"""Lends the tests of the searches a case whose subject is known, and the worker's rounds."""

import uuid
from collections.abc import Callable

import pytest

import browsing
from candour import clock
from candour.cases.lookers.actions.raise_alarms import raise_alarms
from candour.guard.actors import service
from candour.ops import work


@pytest.fixture
def identified(visit, case) -> uuid.UUID:
    """A case whose subject the desk has found in the register."""
    browsing.rule_out(case, visit("desk"), but="subject")
    return case


@pytest.fixture
def worker_round(as_role) -> Callable[[], int]:
    """Let the worker do its next round: move leaves, compare what is new."""

    def run() -> int:
        with as_role("worker"):
            work.sequence()
            return raise_alarms(by=service("alarms"), at=clock.now())

    return run
