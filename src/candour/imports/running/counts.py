"""Counts what became of each row, and refuses a total that does not add up."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field


class TotalsDisagree(Exception):
    """Rows were read that are neither taken, unchanged nor rejected: a fault of the import."""


@dataclass(slots=True, kw_only=True)
class TableCounts:
    """What became of the rows of one table so far."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0

    @property
    def taken(self) -> int:
        return self.new + self.changed

    @property
    def read(self) -> int:
        return self.taken + self.unchanged + self.rejected


@dataclass(slots=True, kw_only=True)
class Counts:
    """What a run did so far: per table, per reason, and rows written per table of the register."""

    tables: dict[str, TableCounts] = field(default_factory=dict)
    rejected: Counter[str] = field(default_factory=Counter)
    noted: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)

    def table(self, name: str) -> TableCounts:
        """Return the counts of one table, nought at first."""
        return self.tables.setdefault(name, TableCounts())

    def check(self, *, read: Mapping[str, int]) -> None:
        """Refuse unless each table's rows add up to what its file holds."""
        for name, rows in read.items():
            counted = self.table(name).read
            if counted != rows:
                message = f"{name}: {rows} rows were read but {counted} are accounted for"
                raise TotalsDisagree(message)

    def as_json(self) -> dict[str, object]:
        """Return the counts as they are stored and printed."""
        return {
            "tables": {
                name: {
                    "read": counts.read,
                    "taken": counts.taken,
                    "new": counts.new,
                    "changed": counts.changed,
                    "unchanged": counts.unchanged,
                    "rejected": counts.rejected,
                }
                for name, counts in self.tables.items()
            },
            "rejected": dict(sorted(self.rejected.items())),
            "noted": dict(sorted(self.noted.items())),
            "written": dict(sorted(self.written.items())),
        }


def from_json(stored: Mapping[str, Mapping[str, Mapping[str, int]]]) -> Counts:
    """Return the counts that `as_json` stored; nothing stored is nothing counted."""
    columns = ("new", "changed", "unchanged", "rejected")
    return Counts(
        tables={
            name: TableCounts(**{column: row[column] for column in columns})
            for name, row in stored.get("tables", {}).items()
        },
        rejected=Counter(stored.get("rejected", {})),
        noted=Counter(stored.get("noted", {})),
        written=Counter(stored.get("written", {})),
    )
