"""The course against somebody who has left: conditions A, B and C, then a hearing or none."""

from candour.core.states.guards import Guard
from candour.core.states.names import Holder, Machine, State, Step
from candour.core.states.rows import (
    Track,
    Transition,
    conduct_regulation,
    lists_regulation,
    policy,
)
from candour.law.events import EventKind, Party
from candour.law.provisions import Verification

_IT = Machine.FORMER_OFFICER
_FORCE = (Party.APPROPRIATE_AUTHORITY,)
_WATCHDOG = (Party.INDEPENDENT_BODY,)
_SEEN = Verification.SEEN
_GROSS = Guard.GROSS_MISCONDUCT_ALLEGED
_REGULATION_4 = conduct_regulation("reg 4", _SEEN)

OWNERS = {
    State.LEFT: Party.APPROPRIATE_AUTHORITY,
    State.AWAITING_DETERMINATION: Party.INDEPENDENT_BODY,
    State.IN_SCOPE: Party.APPROPRIATE_AUTHORITY,
    State.ACCELERATED_HEARING: Party.APPROPRIATE_AUTHORITY,
    State.MISCONDUCT_HEARING: Party.APPROPRIATE_AUTHORITY,
    State.OUTCOME_RECORDED: Party.APPROPRIATE_AUTHORITY,
}
_FINAL = frozenset({State.NO_PROCEEDINGS, State.CLOSED})
_HEARINGS = (State.ACCELERATED_HEARING, State.MISCONDUCT_HEARING)

_SCOPE = (
    *(
        Transition(
            machine=_IT, sources=(State.LEFT,), step=Step.FIND_IN_SCOPE, target=State.IN_SCOPE,
            by=_FORCE, guard=(_GROSS, condition), unless=(Guard.CONDITION_C,), events=events,
            mark=_REGULATION_4,
        )
        for condition, events in (
            (Guard.CONDITION_A, ()), (Guard.CONDITION_B, (EventKind.ALLEGATION_AFTER_SERVICE,)),
        )
    ),
    Transition(
        machine=_IT, sources=(State.LEFT,), step=Step.ASK_FOR_DETERMINATION,
        target=State.AWAITING_DETERMINATION, by=_FORCE, guard=(_GROSS, Guard.CONDITION_C),
        mark=_REGULATION_4,
    ),
    Transition(
        machine=_IT, sources=(State.AWAITING_DETERMINATION,), step=Step.DETERMINE_CONDITION_C,
        target=State.IN_SCOPE, by=_WATCHDOG, guard=(Guard.DETERMINED_REASONABLE,),
        events=(EventKind.CONDITION_C_DETERMINED,), mark=_REGULATION_4,
    ),
    Transition(
        machine=_IT, sources=(State.AWAITING_DETERMINATION,), step=Step.DETERMINE_CONDITION_C,
        target=State.NO_PROCEEDINGS, by=_WATCHDOG,
        unless=(Guard.DETERMINED_REASONABLE, Guard.MISCONDUCT_DECISION_IS_OWED),
        events=(EventKind.CONDITION_C_DETERMINED,), mark=_REGULATION_4,
    ),
    Transition(
        machine=_IT, sources=(State.LEFT, State.IN_SCOPE), step=Step.FIND_NO_PROCEEDINGS,
        target=State.NO_PROCEEDINGS, by=_FORCE,
        guard=(Guard.NO_CASE_TO_ANSWER, Guard.CHECKS_ARE_DONE, Guard.SECOND_PERSON_AGREES),
        unless=(Guard.CASE_TO_ANSWER, Guard.MISCONDUCT_DECISION_IS_OWED),
        mark=policy("somebody who has left still gets a decision"),
        note="The investigation is finished although the person left.",
    ),
)  # fmt: skip

_HEARD = (
    Transition(
        machine=_IT, sources=(State.IN_SCOPE,), step=Step.SEND_TO_ACCELERATED_HEARING,
        target=State.ACCELERATED_HEARING, by=_FORCE, guard=(Guard.CASE_TO_ANSWER,),
        unless=(Guard.FULL_HEARING_CHOSEN,), opens=(Machine.ACCELERATED_HEARING,),
        events=(EventKind.ACCELERATED_CERTIFIED, EventKind.REFERRED_TO_HEARING),
        mark=conduct_regulation("reg 4 as amended", _SEEN),
        note="Presumed since 28 May 2025; before that the special conditions decide.",
    ),
    Transition(
        machine=_IT, sources=(State.IN_SCOPE,), step=Step.SEND_TO_MISCONDUCT_HEARING,
        target=State.MISCONDUCT_HEARING, by=(*_FORCE, Party.SUBJECT),
        guard=(Guard.CASE_TO_ANSWER, Guard.FULL_HEARING_CHOSEN), opens=(Machine.PROCEEDINGS,),
        events=(EventKind.REFERRED_TO_HEARING,),
        mark=conduct_regulation("reg 4 as amended", _SEEN),
    ),
    Transition(
        machine=_IT, sources=_HEARINGS, step=Step.RECORD_FINDING, target=State.OUTCOME_RECORDED,
        by=_FORCE, guard=(Guard.OTHER_MACHINES_CLOSED,), mark=conduct_regulation("reg 42", _SEEN),
    ),
    Transition(
        machine=_IT, sources=(State.OUTCOME_RECORDED,), step=Step.REPORT_TO_COLLEGE, target=None,
        by=_FORCE, guard=(Guard.COLLEGE_REPORT_IS_OWED,),
        events=(EventKind.BARRED_LIST_REPORT_MADE,), mark=lists_regulation("reg 3(1)", _SEEN),
    ),
    Transition(
        machine=_IT, sources=tuple(OWNERS), step=Step.REPORT_DEPARTURE_TO_COLLEGE, target=None,
        by=_FORCE, events=(EventKind.ADVISORY_LIST_REPORT_MADE,),
        mark=lists_regulation("reg 12", Verification.PARTIAL),
    ),
    Transition(
        machine=_IT, sources=(State.OUTCOME_RECORDED,), step=Step.CLOSE, target=State.CLOSED,
        by=_FORCE, unless=(Guard.COLLEGE_REPORT_IS_OWED, Guard.MISCONDUCT_DECISION_IS_OWED),
        mark=policy("the end of proceedings"),
    ),
    Transition(
        machine=_IT, sources=(State.NO_PROCEEDINGS,), step=Step.REOPEN, target=State.LEFT,
        by=_FORCE, guard=(Guard.NEW_EVIDENCE,), mark=policy("new evidence"),
    ),
)  # fmt: skip

TRACK = Track(
    machine=_IT,
    name="Former officer",
    summary="Begins on the day an officer with an allegation of gross misconduct leaves, or one is"
    " made about somebody who has left. It ends with a finding, perhaps that the person would have"
    " been dismissed, or with the reason why there is none.",
    holder=Holder.SUBJECT,
    initial=State.LEFT,
    final=_FINAL,
    owners=OWNERS,
    rows=(*_SCOPE, *_HEARD),
)
