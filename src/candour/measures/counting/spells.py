"""How long cases lasted, counted in the engine by length and group, for survival analysis."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from candour.stats import survival
from candour.stats.survival import Spells

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tally:
    """How many cases had each group, year of receipt, length in days and state.

    oldest: how many days ago the first of each was received, whatever became of it.
    groups: empty texts where nothing was asked to be grouped. Cases closed at an unknown day have
    no length: they are counted in `undated` and in no spell.
    """

    groups: npt.NDArray[np.str_]
    years: Numbers
    days: Numbers
    is_closed: npt.NDArray[np.bool_]
    undated: npt.NDArray[np.bool_]
    number: Numbers
    oldest: Numbers

    def of(self, *, group: str | None = None, year: int | None = None) -> "Tally":
        """Return the part of one group, or of one year of receipt."""
        chosen = np.ones(len(self.number), dtype=np.bool_)
        if group is not None:
            chosen &= self.groups == group
        if year is not None:
            chosen &= self.years == year
        return Tally(
            groups=self.groups[chosen],
            years=self.years[chosen],
            days=self.days[chosen],
            is_closed=self.is_closed[chosen],
            undated=self.undated[chosen],
            number=self.number[chosen],
            oldest=self.oldest[chosen],
        )

    @property
    def received(self) -> int:
        return int(self.number.sum())

    @property
    def oldest_days(self) -> int:
        """Return how long the first case can have been watched; below 0 where there is none."""
        return int(self.oldest.max(initial=-1))

    @property
    def open(self) -> int:
        return int(self.number[~self.is_closed & ~self.undated].sum())

    @property
    def closed(self) -> int:
        return int(self.number[self.is_closed].sum())

    @property
    def left_out(self) -> int:
        return int(self.number[self.undated].sum())

    @property
    def spells(self) -> Spells:
        """Return the cases with a known length."""
        used = ~self.undated
        return survival.spells(
            exits=self.days[used], closed=self.is_closed[used], numbers=self.number[used]
        )

    def all_years(self) -> Iterator[int]:
        """Yield the years of receipt in order."""
        yield from (int(year) for year in np.unique(self.years))


def tally(*, cases: Any, as_of: datetime.date, by: str) -> Tally:
    """Count cases by length: to the closing, or for an open one to the day of the register."""
    import ibis

    # The snapshot holds no closing after its day, so a case without one is open on it.
    today = ibis.date(as_of.isoformat())
    sized = cases.select(
        group=cases[by] if by else ibis.literal(""),
        year=cases.received_on.year(),
        days=cases.closed_on.fill_null(today).delta(cases.received_on, unit="day"),
        age=today.delta(cases.received_on, unit="day"),
        is_closed=cases.closed_on.notnull(),
        undated=cases.is_closed_undated,
    )
    columns = ["group", "year", "days", "is_closed", "undated"]
    found = (
        sized.group_by(columns)
        .agg(number=lambda rows: rows.count(), oldest=lambda rows: rows.age.max())
        .order_by(columns)
        .to_pyarrow()
    )
    return Tally(
        groups=np.array(found["group"].to_pylist(), dtype=np.str_),
        years=_numbers(found["year"]),
        days=_numbers(found["days"]),
        is_closed=np.asarray(found["is_closed"].to_numpy(), dtype=np.bool_),
        undated=np.asarray(found["undated"].to_numpy(), dtype=np.bool_),
        number=_numbers(found["number"]),
        oldest=_numbers(found["oldest"]),
    )


def _numbers(column: Any) -> Numbers:
    return np.asarray(column.to_numpy(), dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Delays:
    """How many cases came so many days after their incident; None where that has no day."""

    groups: npt.NDArray[np.str_]
    days: tuple[int | None, ...]
    number: Numbers

    @property
    def received(self) -> int:
        return int(self.number.sum())

    @property
    def without_incident(self) -> int:
        return int(self.number[[day is None for day in self.days]].sum())

    @property
    def reversed(self) -> int:
        return int(self.number[[day is not None and day < 0 for day in self.days]].sum())

    def known(self, *, group: str | None = None) -> Spells:
        """Return the delays that make sense, of one group or of all."""
        chosen = [
            (day, number)
            for day, number, name in zip(self.days, self.number, self.groups, strict=True)
            if day is not None and day >= 0 and group in (None, name)
        ]
        return survival.spells(
            exits=[day for day, _ in chosen],
            closed=np.ones(len(chosen), dtype=np.bool_),
            numbers=[number for _, number in chosen],
        )


def delays(*, cases: Any, by: str) -> Delays:
    """Count cases by the days between the incident and its receipt."""
    import ibis

    sized = cases.select(
        group=cases[by] if by else ibis.literal(""),
        days=cases.received_on.delta(cases.incident_on, unit="day"),
    )
    columns = ["group", "days"]
    found = (
        sized.group_by(columns).agg(number=lambda rows: rows.count()).order_by(columns).to_pyarrow()
    )
    return Delays(
        groups=np.array(found["group"].to_pylist(), dtype=np.str_),
        days=tuple(found["days"].to_pylist()),
        number=_numbers(found["number"]),
    )
