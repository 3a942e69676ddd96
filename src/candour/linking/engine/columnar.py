"""Rows of numbers grouped by a key, in a few flat arrays: a million people in little memory."""

import dataclasses
from array import array
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int32]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """Rows in the order of their key; the rows of key k stand from starts[k] to starts[k + 1]."""

    starts: npt.NDArray[np.int64]
    rows: Numbers

    def of(self, key: int) -> Numbers:
        """Return the rows of one key."""
        return self.rows[self.starts[key] : self.starts[key + 1]]

    def count(self, key: int) -> int:
        """Return how many rows a key has."""
        return int(self.starts[key + 1] - self.starts[key])


@dataclasses.dataclass(slots=True)
class Rows:
    """Rows of so many whole numbers each, added one at a time."""

    width: int
    cells: "array[int]" = dataclasses.field(default_factory=lambda: array("i"))

    def add(self, *row: int) -> None:
        """Add one row."""
        self.cells.extend(row)

    def taken(self) -> Numbers:
        """Return all rows, each once, in order, and forget them here."""
        held = np.frombuffer(self.cells, dtype=np.int32).reshape(-1, self.width)
        order = np.lexsort(held.T[::-1])
        held = held[order]
        is_new = np.ones(len(held), dtype=bool)
        is_new[1:] = (held[1:] != held[:-1]).any(axis=1)
        return np.ascontiguousarray(held[is_new])


def grouped(*, rows: Numbers, key: int, keys: int) -> Grouped:
    """Return the rows grouped by the column `key`, which holds numbers below `keys`."""
    order = np.argsort(rows[:, key], kind="stable")
    counts = np.bincount(rows[:, key], minlength=keys)
    starts = np.zeros(keys + 1, dtype=np.int64)
    np.cumsum(counts, out=starts[1:])
    return Grouped(starts=starts, rows=rows[order])


def pairs(*, found: Sequence[tuple[int, int]], keys: int) -> Grouped:
    """Return pairs of key and value, each once, grouped by the key."""
    rows = Rows(2)
    for one, other in found:
        rows.add(one, other)
    return grouped(rows=rows.taken(), key=0, keys=keys)


@dataclasses.dataclass(slots=True)
class Codes:
    """Gives each text a number, in the order in which they come."""

    texts: list[str] = dataclasses.field(default_factory=list)
    numbers: dict[str, int] = dataclasses.field(default_factory=dict)

    def of(self, text: str) -> int:
        """Return the number of a text, a new one where it is new."""
        found = self.numbers.get(text)
        if found is None:
            found = self.numbers[text] = len(self.texts)
            self.texts.append(text)
        return found

    def get(self, text: str) -> int | None:
        """Return the number of a text that is known."""
        return self.numbers.get(text)

    def __len__(self) -> int:
        return len(self.texts)
