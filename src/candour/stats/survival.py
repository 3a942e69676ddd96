"""Kaplan-Meier and what is read from it: how long cases take, with the open ones counted as open.

Time runs in days since receipt. What the words mean, all the way through:

- A case received and closed on one day lasts 0 days. It is a closure like any other: the share open
  starts below 1, and the case adds nothing to the mean.
- The share open at t is the share that lasts longer than t, so a closure on day t is over at t.
- A case is at risk after its entry and up to its exit: who enters at t is not at risk at t, who is
  censored at t still was. Entry 0 is the receipt itself and includes the day of receipt.
- A window opens in the night before its first day, so in whole days a late entry ends in a half and
  no closure can tie with it.
- A year is 365.25 days; in whole days "open beyond one year" means 366 days or more.
- Nothing is answered past what was watched: see `Curve.followed_to`.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, inf, log, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

from candour.stats import proportions
from candour.stats.alike import levels
from candour.stats.proportions import Interval

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.intp]

YEAR: Final = 365.25

_BEFORE_RECEIPT: Final = -1.0
_HALF_A_DAY: Final = 0.5

# Products of ratios miss an exact half by an ulp; two shares of real data never lie this close.
_SAME_SHARE: Final = 1e-10


class ImpossibleSpell(ValueError):
    """A case lasts a known time, not below 0, and a late entry comes before its end."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spells:
    """When each case began and ceased to be watched, in days since receipt, and whether it closed.

    numbers: how many cases are alike in all of it. Arrays of one length, read-only; build them with
    `spells` or `watch`.
    """

    entries: Floats
    exits: Floats
    closed: Truths
    numbers: Numbers

    @property
    def cases(self) -> int:
        """Return how many cases there are."""
        return int(self.numbers.sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """The spells of a register and how many of its cases they leave out, each with its reason."""

    spells: Spells
    closed_before_receipt: int
    closed_before_window: int
    not_yet_received: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The curve just after the closures of one day.

    `variance` is Greenwood's, None once no share is left. `interval` is the pointwise log(-log)
    interval, None for the same reason.
    """

    at: float
    at_risk: int
    closed: int
    share_open: float
    variance: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The share still open, falling at each step; 1 before the first.

    `followed_to` is the last day the curve can speak about: the longest spell, or infinity where
    that closed and none is left. Late entries can end it sooner: before a stretch in which nobody
    was watched, and before a day on which all who were watched closed while others entered later.
    Below 0 nothing can be said, since no case was watched from its receipt.
    """

    steps: tuple[Step, ...]
    cases: int
    closures: int
    followed_to: float
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOpen:
    """The share still open beyond a time; `interval` is None where none or all of it has closed."""

    beyond: float
    share: float
    interval: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantile:
    """The day by which a share of all cases has closed, open ones included.

    `at` None: not reached, too few closed within what was followed. `low` or `high` None: that end
    of the interval is not reached.
    """

    share: float
    at: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictedMean:
    """The mean days open of all cases, counting no case beyond `to`.

    `interval` is the normal one, kept within 0 and `to`; None where the variance is 0, which says
    that too few closed to see any spread.
    """

    to: float
    days: float
    variance: float
    interval: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NaiveClosedOnly:
    """What the closed cases alone took: never a measure of speed, since the slow ones are missing.

    For comparison with national figures that are made this way, and always labelled so.
    """

    median: float
    mean: float
    closed: int
    open_left_out: int


def spells(
    *,
    exits: npt.ArrayLike,
    closed: npt.ArrayLike,
    entries: npt.ArrayLike | None = None,
    numbers: npt.ArrayLike | None = None,
) -> Spells:
    """Gather spells from durations; without `entries` every case was watched from its receipt.

    numbers: how many cases each stands for; one where none are given.
    """
    ended = np.array(exits, dtype=np.float64)
    began = np.zeros_like(ended) if entries is None else np.array(entries, dtype=np.float64)
    alike = np.ones(ended.shape) if numbers is None else numbers
    return _checked(
        entries=began,
        exits=ended,
        closed=np.array(closed, dtype=np.bool_),
        numbers=np.array(alike, dtype=np.intp),
    )


def watch(
    *,
    received: Sequence[date],
    closed: Sequence[date | None],
    as_of: date,
    since: date | None = None,
) -> Watch:
    """Turn dates into spells, as known at the end of `as_of`, and count what cannot be used.

    A case without closure, or closed later than `as_of`, is open and censored there. With `since`,
    only what happened from that day on is looked at, and cases open then enter late, at their age.

    References: period analysis, Brenner and Gefeller 1996, Cancer 78:2004.
    """
    start = np.array([day.toordinal() for day in received], dtype=np.float64)
    end = np.array([inf if day is None else day.toordinal() for day in closed], dtype=np.float64)
    last = as_of.toordinal()
    first = -inf if since is None else since.toordinal()
    impossible = end < start
    later = ~impossible & (start > last)
    earlier = ~impossible & ~later & (end < first)
    used = ~(impossible | later | earlier)
    return Watch(
        spells=_checked(
            entries=np.maximum(first - start[used] - _HALF_A_DAY, 0.0),
            exits=np.minimum(end, last)[used] - start[used],
            closed=end[used] <= last,
            numbers=np.ones(int(used.sum()), dtype=np.intp),
        ),
        closed_before_receipt=int(impossible.sum()),
        closed_before_window=int(earlier.sum()),
        not_yet_received=int(later.sum()),
    )


def kaplan_meier(*, spells: Spells, confidence: float = 0.95) -> Curve:
    """Estimate the share still open, with open cases censored and late entries left-truncated.

    References: Kaplan and Meier 1958, JASA 53:457; Greenwood 1926; log(-log) interval: Kalbfleisch
    and Prentice 1980, section 1.3. lifelines: `KaplanMeierFitter().fit(exit, closed, entry=entry)`.
    R: `survfit(Surv(ifelse(entry == 0, -1, entry), exit, closed) ~ 1, conf.type = "log-log")`.
    """
    ended = levels.of(spells.exits[spells.closed])
    days = ended.values
    closures = ended.sums(spells.numbers[spells.closed]).astype(np.intp)
    watched = _watched_on(spells=spells, days=days)
    steps = tuple(_steps(days=days, closures=closures, watched=watched, confidence=confidence))
    return Curve(
        steps=steps,
        cases=spells.cases,
        closures=int(closures.sum()),
        followed_to=_followed_to(spells=spells, steps=steps),
        confidence=confidence,
    )


def at_risk(*, spells: Spells, on: Sequence[float]) -> tuple[int, ...]:
    """Count the cases under watch on each of the given days since receipt."""
    watched = _watched_on(spells=spells, days=np.array(on, dtype=np.float64))
    return tuple(int(number) for number in watched)


def share_open(*, curve: Curve, beyond: float) -> ShareOpen | None:
    """Read the share open beyond a time; None where the curve was not followed that far."""
    if beyond > curve.followed_to:
        return None
    passed = bisect_right(curve.steps, beyond, key=lambda step: step.at)
    if passed == 0:
        return ShareOpen(beyond=beyond, share=1.0, interval=None)
    step = curve.steps[passed - 1]
    return ShareOpen(beyond=beyond, share=step.share_open, interval=step.interval)


def quantile(*, curve: Curve, share: float) -> Quantile:
    """Return the first day on which the share open is at most 1 - `share`, with its interval.

    Where the curve stays at exactly 1 - `share` for a while, this is the first day of that stretch
    and R's `quantile(fit, share)` the middle of it.

    References: Brookmeyer and Crowley 1982, Biometrics 38:29, on the log(-log) band.
    lifelines: `qth_survival_times(1 - share, fit.confidence_interval_)`.
    """
    left = 1 - share
    return Quantile(
        share=share,
        at=_first_day(curve, lambda step: step.share_open <= left + _SAME_SHARE),
        low=_first_day(curve, lambda step: step.interval is not None and step.interval.low <= left),
        high=_first_day(
            curve, lambda step: step.interval is not None and step.interval.high <= left
        ),
    )


def restricted_mean(*, curve: Curve, to: float) -> RestrictedMean | None:
    """Return the mean days open up to `to`; None where the curve was not followed that far.

    References: Royston and Parmar 2013, BMC Med Res Methodol 13:152; variance: Klein and
    Moeschberger 2003, section 4.5. R: `print(survfit(...), rmean = to)`.
    lifelines: `restricted_mean_survival_time(fit, t=to)`; what that calls the variance is the
    spread between cases, not the sampling variance given here.
    """
    if to > curve.followed_to:
        return None
    steps = [step for step in curve.steps if step.at < to]
    bounds = np.array([0.0, *(step.at for step in steps), to])
    shares = np.array([1.0, *(step.share_open for step in steps)])
    areas = np.diff(bounds) * shares
    after = np.cumsum(areas[::-1])[::-1][1:]
    variance = sum(
        area * area * step.closed / (step.at_risk * (step.at_risk - step.closed))
        for area, step in zip(after, steps, strict=True)
        if step.closed < step.at_risk
    )
    return _with_interval(
        to=to, days=float(areas.sum()), variance=float(variance), confidence=curve.confidence
    )


def naive_closed_only(*, spells: Spells) -> NaiveClosedOnly | None:
    """Describe the closed cases alone, for national comparison only; None where none has closed."""
    days, numbers = spells.exits[spells.closed], spells.numbers[spells.closed]
    closed = int(numbers.sum())
    if closed == 0:
        return None
    return NaiveClosedOnly(
        median=levels.median(values=days, numbers=numbers),
        mean=float(days @ numbers) / closed,
        closed=closed,
        open_left_out=spells.cases - closed,
    )


def _checked(*, entries: Floats, exits: Floats, closed: Truths, numbers: Numbers) -> Spells:
    alike = entries.shape == exits.shape == closed.shape == numbers.shape
    if not alike or not (np.isfinite(exits) & (exits >= 0) & _in_time(entries, exits)).all():
        message = "A case lasts a known time, not below 0, and a late entry comes before its end."
        raise ImpossibleSpell(message)
    for column in (entries, exits, closed, numbers):
        column.setflags(write=False)
    return Spells(entries=entries, exits=exits, closed=closed, numbers=numbers)


def _in_time(entries: Floats, exits: Floats) -> Truths:
    in_time: Truths = (entries == 0) | ((entries > 0) & (entries < exits))
    return in_time


def _starts(spells: Spells) -> Floats:
    return np.where(spells.entries == 0, _BEFORE_RECEIPT, spells.entries)


def _watched_on(*, spells: Spells, days: Floats) -> Numbers:
    entered, gone = (
        levels.before(values=times, numbers=spells.numbers, days=days)
        for times in (_starts(spells), spells.exits)
    )
    return entered - gone


def _steps(
    *, days: Floats, closures: Numbers, watched: Numbers, confidence: float
) -> Iterator[Step]:
    z = proportions.normal_quantile(confidence=confidence)
    share, spread = 1.0, 0.0
    for day, number, at_risk_then in zip(
        days.tolist(), closures.tolist(), watched.tolist(), strict=True
    ):
        left = at_risk_then - number
        share *= left / at_risk_then
        spread = spread + number / (at_risk_then * left) if left else inf
        yield Step(
            at=day,
            at_risk=at_risk_then,
            closed=number,
            share_open=share,
            variance=share * share * spread if share else None,
            interval=_log_log(share=share, spread=spread, z=z) if share else None,
        )


def _log_log(*, share: float, spread: float, z: float) -> Interval:
    hazard = -log(share)
    stretch = exp(z * sqrt(spread) / hazard)
    return Interval(low=exp(-hazard * stretch), high=exp(-hazard / stretch))


def _followed_to(*, spells: Spells, steps: tuple[Step, ...]) -> float:
    return min(_seen_to(spells=spells, steps=steps), _gap(spells), _collapse(spells, steps))


def _seen_to(*, spells: Spells, steps: tuple[Step, ...]) -> float:
    if steps and steps[-1].share_open == 0.0:
        return inf
    return float(spells.exits.max(initial=_BEFORE_RECEIPT))


def _gap(spells: Spells) -> float:
    starts = levels.of(_starts(spells))
    last = np.full(len(starts.values), _BEFORE_RECEIPT)
    np.maximum.at(last, starts.places, spells.exits)
    reached = np.maximum.accumulate([_BEFORE_RECEIPT, *last])
    gaps = np.flatnonzero(starts.values >= reached[:-1] + 1)
    return float(reached[gaps[0]]) if len(gaps) else inf


def _collapse(spells: Spells, steps: tuple[Step, ...]) -> float:
    last_entry = spells.entries.max(initial=-1.0)
    days = (step.at - 1 for step in steps if step.closed == step.at_risk and step.at < last_entry)
    return next(days, inf)


def _first_day(curve: Curve, reached: Callable[[Step], bool]) -> float | None:
    days = (step.at for step in curve.steps if step.at <= curve.followed_to and reached(step))
    return next(days, None)


def _with_interval(*, to: float, days: float, variance: float, confidence: float) -> RestrictedMean:
    half = proportions.normal_quantile(confidence=confidence) * sqrt(variance)
    interval = Interval(low=max(days - half, 0.0), high=min(days + half, to)) if variance else None
    return RestrictedMean(to=to, days=days, variance=variance, interval=interval)
