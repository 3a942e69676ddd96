"""Compares what happened to people after a day with what happened to the same people before it.

Each person is their own control: whatever makes one person's rate high counts on both sides. Of all
events in the two stretches, those that lie after fall there by the days watched, if the day changed
nothing; the exact binomial of the rest is the test (methods: conditional binomial, Przyborowski and
Wilenski 1940, Biometrika 31:313; self-controlled design, Farrington 1995, Biometrics 51:228).

Reporting often follows a time that was bad already. So the days just before are left out, the
course before the day is shown and tested for a trend, and the same is done for drawn dates of
people who did not report: where those show an excess too, it is not the report that made it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import special

from candour.stats import proportions
from candour.stats.proportions import Interval

Floats = npt.NDArray[np.float64]

BEFORE_DAYS: Final = 540
AFTER_DAYS: Final = 180
LEFT_OUT_DAYS: Final = 14
BIN_DAYS: Final = 30


class ImpossibleHistory(ValueError):
    """A person is watched for a stretch of days that holds the day itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One person: days of their events from the day on (below 0: before), watched from until.

    `events` outside what was watched are not counted; nothing is known there.
    """

    events: tuple[int, ...]
    watched_from: int = -(BEFORE_DAYS + LEFT_OUT_DAYS)
    watched_until: int = AFTER_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Excess:
    """Events before and after, the days watched on each side, and how far chance explains it.

    `p` is of the one question whether there are more after; None where nothing happened or one side
    was never watched. `ratio` is the rate after by the rate before; None where none was before.
    """

    people: int
    before: int
    after: int
    days_before: int
    days_after: int
    ratio: float | None
    interval: Interval | None
    p: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Days `first` to `last` from the day: events, days watched, events for a year watched."""

    first: int
    last: int
    events: int
    days: int
    rate: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The bins in order, and the trend before the day: rising above 0. None: too few events."""

    bins: tuple[Bin, ...]
    trend: float | None
    p_trend: float | None


def excess(*, histories: Sequence[History], confidence: float = 0.95) -> Excess:
    """Test whether there were more events in the 180 days after than in the 540 before.

    R: `binom.test(after, before + after, days_after / (days_before + days_after), "greater")`.
    """
    before = _counted(histories, *_BEFORE)
    after = _counted(histories, *_AFTER)
    days_before, days_after = _days(histories, *_BEFORE), _days(histories, *_AFTER)
    is_known = before + after > 0 and days_before > 0 and days_after > 0
    return Excess(
        people=len(histories),
        before=before,
        after=after,
        days_before=days_before,
        days_after=days_after,
        ratio=after / before * days_before / days_after if is_known and before else None,
        interval=_of_ratio(before, after, days_before / days_after, confidence)
        if is_known
        else None,
        p=at_least(after=after, of=before + after, share=days_after / (days_before + days_after))
        if is_known
        else None,
    )


def at_least(*, after: int, of: int, share: float) -> float:
    """Return the chance of so many or more after, of all events, where each lies there by share."""
    return 1.0 if after == 0 else float(special.betainc(after, of - after + 1, share))


def course(*, histories: Sequence[History], days: int = BIN_DAYS) -> Course:
    """Return the events in bins of days round the day, the days just before included."""
    starts = range(-(BEFORE_DAYS + LEFT_OUT_DAYS) // days * days, AFTER_DAYS, days)
    bins = tuple(_bin(histories, start, min(start + days, AFTER_DAYS)) for start in starts)
    # The bin that holds the days left out does not speak about the time before them.
    earlier = [one for one in bins if one.last < -LEFT_OUT_DAYS and one.days]
    trend, p = _trend(earlier)
    return Course(bins=bins, trend=trend, p_trend=p)


def placebo(
    *, histories: Sequence[History], seed: int, draws: int = 199, shift: int = 360
) -> tuple[Excess, ...]:
    """Repeat the test on people who did not report, each with a day drawn up to `shift` earlier."""
    rng = np.random.default_rng(seed)
    return tuple(
        excess(
            histories=[
                _moved(one, int(by))
                for one, by in zip(
                    histories, rng.integers(0, shift + 1, size=len(histories)), strict=True
                )
            ]
        )
        for _ in range(draws)
    )


# Half-open stretches of days; the day of the report belongs to what comes after it.
_BEFORE: Final = (-(BEFORE_DAYS + LEFT_OUT_DAYS), -LEFT_OUT_DAYS)
_AFTER: Final = (0, AFTER_DAYS)


def _counted(histories: Sequence[History], start: int, end: int) -> int:
    return sum(
        start <= day < end and one.watched_from <= day < one.watched_until
        for one in histories
        for day in one.events
    )


def _days(histories: Sequence[History], start: int, end: int) -> int:
    return sum(_watched(one, start, end) for one in histories)


def _watched(one: History, start: int, end: int) -> int:
    if not one.watched_from <= 0 <= one.watched_until:
        message = "A person is watched for a stretch of days that holds the day of the report."
        raise ImpossibleHistory(message)
    return max(0, min(end, one.watched_until) - max(start, one.watched_from))


def _of_ratio(before: int, after: int, days: float, confidence: float) -> Interval | None:
    """Return the exact interval of the rate ratio, from that of the share that lies after."""
    share = proportions.exact_interval(count=after, total=before + after, confidence=confidence)
    if share is None:
        return None
    high = share.high / (1 - share.high) * days if share.high < 1 else float("inf")
    return Interval(low=share.low / (1 - share.low) * days, high=high)


def _bin(histories: Sequence[History], start: int, end: int) -> Bin:
    events, days = _counted(histories, start, end), _days(histories, start, end)
    rate = events / days * 365.25 if days else None
    return Bin(first=start, last=end - 1, events=events, days=days, rate=rate)


def _trend(bins: Sequence[Bin]) -> tuple[float | None, float | None]:
    """Return the score test of a rising rate over bins, given how many events there are.

    References: Cochran 1954, Biometrics 10:417; Armitage 1955, Biometrics 11:375.
    """
    counts = np.array([one.events for one in bins], dtype=np.float64)
    days = np.array([one.days for one in bins], dtype=np.float64)
    total = float(counts.sum()) if len(bins) else 0.0
    if total == 0 or len(bins) < 2:
        return None, None
    place = np.arange(len(bins), dtype=np.float64)
    shares = days / days.sum()
    mean = float(shares @ place)
    spread = total * float(shares @ (place - mean) ** 2)
    z = float(counts @ (place - mean)) / sqrt(spread)
    return z, float(2 * special.ndtr(-abs(z)))


def _moved(one: History, by: int) -> History:
    """Return a history as it is from a day `by` days earlier."""
    return History(
        events=tuple(day + by for day in one.events),
        watched_from=one.watched_from + by,
        watched_until=one.watched_until + by,
    )
