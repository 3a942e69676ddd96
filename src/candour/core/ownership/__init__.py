"""Whose every day of a case is: recorded facts and hand-overs make spans that leave no day out."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from candour.law.events import Event, Party
from candour.law.policies.escalation import REVIEW_DAYS
from candour.law.policies.ownership import DAYS_OF, NOT_WAITING, TURNINGS, Owner

_BY_KIND = {row.kind: row for row in TURNINGS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """States that from a day on the case was somebody's; of several on one day the last counts."""

    to: Owner
    on: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Holds the days from one, until another that is not in it, which all belong to one owner."""

    owner: Owner
    from_on: datetime.date
    until_on: datetime.date

    @property
    def days(self) -> int:
        """Return how many days there are."""
        return (self.until_on - self.from_on).days


def turns_of(*, events: Iterable[Event]) -> tuple[Turn, ...]:
    """Return the turns that recorded facts make by themselves, in the order given.

    References: law/policies/ownership.py.
    """
    return tuple(
        Turn(to=_BY_KIND[event.kind].to, on=event.on) for event in events if event.kind in _BY_KIND
    )


def owner_of(*, party: Party | None) -> Owner:
    """Return whose the days are while a party has the next move; nobody has one at the end.

    References: law/policies/ownership.py.
    """
    return Owner.CLOSED if party is None else DAYS_OF[party]


def is_dormant(
    *,
    owner: Owner,
    review_on: datetime.date | None,
    on: datetime.date,
    is_stopped: bool = False,
) -> bool:
    """Say whether a case waits and nobody is named to look at it again, or their day has passed.

    A day further away than policy allows counts as none. References: law/policies/escalation.py.
    """
    if owner in NOT_WAITING and not is_stopped:
        return False
    if review_on is None:
        return True
    return not on <= review_on <= on + datetime.timedelta(days=REVIEW_DAYS)


def spans_of(
    *, from_on: datetime.date, until_on: datetime.date, turns: Sequence[Turn]
) -> tuple[Span, ...]:
    """Divide the days from one until another, which is not counted, among their owners.

    A case is the force's until somebody else has it. A turn before the first day counts from the
    first day on; one on or after the last changes nothing. The days of all spans together are the
    days asked about; no day is in two.
    """
    if until_on <= from_on:
        return ()
    in_order = sorted(turns, key=lambda turn: turn.on)
    before = [turn.to for turn in in_order if turn.on <= from_on]
    owner, since = (before[-1] if before else Owner.FORCE), from_on
    spans: list[Span] = []
    for turn in in_order:
        if not from_on < turn.on < until_on:
            continue
        if turn.on > since and turn.to is not owner:
            spans.append(Span(owner=owner, from_on=since, until_on=turn.on))
            since = turn.on
        owner = turn.to
    spans.append(Span(owner=owner, from_on=since, until_on=until_on))
    return _joined(spans)


def days_by_owner(*, spans: Iterable[Span]) -> Mapping[Owner, int]:
    """Return how many days each owner had, the longest first."""
    totals: dict[Owner, int] = {}
    for span in spans:
        totals[span.owner] = totals.get(span.owner, 0) + span.days
    return dict(sorted(totals.items(), key=lambda found: (-found[1], found[0].value)))


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join neighbours of one owner: of several turns on one day only the last one counted."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].owner is span.owner:
            last = joined.pop()
            joined.append(Span(owner=span.owner, from_on=last.from_on, until_on=span.until_on))
        else:
            joined.append(span)
    return tuple(joined)
