"""Lends the tests of the case system the invented force."""

import pytest


@pytest.fixture
def force(loaded, db, data_folder):
    """The invented force, whose secrets stay where they are."""
    return loaded
