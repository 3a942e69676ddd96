"""Lends the tests of checks a case whose allegations were assessed, and matters with a course."""

import pytest

import browsing
from cases.proceeding.test_conduct_to_barred_list import matter, referred, subject
from cases.test_pages_outcome import assessed

__all__ = ["assessed", "matter", "referred", "subject"]


@pytest.fixture
def first(assessed):
    """The first allegation of the assessed case."""
    return browsing.allegations(assessed)[0]
