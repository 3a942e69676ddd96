"""What a measure is: its question, its definition, how it is computed, drawn and limited."""

import enum
from collections.abc import Callable
from dataclasses import dataclass

from candour.measures.parameters import Parameters
from candour.measures.register.reading import Register
from candour.measures.result import Computed, Definition, Result
from candour.pages.figures import Figure


class Grouping(enum.StrEnum):
    """What figures may be grouped by; each is a column of every unit's table."""

    KIND = "kind"
    SOURCE = "source"
    ORGANISATION = "organisation"


class BadEntry(ValueError):
    """A measure without words that a reader needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One measure. definition: what it counts unless one of its tables says otherwise.

    by: what it may be grouped by. years: how many years back its usual window reaches. limits:
    what a reader must not conclude from it. draw: its charts, from a result that may be old.
    """

    name: str
    title: str
    question: str
    definition: Definition
    by: tuple[Grouping, ...]
    years: int
    limits: tuple[str, ...]
    compute: Callable[[Register, Parameters], Computed]
    draw: Callable[[Result], tuple[Figure, ...]]

    def __post_init__(self) -> None:
        if not all(words.strip() for words in (self.name, self.title, self.question, *self.limits)):
            message = "A measure needs a name, a title, a question and limits in words."
            raise BadEntry(message)
        if not self.limits or self.years < 1:
            message = "A measure says what it can't say, and looks back a year or more."
            raise BadEntry(message)
