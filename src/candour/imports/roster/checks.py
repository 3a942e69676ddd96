"""Holds the rows of a roster against each other: what repeats, contradicts or shares a number."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from candour.imports.reading.cells import Cells
from candour.imports.roster.columns import NUMBERS
from candour.imports.roster.lines import Line

_COLUMN_OF = {kind: column for column, kind in NUMBERS.items()}
_ALWAYS = (datetime.date.min, datetime.date.max)
# What is one thing for a whole person; an empty cell contradicts nothing.
_OF_PERSON = ("given", "family", "birth_year", "ethnicity", "sex")
Span = tuple[datetime.date | None, datetime.date | None]


@dataclass(slots=True, kw_only=True)
class Told:
    """What the rows taken so far tell of one person, and which row told it first."""

    lines: list[Line] = field(default_factory=list)
    facts: dict[str, tuple[object, int]] = field(default_factory=dict)
    postings: dict[tuple[str, datetime.date | None], int] = field(default_factory=dict)
    spells: list[Line] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Ledger:
    """Every row taken so far, by person, by content and by number; rows come in file order."""

    people: dict[str, Told] = field(default_factory=dict)
    contents: dict[Line, int] = field(default_factory=dict)
    holders: dict[tuple[str, str], list[Line]] = field(default_factory=lambda: defaultdict(list))

    def take(self, cells: Cells, line: Line) -> bool:
        """Enter a row, or say in `cells` which earlier row speaks against it."""
        if cells.reason:
            return False
        told = self.people.get(line.ref, Told())
        self._find_duplicate(cells, line)
        _find_contradiction(cells, line, told)
        self._find_other_holder(cells, line)
        if cells.reason:
            return False
        self.people[line.ref] = told
        self.contents[line] = line.row
        _enter(told, line)
        for number in line.numbers:
            self.holders[number].append(line)
        return True

    def _find_duplicate(self, cells: Cells, line: Line) -> None:
        first = self.contents.get(line)
        if first is not None:
            _refuse(cells, "duplicate", (), other=first)

    def _find_other_holder(self, cells: Cells, line: Line) -> None:
        for kind, value in line.numbers:
            for other in self.holders.get((kind, value), ()):
                if other.ref != line.ref and _overlap(other.held, line.held):
                    _refuse(cells, "number_in_use", (_COLUMN_OF[kind],), other=other.row)
                    return


def _enter(told: Told, line: Line) -> None:
    told.lines.append(line)
    for name in _OF_PERSON:
        value = getattr(line, name)
        if value not in ("", None):
            told.facts.setdefault(name, (value, line.row))
    if line.unit_code:
        told.postings[line.unit_code, line.posted_from] = line.row
    if line.tells_of_service:
        told.spells.append(line)


def _find_contradiction(cells: Cells, line: Line, told: Told) -> None:
    for name in _OF_PERSON:
        value, row = told.facts.get(name, (None, 0))
        if value is not None and getattr(line, name) not in ("", None, value):
            _refuse(cells, "contradicts", (name,), other=row)
            return
    posting = told.postings.get((line.unit_code, line.posted_from))
    if line.unit_code and posting is not None:
        _refuse(cells, "contradicts", ("unit_code", "posted_from"), other=posting)
        return
    for spell in told.spells if line.tells_of_service else ():
        same = (spell.joined, spell.left, spell.left_because)
        if (
            spell.kind == line.kind
            and same != (line.joined, line.left, line.left_because)
            and _overlap((spell.joined, spell.left), (line.joined, line.left))
        ):
            _refuse(cells, "contradicts", ("joined", "left", "left_because"), other=spell.row)
            return


def _refuse(cells: Cells, reason: str, names: tuple[str, ...], *, other: int) -> None:
    if not cells.reason:
        cells.refuse(reason, *names)
        cells.other_row = other


def _overlap(one: Span, other: Span) -> bool:
    """Say whether two spans share a day; an open end reaches as far as any."""
    start, end = one[0] or _ALWAYS[0], one[1] or _ALWAYS[1]
    return start <= (other[1] or _ALWAYS[1]) and (other[0] or _ALWAYS[0]) <= end
