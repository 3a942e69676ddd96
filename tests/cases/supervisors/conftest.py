"""Lends the tests of supervisors the visitors of the casework pages, and a case of the desk's."""

from browsing import at_casework, case, report, visit

__all__ = ["at_casework", "case", "report", "visit"]
