"""Lends the tests of signing in their visitors, and those of the log a case that is in it."""

import pytest

import story
from browsing import at_casework, report, visit
from candour.guard.models import Checkpoint
from candour.ops import work


@pytest.fixture
def logged_case(world, as_role):
    """A recorded case whose leaves have their place, and a head held outside."""
    sent = story.reported(world, as_role)
    recorded = story.record(world, as_role, report=sent.file)
    with as_role("worker"):
        work.sequence()
    head = Checkpoint.objects.order_by("-size").first()
    return recorded.file, head.note.encode()


__all__ = ["at_casework", "logged_case", "report", "visit"]
