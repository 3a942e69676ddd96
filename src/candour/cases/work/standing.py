"""Who has a case now, from its events and hand-overs: parts of steps and pages that demanded."""

import dataclasses
import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from candour.cases.models import Case, Event, Hold
from candour.core import ownership
from candour.core.ownership import Span, Turn
from candour.law.events import EventKind
from candour.law.policies.ownership import TURNINGS, Owner

_KINDS = {row.kind.value: row.to for row in TURNINGS}
_STOPS = {
    EventKind.STOPPED_FOR_CRIMINAL_PROCEEDINGS.value: True,
    EventKind.RESTARTED.value: False,
    EventKind.CRIMINAL_OUTCOME_KNOWN.value: False,
    EventKind.CLOSED.value: False,
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Who has a case since when; who watches it and looks again by when, where that is known."""

    owner: Owner = Owner.FORCE
    since_on: datetime.date | None = None
    hold: Hold | None = None
    is_stopped: bool = False
    turns: tuple[Turn, ...] = ()

    @property
    def is_waiting(self) -> bool:
        """Return whether somebody else than the force has the case."""
        return self.is_stopped or self.owner not in {Owner.FORCE, Owner.CLOSED}

    def is_dormant(self, *, on: datetime.date) -> bool:
        """Return whether it waits without a named owner, or past the day to look again."""
        if not self.is_waiting:
            return False
        review_on = self.hold.review_on if self.hold else None
        return review_on is None or review_on < on


def held(*, files: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Held]:
    """Return who has each of these cases; of two turns on one day the one noted later counts."""
    moments: dict[uuid.UUID, list[_Moment]] = defaultdict(list)
    wanted = {*_KINDS, *_STOPS}
    events = Event.objects.filter(file_id__in=files, kind__in=wanted)
    for file, kind, on, at in events.values_list("file_id", "kind", "happened_on", "recorded_at"):
        moments[file].append(_Moment(on=on, at=at, kind=kind))
    for hold in Hold.objects.filter(file_id__in=files):
        moments[hold.file_id].append(_Moment(on=hold.since_on, at=hold.noted_at, hold=hold))
    return {file: _held(moments.get(file, ())) for file in files}


def spans(*, case: Case, held: Held, on: datetime.date) -> tuple[Span, ...]:
    """Return the spans of a case's owners until a day, or until it was closed."""
    return ownership.spans_of(
        from_on=case.received_on, until_on=case.closed_on or on, turns=held.turns
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    on: datetime.date
    at: datetime.datetime
    kind: str = ""
    hold: Hold | None = None

    @property
    def place(self) -> tuple[datetime.date, datetime.datetime, bool]:
        # Words noted in the step that recorded the fact say more than the fact.
        return self.on, self.at, self.hold is not None


def _held(moments: Iterable[_Moment]) -> Held:
    turns: list[Turn] = []
    hold, is_stopped = None, False
    for one in sorted(moments, key=lambda moment: moment.place):
        is_stopped = _STOPS.get(one.kind, is_stopped)
        if one.hold is not None:
            turns.append(Turn(to=Owner(one.hold.owner), on=one.on))
            hold = one.hold
        elif one.kind in _KINDS:
            turns.append(Turn(to=_KINDS[one.kind], on=one.on))
            hold = None
    if not turns:
        return Held(is_stopped=is_stopped)
    last = turns[-1]
    is_kept = hold is not None and hold.keeper_id is not None
    return Held(
        owner=last.to,
        since_on=last.on,
        hold=hold if is_kept else None,
        is_stopped=is_stopped,
        turns=tuple(turns),
    )
