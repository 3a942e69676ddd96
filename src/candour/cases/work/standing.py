"""Who has a case now, from its events and hand-overs: parts of steps and pages that demanded."""

import dataclasses
import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from candour.cases.courses import standing
from candour.cases.models import Case, Event, Hold, StepTaken
from candour.core import ownership, states
from candour.core.ownership import Span, Turn
from candour.core.states import Guard
from candour.law.events import EventKind
from candour.law.policies.escalation import REVIEW_DAYS
from candour.law.policies.ownership import NOT_WAITING, TURNINGS, Owner

_KINDS = {row.kind.value: row.to for row in TURNINGS}
_STOPS = {
    EventKind.STOPPED_FOR_CRIMINAL_PROCEEDINGS.value: True,
    EventKind.RESTARTED.value: False,
    EventKind.CRIMINAL_OUTCOME_KNOWN.value: False,
    EventKind.CLOSED.value: False,
}


# Where the course of a case stands while somebody else than the force has it.
_ELSEWHERE = {
    state.value
    for machine in standing.OF_KIND.values()
    for state, party in states.OWNER_OF[machine].items()
    if ownership.owner_of(party=party) not in NOT_WAITING
}
_HANDING = tuple(row.kind.value for row in TURNINGS if row.to not in NOT_WAITING)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Who sees to a case while it waits, and by when they look at it again."""

    keeper_id: uuid.UUID
    review_on: datetime.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Who has a case since when; who watches it and looks again by when, where that is known."""

    owner: Owner = Owner.FORCE
    since_on: datetime.date | None = None
    watch: Watch | None = None
    is_stopped: bool = False
    turns: tuple[Turn, ...] = ()

    @property
    def is_waiting(self) -> bool:
        """Return whether somebody else than the force has the case."""
        return self.is_stopped or self.owner not in NOT_WAITING

    def is_dormant(self, *, on: datetime.date) -> bool:
        """Return whether it waits without a named owner, or past the day to look again."""
        return ownership.is_dormant(
            owner=self.owner,
            review_on=self.watch.review_on if self.watch else None,
            on=on,
            is_stopped=self.is_stopped,
        )


def held(*, files: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Held]:
    """Return who has each of these cases; of two turns on one day the one noted later counts."""
    moments: dict[uuid.UUID, list[_Moment]] = defaultdict(list)
    wanted = {*_KINDS, *_STOPS}
    events = Event.objects.filter(file_id__in=files, kind__in=wanted)
    for file, kind, on, at in events.values_list("file_id", "kind", "happened_on", "recorded_at"):
        moments[file].append(_Moment(on=on, at=at, kind=kind))
    for hold in Hold.objects.filter(file_id__in=files):
        watch = _watch(hold.keeper_id, hold.review_on)
        moments[hold.file_id].append(
            _Moment(on=hold.since_on, at=hold.noted_at, to=Owner(hold.owner), watch=watch)
        )
    for file, moment in _steps(files):
        moments[file].append(moment)
    return {file: _held(moments.get(file, ())) for file in files}


def had_elsewhere() -> set[uuid.UUID]:
    """Return the files that somebody else than the force had once, as far as the actor sees it."""
    return {
        *Event.objects.filter(kind__in=_HANDING).values_list("file_id", flat=True),
        *Hold.objects.values_list("file_id", flat=True),
        *StepTaken.objects.filter(subject__isnull=True, to_state__in=_ELSEWHERE).values_list(
            "file_id", flat=True
        ),
    }


def spans(*, case: Case, held: Held, on: datetime.date) -> tuple[Span, ...]:
    """Return the spans of a case's owners until a day, or until it was closed."""
    return ownership.spans_of(
        from_on=case.received_on, until_on=case.closed_on or on, turns=held.turns
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """Something that may turn a case: a fact, or who has it from then on and who watches it."""

    on: datetime.date
    at: datetime.datetime
    kind: str = ""
    to: Owner | None = None
    watch: Watch | None = None

    @property
    def place(self) -> tuple[datetime.date, datetime.datetime, bool]:
        # Words noted in the step that recorded the fact say more than the fact.
        return self.on, self.at, not self.kind


def _steps(files: Sequence[uuid.UUID]) -> Iterator[tuple[uuid.UUID, _Moment]]:
    """Yield where a step on a case's own course gave it to somebody else, or took it back."""
    rows = StepTaken.objects.filter(
        file_id__in=files, subject__isnull=True, course_id__in=standing.OF_KIND.values()
    )
    elsewhere: set[uuid.UUID] = set()
    for row in rows.order_by("decided_at", "number"):
        to = _owner_after(row)
        is_elsewhere = to not in NOT_WAITING
        moves = row.to_state != row.from_state or row.owner
        if moves and (is_elsewhere or row.file_id in elsewhere):
            watch = _watch(row.decided_by, row.review_on or _told(row, to))
            yield row.file_id, _Moment(on=row.happened_on, at=row.decided_at, to=to, watch=watch)
        elsewhere = elsewhere | {row.file_id} if is_elsewhere else elsewhere - {row.file_id}


def _owner_after(row: StepTaken) -> Owner:
    machine, state = states.Machine(row.course_id), states.State(row.to_state)
    if state is states.State.CONTINUES_AS_CONDUCT_MATTER:
        machine = states.Machine.CONDUCT_MATTER
        state = states.INITIAL[machine]
    party = states.owner_of(
        machine=machine,
        state=state,
        facts=frozenset(Guard(fact) for fact in row.facts),
    )
    return ownership.owner_of(party=party)


def _told(row: StepTaken, to: Owner) -> datetime.date | None:
    """Return when whoever told the outcome looks again: nothing is owed by the force until then."""
    is_told = to is Owner.COMPLAINANT
    return row.happened_on + datetime.timedelta(days=REVIEW_DAYS) if is_told else None


def _watch(keeper: uuid.UUID | None, review_on: datetime.date | None) -> Watch | None:
    if keeper is None or review_on is None:
        return None
    return Watch(keeper_id=keeper, review_on=review_on)


def _held(moments: Iterable[_Moment]) -> Held:
    turns: list[Turn] = []
    watch, is_stopped = None, False
    for one in sorted(moments, key=lambda moment: moment.place):
        is_stopped = _STOPS.get(one.kind, is_stopped)
        to = one.to if one.to is not None else _KINDS.get(one.kind)
        if to is not None:
            turns.append(Turn(to=to, on=one.on))
            watch = one.watch
    if not turns:
        return Held(is_stopped=is_stopped)
    last = turns[-1]
    return Held(
        owner=last.to,
        since_on=last.on,
        watch=watch,
        is_stopped=is_stopped,
        turns=tuple(turns),
    )
