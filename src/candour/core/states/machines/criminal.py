"""The rows by which a criminal case stops a matter, and by which its end obliges a restart."""

from candour.core.states.guards import Guard
from candour.core.states.names import Machine, State, Step
from candour.core.states.rows import Mark, Transition, policy
from candour.law.events import EventKind, Party

STOPPED = (
    State.STOPPED_FOR_CRIMINAL_INVESTIGATION,
    State.STOPPED_AT_PROSECUTOR,
    State.STOPPED_AT_COURT,
)
OWNERS = {
    State.STOPPED_FOR_CRIMINAL_INVESTIGATION: Party.CRIMINAL_INVESTIGATOR,
    State.STOPPED_AT_PROSECUTOR: Party.PROSECUTOR,
    State.STOPPED_AT_COURT: Party.COURT,
}
_STAGES = policy("stages of a criminal case")
_AFTER = policy("misconduct after a criminal case")
_AUTHORITY = (Party.APPROPRIATE_AUTHORITY, Party.INDEPENDENT_BODY)


def stopping(*, machine: Machine, sources: tuple[State, ...], mark: Mark) -> tuple[Transition, ...]:
    """Return the rows that stop a matter and tell which body its days then belong to."""
    return (
        Transition(
            machine=machine,
            sources=sources,
            step=Step.SUSPEND_FOR_CRIMINAL,
            target=State.STOPPED_FOR_CRIMINAL_INVESTIGATION,
            by=_AUTHORITY,
            guard=(Guard.WOULD_PREJUDICE_CRIMINAL_PROCEEDINGS,),
            unless=(Guard.MISCONDUCT_DECISION_IS_OWED,),
            events=(EventKind.STOPPED_FOR_CRIMINAL_PROCEEDINGS,),
            mark=mark,
        ),
        Transition(
            machine=machine,
            sources=(State.STOPPED_FOR_CRIMINAL_INVESTIGATION,),
            step=Step.PUT_TO_PROSECUTOR,
            target=State.STOPPED_AT_PROSECUTOR,
            by=(Party.CRIMINAL_INVESTIGATOR, *_AUTHORITY),
            events=(EventKind.PUT_TO_PROSECUTOR,),
            mark=_STAGES,
        ),
        Transition(
            machine=machine,
            sources=(State.STOPPED_AT_PROSECUTOR,),
            step=Step.RETURN_TO_INVESTIGATORS,
            target=State.STOPPED_FOR_CRIMINAL_INVESTIGATION,
            by=(Party.PROSECUTOR, *_AUTHORITY),
            mark=_STAGES,
        ),
        Transition(
            machine=machine,
            sources=(State.STOPPED_FOR_CRIMINAL_INVESTIGATION, State.STOPPED_AT_PROSECUTOR),
            step=Step.CHARGE,
            target=State.STOPPED_AT_COURT,
            by=(Party.PROSECUTOR, *_AUTHORITY),
            events=(EventKind.CHARGED,),
            mark=_STAGES,
        ),
    )


def restarting(
    *,
    machine: Machine,
    target: State,
    mark: Mark,
    guard: tuple[Guard, ...] = (),
    unless: tuple[Guard, ...] = (),
) -> tuple[Transition, ...]:
    """Return the rows by which a stopped matter goes on: the only way out of the stop."""
    return (
        Transition(
            machine=machine,
            sources=STOPPED,
            step=Step.RESTART,
            target=target,
            by=_AUTHORITY,
            guard=(Guard.CRIMINAL_MATTER_ENDED, *guard),
            unless=unless,
            events=(EventKind.RESTARTED, EventKind.MISCONDUCT_DECIDED_AFTER_CRIMINAL),
            mark=mark,
        ),
        Transition(
            machine=machine,
            sources=STOPPED,
            step=Step.RESTART,
            target=target,
            by=_AUTHORITY,
            guard=(Guard.NO_LONGER_PREJUDICIAL, *guard),
            unless=(*unless, Guard.CRIMINAL_MATTER_ENDED),
            events=(EventKind.RESTARTED,),
            mark=mark,
        ),
    )


def ending(
    *, machine: Machine, everywhere: tuple[State, ...], going_on: tuple[State, ...]
) -> tuple[Transition, ...]:
    """Return the rows by which the end of a criminal case is recorded and answered.

    everywhere: the states in which the end may arrive, the final ones too. going_on: those in
    which nothing was stopped, so that the decision is made there.
    """
    return (
        Transition(
            machine=machine,
            sources=everywhere,
            step=Step.RECORD_CRIMINAL_OUTCOME,
            target=None,
            by=(Party.CRIMINAL_INVESTIGATOR, *_AUTHORITY),
            events=(EventKind.CRIMINAL_OUTCOME_KNOWN,),
            mark=_AFTER,
        ),
        Transition(
            machine=machine,
            sources=going_on,
            step=Step.DECIDE_MISCONDUCT_AFTER_CRIMINAL,
            target=None,
            by=_AUTHORITY,
            guard=(Guard.CRIMINAL_MATTER_ENDED,),
            events=(EventKind.MISCONDUCT_DECIDED_AFTER_CRIMINAL,),
            mark=_AFTER,
        ),
    )
