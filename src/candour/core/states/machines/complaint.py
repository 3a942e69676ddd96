"""The course of a complaint, outside Schedule 3 and inside it."""

from candour.core.states.guards import Guard
from candour.core.states.machines import criminal, deciding, inquiry, referral, telling
from candour.core.states.names import Holder, Machine, State, Step
from candour.core.states.rows import (
    Instead,
    Track,
    Transition,
    complaints_regulation,
    policy,
    schedule_3,
)
from candour.law.events import EventKind, Party
from candour.law.provisions import Verification

_IT = Machine.COMPLAINT
_FORCE = (Party.APPROPRIATE_AUTHORITY,)
_AUTHORITY = (*_FORCE, Party.INDEPENDENT_BODY)
_FIRST = (*_FORCE, Party.LOCAL_POLICING_BODY)
_SEEN = Verification.SEEN
_PARTIAL = Verification.PARTIAL
_MEMORY = Verification.MEMORY
_OUTSIDE = (
    State.OUTSIDE_SCHEDULE_3,
    State.OUTSIDE_SCHEDULE_3_DECIDED,
    State.OUTSIDE_SCHEDULE_3_NOTIFIED,
)
_INVESTIGATING = (State.INVESTIGATING, State.INVESTIGATING_SPECIAL)
_WORKED_ON = (State.HANDLED_WITHOUT_INVESTIGATION, *_INVESTIGATING)
_AFTER_NOTICE = (State.OUTCOME_NOTIFIED, State.IN_PROCEEDINGS)

OWNERS = {
    State.RECEIVED: Party.APPROPRIATE_AUTHORITY,
    State.LOGGED: Party.APPROPRIATE_AUTHORITY,
    **dict.fromkeys(_OUTSIDE, Party.APPROPRIATE_AUTHORITY),
    State.RECORDED: Party.APPROPRIATE_AUTHORITY,
    State.REFERRED: Party.INDEPENDENT_BODY,
    State.MODE_DECIDED: Party.APPROPRIATE_AUTHORITY,
    State.HANDLED_WITHOUT_INVESTIGATION: Party.APPROPRIATE_AUTHORITY,
    **dict.fromkeys(_INVESTIGATING, Party.INVESTIGATOR),
    **criminal.OWNERS,
    State.REPORT_SUBMITTED: Party.APPROPRIATE_AUTHORITY,
    State.DETERMINATION: Party.APPROPRIATE_AUTHORITY,
    State.OUTCOME_DECIDED: Party.APPROPRIATE_AUTHORITY,
    State.OUTCOME_NOTIFIED: Party.COMPLAINANT,
    State.REVIEW_OPEN: Party.REVIEW_BODY,
    State.REVIEW_DECIDED: Party.APPROPRIATE_AUTHORITY,
    State.IN_PROCEEDINGS: Party.APPROPRIATE_AUTHORITY,
    State.WITHDRAWN: Party.APPROPRIATE_AUTHORITY,
}
_FINAL = frozenset(
    {State.FINALISED, State.RESOLVED_OUTSIDE_SCHEDULE_3, State.CONTINUES_AS_CONDUCT_MATTER}
)
_OPEN = tuple(OWNERS)
_NOT_STOPPED = tuple(state for state in _OPEN if state not in criminal.STOPPED)

_RECORDING = (
    Transition(
        machine=_IT, sources=(State.RECEIVED,), step=Step.LOG, target=State.LOGGED, by=_FIRST,
        events=(EventKind.COMPLAINT_MADE,), mark=schedule_3("para 2", _SEEN),
    ),
    Transition(
        machine=_IT, sources=(State.LOGGED,), step=Step.LOG_OUTSIDE_SCHEDULE_3,
        target=State.OUTSIDE_SCHEDULE_3, by=_FIRST, guard=(Guard.NO_DUTY_TO_RECORD,),
        unless=(
            Guard.MUST_BE_RECORDED, Guard.COMPLAINANT_WANTS_RECORDING, Guard.REFERRAL_IS_OWED,
        ),
        events=(EventKind.RECORDED, EventKind.HANDLING_STARTED),
        mark=schedule_3("para 2(6C)", _SEEN),
    ),
    *(
        Transition(
            machine=_IT, sources=sources, step=Step.RECORD, target=State.RECORDED, by=_FIRST,
            guard=(guard,),
            events=(EventKind.RECORDED, EventKind.RECORDED_UNDER_SCHEDULE_3), mark=mark,
        )
        for sources, guard, mark in (
            ((State.LOGGED, *_OUTSIDE), Guard.MUST_BE_RECORDED,
             schedule_3("para 2(6A)-(6B)", _SEEN)),
            ((State.LOGGED, *_OUTSIDE, State.RESOLVED_OUTSIDE_SCHEDULE_3),
             Guard.COMPLAINANT_WANTS_RECORDING, schedule_3("para 2(6A)(a)", _SEEN)),
            ((State.LOGGED, *_OUTSIDE), Guard.AUTHORITY_CHOOSES_TO_RECORD,
             schedule_3("para 2(6B)", _MEMORY)),
        )
    ),
)  # fmt: skip

_OUTSIDE_SCHEDULE_3 = (
    Transition(
        machine=_IT, sources=(State.OUTSIDE_SCHEDULE_3,), step=Step.DECIDE_OUTCOME,
        target=State.OUTSIDE_SCHEDULE_3_DECIDED, by=_FIRST,
        guard=(Guard.EVERY_SUBJECT_AND_ALLEGATION_DECIDED,),
        unless=(Guard.COMPLAINANT_WANTS_RECORDING, Guard.REFERRAL_IS_OWED),
        events=(EventKind.OUTCOME_DECIDED,), mark=schedule_3("para 2(6C)", _SEEN),
    ),
    Transition(
        machine=_IT, sources=(State.OUTSIDE_SCHEDULE_3_DECIDED,), step=Step.NOTIFY_OUTCOME,
        target=State.OUTSIDE_SCHEDULE_3_NOTIFIED, by=_FIRST,
        events=(EventKind.OUTCOME_NOTIFIED,), mark=complaints_regulation("reg 34(2)(b)", _SEEN),
        note="The law gives no review of this; the letter says that recording can be asked for.",
    ),
    Transition(
        machine=_IT, sources=(State.OUTSIDE_SCHEDULE_3_NOTIFIED,), step=Step.FINALISE,
        target=State.RESOLVED_OUTSIDE_SCHEDULE_3, by=_FIRST,
        guard=(Guard.OTHER_MACHINES_CLOSED,),
        unless=(
            Guard.COMPLAINANT_WANTS_RECORDING, Guard.REFERRAL_IS_OWED,
            Guard.MISCONDUCT_DECISION_IS_OWED,
        ),
        events=(EventKind.CLOSED,), mark=policy("the end of a case"),
    ),
)  # fmt: skip

_HANDLING = (
    Transition(
        machine=_IT, sources=(State.RECORDED,), step=Step.HANDLE_WITHOUT_INVESTIGATION,
        target=State.HANDLED_WITHOUT_INVESTIGATION, by=_FORCE,
        guard=(Guard.NO_DUTY_TO_INVESTIGATE,),
        unless=(Guard.REFERRAL_IS_OWED, Guard.INFORMAL_RESOLUTION_BARRED),
        events=(EventKind.HANDLING_STARTED,), mark=schedule_3("para 6", _PARTIAL),
    ),
    Transition(
        machine=_IT, sources=(State.RECORDED, State.HANDLED_WITHOUT_INVESTIGATION),
        step=Step.INVESTIGATE, target=State.INVESTIGATING, by=_FORCE,
        unless=(Guard.REFERRAL_IS_OWED,), events=(EventKind.HANDLING_STARTED,),
        mark=schedule_3("paras 6, 16", _PARTIAL),
    ),
    Transition(
        machine=_IT, sources=(State.INVESTIGATING,), step=Step.BEGIN_SPECIAL_PROCEDURES,
        target=State.INVESTIGATING_SPECIAL, by=(Party.INVESTIGATOR,),
        guard=(Guard.INDICATES_CRIME_OR_DISCIPLINE,),
        events=(EventKind.SPECIAL_PROCEDURES_BEGAN,), mark=schedule_3("para 19A", _PARTIAL),
    ),
)  # fmt: skip

_WITHDRAWAL = (
    Transition(
        machine=_IT, sources=tuple(state for state in _OPEN if state is not State.WITHDRAWN),
        step=Step.WITHDRAW, target=State.WITHDRAWN, by=(Party.COMPLAINANT,),
        guard=(Guard.WITHDRAWAL_IS_SIGNED, Guard.SAFETY_QUESTION_ASKED),
        events=(EventKind.WITHDRAWN,), mark=complaints_regulation("reg 38(1)-(4)", _SEEN),
        note="It closes nothing: what follows must be decided by somebody who is named.",
    ),
    Transition(
        machine=_IT, sources=(State.WITHDRAWN,), step=Step.TAKE_BACK_WITHDRAWAL,
        target=State.RECORDED, by=(Party.COMPLAINANT,), events=(EventKind.REOPENED,),
        mark=policy("second thoughts after a withdrawal"),
    ),
    *(
        Transition(
            machine=_IT, sources=(State.WITHDRAWN,), step=Step.DECIDE_AFTER_WITHDRAWAL,
            target=target, by=by, guard=(guard, *only), unless=unless, events=events, opens=opens,
            mark=complaints_regulation("reg 38", _PARTIAL),
        )
        for by, only, blocked in (
            (_FORCE, (), (Guard.WAS_REFERRED,)),
            ((Party.INDEPENDENT_BODY,), (Guard.WAS_REFERRED,), ()),
        )
        for guard, target, events, opens, unless in (
            (Guard.CONDUCT_STILL_INDICATED, State.CONTINUES_AS_CONDUCT_MATTER,
             (), (Machine.CONDUCT_MATTER,), blocked),
            (Guard.NOTHING_LEFT_TO_DECIDE, State.FINALISED, (EventKind.CLOSED,), (),
             (*blocked, Guard.CONDUCT_STILL_INDICATED, Guard.REFERRAL_IS_OWED,
              Guard.MISCONDUCT_DECISION_IS_OWED)),
        )
    ),
)  # fmt: skip

_ENDING = (
    deciding.outcome(
        machine=_IT, sources=(State.HANDLED_WITHOUT_INVESTIGATION,),
        unless=(Guard.INFORMAL_RESOLUTION_BARRED,),
    ),
    deciding.outcome(
        machine=_IT, sources=(State.REPORT_SUBMITTED,),
        unless=(Guard.IS_UNDER_SPECIAL_PROCEDURES,),
    ),
    deciding.outcome(machine=_IT, sources=(State.DETERMINATION,)),
    deciding.outcome(
        machine=_IT, sources=(State.IN_PROCEEDINGS,), guard=(Guard.OTHER_MACHINES_CLOSED,),
        unless=(Guard.OUTCOME_WAS_NOTIFIED,),
    ),
    *deciding.notifying(machine=_IT, is_complaint=True),
    *deciding.applying(machine=_IT, sources=_AFTER_NOTICE, by_law=True),
    *deciding.misdirected(machine=_IT, sources=_AFTER_NOTICE),
    *deciding.reviewing(machine=_IT, again=State.INVESTIGATING),
    *deciding.to_proceedings(
        machine=_IT,
        sources=(State.DETERMINATION, State.OUTCOME_NOTIFIED, State.REVIEW_DECIDED),
    ),
    deciding.finalising(
        machine=_IT, sources=(State.OUTCOME_NOTIFIED, State.REVIEW_DECIDED),
        guard=(Guard.REVIEW_IS_OVER,),
    ),
    deciding.finalising(
        machine=_IT, sources=(State.IN_PROCEEDINGS,),
        guard=(Guard.REVIEW_IS_OVER, Guard.OUTCOME_WAS_NOTIFIED),
    ),
    *deciding.reopening(machine=_IT, again=State.INVESTIGATING),
)  # fmt: skip

_SPECIAL = (State.INVESTIGATING_SPECIAL,)

TRACK = Track(
    machine=_IT,
    name="Complaint",
    summary="From the day it is received: handled outside Schedule 3, or recorded, perhaps"
    " referred, handled or investigated, decided, told, reviewed.",
    holder=Holder.CASE,
    begins=(EventKind.REPORT_RECEIVED,),
    initial=State.RECEIVED,
    final=_FINAL,
    owners=OWNERS,
    owned_instead=(
        Instead(
            states=(
                State.MODE_DECIDED, *_INVESTIGATING, State.REPORT_SUBMITTED, State.DETERMINATION,
            ),
            fact=Guard.MODE_INDEPENDENT,
            owner=Party.INDEPENDENT_BODY,
        ),
        Instead(
            states=(State.WITHDRAWN,), fact=Guard.WAS_REFERRED, owner=Party.INDEPENDENT_BODY
        ),
    ),
    rows=(
        *_RECORDING,
        *_OUTSIDE_SCHEDULE_3,
        *referral.referring(
            machine=_IT, sources=(State.RECORDED, *_WORKED_ON), para="para 4",
            earlier=(State.LOGGED, *_OUTSIDE),
        ),
        *referral.deciding_mode(
            machine=_IT, investigates=State.INVESTIGATING, back=State.RECORDED, para="paras 5, 15"
        ),
        *_HANDLING,
        *inquiry.preparing(machine=_IT, sources=_INVESTIGATING),
        *inquiry.severity(
            machine=_IT, sources=_SPECIAL, by=(Party.INVESTIGATOR, *_AUTHORITY),
            mark=complaints_regulation("reg 16", _PARTIAL),
        ),
        *inquiry.noticing(machine=_IT, sources=_SPECIAL, is_schedule_3=True),
        *inquiry.interviewing(machine=_IT, sources=_SPECIAL),
        *criminal.stopping(
            machine=_IT, sources=_WORKED_ON, mark=complaints_regulation("reg 40", _PARTIAL)
        ),
        *criminal.restarting(
            machine=_IT, target=State.INVESTIGATING_SPECIAL,
            mark=complaints_regulation("reg 41", _PARTIAL),
        ),
        *criminal.ending(
            machine=_IT, everywhere=(*_OPEN, *sorted(_FINAL)),
            going_on=(*_NOT_STOPPED, State.FINALISED),
        ),
        deciding.reporting(
            machine=_IT, sources=_INVESTIGATING, mark=schedule_3("para 22", _MEMORY)
        ),
        *deciding.case_to_answer(machine=_IT, guard=(Guard.IS_UNDER_SPECIAL_PROCEDURES,)),
        *deciding.certifying(machine=_IT),
        *_ENDING,
        *_WITHDRAWAL,
        *telling.going_on(machine=_IT, states=_OPEN),
    ),
)  # fmt: skip
