"""Counts what officers read on a usual day, and in how many months, while a feed goes by."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from candour.imports.lookups import finding


@dataclass(slots=True, kw_only=True)
class Tally:
    """One officer's reads so far; each day and month is one bit, so that a year is small."""

    reads: int = 0
    days: int = 0
    months: int = 0


@dataclass(slots=True, kw_only=True)
class Tallies:
    """Every officer of a feed by number; nothing of what they read."""

    by_officer: dict[str, Tally] = field(default_factory=dict)

    def add(self, *, rows: Iterable[Mapping[str, object]]) -> None:
        """Add counts by officer and day."""
        for row in rows:
            number, on = finding.officer(str(row["officer"])), _day(str(row["day"]))
            tally = self.by_officer.setdefault(number, Tally())
            tally.reads += int(str(row["reads"]))
            tally.days |= 1 << on.toordinal() - _FIRST
            tally.months |= 1 << (on.year - _YEAR) * 12 + on.month

    def usual(self) -> dict[str, float]:
        """Return what each officer reads on a day on which they read anything."""
        return {who: one.reads / one.days.bit_count() for who, one in self.by_officer.items()}

    def officer_months(self) -> int:
        """Return in how many months each officer read anything, summed up."""
        return sum(one.months.bit_count() for one in self.by_officer.values())


# A feed begins later than that; an earlier day counts as the first.
_YEAR = 2000
_FIRST = datetime.date(_YEAR, 1, 1).toordinal()


def _day(text: str) -> datetime.date:
    return max(datetime.date.fromisoformat(text), datetime.date(_YEAR, 1, 1))
