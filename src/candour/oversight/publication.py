"""What a publication is: which tables of a measure are shown, and what each count in it counts."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from candour.measures.result import Definition, Result
from candour.oversight.scopes import OfForce, OfUnit
from candour.pages.wording import Unit
from candour.stats.disclosure.cells import PUBLIC, Cell, Span, Split

RECEIVED = "received"
ENDED = "ended"
ALL = "All"


class BadPublication(ValueError):
    """A publication without words that a reader needs, or a table that doesn't fit together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """An exact count before disclosure control; it is never written anywhere as it is."""

    cell: Cell
    count: int
    threshold: int = PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotient:
    """One shown count divided by another, so that it tells no more than these two."""

    numerator: Cell
    denominator: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number that is no count: shown where it rests on enough cases, to a stated precision.

    beside: the fewest cases on either side of it, such as those that took longer than a median.
    """

    value: float | None
    rests_on: tuple[Cell, ...]
    beside: float
    precision: float


Drafted = Count | Quotient | Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its words, and the unit of its numbers."""

    text: str
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    label: str
    values: tuple[Drafted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A table before disclosure control, with all that anybody knows of how its counts add up."""

    name: str
    title: str
    definition: Definition
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[DraftRow, ...]
    splits: tuple[Split, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row.values) != len(self.columns) for row in self.rows):
            message = "A row has one value for each column."
            raise BadPublication(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """A row as published; None is a number that is not shown."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A table as everybody may read it."""

    name: str
    title: str
    definition: Definition
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[ShownRow, ...]
    notes: tuple[str, ...]

    def value(self, row: str, column: int) -> float | None:
        """Return a number of a row by its label."""
        return next((one.values[column] for one in self.rows if one.label == row), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One publication. by: how its measure is grouped. draft: its tables, from a measure's result.

    headline: what the tables say, in plain words, from nothing but what is shown.
    """

    name: str
    title: str
    question: str
    measure: str
    by: str
    scope: OfForce | OfUnit
    draft: Callable[[Result], tuple[Draft, ...]]
    headline: Callable[[tuple[Shown, ...]], str]

    def __post_init__(self) -> None:
        if not all(words.strip() for words in (self.name, self.title, self.question)):
            message = "A publication needs a name, a title and a question in words."
            raise BadPublication(message)


def received(*, from_on: datetime.date, to_on: datetime.date) -> Span:
    """Return the span of the days of receipt, both included."""
    return Span(axis=RECEIVED, first=from_on.toordinal(), last=to_on.toordinal())


def open_at(on: datetime.date) -> Span:
    """Return the span of the ends of what is open at the end of a day."""
    return Span(axis=ENDED, first=on.toordinal() + 1)


def ended_by(on: datetime.date) -> Span:
    """Return the span of the ends of what has ended by the end of a day."""
    return Span(axis=ENDED, last=on.toordinal())


def population(result: Result, unit: str) -> str:
    """Return the name of what is counted: a unit of one organisation, the same in every release."""
    return f"{unit} of {result.parameters.organisation or 'all'}"
