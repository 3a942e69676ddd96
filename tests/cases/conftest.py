"""Lends the tests of the casework pages their visitors."""

from browsing import at_casework, case, report, visit

__all__ = ["at_casework", "case", "report", "visit"]
