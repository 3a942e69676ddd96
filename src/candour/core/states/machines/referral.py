"""The rows by which a case goes to the watchdog, and by which the mode of investigation returns."""

from candour.core.states.guards import Guard
from candour.core.states.names import Machine, State, Step
from candour.core.states.rows import Transition, policy, schedule_3
from candour.law.events import EventKind, Party
from candour.law.provisions import Verification

_FORCE = (Party.APPROPRIATE_AUTHORITY,)
_WATCHDOG = (Party.INDEPENDENT_BODY,)
_FIND = policy("screening for referral")
_MODES = (Guard.MODE_INDEPENDENT, Guard.MODE_DIRECTED, Guard.MODE_LOCAL, Guard.MODE_RETURNED)
_CALL_IN = (Machine.COMPLAINT, Machine.CONDUCT_MATTER)


def referring(
    *, machine: Machine, sources: tuple[State, ...], para: str, earlier: tuple[State, ...] = ()
) -> tuple[Transition, ...]:
    """Return the rows that find a criterion, call in, refer, or treat as referred.

    earlier: states in which a criterion may be found, but which must be left before referring.
    """
    seen = schedule_3(para, Verification.SEEN)
    found_in = (*earlier, *sources)
    to = State.REFERRED
    initiative = schedule_3("paras 4A, 13A, 14CA", Verification.SEEN)
    call_in = schedule_3("paras 4(1)(c), 13(1)(c)", Verification.SEEN)
    finders = (*_FORCE, Party.INVESTIGATOR)
    referred = (EventKind.REFERRED,)
    rows = (
        (
            found_in,
            Step.FIND_REFERRAL_CRITERION,
            None,
            (),
            finders,
            (EventKind.REFERRAL_CRITERION_MET,),
            _FIND,
        ),
        (found_in, Step.CALL_IN, None, (), _WATCHDOG, (EventKind.CALLED_IN,), call_in),
        (sources, Step.REFER, to, (Guard.REFERRAL_IS_OWED,), _FORCE, referred, seen),
        (sources, Step.REFER, to, (Guard.REFERRAL_IS_VOLUNTARY,), _FORCE, referred, seen),
        (
            sources,
            Step.REFER,
            to,
            (Guard.FORCE_HAS_NOT_REFERRED,),
            (Party.LOCAL_POLICING_BODY,),
            referred,
            seen,
        ),
        (sources, Step.TREAT_AS_REFERRED, to, (), _WATCHDOG, referred, initiative),
    )
    return tuple(
        Transition(
            machine=machine, sources=where, step=step, target=target, by=by, guard=guard,
            events=events, mark=mark,
        )
        for where, step, target, guard, by, events, mark in rows
        if step is not Step.CALL_IN or machine in _CALL_IN
    )  # fmt: skip


def deciding_mode(
    *, machine: Machine, investigates: State, back: State, para: str
) -> tuple[Transition, ...]:
    """Return the rows from referral to an investigation, or back to the force."""
    mark = schedule_3(para, Verification.PARTIAL)
    decided = tuple(
        Transition(
            machine=machine, sources=(State.REFERRED,), step=Step.DECIDE_MODE,
            target=State.MODE_DECIDED, by=_WATCHDOG, guard=(mode,),
            unless=tuple(other for other in _MODES if other is not mode),
            events=(EventKind.MODE_DECIDED,), mark=mark,
        )
        for mode in _MODES
    )  # fmt: skip
    return (
        *decided,
        Transition(
            machine=machine, sources=(State.MODE_DECIDED,), step=Step.INVESTIGATE,
            target=investigates, by=_WATCHDOG, guard=(Guard.MODE_INDEPENDENT,),
            events=(EventKind.HANDLING_STARTED, EventKind.INVESTIGATED_BY_WATCHDOG),
            mark=schedule_3("para 19", Verification.SEEN),
        ),
        *(
            Transition(
                machine=machine, sources=(State.MODE_DECIDED,), step=Step.INVESTIGATE,
                target=investigates, by=_FORCE, guard=(mode,),
                unless=(Guard.MODE_INDEPENDENT, Guard.MODE_RETURNED),
                events=(EventKind.HANDLING_STARTED,), mark=schedule_3(place, Verification.SEEN),
            )
            for mode, place in ((Guard.MODE_DIRECTED, "para 18"), (Guard.MODE_LOCAL, "para 16"))
        ),
        Transition(
            machine=machine, sources=(State.MODE_DECIDED,), step=Step.TAKE_BACK, target=back,
            by=_FORCE, guard=(Guard.MODE_RETURNED,), mark=mark,
        ),
    )  # fmt: skip
