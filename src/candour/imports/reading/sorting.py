"""Sorts the rows of one batch into those that are taken and those that are rejected or noted."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from candour.imports.reading.cells import Cells
from candour.imports.reading.parquet import ROW
from candour.imports.source import Mark, Seen


@dataclass(slots=True)
class Repeats:
    """Finds rows with the key of the row before them, in a table sorted by that key."""

    key: Hashable = None
    row: int = 0

    def first(self, *, key: Hashable, row: int) -> int | None:
        """Return the row that had this key first, or None and remember this one."""
        if key == self.key:
            return self.row
        self.key, self.row = key, row
        return None


@dataclass(slots=True, kw_only=True)
class Sorter:
    """What is said of the rows of one table in one batch."""

    table: str
    rows: list[int]
    rejected: list[Mark] = field(default_factory=list)
    noted: list[Mark] = field(default_factory=list)

    def takes(self, cells: Cells, repeats: Repeats, *, key: Hashable) -> bool:
        """Say whether a row can be taken; if not, it is rejected with its reason."""
        if not cells.reason:
            first = repeats.first(key=key, row=cells.row)
            if first is None:
                return True
            cells.refuse("same_key")
            cells.other_row = first
        self.refuse(cells)
        return False

    def refuse(self, cells: Cells) -> None:
        """Reject a row for the reason found in its cells."""
        self.rejected.append(
            Mark(
                row=cells.row,
                reason=cells.reason,
                columns=tuple(cells.columns),
                other_row=cells.other_row,
            )
        )

    def note(self, cells: Cells, reason: str, *columns: str) -> None:
        """Note something odd of a row that is taken."""
        self.noted.append(Mark(row=cells.row, reason=reason, columns=columns))

    def seen(self) -> Seen:
        """Return the account of these rows."""
        return Seen(table=self.table, rows=self.rows, rejected=self.rejected, noted=self.noted)


def sorter(*, table: str, rows: Iterable[Mapping[str, Any]]) -> Sorter:
    """Return a sorter for rows of a Parquet table."""
    return Sorter(table=table, rows=[row[ROW] for row in rows])
