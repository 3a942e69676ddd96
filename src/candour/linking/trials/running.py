"""One trial from end to end: a world, a threshold for each way, figures, and how to read them."""

import dataclasses
from collections.abc import Sequence
from typing import Any

from candour.core.matching.weights import Weights
from candour.linking.runs import Say, Shown
from candour.linking.trials import measuring, rivals, world
from candour.linking.trials.measuring import Counted, Figure
from candour.linking.trials.world import Seeds

# Asked of the tuning set; a little more than of the test, whose luck is not known beforehand.
PRECISION = 0.985
_HEAD = ("", "precision", "recall", "F1", "blocking recall", "error ratio")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How many people and descriptions, from which seed, and with which weights."""

    people: int
    descriptions: int
    seed: int
    weights: Weights


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What was tried and every figure of it."""

    people: int
    descriptions: int
    seeds: Seeds
    counted: Sequence[Counted]

    def as_json(self) -> dict[str, Any]:
        """Return the trial for a program."""
        return dataclasses.asdict(self)

    def as_text(self) -> str:
        """Return the trial as one table for a person."""
        seeds = self.seeds
        said = (
            f"{self.people:,} invented people. The threshold of each way was chosen on"
            f" {self.descriptions:,} descriptions (seed {seeds.tuning}) for precision of at least"
            f" {PRECISION:.1%}, and the figures are of {self.descriptions:,} others (seed"
            f" {seeds.test}). In brackets: 95 % intervals."
        )
        rows = [_HEAD, *(row for kind in measuring.KINDS for row in self._rows(kind))]
        widths = [max(len(row[place]) for row in rows) for place in range(len(_HEAD))]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        ]
        return "\n".join([said, "", *lines, "", *self._groups()])

    def _groups(self) -> list[str]:
        """Return a line for each group of names: how often the first way was wrong about it."""
        first = [one for one in self.counted if one.rival == self.counted[0].rival]
        return [
            f"{one.rival}, {one.kind}, {group}: {errors.link_error:.1%} errors in"
            f" {errors.descriptions:,} ({errors.missed:,} missed, {errors.wrong:,} wrong)"
            for one in first
            for group, errors in one.groups.items()
        ]

    def _rows(self, kind: str) -> list[tuple[str, ...]]:
        held = [one for one in self.counted if one.kind == kind]
        title = f"{kind} ({held[0].descriptions:,})" if held else kind
        return [(title, "", "", "", "", ""), *(_row(one) for one in held)]


def run(*, asked: Asked, say: Say, shown: Shown) -> Trial:
    """Invent a world and try every way on it; only the tuning set decides when to propose."""
    made = world.invent(
        people=asked.people, descriptions=asked.descriptions, seed=asked.seed, say=say, shown=shown
    )
    counted: list[Counted] = []
    for name, answer in rivals.rivals(world=made, weights=asked.weights).items():
        at = measuring.chosen(tuning=answer(made.tuning), precision=PRECISION)
        counted += measuring.counted(rival=name, test=answer(made.test), propose_at=at)
    return Trial(
        people=asked.people, descriptions=asked.descriptions, seeds=made.seeds, counted=counted
    )


def _row(one: Counted) -> tuple[str, ...]:
    figures = (one.precision, one.recall, one.f1, one.blocking_recall, one.error_ratio)
    return (f"  {one.rival}, from {one.propose_at:g}", *(_cell(figure) for figure in figures))


def _cell(figure: Figure) -> str:
    if figure.interval is None:
        return "nothing counted"
    return f"{figure.value:.3f} ({figure.interval.low:.3f} to {figure.interval.high:.3f})"
