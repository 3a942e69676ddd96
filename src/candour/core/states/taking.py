"""Which steps are allowed, what one step does, and where a history of steps leads.

A refusal always says why, in words for the person who meets it.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from candour.core.states.guards import WORDS, Guard
from candour.core.states.names import Machine, State, Step
from candour.core.states.rows import Transition
from candour.core.states.table import TRACKS, owner_of
from candour.law.events import PARTIES, Party

_PARTY_NAMES = {row.party: row.name for row in PARTIES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Says which step somebody asks for, in which machine and state, and which facts hold."""

    machine: Machine
    state: State
    step: Step
    by: Party
    facts: frozenset[Guard] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """States what a step did. owner: who owns the days from now on; None in a final state."""

    row: Transition
    source: State
    target: State
    owner: Party | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """States that a step is not allowed, and each reason why."""

    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """States a step that was taken on a day, as a history keeps it."""

    step: Step
    by: Party
    on: datetime.date
    facts: frozenset[Guard] = frozenset()


def allowed(
    *, machine: Machine, state: State, facts: frozenset[Guard], by: Party | None = None
) -> tuple[Transition, ...]:
    """Return the rows that may be taken now, by anybody or by one party."""
    return tuple(
        row
        for row in TRACKS[machine].rows
        if state in row.sources and _holds(row, facts) and (by is None or by in row.by)
    )


def take(
    *,
    machine: Machine,
    state: State,
    step: Step,
    by: Party,
    facts: frozenset[Guard] = frozenset(),
) -> Taken | Refused:
    """Take one step, or say in plain words why it is not allowed."""
    asked = Asked(machine=machine, state=state, step=step, by=by, facts=facts)
    here = [row for row in _rows_of(machine, step) if state in row.sources]
    if not here:
        return Refused(because=(_not_here(asked),))
    theirs = [row for row in here if by in row.by]
    if not theirs:
        return Refused(because=(_not_theirs(asked, here),))
    open_rows = [row for row in theirs if _holds(row, facts)]
    if not open_rows:
        return Refused(because=_unmet(theirs, facts))
    # Where several rows are open they lead to one place: the table's tests hold that.
    target = open_rows[0].leads_to(state)
    owner = owner_of(machine=machine, state=target, facts=facts)
    return Taken(row=open_rows[0], source=state, target=target, owner=owner)


def state_of(*, machine: Machine, history: Iterable[Done]) -> State | Refused:
    """Return where a history of steps leads, or why one of its steps was never allowed."""
    state = TRACKS[machine].initial
    for number, done in enumerate(history, start=1):
        result = take(machine=machine, state=state, step=done.step, by=done.by, facts=done.facts)
        if isinstance(result, Refused):
            return Refused(because=(f"Step {number} was not allowed.", *result.because))
        state = result.target
    return state


def in_words(name: State | Step | Machine) -> str:
    """Write a name as people say it."""
    return name.value.replace("_", " ")


def _rows_of(machine: Machine, step: Step) -> list[Transition]:
    return [row for row in TRACKS[machine].rows if row.step is step]


def _holds(row: Transition, facts: frozenset[Guard]) -> bool:
    return facts.issuperset(row.guard) and facts.isdisjoint(row.unless)


def _not_here(asked: Asked) -> str:
    rows = _rows_of(asked.machine, asked.step)
    course = TRACKS[asked.machine].name
    if not rows:
        return f"{course}: there is no such step as to {in_words(asked.step)}."
    from_where = {source for row in rows for source in row.sources}
    states = ", ".join(in_words(state) for state in State if state in from_where)
    here = in_words(asked.state)
    return (
        f"{course}: to {in_words(asked.step)} is not possible where it stands ({here})."
        f" It is possible from: {states}."
    )


def _not_theirs(asked: Asked, rows: list[Transition]) -> str:
    may = {party for row in rows for party in row.by}
    names = ", ".join(_PARTY_NAMES[party] for party in Party if party in may)
    return f"To {in_words(asked.step)} is not for this party. It is for: {names}."


def _unmet(rows: list[Transition], facts: frozenset[Guard]) -> tuple[str, ...]:
    """Return what is missing or in the way for the row that comes nearest."""
    reasons = [
        (
            *(
                f"It is not established that {WORDS[fact]}."
                for fact in row.guard
                if fact not in facts
            ),
            *(f"This stands in the way: {WORDS[fact]}." for fact in row.unless if fact in facts),
        )
        for row in rows
    ]
    return min(reasons, key=len)
