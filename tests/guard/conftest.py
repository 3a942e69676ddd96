"""Lends the tests of signing in their visitors."""

from browsing import at_casework, report, visit

__all__ = ["at_casework", "report", "visit"]
