"""Lends the tests of the crime side the invented force."""

import pytest


@pytest.fixture
def force(loaded, db, data_folder):
    """The invented force, whose secrets stay where they are."""
    return loaded
