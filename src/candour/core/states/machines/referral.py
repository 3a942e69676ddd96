"""The rows by which a case goes to the watchdog, and by which the mode of investigation returns."""

from candour.core.states.guards import Guard
from candour.core.states.names import Machine, State, Step
from candour.core.states.rows import Mark, Transition, policy, schedule_3
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
    rows = (
        _row(machine, (*earlier, *sources), Step.FIND_REFERRAL_CRITERION, None,
             (*_FORCE, Party.INVESTIGATOR), (EventKind.REFERRAL_CRITERION_MET,), _FIND),
        _row(machine, sources, Step.REFER, Guard.REFERRAL_IS_OWED, _FORCE,
             (EventKind.REFERRED,), seen),
        _row(machine, sources, Step.REFER, Guard.REFERRAL_IS_VOLUNTARY, _FORCE,
             (EventKind.REFERRED,), seen),
        _row(machine, sources, Step.REFER, Guard.FORCE_HAS_NOT_REFERRED,
             (Party.LOCAL_POLICING_BODY,), (EventKind.REFERRED,), seen),
        _row(machine, sources, Step.TREAT_AS_REFERRED, None, _WATCHDOG,
             (EventKind.REFERRED,), schedule_3("paras 4A, 13A, 14CA", Verification.SEEN)),
    )  # fmt: skip
    called = _row(
        machine, (*earlier, *sources), Step.CALL_IN, None, _WATCHDOG, (EventKind.CALLED_IN,),
        schedule_3("paras 4(1)(c), 13(1)(c)", Verification.SEEN),
    )  # fmt: skip
    return (*rows, called) if machine in _CALL_IN else rows


def _row(  # noqa: PLR0913 - one argument for each column of the table above
    machine: Machine,
    sources: tuple[State, ...],
    step: Step,
    guard: Guard | None,
    by: tuple[Party, ...],
    events: tuple[EventKind, ...],
    mark: Mark,
) -> Transition:
    stays = step in (Step.FIND_REFERRAL_CRITERION, Step.CALL_IN)
    return Transition(
        machine=machine,
        sources=sources,
        step=step,
        target=None if stays else State.REFERRED,
        by=by,
        guard=(guard,) if guard else (),
        events=events,
        mark=mark,
    )


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
