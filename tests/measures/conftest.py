"""What tests of measures share: an empty folder for snapshots, and an organisation of their own."""

import pathlib
import uuid

import pytest
import registers


@pytest.fixture
def under(tmp_path: pathlib.Path) -> pathlib.Path:
    """Where snapshots go."""
    return tmp_path / "register"


@pytest.fixture
def force(db: None) -> uuid.UUID:
    """A force with nothing in its register yet; what a test writes is undone."""
    return registers.force()
