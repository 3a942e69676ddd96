"""How well a ranking finds what came later: area, precision and recall at the top, calibration."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from candour.stats.logistic import fit
from candour.stats.proportions import Interval

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
Figures = Mapping[str, float]
TOPS = (0.01, 0.02, 0.05)
_SMALLEST_CHANCE = 1e-9


class NothingToRank(ValueError):
    """Some people must have met the outcome and some not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How far stated chances hold: 0 and 1 for `intercept` and `slope` would be perfect.

    in_the_large: how many met the outcome for each one that the chances led to expect.
    """

    intercept: float
    slope: float
    in_the_large: float
    brier: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A figure with its bootstrap interval."""

    value: float
    interval: Interval


def auc(*, scores: npt.ArrayLike, happened: npt.ArrayLike) -> float:
    """Return the chance that someone with the outcome ranks above someone without; a tie is half.

    References: Hanley and McNeil 1982, Radiology 143:29. scikit-learn: `roc_auc_score`.
    """
    score, met = _checked(scores, happened)
    ranks = stats.rankdata(score)
    with_it, without = int(met.sum()), int((~met).sum())
    return float((ranks[met].sum() - with_it * (with_it + 1) / 2) / (with_it * without))


def found_at(*, scores: npt.ArrayLike, happened: npt.ArrayLike, top: float) -> float:
    """Return how many with the outcome stand in the top share; ties at its edge count in part.

    Equal scores stand in no order, so those at the edge count by the mean over all their orders.
    """
    score, met = _checked(scores, happened)
    number = how_many(top=top, people=len(score))
    edge = np.sort(score)[::-1][number - 1]
    above, tied = score > edge, score == edge
    share = (number - int(above.sum())) / int(tied.sum())
    return float(met[above].sum() + share * met[tied].sum())


def how_many(*, top: float, people: int) -> int:
    """Return how many people a top share is, one at least."""
    return max(1, round(top * people))


def figures(*, scores: npt.ArrayLike, happened: npt.ArrayLike) -> dict[str, float]:
    """Return area, precision at each top share and recall at the largest, by name."""
    score, met = _checked(scores, happened)
    found = {top: found_at(scores=score, happened=met, top=top) for top in TOPS}
    precision = {
        f"precision_{top:.0%}": number / how_many(top=top, people=len(score))
        for top, number in found.items()
    }
    recall = found[TOPS[-1]] / int(met.sum())
    return {"auc": auc(scores=score, happened=met), **precision, f"recall_{TOPS[-1]:.0%}": recall}


def resampled(
    *,
    scores: Mapping[str, npt.ArrayLike],
    happened: npt.ArrayLike,
    times: int,
    seed: int,
    also: Callable[[Mapping[str, Figures]], Mapping[str, Figures]] | None = None,
) -> dict[str, dict[str, Measured]]:
    """Return the figures of several rankings of the same people, with percentile intervals.

    People are drawn again with replacement, the same for each ranking, so that `also` may compute
    differences between rankings from one draw.
    """
    met = np.asarray(happened, dtype=np.bool_)
    columns = {name: np.asarray(score, dtype=np.float64) for name, score in scores.items()}
    said = _with(columns, met, also)
    dice = np.random.default_rng(seed)
    drawn = [
        _with({name: score[places] for name, score in columns.items()}, met[places], also)
        for places in _draws(dice, met, times)
    ]
    return {
        name: {
            figure: Measured(value=value, interval=_middle([one[name][figure] for one in drawn]))
            for figure, value in values.items()
        }
        for name, values in said.items()
    }


def calibration(*, chances: npt.ArrayLike, happened: npt.ArrayLike) -> Calibration:
    """Return how far stated chances hold.

    References: Cox 1958, Biometrika 45:562; Brier 1950, Monthly Weather Review 78:1.
    """
    chance, met = _checked(chances, happened)
    logits = np.log(np.clip(chance, _SMALLEST_CHANCE, 1 - _SMALLEST_CHANCE))
    logits -= np.log1p(-np.clip(chance, _SMALLEST_CHANCE, 1 - _SMALLEST_CHANCE))
    line = fit(values=logits[:, None], happened=met)
    return Calibration(
        intercept=line.intercept,
        slope=float(line.weights[0]),
        in_the_large=float(met.sum() / chance.sum()),
        brier=float(((chance - met) ** 2).mean()),
    )


def _checked(scores: npt.ArrayLike, happened: npt.ArrayLike) -> tuple[Floats, Truths]:
    score, met = np.asarray(scores, dtype=np.float64), np.asarray(happened, dtype=np.bool_)
    if score.shape != met.shape or met.all() or not met.any():
        message = "Some people must have met the outcome and some not, each with one score."
        raise NothingToRank(message)
    return score, met


def _with(
    columns: Mapping[str, Floats],
    met: Truths,
    also: Callable[[Mapping[str, Figures]], Mapping[str, Figures]] | None,
) -> dict[str, Figures]:
    said: dict[str, Figures] = {
        name: figures(scores=score, happened=met) for name, score in columns.items()
    }
    return {**said, **also(said)} if also else said


def _draws(dice: np.random.Generator, met: Truths, times: int) -> Sequence[npt.NDArray[np.int64]]:
    # Without anybody who met the outcome a draw says nothing; such draws are drawn again.
    found: list[npt.NDArray[np.int64]] = []
    while len(found) < times:
        places = dice.integers(0, len(met), len(met))
        if met[places].any():
            found.append(places)
    return found


def _middle(values: Sequence[float]) -> Interval:
    low, high = np.percentile(values, [2.5, 97.5])
    return Interval(low=float(low), high=float(high))
