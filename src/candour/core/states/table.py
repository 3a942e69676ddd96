"""The whole table: every machine, every step, who owns each day, and the edges a database keeps."""

from collections.abc import Mapping
from dataclasses import dataclass

from candour.core.states.guards import Guard
from candour.core.states.machines import (
    accelerated_hearing,
    complaint,
    conduct_matter,
    dsi_matter,
    former_officer,
    informal,
    police_staff,
    proceedings,
)
from candour.core.states.names import Machine, State, Step
from candour.core.states.rows import Track, Transition
from candour.law.events import Party

TRACKS: Mapping[Machine, Track] = {
    track.machine: track
    for track in (
        complaint.TRACK,
        conduct_matter.TRACK,
        dsi_matter.TRACK,
        proceedings.TRACK,
        accelerated_hearing.TRACK,
        former_officer.TRACK,
        police_staff.TRACK,
        informal.REFLECTIVE_PRACTICE_TRACK,
        informal.GRIEVANCE_TRACK,
    )
}
TRANSITIONS: tuple[Transition, ...] = tuple(row for track in TRACKS.values() for row in track.rows)
INITIAL: Mapping[Machine, State] = {name: track.initial for name, track in TRACKS.items()}
FINAL: Mapping[Machine, frozenset[State]] = {name: track.final for name, track in TRACKS.items()}
OWNER_OF: Mapping[Machine, Mapping[State, Party]] = {
    name: track.owners for name, track in TRACKS.items()
}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Edge:
    """One permitted move, without its conditions: what a database can refuse by itself."""

    machine: Machine
    source: State
    step: Step
    target: State


def edges() -> tuple[Edge, ...]:
    """Return every move that some row permits, in a fixed order and each once."""
    found = {
        Edge(machine=row.machine, source=source, step=row.step, target=row.leads_to(source))
        for row in TRANSITIONS
        for source in row.sources
    }
    return tuple(sorted(found))


def owner_of(
    *, machine: Machine, state: State, facts: frozenset[Guard] = frozenset()
) -> Party | None:
    """Return who owns a day in a state while facts hold; None where the state is final."""
    track = TRACKS[machine]
    for instead in track.owned_instead:
        if state in instead.states and instead.fact in facts:
            return instead.owner
    return track.owners.get(state)


def is_final(*, machine: Machine, state: State) -> bool:
    """Say whether nothing more is owed in a state."""
    return state in FINAL[machine]
