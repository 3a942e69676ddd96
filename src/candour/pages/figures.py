"""What a chart is made of: numbers and the words without which no figure may be drawn."""

import dataclasses
import math
import re

from candour.pages.wording import Unit


class Unreadable(ValueError):
    """A figure that no reader could understand or trust."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A value to compare with, and the words written beside it."""

    value: float
    label: str

    def __post_init__(self) -> None:
        _refuse_strange(self.value)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """From `at` on, the line stands at `value`, within `low` to `high` where they are known."""

    at: float
    value: float
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        _refuse_strange(self.at, self.value, self.low, self.high)
        _refuse_loose_interval(self.value, low=self.low, high=self.high)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One step line; `mark` drops a labelled line to the horizontal axis, as for a median."""

    label: str
    points: tuple[Point, ...]
    mark: Reference | None = None

    def __post_init__(self) -> None:
        if list(self.points) != sorted(self.points, key=lambda point: point.at):
            message = "The points of a line must be in order."
            raise Unreadable(message)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar and its interval; a value of None may not be shown."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        _refuse_strange(self.value, self.low, self.high)
        _refuse_loose_interval(self.value, low=self.low, high=self.high)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What was observed, with its interval, against what was expected."""

    label: str
    observed: float | None
    expected: float | None
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        _refuse_strange(self.observed, self.expected, self.low, self.high)
        _refuse_loose_interval(self.observed, low=self.low, high=self.high)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What every figure says of itself; `identifier` is unique on its page."""

    identifier: str
    title: str
    description: str
    definition: str
    axis: str
    unit: Unit
    interval: str = "95% interval"
    reference: Reference | None = None

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.identifier):
            message = "A figure's identifier is lower-case letters, digits and hyphens."
            raise Unreadable(message)
        words = (self.title, self.description, self.definition, self.axis)
        if not all(text.strip() for text in words):
            message = "A figure needs a title, a description, a definition and a named axis."
            raise Unreadable(message)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Figure):
    """Step lines with confidence bands, such as survival curves; `axis` names the horizontal."""

    lines: tuple[Line, ...]
    axis_unit: Unit = Unit.DAYS


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Bars(Figure):
    """Horizontal bars with interval whiskers; `heading` names what the rows are."""

    heading: str
    bars: tuple[Bar, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pairs(Figure):
    """Two bars for each row: observed, with whiskers, above expected."""

    heading: str
    pairs: tuple[Pair, ...]


def _refuse_strange(*values: float | None) -> None:
    known = [value for value in values if value is not None]
    if not all(math.isfinite(value) and value >= 0 for value in known):
        message = "A figure is drawn from finite numbers that are not negative."
        raise Unreadable(message)


def _refuse_loose_interval(value: float | None, *, low: float | None, high: float | None) -> None:
    if value is None and (low is not None or high is not None):
        message = "An interval would give away a value that may not be shown."
        raise Unreadable(message)
    if low is not None and high is not None and low > high:
        message = "An interval runs from its low end to its high end."
        raise Unreadable(message)
