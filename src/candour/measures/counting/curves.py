"""Survival curves as a result keeps them, and as the lines of a chart."""

import dataclasses
import math
from collections.abc import Sequence

from candour.measures.result import Curve, Point
from candour.pages import figures
from candour.stats import survival
from candour.stats.survival import Spells

# As many lines as can be told apart without colour.
MOST_LINES = 4


def of_spells(*, label: str, spells: Spells) -> Curve:
    """Return the share still open, drawn on to where the last case was seen, with its median."""
    found = survival.kaplan_meier(spells=spells)
    steps = [
        Point(
            at=step.at,
            value=step.share_open,
            low=step.interval.low if step.interval else None,
            high=step.interval.high if step.interval else None,
        )
        for step in found.steps
    ]
    start = [] if steps and steps[0].at == 0 else [Point(at=0.0, value=1.0)]
    return Curve(
        label=label,
        points=(*start, *steps, *_end(found, steps)),
        mark=survival.quantile(curve=found, share=0.5).at,
    )


def lines(*, curves: Sequence[Curve], mark: str) -> tuple[figures.Line, ...]:
    """Return the first curves as lines; `mark` says what the marked place on each of them is."""
    drawn = curves[:MOST_LINES]
    return tuple(
        figures.Line(
            label=curve.label,
            points=tuple(
                figures.Point(at=point.at, value=point.value, low=point.low, high=point.high)
                for point in curve.points
            ),
            mark=_mark(curve, mark if len(drawn) == 1 else f"{mark} ({curve.label.lower()})"),
        )
        for curve in drawn
    )


def _end(found: survival.Curve, steps: Sequence[Point]) -> tuple[Point, ...]:
    last = steps[-1] if steps else Point(at=0.0, value=1.0)
    if not math.isfinite(found.followed_to) or found.followed_to <= last.at:
        return ()
    return (dataclasses.replace(last, at=found.followed_to),)


def _mark(curve: Curve, words: str) -> figures.Reference | None:
    return None if curve.mark is None else figures.Reference(value=curve.mark, label=words)
