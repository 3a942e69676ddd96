"""Random walks through the machines: each step is allowed by some row, on a later or equal day."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from candour.core.deadlines import Event, Matter
from candour.core.states import (
    INITIAL,
    TRACKS,
    Done,
    Guard,
    Machine,
    Standing,
    State,
    Taken,
    Transition,
    begun,
    facts_beside,
    is_final,
    take,
)
from candour.law.events import CaseKind, ReporterKind

BEGAN_ON = date(2026, 1, 10)
STEPS = 40
CASES = {
    Machine.COMPLAINT: CaseKind.COMPLAINT,
    Machine.CONDUCT_MATTER: CaseKind.CONDUCT_MATTER,
    Machine.DSI_MATTER: CaseKind.DSI_MATTER,
}


@dataclass
class Walk:
    """One machine's history with the states it passed through and the facts it recorded."""

    machine: Machine
    subject: str | None = None
    done: list[Done] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    @property
    def state(self) -> State:
        """Return where the machine stands."""
        return self.taken[-1].target if self.taken else INITIAL[self.machine]

    @property
    def matter(self) -> Matter:
        """Return what selects the clocks of the walk."""
        return Matter(
            kind=CASES.get(self.machine, CaseKind.CONDUCT_MATTER),
            reporter_kind=ReporterKind.PUBLIC,
            law_on=BEGAN_ON,
        )


def started(machine: Machine, *, subject: str | None = None) -> Walk:
    """Return a walk that stands at the beginning of a machine."""
    kinds = TRACKS[machine].begins
    events = [Event(kind=kind, on=BEGAN_ON, subject=subject) for kind in kinds]
    return Walk(machine=machine, subject=subject, events=events)


def step(walk: Walk, *, by: random.Random, on: date, known: frozenset[Guard] | None = None) -> None:
    """Take one step that some row allows; `known` are the only facts of their kind that hold."""
    rows = [row for row in TRACKS[walk.machine].rows if walk.state in row.sources]
    rows = [row for row in rows if known is None or _possible(row, known)]
    moving = [row for row in rows if row.leads_to(walk.state) is not walk.state]
    row = by.choice(moving if moving and by.random() < 0.6 else rows)
    others = by.sample(sorted(Guard), 6)
    facts = frozenset({*row.guard, *(one for one in others if one not in row.unless)})
    party = by.choice(row.by)
    result = take(machine=walk.machine, state=walk.state, step=row.step, by=party, facts=facts)
    assert isinstance(result, Taken), (row, result)
    walk.done.append(Done(step=row.step, by=party, on=on, facts=facts))
    walk.taken.append(result)
    subject = walk.subject
    walk.events += [Event(kind=kind, on=on, subject=subject) for kind in result.row.events]
    ahead = on + timedelta(days=by.randrange(1, 60))
    walk.events += [Event(kind=kind, on=ahead, subject=subject) for kind in result.row.ahead]


def _possible(row: Transition, known: frozenset[Guard]) -> bool:
    fact = Guard.OTHER_MACHINES_CLOSED
    return fact not in row.guard or fact in known


def walked(machine: Machine, *, seed: int) -> Walk:
    """Return a walk through one machine, until it ends or grows long."""
    by = random.Random(f"{machine} {seed}")
    walk, on = started(machine, subject="a" if machine not in CASES else None), BEGAN_ON
    while len(walk.done) < STEPS and not is_final(machine=machine, state=walk.state):
        on += timedelta(days=by.randrange(0, 30))
        step(walk, by=by, on=on)
    return walk


def walked_together(machine: Machine, *, seed: int) -> list[Walk]:
    """Return the walks of a case and of all that it opened, one subject after the other."""
    by = random.Random(f"together {machine} {seed}")
    walks, on = [started(machine)], BEGAN_ON
    for _ in range(3 * STEPS):
        standing = [walk for walk in walks if not is_final(machine=walk.machine, state=walk.state)]
        if not standing or is_final(machine=machine, state=walks[0].state):
            break
        walk = by.choice(standing)
        on += timedelta(days=by.randrange(0, 20))
        step(walk, by=by, on=on, known=beside(walk, walks))
        whose = walk.subject or f"subject {len(walks)}"
        for one in begun(taken=walk.taken[-1], subject=whose):
            walks.append(started(one.machine, subject=one.subject))
    return walks


def beside(walk: Walk, walks: list[Walk]) -> frozenset[Guard]:
    """Return what the other machines of a case establish for one of them."""
    return facts_beside(of=walk.machine, standings=stood(walks), subject=walk.subject)


def stood(walks: list[Walk]) -> list[Standing]:
    """Return where each machine of a case stands."""
    return [
        Standing(machine=walk.machine, state=walk.state, subject=walk.subject) for walk in walks
    ]
