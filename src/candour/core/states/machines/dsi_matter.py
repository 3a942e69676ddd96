"""The course of a death or serious injury matter: always referred, perhaps a conduct matter."""

from candour.core.states.guards import Guard
from candour.core.states.machines import criminal, deciding, inquiry, referral, telling
from candour.core.states.names import Holder, Machine, State, Step
from candour.core.states.rows import (
    Instead,
    Track,
    Transition,
    complaints_regulation,
    schedule_3,
)
from candour.law.events import EventKind, Party
from candour.law.provisions import Verification

_IT = Machine.DSI_MATTER
_FORCE = (Party.APPROPRIATE_AUTHORITY,)
_AUTHORITY = (*_FORCE, Party.INDEPENDENT_BODY)
_MEMORY = Verification.MEMORY
_WORKED_ON = (State.INVESTIGATING,)

OWNERS = {
    State.RECORDED: Party.APPROPRIATE_AUTHORITY,
    State.REFERRED: Party.INDEPENDENT_BODY,
    State.MODE_DECIDED: Party.APPROPRIATE_AUTHORITY,
    State.INVESTIGATING: Party.INVESTIGATOR,
    **criminal.OWNERS,
    State.REPORT_SUBMITTED: Party.INDEPENDENT_BODY,
    State.DETERMINATION: Party.INDEPENDENT_BODY,
    State.OUTCOME_DECIDED: Party.APPROPRIATE_AUTHORITY,
    State.OUTCOME_NOTIFIED: Party.APPROPRIATE_AUTHORITY,
}
_FINAL = frozenset({State.FINALISED, State.CONTINUES_AS_CONDUCT_MATTER})
_OPEN = tuple(OWNERS)
_NOT_STOPPED = tuple(state for state in _OPEN if state not in criminal.STOPPED)

_OWN = (
    Transition(
        machine=_IT, sources=(State.RECORDED,), step=Step.REFER, target=State.REFERRED, by=_FORCE,
        events=(EventKind.REFERRED,), mark=schedule_3("para 14C", _MEMORY),
        note="Always: no criterion is asked.",
    ),
    Transition(
        machine=_IT, sources=(State.RECORDED,), step=Step.RECORD, target=None, by=_FORCE,
        events=(EventKind.RECORDED, EventKind.RECORDED_UNDER_SCHEDULE_3),
        mark=schedule_3("para 14A", _MEMORY),
    ),
    Transition(
        machine=_IT, sources=(State.INVESTIGATING, State.DETERMINATION),
        step=Step.CONVERT_TO_CONDUCT_MATTER, target=State.CONTINUES_AS_CONDUCT_MATTER,
        by=_AUTHORITY, guard=(Guard.INDICATES_CRIME_OR_DISCIPLINE,),
        opens=(Machine.CONDUCT_MATTER,), mark=schedule_3("para 21A", _MEMORY),
    ),
    Transition(
        machine=_IT, sources=(State.REPORT_SUBMITTED,), step=Step.DECIDE_CASE_TO_ANSWER,
        target=State.DETERMINATION, by=(Party.INDEPENDENT_BODY,),
        guard=(Guard.CHECKS_ARE_DONE,), events=(EventKind.CASE_TO_ANSWER_DECIDED,),
        mark=schedule_3("para 24A", _MEMORY),
        note="Whether the report shows signs of a crime or of conduct that justifies discipline.",
    ),
    Transition(
        machine=_IT, sources=(State.RECORDED,), step=Step.INVESTIGATE, target=State.INVESTIGATING,
        by=_FORCE, guard=(Guard.MODE_RETURNED,), events=(EventKind.HANDLING_STARTED,),
        mark=schedule_3("para 14D", Verification.PARTIAL),
    ),
    Transition(
        machine=_IT, sources=(State.RECORDED,), step=Step.DECIDE_OUTCOME,
        target=State.OUTCOME_DECIDED, by=_FORCE,
        guard=(Guard.MODE_RETURNED, Guard.CHECKS_ARE_DONE),
        unless=(Guard.REFERRAL_IS_OWED, Guard.MISCONDUCT_DECISION_IS_OWED),
        events=(EventKind.OUTCOME_DECIDED,), mark=schedule_3("para 14D", Verification.PARTIAL),
    ),
    deciding.outcome(
        machine=_IT, sources=(State.DETERMINATION,), unless=(Guard.INDICATES_CRIME_OR_DISCIPLINE,)
    ),
    *deciding.notifying(machine=_IT, is_complaint=False),
    deciding.finalising(machine=_IT, sources=(State.OUTCOME_NOTIFIED,), guard=()),
    deciding.finalising(
        machine=_IT, sources=(State.OUTCOME_DECIDED,), guard=(Guard.NOBODY_TO_TELL,)
    ),
    *deciding.reopening(machine=_IT, again=State.INVESTIGATING),
)  # fmt: skip

TRACK = Track(
    machine=_IT,
    name="Death or serious injury matter",
    summary="Always recorded and referred. Signs of a crime or of conduct that would justify"
    " discipline make it a conduct matter.",
    holder=Holder.CASE,
    begins=(EventKind.CAME_TO_ATTENTION,),
    initial=State.RECORDED,
    final=_FINAL,
    owners=OWNERS,
    owned_instead=(
        Instead(
            states=(State.MODE_DECIDED, State.INVESTIGATING),
            fact=Guard.MODE_INDEPENDENT,
            owner=Party.INDEPENDENT_BODY,
        ),
    ),
    rows=(
        *_OWN,
        *referral.referring(machine=_IT, sources=_WORKED_ON, para="para 14C"),
        *referral.deciding_mode(
            machine=_IT, investigates=State.INVESTIGATING, back=State.RECORDED,
            para="paras 14D, 15",
        ),
        *inquiry.preparing(machine=_IT, sources=_WORKED_ON),
        *criminal.stopping(
            machine=_IT, sources=_WORKED_ON,
            mark=complaints_regulation("reg 40", Verification.PARTIAL),
        ),
        *criminal.restarting(
            machine=_IT, target=State.INVESTIGATING,
            mark=complaints_regulation("reg 41", Verification.PARTIAL),
        ),
        *criminal.ending(
            machine=_IT, everywhere=(*_OPEN, *sorted(_FINAL)),
            going_on=(*_NOT_STOPPED, State.FINALISED),
        ),
        deciding.reporting(
            machine=_IT, sources=_WORKED_ON, mark=schedule_3("para 22", _MEMORY)
        ),
        *telling.going_on(machine=_IT, states=_OPEN),
    ),
)  # fmt: skip
