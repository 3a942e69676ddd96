"""What somebody must do next because of what is known: no state is left without anybody's move."""

from dataclasses import dataclass

from candour.core.states.guards import WORDS, Guard
from candour.core.states.names import Machine, State, Step
from candour.core.states.table import TRACKS, owner_of
from candour.law.events import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """States a step that a fact obliges somebody to take, and why."""

    step: Step
    by: Party
    because: str


# A fact, and the steps that answer it; the first that the state has is the one that is owed.
_ANSWERS: tuple[tuple[Guard, tuple[Step, ...]], ...] = (
    (
        Guard.MISCONDUCT_DECISION_IS_OWED,
        (Step.RESTART, Step.DECIDE_MISCONDUCT_AFTER_CRIMINAL, Step.REOPEN),
    ),
    (Guard.REFERRAL_IS_OWED, (Step.REFER, Step.RECORD)),
    (Guard.RAISES_CONDUCT, (Step.SCREEN_GRIEVANCE, Step.RETURN_FOR_ASSESSMENT)),
    (Guard.COLLEGE_REPORT_IS_OWED, (Step.REPORT_TO_COLLEGE,)),
    (Guard.PUBLICATION_IS_OWED, (Step.PUBLISH_OUTCOME,)),
    (Guard.IS_SUSPENDED_FROM_DUTY, (Step.REVIEW_SUSPENSION,)),
)
# What a state obliges by itself, whatever else is known.
_OF_STATES: tuple[tuple[State, Step, str], ...] = (
    (
        State.WITHDRAWN,
        Step.DECIDE_AFTER_WITHDRAWAL,
        "a withdrawal closes nothing: somebody decides what follows",
    ),
    (State.CONDUCT_FOUND, Step.MOVE_TO_CONDUCT, "conduct may not stay in a grievance"),
)


def owed(*, machine: Machine, state: State, facts: frozenset[Guard]) -> tuple[Owed, ...]:
    """Return each step that is owed now, by whom, and because of what."""
    found = [
        Owed(step=step, by=_by(machine, state, step, facts), because=f"{reason}.")
        for of_state, step, reason in _OF_STATES
        if of_state is state and _has(machine, state, step)
    ]
    for fact, steps in _ANSWERS:
        step = next((one for one in steps if _has(machine, state, one)), None)
        if fact in facts and step is not None:
            by = _by(machine, state, step, facts)
            found.append(Owed(step=step, by=by, because=f"{WORDS[fact]}."))
    return tuple(found)


def _has(machine: Machine, state: State, step: Step) -> bool:
    return any(row.step is step and state in row.sources for row in TRACKS[machine].rows)


def _by(machine: Machine, state: State, step: Step, facts: frozenset[Guard]) -> Party:
    rows = [row for row in TRACKS[machine].rows if row.step is step and state in row.sources]
    may = [row.by for row in rows if facts.isdisjoint(row.unless)] or [rows[0].by]
    owner = owner_of(machine=machine, state=state, facts=facts)
    return owner if any(owner in by for by in may) and owner else may[0][0]
