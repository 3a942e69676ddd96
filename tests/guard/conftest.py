"""Lends the tests of signing in their visitors."""

from browsing import at_casework, visit

__all__ = ["at_casework", "visit"]
