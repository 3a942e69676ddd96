"""What a release says, as an attacker reads it: cells, between which ends each lies, and sums."""

import math
from dataclasses import dataclass, field

# Spans are of day numbers; these lie before and after every day that a calendar knows.
BEGINNING = 0
END = 10_000_000
BASE = 5
PUBLIC = 10
WHOLE_FORCE = 5


class BadCell(ValueError):
    """A cell, table or share that contradicts itself."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Days along one axis, both ends included, such as the days on which cases were received."""

    axis: str
    first: int = BEGINNING
    last: int = END

    def __post_init__(self) -> None:
        if not BEGINNING <= self.first <= self.last <= END:
            message = "A span runs from its first day to its last."
            raise BadCell(message)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Cell:
    """What is counted: a part of a population, within spans. Without one, all of that axis.

    of: the population, such as the cases of one force; only cells of one population are linked.
    part: empty for all of it. The same cell in two releases is the same number.
    """

    of: str
    part: str = ""
    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        axes = [span.axis for span in self.spans]
        if axes != sorted(set(axes)):
            message = "A cell has one span for each axis, in order."
            raise BadCell(message)

    @property
    def name(self) -> str:
        """Return the name by which a refusal tells the place."""
        spans = (f"{span.axis} {span.first} to {span.last}" for span in self.spans)
        return "; ".join((self.of, self.part or "all", *spans))


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A cell as a release shows it: rounded to a multiple of `base`, or not shown at all (None).

    threshold: a count below it is not shown, and must not be found out more closely than it.
    """

    cell: Cell
    value: int | None
    threshold: int = PUBLIC
    base: int = BASE

    @property
    def low(self) -> float:
        """Return the least that the count may be; what is shown has reached the threshold."""
        if self.value is None:
            return 0.0
        return float(max(self.threshold, self.value - self.base + 1))

    @property
    def high(self) -> float:
        """Return the most that the count may be."""
        return math.inf if self.value is None else float(self.value + self.base - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A part that is the sum of other parts, within whatever spans."""

    of: str
    whole: str
    parts: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.whole in self.parts or len(set(self.parts)) != len(self.parts) or not self.parts:
            message = "A split names each of its parts once, and not the whole among them."
            raise BadCell(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A published share: numerator divided by denominator lies between these ends."""

    numerator: Cell
    denominator: Cell
    low: float
    high: float

    def __post_init__(self) -> None:
        if self.numerator.of != self.denominator.of or not 0 <= self.low <= self.high <= 1:
            message = "A share is of one population and lies between nought and one."
            raise BadCell(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Everything that was published at once, and what anybody knows of how it adds up."""

    name: str
    published: tuple[Published, ...]
    splits: tuple[Split, ...] = ()
    shares: tuple[Share, ...] = field(default=())

    @property
    def populations(self) -> tuple[str, ...]:
        """Return the populations of its cells, in order."""
        return tuple(sorted({one.cell.of for one in self.published}))

    def of(self, population: str) -> "Release":
        """Return what it says of one population."""
        return Release(
            name=self.name,
            published=tuple(one for one in self.published if one.cell.of == population),
            splits=tuple(one for one in self.splits if one.of == population),
            shares=tuple(one for one in self.shares if one.numerator.of == population),
        )
