"""Two groups beside each other: what is upheld within four years, by calendar window and cohort."""

import datetime
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from candour.core import calendar
from candour.measures.counting.ends import OTHER, UPHELD, WHITE, Allegations
from candour.stats import competing, periods, survival
from candour.stats.alike import levels
from candour.stats.alike.levels import Levels
from candour.stats.competing import Bounds, Incidence, Ratio
from candour.stats.periods import Courses, Trend, Window
from candour.stats.survival import Quantile

# A shorter horizon is right about the trend and wrong about the level.
HORIZON_YEARS: Final = 4
HORIZON: Final = 1461.0
# The latest windows are the ones that are asked about; the older ones are longer.
MONTHS: Final = (12, 12, 18, 18)
SHARES: Final = ((0.5, "half"), (0.75, "three in four"))
# A quantile that moves by more than this, and beyond what chance explains, is another speed.
_ANOTHER_SPEED: Final = 0.1
FEWEST: Final = 10

_EPOCH = datetime.date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Compared:
    """One window: what is upheld of both groups within four years, at that window's speed.

    ratio: the other groups' share divided by that of White officers.
    """

    window: Window
    white: Incidence
    other: Incidence
    ratio: Ratio | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """By when allegations of one group had ended, at the speed of one window."""

    window: Window
    group: str
    half: Quantile
    three_quarters: Quantile


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """One group of one cohort."""

    received: int
    upheld: int
    open: int

    @property
    def triple(self) -> tuple[int, int, int]:
        return self.upheld, self.open, self.received


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """Everything received in one year: what became of it so far, and the worst cases."""

    year: int
    white: Counts
    other: Counts
    bounds: Bounds | None


def day_of(number: float) -> datetime.date:
    """Return the date of a day counted as the courses count it."""
    return _EPOCH + datetime.timedelta(days=int(number))


def number_of(day: datetime.date) -> int:
    """Count a date as the courses do."""
    return (day - _EPOCH).days


def windows(*, reaches_back_to: datetime.date, until: datetime.date) -> tuple[Window, ...]:
    """Return the calendar windows that a register can speak about, the earliest first.

    Each begins when the register already holds four years: otherwise nobody in it could have
    been open so long.
    """
    earliest = calendar.corresponding_day(on=reaches_back_to, months=12 * HORIZON_YEARS)
    found: list[Window] = []
    after = until + datetime.timedelta(days=1)
    for months in MONTHS:
        first = calendar.corresponding_day(on=after, months=-months)
        if first < earliest:
            break
        found.append(Window(first=number_of(first), last=number_of(after) - 1))
        after = first
    return tuple(reversed(found))


def compare(*, white: Courses, other: Courses, window: Window) -> Compared:
    """Compare two groups within one window; people, not allegations, are independent."""
    shares = {
        name: _incidence(courses, window) for name, courses in ((WHITE, white), (OTHER, other))
    }
    return Compared(
        window=window,
        white=shares[WHITE],
        other=shares[OTHER],
        ratio=competing.ratio(of=shares[OTHER], to=shares[WHITE]),
    )


def _incidence(courses: Courses, window: Window) -> Incidence:
    seen = periods.watched(courses=courses, window=window)
    return competing.incidence(ends=seen.ends, cause=UPHELD, to=HORIZON, clusters=seen.clusters)


def trend(compared: Sequence[Compared]) -> Trend | None:
    """Return the yearly change over the windows that have a ratio."""
    known = [(one.window.middle, one.ratio) for one in compared if one.ratio is not None]
    return periods.trend(
        at=[middle for middle, _ in known],
        logs=[float(np.log(ratio.value)) for _, ratio in known],
        errors=[ratio.log_error for _, ratio in known],
    )


def speeds(*, allegations: Allegations, within: Sequence[Window]) -> tuple[Speed, ...]:
    """Return by when allegations ended, for each group at the speed of each window."""
    parts = {name: allegations.group(name) for name in (WHITE, OTHER)}
    return speeds_of(parts=parts, within=within)


def speeds_of(*, parts: Mapping[str, Courses], within: Sequence[Window]) -> tuple[Speed, ...]:
    """Return by when the cases of each part ended, at the speed of each window."""
    found = []
    for window, name in itertools.product(within, parts):
        seen = periods.watched(courses=parts[name], window=window)
        if not len(seen.clusters):
            continue
        curve = survival.kaplan_meier(spells=seen.ends.spells)
        half, rest = (survival.quantile(curve=curve, share=share) for share, _ in SHARES)
        found.append(Speed(window=window, group=name, half=half, three_quarters=rest))
    return tuple(found)


def speed_changed(found: Sequence[Speed]) -> bool:
    """Say whether a group's half or three quarters moved by a tenth, and beyond its intervals."""
    for name in dict.fromkeys(one.group for one in found):
        own = [one for one in found if one.group == name]
        for before, after in itertools.combinations(own, 2):
            if _moved(before.half, after.half) or _moved(
                before.three_quarters, after.three_quarters
            ):
                return True
    return False


def _moved(before: Quantile, after: Quantile) -> bool:
    if before.at is None or after.at is None:
        return (before.at is None) != (after.at is None)
    is_far = abs(after.at - before.at) > _ANOTHER_SPEED * before.at
    return is_far and (_lies_above(before, after) or _lies_above(after, before))


def _lies_above(low: Quantile, high: Quantile) -> bool:
    return low.high is not None and high.low is not None and high.low > low.high


def cohorts(allegations: Allegations) -> tuple[Cohort, ...]:
    """Return each year of receipt with what is open in it and the bounds that follow."""
    years = levels.of(years_of(allegations.courses.received))
    white, other = (_counted(allegations, name, years) for name in (WHITE, OTHER))
    return tuple(
        Cohort(
            year=int(year),
            white=one,
            other=two,
            bounds=competing.bounds(of=two.triple, to=one.triple),
        )
        for year, one, two in zip(years.values, white, other, strict=True)
    )


def years_of(days: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.intp]:
    """Return the calendar year of each day, counted as the courses count them."""
    found = levels.of(days)
    return np.array([day_of(day).year for day in found.values], dtype=np.intp)[found.places]


def _counted(allegations: Allegations, group: str, years: Levels) -> list[Counts]:
    """Return for each year how one group stands in it."""
    causes = allegations.courses.causes
    received, upheld, still_open = (
        years.sums((allegations.groups == group) & chosen).astype(np.intp).tolist()
        for chosen in (True, causes == UPHELD, causes == competing.OPEN)
    )
    return [
        Counts(received=whole, upheld=part, open=rest)
        for whole, part, rest in zip(received, upheld, still_open, strict=True)
    ]


def is_fall_certain(found: Sequence[Cohort], *, before: int) -> bool:
    """Say whether the worst cases leave no room for "no fall" among years that ended `before`."""
    known = [one.bounds for one in found if one.year < before and one.bounds is not None]
    return len(known) > 1 and known[-1].high is not None and known[-1].high < known[0].low


def is_rise_certain(found: Sequence[Cohort], *, before: int) -> bool:
    """Say whether the worst cases leave no room for "no rise" among years that ended `before`."""
    known = [one.bounds for one in found if one.year < before and one.bounds is not None]
    return len(known) > 1 and known[0].high is not None and known[-1].low > known[0].high
