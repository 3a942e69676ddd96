"""What a return is: the tables that a body asks for, what they count, and what must agree."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from candour.law.provisions import Verification
from candour.measures.register.reading import Register

Value = str | int | float | None


class BadPeriod(ValueError):
    """A period that holds no day, or that isn't over on the day the register is known as of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its name in the file, its title and what it holds. datatype: of CSVW."""

    name: str
    title: str
    means: str
    datatype: str = "integer"


def text(name: str, title: str, means: str) -> Column:
    """Return a column of words."""
    return Column(name=name, title=title, means=means, datatype="string")


def count(name: str, title: str, means: str) -> Column:
    """Return a column of counts."""
    return Column(name=name, title=title, means=means)


def number(name: str, title: str, means: str) -> Column:
    """Return a column of numbers that may have decimals, or be empty."""
    return Column(name=name, title=title, means=means, datatype="decimal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A table of a return. beside: the published table it feeds. verification: of its columns."""

    name: str
    title: str
    counts: str
    period: str
    beside: str
    verification: Verification
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that was counted, with a value for each column in each row."""

    layout: Layout
    rows: tuple[tuple[Value, ...], ...]

    def total(self, *names: str) -> int:
        """Return the sum of some columns over all rows."""
        places = [place for place, one in enumerate(self.layout.columns) if one.name in names]
        return sum(int(row[place] or 0) for row in self.rows for place in places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two numbers that were counted apart and must be the same, and what both of them are."""

    what: str
    counted: int
    expected: int

    @property
    def holds(self) -> bool:
        return self.counted == self.expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A return of a register for a period, both days included. organisation: empty for all."""

    register: Register
    from_on: datetime.date
    to_on: datetime.date
    organisation: str = ""

    def __post_init__(self) -> None:
        if self.from_on > self.to_on:
            message = "The period ends before it begins."
            raise BadPeriod(message)
        if self.to_on > self.register.as_of:
            message = "The period isn't over on the day that the register is known as of."
            raise BadPeriod(message)

    def table(self, name: str) -> Any:
        """Return the rows of a table that are of the organisation asked for."""
        found = self.register.table(name)
        return found.filter(found.organisation == self.organisation) if self.organisation else found

    def force(self, organisation: str) -> str:
        """Return what an organisation is called."""
        return self.register.manifest.organisations.get(organisation, organisation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A return as counted. left_out: rows of case_key, table, reason and number, not yet read."""

    tables: tuple[Table, ...]
    left_out: tuple[Any, ...]
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One return: to which body, which tables, and what may keep a row from it, in words."""

    name: str
    title: str
    body: str
    layouts: tuple[Layout, ...]
    reasons: Mapping[str, str]
    count: Callable[[Asked], Counted]
