"""The course against police staff: the employer's own procedure, held to the same questions."""

from candour.core.states.guards import Guard
from candour.core.states.machines import criminal
from candour.core.states.names import Holder, Machine, State, Step
from candour.core.states.rows import Track, Transition, lists_regulation, policy
from candour.law.events import EventKind, Party
from candour.law.provisions import Verification

_IT = Machine.POLICE_STAFF
_FORCE = (Party.APPROPRIATE_AUTHORITY, Party.STAFF_DEPARTMENT)
_CHAIR = (Party.CHAIR,)
_LOCAL = policy("disciplinary policy of the force for its staff")
_BEFORE = (State.ALLEGED, State.INVESTIGATING, State.REPORT_SUBMITTED, State.HEARING)

OWNERS = {
    State.ALLEGED: Party.STAFF_DEPARTMENT,
    State.INVESTIGATING: Party.INVESTIGATOR,
    State.REPORT_SUBMITTED: Party.STAFF_DEPARTMENT,
    State.HEARING: Party.CHAIR,
    State.OUTCOME_DECIDED: Party.STAFF_DEPARTMENT,
    State.OUTCOME_NOTIFIED: Party.SUBJECT,
    State.APPEAL_OPEN: Party.STAFF_DEPARTMENT,
    **criminal.OWNERS,
}
_FINAL = frozenset({State.CLOSED})
_NOT_STOPPED = tuple(state for state in OWNERS if state not in criminal.STOPPED)
_END = (Guard.COLLEGE_REPORT_IS_OWED, Guard.MISCONDUCT_DECISION_IS_OWED)

_OWN = (
    Transition(
        machine=_IT, sources=(State.ALLEGED,), step=Step.INVESTIGATE, target=State.INVESTIGATING,
        by=_FORCE, guard=(Guard.INVESTIGATOR_IS_ELIGIBLE,),
        events=(EventKind.INVESTIGATOR_APPOINTED,), mark=_LOCAL,
    ),
    Transition(
        machine=_IT, sources=(State.ALLEGED, State.INVESTIGATING), step=Step.DECIDE_REPORTER_SAFETY,
        target=None, by=(*_FORCE, Party.INVESTIGATOR),
        events=(EventKind.REPORTER_SAFETY_DECIDED,),
        mark=policy("safety of the person who reported"),
    ),
    Transition(
        machine=_IT, sources=(State.INVESTIGATING,), step=Step.SERVE_NOTICE, target=None,
        by=(*_FORCE, Party.INVESTIGATOR), guard=(Guard.REPORTER_SAFETY_DECIDED,),
        unless=(Guard.HARM_TEST_FORBIDS_NOTICE,), events=(EventKind.STAFF_NOTICE_GIVEN,),
        mark=_LOCAL,
    ),
    Transition(
        machine=_IT, sources=(State.INVESTIGATING,), step=Step.INTERVIEW, target=None,
        by=(Party.INVESTIGATOR,), guard=(Guard.NOTICE_WAS_GIVEN,),
        events=(EventKind.INTERVIEWED,), mark=_LOCAL,
    ),
    Transition(
        machine=_IT, sources=(State.INVESTIGATING,), step=Step.SUBMIT_REPORT,
        target=State.REPORT_SUBMITTED, by=(Party.INVESTIGATOR,),
        mark=_LOCAL,
    ),
    Transition(
        machine=_IT, sources=(State.REPORT_SUBMITTED,), step=Step.REFER_TO_PROCEEDINGS,
        target=State.HEARING, by=_FORCE, guard=(Guard.CASE_TO_ANSWER, Guard.CHECKS_ARE_DONE),
        unless=(Guard.NO_CASE_TO_ANSWER,), mark=_LOCAL,
    ),
    Transition(
        machine=_IT, sources=(State.REPORT_SUBMITTED,), step=Step.DECIDE_OUTCOME,
        target=State.OUTCOME_DECIDED, by=_FORCE,
        guard=(Guard.NO_CASE_TO_ANSWER, Guard.CHECKS_ARE_DONE),
        unless=(Guard.CASE_TO_ANSWER, Guard.MISCONDUCT_DECISION_IS_OWED),
        events=(EventKind.STAFF_OUTCOME_DECIDED,), mark=_LOCAL,
    ),
    Transition(
        machine=_IT, sources=(State.HEARING,), step=Step.NAME_PANEL, target=None, by=_FORCE,
        guard=(Guard.PANEL_HAS_NO_CONFLICT,), mark=_LOCAL,
        note="A manager alone, or a panel: nobody whom a wall keeps out or who worked on it.",
    ),
    *(
        Transition(
            machine=_IT, sources=(State.HEARING,), step=Step.DECIDE_OUTCOME,
            target=State.OUTCOME_DECIDED, by=_CHAIR, guard=guard, unless=unless, events=events,
            mark=_LOCAL,
        )
        for guard, unless, events in (
            ((Guard.OUTCOME_HAS_REASONS, Guard.PANEL_HAS_NO_CONFLICT), (Guard.IS_DISMISSAL,),
             (EventKind.STAFF_OUTCOME_DECIDED,)),
            ((Guard.OUTCOME_HAS_REASONS, Guard.PANEL_HAS_NO_CONFLICT, Guard.IS_DISMISSAL), (),
             (EventKind.STAFF_OUTCOME_DECIDED, EventKind.DISMISSED)),
        )
    ),
    Transition(
        machine=_IT, sources=(State.OUTCOME_DECIDED,), step=Step.NOTIFY_OFFICER,
        target=State.OUTCOME_NOTIFIED, by=_FORCE, events=(EventKind.STAFF_TOLD_OUTCOME,),
        mark=_LOCAL,
    ),
    Transition(
        machine=_IT, sources=(State.OUTCOME_NOTIFIED,), step=Step.APPEAL_MEETING,
        target=State.APPEAL_OPEN, by=(Party.SUBJECT,), guard=(Guard.APPEAL_WINDOW_OPEN,),
        mark=_LOCAL,
    ),
    Transition(
        machine=_IT, sources=(State.APPEAL_OPEN,), step=Step.DECIDE_MEETING_APPEAL,
        target=State.OUTCOME_NOTIFIED, by=_FORCE, mark=_LOCAL,
    ),
    Transition(
        machine=_IT, sources=(State.OUTCOME_DECIDED, State.OUTCOME_NOTIFIED, State.APPEAL_OPEN),
        step=Step.REPORT_TO_COLLEGE, target=None, by=_FORCE,
        guard=(Guard.COLLEGE_REPORT_IS_OWED,), events=(EventKind.BARRED_LIST_REPORT_MADE,),
        mark=lists_regulation("reg 3(1)", Verification.SEEN),
        note="Staff who are dismissed are barred as officers are.",
    ),
    Transition(
        machine=_IT, sources=(State.OUTCOME_NOTIFIED,), step=Step.CLOSE, target=State.CLOSED,
        by=_FORCE, unless=(*_END, Guard.APPEAL_WINDOW_OPEN), mark=_LOCAL,
    ),
)  # fmt: skip

TRACK = Track(
    machine=_IT,
    name="Police staff",
    summary="The Conduct Regulations do not apply to police staff; the employer's procedure does."
    " The complaint or conduct matter about them runs under the Police Reform Act beside it.",
    holder=Holder.SUBJECT,
    initial=State.ALLEGED,
    final=_FINAL,
    owners=OWNERS,
    rows=(
        *_OWN,
        *criminal.stopping(machine=_IT, sources=_BEFORE, mark=_LOCAL),
        *criminal.restarting(machine=_IT, target=State.INVESTIGATING, mark=_LOCAL),
        *criminal.ending(machine=_IT, everywhere=tuple(OWNERS), going_on=_NOT_STOPPED),
    ),
)
