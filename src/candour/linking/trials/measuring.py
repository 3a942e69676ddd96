"""Chooses when to propose on one set of descriptions, and counts on another how often rightly."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from candour.linking.evaluating import Accuracy, Judged, accuracy, by_group, error_ratio
from candour.linking.judging import Best
from candour.stats.proportions import Interval, wilson_interval

# A person is proposed only where likelier than all others and nobody together.
GRID = (*(round(0.5 + step / 100, 2) for step in range(50)), 0.995, 0.999, 0.9995, 0.9999)
DRAWS = 400
SEED = 5
KINDS: dict[str, Callable[[Best], bool]] = {
    "all": lambda one: True,
    "full name or number": lambda one: one.is_full,
    "partial only": lambda one: not one.is_full,
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure with its 95 % interval; the interval is None where nothing was counted."""

    value: float
    interval: Interval | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How often one way was right on one kind of description."""

    rival: str
    kind: str
    descriptions: int
    propose_at: float
    precision: Figure
    recall: Figure
    f1: Figure
    blocking_recall: Figure
    error_ratio: Figure
    groups: Mapping[str, Accuracy]


def chosen(*, tuning: Sequence[Best], precision: float) -> float:
    """Return the probability from which to propose: the best F1 among those right often enough."""
    tried = [(at, accuracy(judged=[one.at(at) for one in tuning])) for at in GRID]
    enough = [(counts.f1, -at) for at, counts in tried if counts.precision >= precision]
    return -max(enough)[1] if enough else GRID[-1]


def counted(*, rival: str, test: Sequence[Best], propose_at: float) -> list[Counted]:
    """Return the figures of one way, for all descriptions and for each kind."""
    return [
        _counted(rival, kind, [one.at(propose_at) for one in test if belongs(one)], propose_at)
        for kind, belongs in KINDS.items()
    ]


def _counted(rival: str, kind: str, judged: Sequence[Judged], propose_at: float) -> Counted:
    whole = accuracy(judged=judged)
    drawn = _draws(judged)
    return Counted(
        rival=rival,
        kind=kind,
        descriptions=whole.descriptions,
        propose_at=propose_at,
        precision=Figure(
            value=whole.precision,
            interval=wilson_interval(count=whole.right, total=whole.proposed),
        ),
        recall=Figure(
            value=whole.recall, interval=wilson_interval(count=whole.right, total=whole.meant)
        ),
        f1=Figure(value=whole.f1, interval=_ends([_f1(one) for one in drawn])),
        blocking_recall=Figure(
            value=whole.blocking_recall,
            interval=wilson_interval(count=whole.reached, total=whole.meant),
        ),
        error_ratio=Figure(
            value=error_ratio(judged=judged), interval=_ends([_ratio(one) for one in drawn])
        ),
        groups=by_group(judged=judged),
    )


_Draw = npt.NDArray[np.int64]


def _draws(judged: Sequence[Judged]) -> list[_Draw]:
    """Draw the descriptions anew, with replacement: per group how many, proposed, right, meant."""
    groups = sorted({one.group for one in judged})
    cells = np.zeros((len(judged), len(groups), 4), dtype=np.int64)
    for place, one in enumerate(judged):
        is_right = bool(one.truth) and one.proposed == one.truth
        cells[place, groups.index(one.group)] = (1, bool(one.proposed), is_right, bool(one.truth))
    rng = np.random.default_rng(SEED)
    size = len(judged)
    return [cells[rng.integers(0, size, size)].sum(axis=0) for _ in range(DRAWS)] if size else []


def _f1(drawn: _Draw) -> float:
    _, proposed, right, meant = drawn.sum(axis=0).tolist()
    return 2 * right / (proposed + meant) if proposed + meant else 0.0


def _ratio(drawn: _Draw) -> float:
    held = drawn[drawn[:, 0] > 0]
    errors = np.sort((held[:, 1] + held[:, 3] - 2 * held[:, 2]) / held[:, 0])
    return float(errors[-1] / errors[0]) if len(errors) and errors[0] else 1.0


def _ends(values: Sequence[float]) -> Interval | None:
    if not values:
        return None
    low, high = np.quantile(values, (0.025, 0.975))
    return Interval(low=float(low), high=float(high))
