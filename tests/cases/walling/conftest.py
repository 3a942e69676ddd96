"""Lends the tests of walls that people decide on their visitors and a case."""

from browsing import at_casework, case, report, visit

__all__ = ["at_casework", "case", "report", "visit"]
