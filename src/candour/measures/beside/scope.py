"""What a share is of; two shares are compared only where all of that is known and the same."""

import datetime
from dataclasses import dataclass
from typing import Final

from candour.measures.result import Basis, Counted

NOT_SAID: Final = "not said"


class NotComparable(ValueError):
    """These figures differ in more than their value, so their difference says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whose, which, when, by what, counted how. None: the source doesn't say.

    covers: which matters, by who raised them. recorded: by what rules and in what system they
    were recorded, on which everything else rests.
    """

    covers: str | None = None
    stage: str | None = None
    denominator: str | None = None
    unit: Counted | None = None
    basis: Basis | None = None
    recorded: str | None = None
    from_on: datetime.date | None = None
    to_on: datetime.date | None = None
    as_of: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Differs:
    """One thing in which two figures differ, or of which one of them says nothing."""

    aspect: str
    one: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share, or the range in which it is said to lie, with what it is of."""

    whose: str
    low: float
    high: float
    scope: Scope

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high <= 1:
            message = "A share lies between 0 and 1, and runs from its low end to its high end."
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two shares that may be compared; one that may not can't be made."""

    one: Share
    other: Share

    def __post_init__(self) -> None:
        if differences(one=self.one.scope, other=self.other.scope):
            raise NotComparable(NotComparable.__doc__)

    @property
    def least(self) -> float:
        """Return the smallest difference that the two ranges allow."""
        return self.one.low - self.other.high

    @property
    def most(self) -> float:
        """Return the largest."""
        return self.one.high - self.other.low


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Two shares that can't be compared, and why; it holds no difference of theirs."""

    one: Share
    other: Share
    differs: tuple[Differs, ...]


def compare(*, one: Share, other: Share) -> Comparison | Refusal:
    """Return the comparison, or the refusal with everything that differs."""
    found = differences(one=one.scope, other=other.scope)
    if found:
        return Refusal(one=one, other=other, differs=found)
    return Comparison(one=one, other=other)


def differences(*, one: Scope, other: Scope) -> tuple[Differs, ...]:
    """Return in what two scopes differ; what either leaves unsaid differs."""
    return tuple(
        Differs(aspect=aspect, one=_written(mine), other=_written(theirs))
        for aspect, mine, theirs in (
            ("which matters", one.covers, other.covers),
            ("stage", one.stage, other.stage),
            ("out of", one.denominator, other.denominator),
            ("unit", one.unit, other.unit),
            ("years by", one.basis, other.basis),
            ("recorded", one.recorded, other.recorded),
            ("first day", one.from_on, other.from_on),
            ("last day", one.to_on, other.to_on),
            ("as known on", one.as_of, other.as_of),
        )
        if mine is None or mine != theirs
    )


def _written(value: str | datetime.date | None) -> str:
    if value is None:
        return NOT_SAID
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
