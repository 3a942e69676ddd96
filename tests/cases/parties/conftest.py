"""Lends the tests of a case's sides a case whose subject is known, and what is served in it."""

from sides import identified, named, safe, seated, side

__all__ = ["identified", "named", "safe", "seated", "side"]
