"""Rows of three counts, each out of the one before: put to somebody, decided, and decided so.

Each row falls into three kinds: undecided, decided so, decided otherwise. No small number of any of
them is shown, or left to be worked out from another row, from the whole or from another column.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from candour.measures import shares
from candour.measures.counting import selecting
from candour.measures.result import Column, Definition, Missing, Row, Tabled, Value
from candour.measures.shares import FEWEST, SMALL, Part
from candour.pages.wording import Unit
from candour.stats import proportions

_HIDDEN: Final = Value(value=None, note="too few to show")
_FEW: Final = Value(value=None, note="fewer than ten")
_NONE: Final = Value(value=None, note="none decided")
_UNSAID: Final = "how many can't be said without telling of a few"
# Fewer than five undecided are taken to be as many as they could be.
_MOST_FEW: Final = SMALL - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One row: how many were put to somebody, how many of them were decided, and how many so."""

    label: str
    put: int
    decided: int
    so: int

    def __add__(self, other: "Course") -> "Course":
        """Return both together, under the first one's name."""
        return Course(
            label=self.label,
            put=self.put + other.put,
            decided=self.decided + other.decided,
            so=self.so + other.so,
        )

    @property
    def undecided(self) -> int:
        return self.put - self.decided

    @property
    def kinds(self) -> tuple[int, int, int]:
        """Return how many are undecided, decided so, and decided otherwise."""
        return self.undecided, self.so, self.decided - self.so

    @property
    def share(self) -> Part:
        """Return what was decided so, out of what was decided."""
        return Part(label=self.label, count=self.so, total=self.decided)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What of such rows may be shown. whole: all together, where nothing of it stays hidden.

    is_put_hidden: so few are undecided that no row may say how many were put.
    """

    rows: tuple[Row, ...]
    whole: Course | None
    is_put_hidden: bool


def shown(of: Sequence[Course]) -> Shown:
    """Return the rows and their whole, in which no small number can be read or worked out."""
    whole = _sum(of, label=selecting.ALL)
    if 0 < whole.undecided < SMALL:
        return _without_put(of, whole)
    courses = _together(of)
    hidden = {one.label for one in (*courses, whole) if _is_small(one)}
    while selecting.ALL not in hidden and not _is_enough(courses, hidden):
        left = [one for one in courses if one.label not in hidden]
        hidden.add(min(left, key=_hidden_first).label if left else selecting.ALL)
    lines = [_row(one, is_hidden=one.label in hidden) for one in courses]
    if not any(one.label == selecting.ALL for one in courses):
        lines.append(_row(whole, is_hidden=selecting.ALL in hidden))
    return Shown(
        rows=tuple(lines),
        whole=None if selecting.ALL in hidden or whole.put < FEWEST else whole,
        is_put_hidden=False,
    )


def columns(*, put: str, decided: str, so: str) -> tuple[Column, ...]:
    """Return the columns of such rows: three counts, and the share of what is decided."""
    return (
        Column(text=put, unit=Unit.COUNT),
        *shares.columns(total=decided, count=so, share="Share of those decided"),
    )


def missing(*, of: Shown, put: int, what: str) -> Missing:
    """Return how many are undecided, or that it can't be said how many."""
    if of.whole is None or of.is_put_hidden:
        total = put if put >= FEWEST and not of.is_put_hidden else 0
        return Missing(what=f"{what}; {_UNSAID}", count=0, total=total)
    return Missing(what=what, count=of.whole.undecided, total=of.whole.put)


def bounds(*, of: Shown, what: str, definition: Definition) -> Tabled:
    """Return between which ends the share lies, whatever is decided of those that wait."""
    if of.whole is None:
        none = Part(label=selecting.ALL, count=0, total=0)
        return shares.bounds(of=none, unknown=0, what=f"{what}; {_UNSAID}", definition=definition)
    if of.is_put_hidden:
        said = f"{what}: fewer than {SMALL}, taken to be {_MOST_FEW}"
        return shares.bounds(of=of.whole.share, unknown=_MOST_FEW, what=said, definition=definition)
    return shares.bounds(
        of=of.whole.share, unknown=of.whole.undecided, what=what, definition=definition
    )


def _without_put(of: Sequence[Course], whole: Course) -> Shown:
    """Return what was decided alone: beside it, what was put would tell of a few that wait."""
    lines = shares.careful_rows([one.share for one in of])
    is_whole = lines[-1].values[1].value is not None
    return Shown(
        rows=tuple(Row(label=one.label, values=(_HIDDEN, *one.values)) for one in lines),
        whole=whole if is_whole else None,
        is_put_hidden=True,
    )


def _together(of: Sequence[Course]) -> list[Course]:
    """Put the smallest together by how many were put, until none is left that is few."""
    kept = shares.together([Part(label=one.label, count=0, total=one.put) for one in of])
    labels = {one.label for one in kept}
    rest = [one for one in of if one.label not in labels]
    alone = {one.label: one for one in of if one.label in labels}
    return [alone[one.label] if one.label in alone else _sum(rest, label=one.label) for one in kept]


def _sum(of: Sequence[Course], *, label: str) -> Course:
    return sum(of, start=Course(label=label, put=0, decided=0, so=0))


def _is_small(one: Course) -> bool:
    return any(0 < number < SMALL for number in one.kinds) or 0 < one.decided < FEWEST


def _is_enough(of: Sequence[Course], hidden: Collection[str]) -> bool:
    """Tell whether what is left out can't be told from a whole that is shown."""
    own = [one.kinds for one in of if one.label in hidden]
    return all(not any(numbers) or shares.is_many(numbers) for numbers in zip(*own, strict=True))


def _hidden_first(one: Course) -> tuple[int, int, str]:
    """Order rows by which is left out first: the one that says something of most, the smallest."""
    return sum(number == 0 for number in one.kinds), one.put, one.label


def _row(one: Course, *, is_hidden: bool) -> Row:
    if one.put < FEWEST:
        return Row(label=one.label, values=(_FEW,) * 4)
    if is_hidden:
        return Row(label=one.label, values=(Value(value=one.put), _HIDDEN, _HIDDEN, _HIDDEN))
    interval = proportions.wilson_interval(count=one.so, total=one.decided)
    share = (
        Value(value=one.so / one.decided, low=interval.low, high=interval.high)
        if interval is not None
        else _NONE
    )
    counts = (Value(value=number) for number in (one.put, one.decided, one.so))
    return Row(label=one.label, values=(*counts, share))
