"""Lends the tests of steps a case whose subject is known."""

from sides import identified, safe, seated

__all__ = ["identified", "safe", "seated"]
