"""Lends the tests of custody a recorded case, and the hands of those who ask and give."""

import sys
import uuid
from pathlib import Path

import pytest

import story

sys.path.insert(0, str(Path(__file__).parent))

from hands import Hands


@pytest.fixture
def sent(world, as_role) -> story.Sent:
    """A report, sealed."""
    return story.reported(world, as_role)


@pytest.fixture
def file(world, as_role, sent) -> uuid.UUID:
    """The case recorded of it, with five custodians."""
    return story.record(world, as_role, report=sent.file).file


@pytest.fixture
def hands(world, as_role) -> Hands:
    """Who asks, gives and takes."""
    return Hands(world, as_role)
