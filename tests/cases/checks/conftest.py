"""Lends the tests of checks an assessed case, one of the force alone, and matters with a course."""

import pytest

import browsing
from cases.checks.test_consent_asked_outside import inside
from cases.proceeding.test_conduct_to_barred_list import matter, referred, subject
from cases.test_pages_outcome import assessed

__all__ = ["assessed", "inside", "matter", "referred", "subject"]


@pytest.fixture
def first(assessed):
    """The first allegation of the assessed case."""
    return browsing.allegations(assessed)[0]
