"""What the flags mean in each group of people: errors, precision and whether chances hold."""

import dataclasses
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from candour.patterns.warning.scoring.incidents import Floats, Truths
from candour.stats import proportions
from candour.stats.proportions import Interval

# Groups of fewer people say nothing and could name somebody.
FEWEST = 50


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole with its Wilson interval; `interval` None where the whole is nobody."""

    count: int
    total: int
    interval: Interval | None

    @property
    def value(self) -> float | None:
        return self.count / self.total if self.total else None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group. false_flags: of those to whom nothing came; missed: of those to whom it came.

    in_the_large: how many it came to for each one that the stated chances led to expect.
    """

    name: str
    people: int
    flagged: Share
    false_flags: Share
    missed: Share
    right_flags: Share
    expected: float
    in_the_large: float | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """The groups by one characteristic. left_out: people in groups too small to be shown."""

    kind: str
    groups: tuple[Group, ...]
    left_out: int
    false_flag_ratio: float | None


def audit(
    *,
    kind: str,
    groups: Sequence[str],
    flags: Truths,
    chances: Floats,
    happened: Truths,
) -> Audited:
    """Return every group's figures, and the highest share of false flags over the lowest."""
    names = np.array(groups)
    places = {name: names == name for name in sorted(set(groups))}
    shown = {name: place for name, place in places.items() if int(place.sum()) >= FEWEST}
    found = tuple(
        _group(name, flags[place], chances[place], happened[place]) for name, place in shown.items()
    )
    rates = [one.false_flags.value for one in found if one.false_flags.value is not None]
    return Audited(
        kind=kind,
        groups=found,
        left_out=len(groups) - sum(one.people for one in found),
        false_flag_ratio=max(rates) / min(rates) if rates and min(rates) > 0 else None,
    )


def _group(name: str, flags: Truths, chances: Floats, met: Truths) -> Group:
    expected = float(chances.sum())
    return Group(
        name=name,
        people=len(flags),
        flagged=_share(flags, np.ones(len(flags), dtype=np.bool_)),
        false_flags=_share(flags, ~met),
        missed=_share(~flags, met),
        right_flags=_share(met, flags),
        expected=expected,
        in_the_large=float(met.sum()) / expected if expected else None,
    )


def _share(part: npt.NDArray[np.bool_], of: npt.NDArray[np.bool_]) -> Share:
    count, total = int((part & of).sum()), int(of.sum())
    interval = proportions.wilson_interval(count=count, total=total)
    return Share(count=count, total=total, interval=interval)
