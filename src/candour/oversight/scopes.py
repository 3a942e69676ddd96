"""By what public tables may be broken down: the forbidden ones can't be written down at all.

A table of units has no place for what is only told of a whole force: the two kinds of breakdown are
different types, so a type checker refuses such a table before anything is computed.
"""

import enum
from dataclasses import dataclass


class Anywhere(enum.StrEnum):
    """What tables of a force or of its units may be broken down by."""

    KIND = "kind"
    SOURCE = "source"
    STATE = "state"
    YEAR = "year"
    CASES = "number of cases"


class ForceOnly(enum.StrEnum):
    """What is told of a whole force, and never of anything smaller."""

    ETHNICITY = "ethnicity"
    ROUTE = "route"
    DISCOURAGEMENT = "discouragement"
    VICTIMISATION = "victimisation"
    CONFIDENCE = "confidence"


class NotBelowForce(TypeError):
    """A breakdown that must not be published below the level of a force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfForce:
    """Tables of whole forces."""

    by: tuple[Anywhere | ForceOnly, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfUnit:
    """Tables of the units of a force."""

    by: tuple[Anywhere, ...]

    def __post_init__(self) -> None:
        # For whoever runs no type checker.
        wrong = [str(one) for one in self.by if not isinstance(one, Anywhere)]
        if wrong:
            message = f"Not below the level of a force: {', '.join(wrong)}."
            raise NotBelowForce(message)


Scope = OfForce | OfUnit
