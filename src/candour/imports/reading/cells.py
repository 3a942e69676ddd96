"""Turns the cells of a row into values, and says why where one makes no sense."""

import datetime
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from candour.imports.reading.sheets import Cell, Odd

LONGEST = 1_000
_T = TypeVar("_T")
_YEARS = range(1880, 2200)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


class BadCell(Exception):
    """One cell of a row makes no sense: the code of the reason."""


@dataclass(slots=True, kw_only=True)
class Cells:
    """The cells of one row by column; the first that makes no sense decides for the row."""

    values: Mapping[str, Cell | Odd]
    row: int
    reason: str = ""
    columns: list[str] = field(default_factory=list)
    other_row: int | None = None

    def text(self, column: str) -> str:
        """Return a cell as one line of text, empty where it is empty."""
        return self._try(column, as_text) or ""

    def verbatim(self, column: str) -> str:
        """Return a cell as it was written; empty where it is empty or no text."""
        return str(self.values[column]) if self.text(column) else ""

    def day(self, column: str) -> datetime.date | None:
        """Return a cell as a day, None where it is empty."""
        return self._try(column, as_day)

    def month(self, column: str) -> datetime.date | None:
        """Return the first day of a month, None where it is empty."""
        return self._try(column, as_month)

    def whole_number(self, column: str) -> int | None:
        """Return a cell as a whole number, None where it is empty."""
        return self._try(column, as_whole_number)

    def year(self, column: str, *, latest: int) -> int | None:
        """Return a cell as a year from 1880 on, None where it is empty."""
        found = self._try(column, as_whole_number)
        if found is not None and not _YEARS.start <= found <= latest:
            self.refuse("out_of_range", column)
            return None
        return found

    def code(self, column: str, *, known: frozenset[str]) -> str:
        """Return a cell that must hold one of a few codes, in lower case."""
        found = self.text(column).casefold()
        if found and found not in known:
            self.refuse("unknown_code", column)
        return found

    def demand(self, *columns: str) -> None:
        """Refuse the row if one of these cells is empty."""
        empty = [column for column in columns if is_empty(self.values.get(column))]
        if empty:
            self.refuse("missing", *empty)

    def refuse(self, reason: str, *columns: str) -> None:
        """Refuse the row for a reason, unless it has been refused for another one already."""
        if self.reason in ("", reason):
            self.reason = reason
            self.columns.extend(column for column in columns if column not in self.columns)

    def _try(self, column: str, read: Callable[[Cell | Odd], _T]) -> _T | None:
        try:
            return read(self.values.get(column))
        except BadCell as bad:
            self.refuse(str(bad), column)
            return None


def is_empty(cell: Cell | Odd) -> bool:
    """Say whether a cell holds nothing, or nothing but spaces."""
    if isinstance(cell, float):
        return math.isnan(cell)
    return cell is None or (isinstance(cell, str) and not cell.strip())


def as_text(cell: Cell | Odd) -> str:
    """Return a cell as one line of text with single spaces; a whole number without decimals."""
    if isinstance(cell, str):
        return _line(cell)
    if isinstance(cell, Odd):
        raise BadCell(cell.value)
    if cell is None or is_empty(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)


def as_day(cell: Cell | Odd) -> datetime.date | None:
    """Return a cell as a day: a date of the sheet, 2024-03-31 or 31/03/2024."""
    found = cell if isinstance(cell, datetime.date) else _day(as_text(cell))
    if found is not None and found.year not in _YEARS:
        raise BadCell("out_of_range")
    return found


def as_month(cell: Cell | Odd) -> datetime.date | None:
    """Return the first day of a month written as 2024-03."""
    text = as_text(cell)
    if not text:
        return None
    found = _MONTH.fullmatch(text)
    if found is None:
        raise BadCell("not_a_month")
    return as_day(_date(f"{text}-01", "not_a_month"))


def as_whole_number(cell: Cell | Odd) -> int | None:
    """Return a cell as a whole number."""
    text = as_text(cell)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadCell("not_a_number")
    return int(text)


def _line(text: str) -> str:
    if len(text) > LONGEST:
        raise BadCell("too_long")
    # The common case, several times faster than what follows.
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Cn"} for letter in line):
        raise BadCell("not_text")
    return line


def _day(text: str) -> datetime.date | None:
    if not text:
        return None
    if _ISO.fullmatch(text):
        return _date(text, "not_a_date")
    british = _BRITISH.fullmatch(text)
    if british is None:
        raise BadCell("not_a_date")
    day, month, year = (int(part) for part in british.groups())
    return _date(f"{year:04}-{month:02}-{day:02}", "not_a_date")


def _date(text: str, reason: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise BadCell(reason) from None
