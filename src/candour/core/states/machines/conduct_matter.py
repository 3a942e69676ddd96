"""The course of a conduct matter, recordable under Schedule 3 or under the Conduct Regulations."""

from candour.core.states.guards import Guard
from candour.core.states.machines import criminal, deciding, inquiry, referral, telling
from candour.core.states.names import Holder, Machine, State, Step
from candour.core.states.rows import (
    Instead,
    Mark,
    Track,
    Transition,
    complaints_regulation,
    conduct_regulation,
    parity,
    policy,
    schedule_3,
)
from candour.law.events import EventKind, Party
from candour.law.provisions import Verification

_IT = Machine.CONDUCT_MATTER
_FORCE = (Party.APPROPRIATE_AUTHORITY,)
_AUTHORITY = (*_FORCE, Party.INDEPENDENT_BODY)
_SEEN = Verification.SEEN
_PARTIAL = Verification.PARTIAL
_MEMORY = Verification.MEMORY
_INVESTIGATING = (State.INVESTIGATING, State.INVESTIGATING_SPECIAL)
_LOW = (Guard.SEVERITY_ASSESSED, Guard.SEVERITY_IS_BELOW_MISCONDUCT)

OWNERS = {
    State.INDICATION: Party.APPROPRIATE_AUTHORITY,
    State.CONDUCT_REGULATIONS: Party.APPROPRIATE_AUTHORITY,
    State.BELOW_MISCONDUCT: Party.APPROPRIATE_AUTHORITY,
    State.RECORDED: Party.APPROPRIATE_AUTHORITY,
    State.REFERRED: Party.INDEPENDENT_BODY,
    State.MODE_DECIDED: Party.APPROPRIATE_AUTHORITY,
    **dict.fromkeys(_INVESTIGATING, Party.INVESTIGATOR),
    **criminal.OWNERS,
    State.REPORT_SUBMITTED: Party.APPROPRIATE_AUTHORITY,
    State.DETERMINATION: Party.APPROPRIATE_AUTHORITY,
    State.OUTCOME_DECIDED: Party.APPROPRIATE_AUTHORITY,
    State.OUTCOME_NOTIFIED: Party.REPORTER,
    State.REVIEW_OPEN: Party.REVIEW_BODY,
    State.REVIEW_DECIDED: Party.APPROPRIATE_AUTHORITY,
    State.IN_PROCEEDINGS: Party.APPROPRIATE_AUTHORITY,
}
_FINAL = frozenset({State.FINALISED})
_OPEN = tuple(OWNERS)
_NOT_STOPPED = tuple(state for state in _OPEN if state not in criminal.STOPPED)
_UNRECORDED = (State.INDICATION, State.CONDUCT_REGULATIONS, State.INVESTIGATING)
_REG_14 = conduct_regulation("reg 14", _PARTIAL)

_RECORDING = (
    *(
        Transition(
            machine=_IT, sources=_UNRECORDED, step=Step.RECORD, target=State.RECORDED,
            by=_FORCE, guard=(guard,),
            events=(EventKind.RECORDED, EventKind.RECORDED_UNDER_SCHEDULE_3), mark=mark,
        )
        for guard, mark in (
            (Guard.IS_RECORDABLE, complaints_regulation("reg 7(1)", _SEEN)),
            (Guard.REFERRAL_IS_OWED, schedule_3("paras 10, 11", _PARTIAL)),
        )
    ),
    Transition(
        machine=_IT, sources=(State.INDICATION,), step=Step.LOG, target=State.CONDUCT_REGULATIONS,
        by=_FORCE, guard=(Guard.IS_NOT_RECORDABLE,),
        unless=(Guard.IS_RECORDABLE, Guard.REFERRAL_IS_OWED), events=(EventKind.RECORDED,),
        mark=conduct_regulation("reg 14", _PARTIAL),
    ),
)  # fmt: skip

_CONDUCT_REGULATIONS = (
    Transition(
        machine=_IT, sources=(State.CONDUCT_REGULATIONS, State.BELOW_MISCONDUCT),
        step=Step.INVESTIGATE, target=State.INVESTIGATING, by=_FORCE,
        guard=(Guard.SEVERITY_ASSESSED, Guard.SEVERITY_IS_MISCONDUCT),
        unless=(Guard.REFERRAL_IS_OWED, Guard.SEVERITY_IS_BELOW_MISCONDUCT),
        events=(EventKind.HANDLING_STARTED,), mark=_REG_14,
    ),
    Transition(
        machine=_IT, sources=(State.CONDUCT_REGULATIONS,), step=Step.HANDLE_WITHOUT_INVESTIGATION,
        target=State.BELOW_MISCONDUCT, by=_FORCE, guard=_LOW,
        unless=(Guard.SEVERITY_IS_MISCONDUCT, Guard.REFERRAL_IS_OWED),
        events=(EventKind.HANDLING_STARTED,), mark=_REG_14,
    ),
    Transition(
        machine=_IT, sources=(State.RECORDED,), step=Step.INVESTIGATE,
        target=State.INVESTIGATING_SPECIAL, by=_FORCE, unless=(Guard.REFERRAL_IS_OWED,),
        events=(EventKind.HANDLING_STARTED, EventKind.SPECIAL_PROCEDURES_BEGAN),
        mark=schedule_3("para 16", _SEEN),
    ),
    Transition(
        machine=_IT, sources=(State.INVESTIGATING_SPECIAL,), step=Step.BEGIN_SPECIAL_PROCEDURES,
        target=None, by=(Party.INVESTIGATOR,), events=(EventKind.SPECIAL_PROCEDURES_BEGAN,),
        mark=schedule_3("para 19A", _PARTIAL),
    ),
)  # fmt: skip


def _exit(step: Step, event: EventKind, mark: Mark, **facts: tuple[Guard, ...]) -> Transition:
    """Return the row of one way on that is no discipline; the case still ends with an outcome."""
    return Transition(
        machine=_IT, sources=(State.BELOW_MISCONDUCT, State.DETERMINATION), step=step,
        target=None, by=_FORCE, guard=facts.get("guard", ()), unless=facts.get("unless", ()),
        events=(event,), mark=mark,
        opens=(Machine.REFLECTIVE_PRACTICE,) if step is Step.REFER_TO_REFLECTIVE_PRACTICE else (),
    )  # fmt: skip


_EXITS = (
    _exit(
        Step.REFER_TO_REFLECTIVE_PRACTICE, EventKind.REFLECTIVE_PRACTICE_REFERRED, _REG_14,
        unless=(Guard.INFORMAL_RESOLUTION_BARRED,),
    ),
    _exit(
        Step.REFER_FOR_VETTING, EventKind.VETTING_REFERRED,
        conduct_regulation("reg 14(2)(aa)", _SEEN), guard=(Guard.VETTING_EXIT_APPLIES,),
    ),
    _exit(Step.REFER_FOR_PERFORMANCE, EventKind.PERFORMANCE_REFERRED, _REG_14),
)  # fmt: skip

_ENDING = (
    deciding.outcome(
        machine=_IT, sources=(State.BELOW_MISCONDUCT,), guard=_LOW,
    ),
    deciding.outcome(machine=_IT, sources=(State.DETERMINATION,)),
    deciding.outcome(
        machine=_IT, sources=(State.IN_PROCEEDINGS,), guard=(Guard.OTHER_MACHINES_CLOSED,),
        unless=(Guard.OUTCOME_WAS_NOTIFIED,),
    ),
    *deciding.notifying(machine=_IT, is_complaint=False),
    *deciding.applying(
        machine=_IT, sources=(State.OUTCOME_NOTIFIED, State.IN_PROCEEDINGS), by_law=False
    ),
    *deciding.misdirected(machine=_IT, sources=(State.OUTCOME_NOTIFIED,)),
    *deciding.reviewing(machine=_IT, again=State.INVESTIGATING_SPECIAL),
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
    deciding.finalising(
        machine=_IT, sources=(State.OUTCOME_DECIDED,), guard=(Guard.NOBODY_TO_TELL,)
    ),
    *deciding.reopening(machine=_IT, again=State.INVESTIGATING_SPECIAL),
)  # fmt: skip

TRACK = Track(
    machine=_IT,
    name="Conduct matter",
    summary="From the first signs of a crime or of conduct that would justify discipline: recorded"
    " under Schedule 3 where it is recordable, otherwise under the Conduct Regulations alone.",
    holder=Holder.CASE,
    begins=(EventKind.CAME_TO_ATTENTION,),
    initial=State.INDICATION,
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
    ),
    rows=(
        *_RECORDING,
        *_CONDUCT_REGULATIONS,
        *referral.referring(
            machine=_IT, sources=(State.RECORDED, State.INVESTIGATING_SPECIAL), para="para 13",
            earlier=(*_UNRECORDED, State.BELOW_MISCONDUCT),
        ),
        *referral.deciding_mode(
            machine=_IT, investigates=State.INVESTIGATING_SPECIAL, back=State.RECORDED,
            para="paras 14, 15",
        ),
        *inquiry.preparing(machine=_IT, sources=_INVESTIGATING),
        *inquiry.severity(
            machine=_IT, sources=(State.CONDUCT_REGULATIONS, State.BELOW_MISCONDUCT), by=_FORCE,
            mark=_REG_14,
        ),
        *inquiry.severity(
            machine=_IT, sources=_INVESTIGATING, by=(Party.INVESTIGATOR, *_AUTHORITY),
            mark=complaints_regulation("reg 16", _PARTIAL),
        ),
        *inquiry.noticing(
            machine=_IT, sources=(State.INVESTIGATING_SPECIAL,), is_schedule_3=True
        ),
        *inquiry.noticing(machine=_IT, sources=(State.INVESTIGATING,), is_schedule_3=False),
        *inquiry.interviewing(machine=_IT, sources=_INVESTIGATING),
        *criminal.stopping(
            machine=_IT, sources=(State.CONDUCT_REGULATIONS, *_INVESTIGATING),
            mark=conduct_regulation("reg 10", _PARTIAL),
        ),
        *criminal.restarting(
            machine=_IT, target=State.INVESTIGATING_SPECIAL,
            mark=complaints_regulation("reg 41", _PARTIAL),
        ),
        *criminal.ending(
            machine=_IT, everywhere=(*_OPEN, State.FINALISED),
            going_on=(*_NOT_STOPPED, State.FINALISED),
        ),
        deciding.reporting(
            machine=_IT, sources=_INVESTIGATING, mark=schedule_3("para 22", _MEMORY)
        ),
        *deciding.case_to_answer(machine=_IT),
        *deciding.certifying(machine=_IT),
        *_EXITS,
        *_ENDING,
        Transition(
            machine=_IT, sources=_OPEN, step=Step.WITHDRAW, target=None, by=(Party.REPORTER,),
            mark=parity("withdrawal of a report"),
            note="The person who reported may take no further part. The matter goes on.",
        ),
        Transition(
            machine=_IT, sources=(State.BELOW_MISCONDUCT,), step=Step.TAKE_BACK,
            target=State.CONDUCT_REGULATIONS, by=_FORCE, guard=(Guard.NEW_EVIDENCE,),
            mark=policy("new evidence"),
        ),
        *telling.going_on(machine=_IT, states=_OPEN),
    ),
)  # fmt: skip
