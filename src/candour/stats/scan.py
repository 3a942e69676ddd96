"""Finds the team and the months that stand out among all of them, allowing for having looked.

A scan looks at every team in every window of some months and keeps, for each, how much better a
rate of its own explains the count than the rate of everybody (the Poisson log likelihood ratio of
Kulldorff 1997, Commun Stat Theory Methods 26:1481). Whoever looks at thousands of windows finds
large ratios by chance, so each is compared with the largest ratio of the whole scan in replicates
where no team stands out: the adjusted p-value holds for all of them together.

In a replicate every month keeps its number of events, and they fall on the teams by their exposure
(a multinomial for each month). What rises or falls everywhere at once is thereby no finding.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import special

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

WINDOW_MONTHS: Final = 24
REPLICATES: Final = 999
# So many numbers at a time: 999 replicates of a large force would fill the memory.
_CELLS_AT_A_TIME: Final = 4_000_000


class ImpossibleScan(ValueError):
    """Counts and exposures are tables of one shape, teams by months, with nothing below 0."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Teams:
    """Events and exposure of each team (row) in each month (column); build it with `teams`."""

    events: Numbers
    exposure: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The window of a team that stands out most: from `first` to `last` month, both included.

    `ratio` is observed by expected. `p` allows for every window of every team that was looked at;
    `p_alone` is what it would be had only this window of this team been looked at.
    """

    team: int
    first: int
    last: int
    observed: int
    expected: float
    ratio: float
    likelihood: float
    p: float
    p_alone: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The best window of every team with any excess, the strongest first, and what was looked at.

    `largest` holds the largest ratio of each replicate, sorted.
    """

    windows: tuple[Window, ...]
    looked_at: int
    events: int
    replicates: int
    largest: tuple[float, ...]


def teams(*, events: npt.ArrayLike, exposure: npt.ArrayLike) -> Teams:
    """Gather teams from events and exposure by month; refuse what can't be."""
    given = np.array(events, dtype=np.float64)
    exposed = np.array(exposure, dtype=np.float64)
    if given.ndim != 2 or given.shape != exposed.shape or not _possible(given, exposed):
        message = "A scan needs whole numbers of events and exposure, and no event without any."
        raise ImpossibleScan(message)
    return Teams(events=given.astype(np.int64), exposure=exposed)


def scan(
    *, teams: Teams, seed: int, months: int = WINDOW_MONTHS, replicates: int = REPLICATES
) -> Scan:
    """Scan every team over every run of `months` months; a shorter table is one window.

    The p-values are Monte Carlo: (1 + replicates whose largest ratio is as large) / (1 + all of
    them), Dwass 1957, Ann Math Stat 28:181. The same seed gives the same answer.
    """
    if months < 1 or replicates < 1:
        message = "A window has at least one month, and there is at least one replicate."
        raise ImpossibleScan(message)
    width = min(months, teams.events.shape[1])
    total = int(teams.events.sum())
    if total == 0 or width == 0:
        return Scan(windows=(), looked_at=0, events=0, replicates=replicates, largest=())
    looked = _looked(teams, width)
    largest = np.sort(_largest(teams, looked, replicates, seed))
    best = looked.found.argmax(axis=1)
    rows = (
        _window(team, int(first), looked, largest)
        for team, first in enumerate(best)
        if looked.found[team, first] > 0
    )
    return Scan(
        windows=tuple(sorted(rows, key=lambda one: (-one.likelihood, one.team))),
        looked_at=int((looked.expected > 0).sum()),
        events=total,
        replicates=replicates,
        largest=tuple(float(one) for one in largest),
    )


def likelihood_ratio(*, observed: Floats, expected: Floats, total: int) -> Floats:
    """Return each window's Poisson log likelihood ratio; 0 where there is no excess.

    R: `SpatialEpi::poissonLogLkhd`; SaTScan's discrete Poisson model.
    """
    rest, expected_rest = total - observed, total - expected
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = special.xlogy(observed, np.where(observed > 0, observed / expected, 1.0))
        outside = special.xlogy(rest, np.where(rest > 0, rest / expected_rest, 1.0))
    found: Floats = np.where((observed > expected) & (expected > 0), inside + outside, 0.0)
    return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Looked:
    """Every window of every team: what was observed, what is expected, how far they differ."""

    width: int
    observed: Floats
    expected: Floats
    found: Floats


def _looked(teams: Teams, width: int) -> _Looked:
    expected = _windows(_expected(teams), width)
    observed = _windows(teams.events.astype(np.float64), width)
    total = int(teams.events.sum())
    found = likelihood_ratio(observed=observed, expected=expected, total=total)
    return _Looked(width=width, observed=observed, expected=expected, found=found)


def _possible(events: Floats, exposure: Floats) -> bool:
    is_counted = (events >= 0) & (events == np.floor(events)) & np.isfinite(events)
    is_exposed = (exposure >= 0) & np.isfinite(exposure)
    return bool((is_counted & is_exposed & ((exposure > 0) | (events == 0))).all())


def _shares(teams: Teams) -> Floats:
    """Return for each month how its exposure is shared between the teams."""
    whole = teams.exposure.sum(axis=0)
    shares: Floats = teams.exposure / np.where(whole > 0, whole, 1.0)
    return shares


def _expected(teams: Teams) -> Floats:
    expected: Floats = _shares(teams) * teams.events.sum(axis=0)
    return expected


def _windows(table: Floats, width: int) -> Floats:
    """Return the sums over every run of `width` months, along the last axis."""
    empty = np.zeros((*table.shape[:-1], 1))
    summed = np.concatenate([empty, table.cumsum(axis=-1)], axis=-1)
    windows: Floats = summed[..., width:] - summed[..., :-width]
    return windows


def _largest(teams: Teams, looked: _Looked, replicates: int, seed: int) -> Floats:
    total = int(teams.events.sum())
    found = [
        likelihood_ratio(
            observed=_windows(drawn, looked.width), expected=looked.expected, total=total
        )
        .reshape(len(drawn), -1)
        .max(axis=1)
        for drawn in _replicates(teams, replicates, seed)
    ]
    return np.concatenate(found)


def _replicates(teams: Teams, replicates: int, seed: int) -> Iterator[Floats]:
    """Yield replicates, some at a time: every month's events fall on the teams by exposure.

    Event by event, which for rare events is many times faster than team by team.
    """
    rng = np.random.default_rng(seed)
    events = teams.events.sum(axis=0)
    number, months = teams.events.shape
    upto = _shares(teams).cumsum(axis=0)
    upto /= np.where(upto[-1] > 0, upto[-1], 1.0)
    at_a_time = max(1, _CELLS_AT_A_TIME // max(number * months, int(events.sum())))
    for start in range(0, replicates, at_a_time):
        size = min(at_a_time, replicates - start)
        drawn = np.zeros((size, number, months))
        for month in np.flatnonzero(events):
            on = np.searchsorted(upto[:, month], rng.random((size, events[month])), side="right")
            place = on + number * np.arange(size)[:, np.newaxis]
            fallen = np.bincount(place.ravel(), minlength=size * number)
            drawn[:, :, month] = fallen.reshape(size, number)
        yield drawn


def _window(team: int, first: int, looked: _Looked, largest: Floats) -> Window:
    ratio = float(looked.found[team, first])
    # Sums of floats differ in the last digit by their order; a tie counts against the finding.
    as_large = len(largest) - int(np.searchsorted(largest, ratio - 1e-9, side="left"))
    count, mean = float(looked.observed[team, first]), float(looked.expected[team, first])
    return Window(
        team=team,
        first=first,
        last=first + looked.width - 1,
        observed=round(count),
        expected=mean,
        ratio=count / mean,
        likelihood=ratio,
        p=(1 + as_large) / (1 + len(largest)),
        p_alone=float(special.gammainc(count, mean)),
    )
