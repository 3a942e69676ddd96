"""Lends the tests of custody a recorded case, and the hands of the custodians."""

import uuid

import pytest

import story


@pytest.fixture
def file(world, as_role) -> uuid.UUID:
    """A recorded case with five custodians."""
    return story.record(world, as_role, report=story.reported(world, as_role).file).file
