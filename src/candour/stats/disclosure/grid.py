"""Cuts one population into elementary cells, so that every cell published of it is a sum of some.

Two releases whose windows overlap are linked by the stretches that their ends cut out, which is how
the second minus the first gives away what came between them.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from candour.stats.disclosure.cells import BEGINNING, END, Cell, Release, Span

Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The elementary cells of one population: each part within each stretch of each axis."""

    of: str
    parts: tuple[str, ...]
    axes: tuple[str, ...]
    stretches: tuple[tuple[Span, ...], ...]

    @property
    def boxes(self) -> int:
        """Return how many elementary cells there are of each part."""
        return int(np.prod([len(stretch) for stretch in self.stretches], dtype=np.int64))

    @property
    def size(self) -> int:
        """Return how many elementary cells there are."""
        return self.boxes * len(self.parts)

    def within(self, cell: Cell) -> Truths:
        """Return which elementary cells, of any one part, lie within the spans of a cell."""
        spans = {span.axis: span for span in cell.spans}
        found = np.ones(1, dtype=np.bool_)
        for axis, stretches in zip(self.axes, self.stretches, strict=True):
            span = spans.get(axis, Span(axis=axis))
            inside = [span.first <= one.first and one.last <= span.last for one in stretches]
            found = np.logical_and.outer(found, np.array(inside, dtype=np.bool_)).ravel()
        return found

    def places(self, cell: Cell) -> npt.NDArray[np.int64]:
        """Return the numbers of the elementary cells that a cell is the sum of."""
        return self.parts.index(cell.part) * self.boxes + np.flatnonzero(self.within(cell))


def grid(*, of: str, releases: Sequence[Release]) -> Grid:
    """Return the elementary cells that everything said of a population is made of."""
    cells = _cells(releases)
    parts = {cell.part for cell in cells}
    for split in (split for release in releases for split in release.splits):
        parts |= {split.whole, *split.parts}
    axes = tuple(sorted({span.axis for cell in cells for span in cell.spans}))
    return Grid(
        of=of,
        parts=tuple(sorted(parts)),
        axes=axes,
        stretches=tuple(tuple(_stretches(axis, cells)) for axis in axes),
    )


def targets(*, grid: Grid, releases: Sequence[Release]) -> Iterator[Cell]:
    """Yield what an attacker may ask for: every part within everything that releases speak of,
    and within each stretch of it that two of them cut out.
    """
    boxes = {cell.spans for cell in _cells(releases)}
    found = {*boxes, *(cut for spans in boxes for cut in _cuts(spans, grid))}
    for part, spans in itertools.product(grid.parts, sorted(found)):
        yield Cell(of=grid.of, part=part, spans=spans)


def _cells(releases: Sequence[Release]) -> list[Cell]:
    shown = [one.cell for release in releases for one in release.published]
    shares = [share for release in releases for share in release.shares]
    return [*shown, *(cell for one in shares for cell in (one.numerator, one.denominator))]


def _stretches(axis: str, cells: Sequence[Cell]) -> Iterator[Span]:
    spans = [span for cell in cells for span in cell.spans if span.axis == axis]
    starts = {BEGINNING, *(one.first for one in spans), *(one.last + 1 for one in spans)}
    ordered = [*sorted(start for start in starts if start <= END), END + 1]
    for first, after in itertools.pairwise(ordered):
        yield Span(axis=axis, first=first, last=after - 1)


def _cuts(spans: tuple[Span, ...], grid: Grid) -> Iterator[tuple[Span, ...]]:
    """Yield a box cut down to each stretch of one of its axes."""
    for span in spans:
        rest = [other for other in spans if other is not span]
        for one in grid.stretches[grid.axes.index(span.axis)]:
            if span.first <= one.first and one.last <= span.last:
                yield tuple(sorted([*rest, one]))
