"""Says when something that follows a report is to be looked at by name, and never why it was."""

import datetime
import enum
from collections.abc import Sequence
from dataclasses import dataclass

from candour.law.policies import retaliation as policy
from candour.law.policies.retaliation import HrKind, Tells

_ROWS = {row.kind: row for row in policy.KINDS}


class Because(enum.StrEnum):
    """Names why something is put to a person; the code is what is stored."""

    SOON_AFTER = "soon_after"
    FIRST_IS_OPEN = "first_is_open"
    MORE_THAN_BEFORE = "more_than_before"
    MORE_THAN_PEERS = "more_than_peers"
    LOWER_THAN_BEFORE = "lower_than_before"
    NO_DECISION = "no_decision"
    IS_PLANNED = "is_planned"


WORDS = {
    Because.SOON_AFTER: f"It came within {policy.COUNTER_DAYS} days of what they reported",
    Because.FIRST_IS_OPEN: "The case they reported is still open",
    Because.MORE_THAN_BEFORE: "More often than in their own past",
    Because.MORE_THAN_PEERS: "Few of their peers had the same in that time",
    Because.LOWER_THAN_BEFORE: "Lower than in their own past",
    Because.NO_DECISION: "Nobody had decided by name that it may be done",
    Because.IS_PLANNED: "It is planned and not done yet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HrEvent:
    """One event of HR's feed. value: a grade or hours. is_asked_for: None where HR doesn't say."""

    kind: HrKind
    on: datetime.date
    value: int | None = None
    is_asked_for: bool | None = None
    is_planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Somebody who reported: since when, and on which days a decision by name allowed what."""

    since_on: datetime.date
    allowed: tuple[tuple[HrKind, datetime.date], ...] = ()


def is_counter(
    *, reported_on: datetime.date, arrived_on: datetime.date, is_first_open: bool
) -> tuple[Because, ...]:
    """Return why a later matter about somebody who reported is held beside what they reported.

    Nothing is asked of who it comes from: that is often not known, and it is for a person to say.
    """
    days = (arrived_on - reported_on).days
    if days < 0:
        return ()
    soon = (Because.SOON_AFTER,) if days <= policy.COUNTER_DAYS else ()
    return (*soon, Because.FIRST_IS_OPEN) if is_first_open else soon


def is_unfavourable(*, event: HrEvent, past: Sequence[HrEvent]) -> bool:
    """Say whether an event is unfavourable by itself and beside one's own earlier ones."""
    tells = _ROWS[event.kind].tells
    if tells is Tells.ALWAYS:
        return True
    if tells is Tells.UNLESS_ASKED_FOR:
        return event.is_asked_for is not True
    earlier = [one for one in past if one.kind is event.kind and one.on < event.on]
    values = [one.value for one in sorted(earlier, key=_day) if one.value is not None]
    if event.value is None or not values:
        return False
    if tells is Tells.LOWER_THAN_LAST:
        return event.value < values[-1]
    return event.value <= policy.LESS_OVERTIME * sum(values) / len(values)


def unfavourable(*, events: Sequence[HrEvent]) -> tuple[HrEvent, ...]:
    """Return which of one person's events are unfavourable, each beside those before it."""
    return tuple(one for one in events if is_unfavourable(event=one, past=events))


def why_propose(
    *,
    event: HrEvent,
    own: Sequence[HrEvent],
    peers: Sequence[Sequence[HrEvent]],
    watch: Watch,
) -> tuple[Because, ...]:
    """Return why an event of somebody who reported is put to a person; nothing where it is not.

    It is put where it stands out from the own past and from the peers, and in any case where it
    needed a decision by name first and had none.
    """
    days = (event.on - watch.since_on).days
    if days < 0 or days > policy.WATCHED_DAYS or not is_unfavourable(event=event, past=own):
        return ()
    owed = _owed(event, watch)
    compared = (_own_past(event, own, watch), _of_peers(event, peers, watch))
    stands_out = tuple(one for one in compared if one is not None)
    if len(stands_out) < len(compared) and not owed:
        return ()
    planned = (Because.IS_PLANNED,) if event.is_planned else ()
    return (*stands_out, *owed, *planned)


def _owed(event: HrEvent, watch: Watch) -> tuple[Because, ...]:
    if not _ROWS[event.kind].needs_decision:
        return ()
    is_allowed = any(kind is event.kind and on <= event.on for kind, on in watch.allowed)
    return () if is_allowed else (Because.NO_DECISION,)


def _own_past(event: HrEvent, own: Sequence[HrEvent], watch: Watch) -> Because | None:
    if _ROWS[event.kind].has_value:
        return Because.LOWER_THAN_BEFORE
    end = watch.since_on - datetime.timedelta(days=policy.LEFT_OUT_DAYS)
    start = end - datetime.timedelta(days=policy.BASELINE_DAYS)
    before = sum(start <= one.on < end for one in _of_kind(event, own))
    since = sum(watch.since_on <= one.on <= event.on for one in _of_kind(event, own))
    days = (event.on - watch.since_on).days + 1
    # The rate since must be above the own rate before: counted over the days of each.
    is_more = since * policy.BASELINE_DAYS > before * days
    return Because.MORE_THAN_BEFORE if is_more else None


def _of_peers(event: HrEvent, peers: Sequence[Sequence[HrEvent]], watch: Watch) -> Because | None:
    if not peers:
        return None
    had = sum(
        any(watch.since_on <= one.on <= event.on for one in _of_kind(event, theirs))
        for theirs in peers
    )
    return Because.MORE_THAN_PEERS if had <= policy.MOST_PEERS * len(peers) else None


def _of_kind(event: HrEvent, events: Sequence[HrEvent]) -> tuple[HrEvent, ...]:
    same = tuple(one for one in events if one.kind is event.kind)
    return unfavourable(events=same)


def _day(event: HrEvent) -> datetime.date:
    return event.on
