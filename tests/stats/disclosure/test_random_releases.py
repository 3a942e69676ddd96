"""Releases of invented registers with histories, attacked by a program that shares no code."""

import datetime
import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from scipy import optimize

from candour.oversight import rounding
from candour.stats.disclosure import protect
from candour.stats.disclosure.cells import Cell, Published, Release, Span, Split

FIRST = datetime.date(2020, 1, 1).toordinal()
KINDS, GROUPS = ("a", "b", "c"), ("x", "y")
PARTS = ("", *KINDS, *GROUPS, *(f"{kind}{group}" for kind in KINDS for group in GROUPS))
SPLITS = (
    ("", KINDS),
    ("", GROUPS),
    *((kind, tuple(kind + group for group in GROUPS)) for kind in KINDS),
    *((group, tuple(kind + group for kind in KINDS)) for group in GROUPS),
)


@dataclass(frozen=True)
class Case:
    kind: str
    group: str
    received: int
    ended: int

    def is_in(self, part: str) -> bool:
        return set(part) <= {self.kind, self.group}


@dataclass(frozen=True)
class Window:
    first: int
    last: int
    as_of: int


def register(drawn: random.Random) -> list[Case]:
    weights = [drawn.uniform(0.05, 1) for _ in range(3)]
    return [
        Case(
            kind=drawn.choices(KINDS, weights)[0],
            group=drawn.choices(GROUPS, [0.8, 0.2])[0],
            received=(day := FIRST + drawn.randrange(400)),
            ended=day + round(drawn.expovariate(1 / 150)),
        )
        for _ in range(drawn.choice([12, 60, 200, 400]))
    ]


def windows(drawn: random.Random) -> list[Window]:
    first, last, found = FIRST, FIRST + 200, []
    for _ in range(drawn.choice([1, 1, 2, 3])):
        found.append(Window(first, last, last + drawn.randrange(1, 30)))
        step = drawn.choice([7, 30, 91])
        first, last = first + drawn.choice([0, step]), last + step
    return found


def spans(window: Window, ended: str) -> tuple[Span, ...]:
    received = Span(axis="received", first=window.first, last=window.last)
    if ended == "open":
        return (Span(axis="ended", first=window.as_of + 1), received)
    return (received,)


def published(cases: Sequence[Case], window: Window, part: str, ended: str) -> Published:
    cell = Cell(of="case", part=part, spans=spans(window, ended))
    count = sum(
        one.is_in(part)
        and window.first <= one.received <= window.last
        and (ended != "open" or one.ended > window.as_of)
        for one in cases
    )
    threshold = 5 if not part and ended != "open" else 10
    value = rounding.rounded(count=count, what=cell.name, key=b"test")
    return Published(cell=cell, value=value if count >= threshold else None, threshold=threshold)


def released(drawn: random.Random, cases: Sequence[Case]) -> Iterator[Release]:
    """Yield a history of releases, each protected against those before it."""
    history: list[Release] = []
    for number, window in enumerate(windows(drawn)):
        shown = [part for part in PARTS if not part or drawn.random() < 0.7]
        release = Release(
            name=str(number),
            published=tuple(
                published(cases, window, part, ended) for part in shown for ended in ("all", "open")
            ),
            splits=tuple(Split(of="case", whole=whole, parts=parts) for whole, parts in SPLITS),
        )
        history.append(protect.protect(release=release, earlier=history))
        yield history[-1]


class Attacker:
    """Every combination of kind, group and stretch of days is one unknown number of cases."""

    def __init__(self, releases: Sequence[Release]) -> None:
        said = [one for release in releases for one in release.published]
        self.days = [
            sorted({0, 10**7 + 1} | {day for one in said for day in self._ends(one.cell, axis)})
            for axis in ("received", "ended")
        ]
        self.atoms = [
            (kind, group, received, ended)
            for kind, group in itertools.product(KINDS, GROUPS)
            for received, ended in itertools.product(*(days[:-1] for days in self.days))
        ]
        shown = [one for one in said if one.value is not None]
        lines = np.zeros((len(shown), len(self.atoms)))
        for place, one in enumerate(shown):
            lines[place] = self.line(one.cell)
        self.lines = np.vstack([lines, -lines])
        self.most = np.array(
            [one.value + 4 for one in shown] + [-max(one.threshold, one.value - 4) for one in shown]
        )

    def _ends(self, cell: Cell, axis: str) -> Iterator[int]:
        for span in cell.spans:
            if span.axis == axis:
                yield from (span.first, span.last + 1)

    def line(self, cell: Cell) -> np.ndarray:
        limits = {span.axis: (span.first, span.last) for span in cell.spans}
        received, ended = (limits.get(axis, (0, 10**7)) for axis in ("received", "ended"))
        return np.array(
            [
                set(cell.part) <= {atom[0], atom[1]}
                and received[0] <= atom[2] <= received[1]
                and ended[0] <= atom[3] <= ended[1]
                for atom in self.atoms
            ],
            dtype=float,
        )

    def interval(self, cell: Cell) -> tuple[float, float]:
        ends = []
        for sign in (1, -1):
            known = {"A_ub": self.lines, "b_ub": self.most} if len(self.most) else {}
            answer = optimize.linprog(sign * self.line(cell), bounds=(0, 10_000), **known)
            assert answer.status == 0
            ends.append(sign * answer.fun)
        return ends[0], ends[1]


def asked(releases: Sequence[Release]) -> Iterator[tuple[Published, Cell]]:
    """Yield every published cell, and what lies between it and the same cell of another release."""
    said = [one for release in releases for one in release.published]
    yield from ((one, one.cell) for one in said)
    for one, other in itertools.permutations(said, 2):
        if one.cell.part == other.cell.part and len(one.cell.spans) == len(other.cell.spans):
            yield from ((one, cell) for cell in differences(one.cell, other.cell))


def differences(one: Cell, other: Cell) -> Iterator[Cell]:
    """Yield what a cell holds beyond another that differs from it in one end alone."""
    differing = [pair for pair in zip(one.spans, other.spans, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return
    ((long, short),) = differing
    rest = [span for span in one.spans if span != long]
    if long.first == short.first and long.last > short.last:
        beyond = Span(axis=long.axis, first=short.last + 1, last=long.last)
        yield Cell(of="case", part=one.part, spans=tuple(sorted([*rest, beyond])))
    if long.last == short.last and long.first < short.first:
        beyond = Span(axis=long.axis, first=long.first, last=short.first - 1)
        yield Cell(of="case", part=one.part, spans=tuple(sorted([*rest, beyond])))


def count(cases: Sequence[Case], cell: Cell) -> int:
    limits = {span.axis: (span.first, span.last) for span in cell.spans}
    low, high = limits.get("ended", (0, 10**7))
    first, last = limits["received"]
    return sum(
        one.is_in(cell.part) and first <= one.received <= last and low <= one.ended <= high
        for one in cases
    )


def survives(seed: int) -> tuple[int, int]:
    """Attack one invented history; return how many counts it showed and how many were asked for."""
    drawn = random.Random(seed)
    cases = register(drawn)
    history = list(released(drawn, cases))
    attacker = Attacker(history)
    shown = {one.cell for release in history for one in release.published if one.value is not None}
    questions = {cell: one.threshold for one, cell in asked(history)}
    small = 0
    for cell, threshold in questions.items():
        truth = count(cases, cell)
        if cell in shown or truth >= threshold:
            continue
        low, high = attacker.interval(cell)
        assert low - 1e-6 <= truth <= high + 1e-6
        assert high - low >= threshold - 1e-6, (seed, cell, truth, low, high)
        small += 1
    return len(shown), small


@pytest.mark.scenario("SC-68", part="release gate")
def test_no_small_count_of_a_random_release_can_be_worked_out():
    found = [survives(seed) for seed in range(12)]
    assert sum(shown for shown, _ in found) > 50
    assert sum(small for _, small in found) > 50


@pytest.mark.proof
@pytest.mark.scenario("SC-68", part="release gate")
def test_no_small_count_of_a_thousand_random_releases_can_be_worked_out():
    found = [survives(seed) for seed in range(1_000, 2_000)]
    assert sum(shown for shown, _ in found) > 10_000
    assert sum(small for _, small in found) > 10_000
