"""Aalen-Johansen: what becomes of cases within a time, with the open ones counted as open.

A case ends for one of several causes, each of which keeps the others from happening: upheld, not
upheld, the officer left first. Who left is neither open nor "not upheld". Time runs in days since
receipt, and entry and exit mean what they mean in `survival`.
"""

from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

from candour.stats import proportions
from candour.stats.alike import levels
from candour.stats.alike.levels import Levels
from candour.stats.proportions import Interval
from candour.stats.survival import Floats, Spells

Numbers = npt.NDArray[np.intp]

OPEN: Final = 0

_BEFORE_RECEIPT: Final = -1.0


class ImpossibleCause(ValueError):
    """Each case has one cause: 0 while it is open, above 0 once it has ended."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ends:
    """Spells, and the cause by which each ended; 0 for the open ones."""

    spells: Spells
    causes: Numbers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Incidence:
    """The share that ended by one cause within `to` days, of all cases.

    `influence` is how far each case moves the share; its squares sum to the variance, by case or
    by cluster. `at_risk` is how many were still watched on the last day that counts: 0 says that
    the share beyond it rests on nobody.
    """

    to: float
    share: float
    variance: float
    influence: Floats
    at_risk: int
    ended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """One share divided by another with its interval; None where either is 0."""

    value: float
    interval: Interval
    log_error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How low and how high a ratio can turn out: every open case against one group, or the other.

    `high` is None where the other group's share may be 0.
    """

    low: float
    high: float | None


def ends(*, spells: Spells, causes: npt.ArrayLike) -> Ends:
    """Gather causes with their spells; raise ImpossibleCause where the two contradict."""
    found = np.array(causes, dtype=np.intp)
    if found.shape != spells.exits.shape or ((found > OPEN) != spells.closed).any():
        message = "Each case has one cause: 0 while it is open, above 0 once it has ended."
        raise ImpossibleCause(message)
    found.setflags(write=False)
    return Ends(spells=spells, causes=found)


def incidence(
    *, ends: Ends, cause: int, to: float, clusters: npt.ArrayLike | None = None
) -> Incidence:
    """Estimate the share that ends by `cause` within `to` days; with clusters, robust to them.

    References: Aalen and Johansen 1978, Scand J Stat 5:141; variance by the influence function
    (infinitesimal jackknife), which ties do not disturb. lifelines:
    `AalenJohansenFitter(calculate_variance=True).fit(exit, cause, event_of_interest)`.
    """
    exits, causes = ends.spells.exits, ends.causes
    starts = np.where(ends.spells.entries == 0, _BEFORE_RECEIPT, ends.spells.entries)
    ended = (causes > OPEN) & (exits <= to)
    watched_to = int(((starts < to) & (exits >= to)).sum())
    if not ended.any():
        nothing = np.zeros_like(exits)
        return Incidence(to=to, share=0.0, variance=0.0, influence=nothing, at_risk=watched_to,
                         ended=0)  # fmt: skip
    found = levels.of(exits[ended])
    days = found.values
    by_cause = causes[ended] == cause
    ours, every = found.sums(by_cause), found.sums()
    watched = _watched(starts=starts, exits=exits, days=days)
    before = np.concatenate(([1.0], np.cumprod(1 - every / watched)[:-1]))
    rising = np.cumsum(before * ours / watched)
    influence = _influence(
        starts=starts, lasts=np.minimum(exits, to), ended=ended, found=found, by_cause=by_cause,
        at=_At(days=days, ours=ours, every=every, watched=watched, before=before, rising=rising),
    )  # fmt: skip
    return Incidence(
        to=to,
        share=float(rising[-1]),
        variance=_variance(influence, clusters),
        influence=influence,
        at_risk=watched_to,
        ended=int(by_cause.sum()),
    )


def interval(*, of: Incidence, confidence: float = 0.95) -> Interval | None:
    """Return the log(-log) interval of a share; None where it is 0, 1 or has no spread."""
    if not 0 < of.share < 1 or of.variance <= 0:
        return None
    z = proportions.normal_quantile(confidence=confidence)
    stretch = z * sqrt(of.variance) / (of.share * -log(of.share))
    return Interval(low=of.share ** exp(stretch), high=of.share ** exp(-stretch))


def ratio(*, of: Incidence, to: Incidence, confidence: float = 0.95) -> Ratio | None:
    """Return one share divided by another; None where either is 0. The groups share no case."""
    if of.share <= 0 or to.share <= 0:
        return None
    error = sqrt(of.variance / of.share**2 + to.variance / to.share**2)
    z = proportions.normal_quantile(confidence=confidence)
    middle = log(of.share / to.share)
    return Ratio(
        value=exp(middle),
        interval=Interval(low=exp(middle - z * error), high=exp(middle + z * error)),
        log_error=error,
    )


def bounds(*, of: tuple[int, int, int], to: tuple[int, int, int]) -> Bounds | None:
    """Return the worst cases of a ratio from (ended by the cause, open, all) of both groups.

    None where a group is empty, or where the other group can have had none and has none open.
    References: Manski 1990, American Economic Review 80:319.
    """
    (ours, ours_open, ours_all), (theirs, theirs_open, theirs_all) = of, to
    if not ours_all or not theirs_all or not theirs + theirs_open:
        return None
    low = (ours / ours_all) / ((theirs + theirs_open) / theirs_all)
    high = ((ours + ours_open) / ours_all) / (theirs / theirs_all) if theirs else None
    return Bounds(low=low, high=high)


def pseudo_observations(*, of: Incidence) -> Floats:
    """Return each case's own value, whose mean is the share, for regression on a group.

    References: Klein and Andersen 2005, Biometrics 61:223, by the infinitesimal jackknife.
    """
    return of.share + len(of.influence) * of.influence


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _At:
    """What happened on each day on which a case ended: by the cause, by any, of how many."""

    days: Floats
    ours: Floats
    every: Floats
    watched: Floats
    before: Floats
    rising: Floats


def _watched(*, starts: Floats, exits: Floats, days: Floats) -> Floats:
    each = np.ones(len(exits), dtype=np.intp)
    entered, gone = (
        levels.before(values=times, numbers=each, days=days) for times in (starts, exits)
    )
    return (entered - gone).astype(np.float64)


def _influence(
    *,
    starts: Floats,
    lasts: Floats,
    ended: npt.NDArray[np.bool_],
    found: Levels,
    by_cause: npt.NDArray[np.bool_],
    at: _At,
) -> Floats:
    """Return how far each case moves the share: by being watched, and by ending."""
    still = np.where(at.every < at.watched, 1 - at.every / at.watched, 1.0)
    later = (at.rising[-1] - at.rising) / still
    compensated = np.concatenate(
        ([0.0], np.cumsum((later * at.every - at.before * at.ours) / at.watched**2))
    )
    last, first = (_until(times, at.days) for times in (lasts, starts))
    moved = compensated[last] - compensated[np.minimum(first, last)]
    moved[ended] += (at.before / at.watched)[found.places] * by_cause
    moved[ended] -= (later / at.watched)[found.places]
    return moved


def _until(times: Floats, days: Floats) -> Numbers:
    """Return for each time how many of the days are over then."""
    found = levels.of(times)
    return np.searchsorted(days, found.values, side="right")[found.places]


def _variance(influence: Floats, clusters: npt.ArrayLike | None) -> float:
    if clusters is None:
        return float(np.sum(influence**2))
    return float(np.sum(levels.of(clusters).sums(influence) ** 2))
