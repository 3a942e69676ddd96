"""The attack that every release has to withstand: how closely can a small count be worked out?

The attacker knows every table of every release, how counts are rounded, below which threshold they
are not shown and how tables add up. For each count linear programming gives the least and the most
that agrees with all of it. What is narrower than the threshold is a finding.

References: Hundepool et al. 2012, Statistical Disclosure Control, section 4.4 (intruder's problem);
Fischetti and Salazar 2001, Management Science 47:1008.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse

from candour.stats.disclosure import grid as cutting
from candour.stats.disclosure.cells import PUBLIC, Cell, Published, Release, Share
from candour.stats.disclosure.grid import Grid

Numbers = npt.NDArray[np.float64]

_NEARLY = 1e-6
# Enough for every count of a register; a reader without this bound would know even less.
_ROOM = 1_000.0
_SEED = 20_110_906
_DIRECTIONS = 8
# What linprog calls the state in which nothing agrees with all that is known.
_INFEASIBLE = 2


class Contradiction(ValueError):
    """A release whose own numbers can't all be true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A count that a reader can work out to between two ends that are too close together."""

    cell: Cell
    low: int
    high: int
    threshold: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Known:
    """What is known of the elementary cells: rows times cells is at most `most`, or equal."""

    rows: sparse.csr_array
    most: Numbers
    equal: sparse.csr_array
    top: float

    def reach(self, direction: Numbers) -> Numbers | None:
        """Return the elementary cells that make a direction least; None if nothing agrees."""
        found = optimize.linprog(
            direction,
            A_ub=self.rows if self.rows.shape[0] else None,
            b_ub=self.most if self.rows.shape[0] else None,
            A_eq=self.equal if self.equal.shape[0] else None,
            b_eq=np.zeros(self.equal.shape[0]) if self.equal.shape[0] else None,
            bounds=(0, self.top),
            method="highs",
        )
        if found.status == _INFEASIBLE:
            return None
        if found.x is None:
            message = "The attack could not be computed."
            raise ArithmeticError(message)
        return np.asarray(found.x, dtype=np.float64)


def findings(*, releases: Sequence[Release]) -> tuple[Finding, ...]:
    """Return every count that all releases together give away; the newest release stands last.

    Earlier numbers that contradict the newest were corrected since: an attacker leaves them out,
    number by number, and uses the others.
    """
    populations = sorted({one for release in releases for one in release.populations})
    return tuple(
        finding
        for population in populations
        for finding in search(of=population, releases=releases)
    )


def search(
    *, of: str, releases: Sequence[Release], settled: set[Cell] | None = None
) -> Iterator[Finding]:
    """Yield what all releases together give away of one population, as it is found.

    settled: cells found safe before the newest release was made to show less; showing less can't
    make them unsafe, so they are not asked again, and those found safe now are added.
    """
    said = [one.of(of) for one in releases]
    grid = cutting.grid(of=of, releases=said)
    known, is_whole = _known(grid, said)
    before = settled if settled is not None and is_whole else set[Cell]()
    past = _shown(said[-1]) | before
    asked = [cell for cell in cutting.targets(grid=grid, releases=said) if cell not in past]
    if not asked:
        return
    matrix = _matrix([grid.places(cell) for cell in asked], grid.size)
    thresholds = {one.cell: one.threshold for release in said for one in release.published}
    limits = np.array(_limits(asked, thresholds), dtype=np.float64)
    apart = np.zeros(len(asked))
    for place, low, high in _narrow(known, matrix, limits, apart):
        before |= {asked[one] for one in np.flatnonzero(apart >= limits)}
        yield Finding(cell=asked[place], low=low, high=high, threshold=int(limits[place]))


def _shown(release: Release) -> frozenset[Cell]:
    # What is shown has reached its threshold, so there is nothing small in it to find.
    return frozenset(one.cell for one in release.published if one.value is not None)


def _limits(asked: Sequence[Cell], thresholds: Mapping[Cell, int]) -> list[int]:
    """Return how wide each answer must be: a stretch of a cell keeps the threshold of the cell."""
    alike: dict[tuple[object, ...], int] = {}
    for cell, threshold in thresholds.items():
        alike[_shape(cell)] = max(threshold, alike.get(_shape(cell), 0))
    return [thresholds.get(cell, alike.get(_shape(cell), PUBLIC)) for cell in asked]


def _shape(cell: Cell) -> tuple[object, ...]:
    return (cell.part, *(span.axis for span in cell.spans))


def _narrow(
    known: _Known, matrix: sparse.csr_array, limits: Numbers, apart: Numbers
) -> Iterator[tuple[int, int, int]]:
    """Yield the rows of a matrix whose product with all that is known spans less than a limit.

    Each solution of one question is an answer to all the others too: what two solutions put far
    enough apart needs no question of its own. apart: how far that is, kept up to date.
    """
    least = np.full(matrix.shape[0], math.inf)
    most = np.full(matrix.shape[0], -math.inf)

    def look(direction: Numbers) -> Numbers:
        found = known.reach(direction)
        if found is None:
            message = "The release contradicts itself."
            raise Contradiction(message)
        answers = np.asarray(matrix @ found)
        np.minimum(least, answers, out=least)
        np.maximum(most, answers, out=most)
        np.subtract(most, least, out=apart)
        return answers

    drawn = np.random.default_rng(_SEED)
    for _ in range(_DIRECTIONS):
        unsettled = apart < limits
        look(matrix.T @ (drawn.choice([-1.0, 1.0], size=len(limits)) * unsettled))
    for place in range(matrix.shape[0]):
        if apart[place] >= limits[place]:
            continue
        direction = matrix[[place], :].toarray().ravel()
        low = math.ceil(look(direction)[place] - _NEARLY)
        high = math.floor(look(-direction)[place] + _NEARLY)
        if low < limits[place] and high - low < limits[place]:
            yield place, low, high


def _known(grid: Grid, releases: Sequence[Release]) -> tuple[_Known, bool]:
    """Return what all releases say together, without earlier numbers that aren't true any more,
    and whether there were none of these.
    """
    *earlier, newest = releases
    now, now_most = _rows(grid, [newest])
    then, then_most = _rows(grid, earlier)
    equal = _sums(grid, releases)
    ends = [one.high for release in releases for one in release.published if one.value is not None]
    top = _ROOM + 2 * max(ends, default=0.0)
    known = _Known(
        rows=sparse.csr_array(sparse.vstack([now, then])),
        most=np.concatenate([now_most, then_most]),
        equal=equal,
        top=top,
    )
    if not then.shape[0] or known.reach(np.zeros(grid.size)) is not None:
        return known, True
    kept = _agreeing(now, now_most, then, then_most, equal, top)
    rows = sparse.csr_array(sparse.vstack([now, then[kept]]))
    most = np.concatenate([now_most, then_most[kept]])
    return _Known(rows=rows, most=most, equal=equal, top=top), False


def _agreeing(
    now: sparse.csr_array, now_most: Numbers, then: sparse.csr_array, then_most: Numbers,
    equal: sparse.csr_array, top: float,
) -> npt.NDArray[np.int64]:  # fmt: skip
    """Return which earlier rows agree with the newest; the others give way as little as can be."""
    size, give = now.shape[1], then.shape[0]
    lax = _Known(
        rows=sparse.csr_array(
            sparse.block_array(
                [[now, sparse.csr_array((now.shape[0], give))], [then, -sparse.eye_array(give)]]
            )
        ),
        most=np.concatenate([now_most, then_most]),
        equal=sparse.csr_array(sparse.hstack([equal, sparse.csr_array((equal.shape[0], give))])),
        top=top,
    )
    found = lax.reach(np.concatenate([np.zeros(size), np.ones(give)]))
    if found is None:
        message = "The release contradicts itself."
        raise Contradiction(message)
    return np.flatnonzero(found[size:] <= _NEARLY)


def _rows(grid: Grid, releases: Sequence[Release]) -> tuple[sparse.csr_array, Numbers]:
    """Return the inequalities that releases state: the ends of shown counts, and of shares."""
    shown = {one for release in releases for one in release.published if one.value is not None}
    lines: list[Numbers] = []
    most: list[float] = []
    for one in sorted(shown, key=_order):
        line = _line(grid, one.cell)
        lines += [line, -line]
        most += [one.high, -one.low]
    for share in (share for release in releases for share in release.shares):
        lines += _share_lines(grid, share)
        most += [0.0, 0.0]
    if not lines:
        return sparse.csr_array((0, grid.size)), np.zeros(0)
    return sparse.csr_array(np.array(lines)), np.array(most, dtype=np.float64)


def _order(one: Published) -> tuple[Cell, int]:
    return (one.cell, one.value or 0)


def _share_lines(grid: Grid, share: Share) -> list[Numbers]:
    part, whole = _line(grid, share.numerator), _line(grid, share.denominator)
    return [part - share.high * whole, share.low * whole - part]


def _line(grid: Grid, cell: Cell) -> Numbers:
    line = np.zeros(grid.size)
    line[grid.places(cell)] = 1.0
    return line


def _sums(grid: Grid, releases: Sequence[Release]) -> sparse.csr_array:
    """Return the equations that splits state: within every stretch the parts make the whole."""
    splits = sorted(
        {split for release in releases for split in release.splits},
        key=lambda split: (split.whole, split.parts),
    )
    blocks = [
        [
            sparse.eye_array(grid.boxes) * _sign(part, split.whole, split.parts)
            for part in grid.parts
        ]
        for split in splits
    ]
    if not blocks:
        return sparse.csr_array((0, grid.size))
    return sparse.csr_array(sparse.block_array(blocks))


def _sign(part: str, whole: str, parts: Sequence[str]) -> float:
    if part == whole:
        return -1.0
    return 1.0 if part in parts else 0.0


def _matrix(places: Sequence[npt.NDArray[np.int64]], size: int) -> sparse.csr_array:
    rows = np.repeat(np.arange(len(places)), [len(one) for one in places])
    columns = np.concatenate(places)
    return sparse.csr_array(
        (np.ones(len(columns)), (rows, columns)), shape=(len(places), size), dtype=np.float64
    )
