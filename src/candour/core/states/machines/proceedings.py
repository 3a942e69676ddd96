"""The course of misconduct proceedings against one officer: a meeting or a hearing."""

from candour.core.states.guards import Guard
from candour.core.states.machines import criminal, hearing
from candour.core.states.names import Holder, Machine, State, Step
from candour.core.states.rows import Mark, Track, Transition, conduct_regulation, policy
from candour.law.events import EventKind, Party
from candour.law.provisions import Verification

_IT = Machine.PROCEEDINGS
_FORCE = (Party.APPROPRIATE_AUTHORITY,)
_CHAIR = (Party.CHAIR,)
_OFFICER = (Party.SUBJECT,)
_SEEN = Verification.SEEN
_PARTIAL = Verification.PARTIAL
_MEMORY = Verification.MEMORY
_MEETING = (Guard.IS_MEETING,)
_HEARING = (Guard.IS_HEARING,)
_REGULATION_30 = conduct_regulation("reg 30(1)", _SEEN)
_REGULATION_31 = conduct_regulation("reg 31(1)", _SEEN)
_REGULATION_33 = conduct_regulation("reg 33", _SEEN)
_REGULATION_34 = conduct_regulation("reg 34", _PARTIAL)
_REGULATION_36 = conduct_regulation("reg 36", _MEMORY)

OWNERS = {
    State.REFERRED_TO_PROCEEDINGS: Party.APPROPRIATE_AUTHORITY,
    State.NOTICE_GIVEN: Party.SUBJECT,
    State.RESPONSE_RECEIVED: Party.APPROPRIATE_AUTHORITY,
    State.WITNESSES_LISTED: Party.APPROPRIATE_AUTHORITY,
    State.DOCUMENTS_WITH_CHAIR: Party.CHAIR,
    State.PRE_HEARING_HELD: Party.CHAIR,
    State.MEETING_LISTED: Party.CHAIR,
    State.HEARING_LISTED: Party.CHAIR,
    State.NOTICE_PUBLISHED: Party.CHAIR,
    **hearing.OWNERS,
    State.MEETING_APPEAL: Party.APPROPRIATE_AUTHORITY,
    State.PROCEEDINGS_WITHDRAWN: Party.APPROPRIATE_AUTHORITY,
    **criminal.OWNERS,
}
_FINAL = frozenset({State.CLOSED})
_BEFORE = (
    State.REFERRED_TO_PROCEEDINGS, State.NOTICE_GIVEN, State.RESPONSE_RECEIVED,
    State.WITNESSES_LISTED, State.DOCUMENTS_WITH_CHAIR, State.PRE_HEARING_HELD,
    State.MEETING_LISTED, State.HEARING_LISTED, State.NOTICE_PUBLISHED,
)  # fmt: skip
_LISTED = (State.MEETING_LISTED, State.HEARING_LISTED, State.NOTICE_PUBLISHED)
_NOT_STOPPED = tuple(state for state in OWNERS if state not in criminal.STOPPED)


def _row(
    sources: tuple[State, ...], step: Step, target: State | None, by: tuple[Party, ...],
    events: tuple[EventKind, ...], mark: Mark,
) -> Transition:  # fmt: skip
    """Return a row without conditions."""
    return Transition(
        machine=_IT, sources=sources, step=step, target=target, by=by, events=events, mark=mark
    )


_NOTICE = (
    Transition(
        machine=_IT, sources=(State.REFERRED_TO_PROCEEDINGS,), step=Step.SERVE_NOTICE,
        target=State.NOTICE_GIVEN, by=_FORCE, guard=(Guard.REPORTER_SAFETY_DECIDED,),
        events=(EventKind.PROCEEDINGS_NOTICE_GIVEN,), mark=_REGULATION_30,
    ),
    _row(
        _BEFORE[:1], Step.DECIDE_REPORTER_SAFETY, None, _FORCE,
        (EventKind.REPORTER_SAFETY_DECIDED,), policy("safety of the person who reported"),
    ),
    _row(
        (State.NOTICE_GIVEN,), Step.SUPPLY_DOCUMENTS, None, _FORCE,
        (EventKind.PROCEEDINGS_DOCUMENTS_SUPPLIED,), _REGULATION_30,
    ),
    _row(
        (State.NOTICE_GIVEN,), Step.RESPOND, State.RESPONSE_RECEIVED, _OFFICER,
        (EventKind.OFFICER_RESPONDED,), _REGULATION_31,
    ),
    _row(
        (State.RESPONSE_RECEIVED,), Step.LIST_WITNESSES, State.WITNESSES_LISTED,
        (*_FORCE, *_OFFICER), (EventKind.WITNESSES_LISTED,),
        conduct_regulation("reg 31(4)", _SEEN),
    ),
    Transition(
        machine=_IT, sources=(State.NOTICE_GIVEN,), step=Step.LIST_WITNESSES,
        target=State.WITNESSES_LISTED, by=_FORCE, guard=(Guard.RESPONSE_IS_OVER,),
        events=(EventKind.WITNESSES_LISTED,), mark=conduct_regulation("reg 31(4)", _SEEN),
        note="An officer who does not respond does not hold up the proceedings.",
    ),
    _row(
        (State.WITNESSES_LISTED,), Step.GIVE_DOCUMENTS_TO_CHAIR, State.DOCUMENTS_WITH_CHAIR, _FORCE,
        (EventKind.DOCUMENTS_GIVEN_TO_CHAIR,), conduct_regulation("reg 32", _PARTIAL),
    ),
)  # fmt: skip

_LISTING = (
    Transition(
        machine=_IT, sources=(State.DOCUMENTS_WITH_CHAIR,), step=Step.HOLD_PRE_HEARING,
        target=State.PRE_HEARING_HELD, by=_CHAIR, guard=_HEARING, unless=_MEETING,
        events=(EventKind.PRE_HEARING_HELD,), mark=_REGULATION_33,
    ),
    Transition(
        machine=_IT, sources=(State.PRE_HEARING_HELD,), step=Step.FIX_DAY,
        target=State.HEARING_LISTED, by=_CHAIR, guard=_HEARING, unless=_MEETING,
        events=(EventKind.HEARING_DAY_SPECIFIED,), ahead=(EventKind.HEARING_LISTED_FOR,),
        mark=_REGULATION_33,
    ),
    Transition(
        machine=_IT, sources=(State.HEARING_LISTED, State.NOTICE_PUBLISHED), step=Step.FIX_DAY,
        target=State.HEARING_LISTED, by=_CHAIR, guard=_HEARING, unless=_MEETING,
        events=(EventKind.HEARING_DAY_SPECIFIED,), ahead=(EventKind.HEARING_LISTED_FOR,),
        mark=_REGULATION_33, note="A new day needs a new public notice.",
    ),
    Transition(
        machine=_IT, sources=(State.DOCUMENTS_WITH_CHAIR, State.MEETING_LISTED),
        step=Step.FIX_DAY, target=State.MEETING_LISTED, by=_CHAIR, guard=_MEETING, unless=_HEARING,
        events=(EventKind.HEARING_DAY_SPECIFIED,), mark=_REGULATION_34,
    ),
    _row(
        (State.DOCUMENTS_WITH_CHAIR, *_LISTED), Step.PROPOSE_OTHER_TIME, None, _OFFICER,
        (EventKind.ALTERNATIVE_TIME_PROPOSED,), conduct_regulation("reg 33(3)", _SEEN),
    ),
    Transition(
        machine=_IT, sources=(State.HEARING_LISTED,), step=Step.PUBLISH_NOTICE,
        target=State.NOTICE_PUBLISHED, by=_FORCE, guard=(Guard.CLEARED_FOR_PUBLICATION,),
        unless=(Guard.CHAIR_WITHHOLDS_NOTICE,), events=(EventKind.HEARING_NOTICE_PUBLISHED,),
        mark=_REGULATION_36,
    ),
)  # fmt: skip

_HEARD = (
    Transition(
        machine=_IT, sources=(State.NOTICE_PUBLISHED,), step=Step.HEAR, target=State.HEARD,
        by=_CHAIR, guard=(Guard.PANEL_HAS_NO_CONFLICT,), events=(EventKind.HEARING_STARTED,),
        mark=conduct_regulation("reg 29", _MEMORY),
    ),
    Transition(
        machine=_IT, sources=(State.HEARING_LISTED,), step=Step.HEAR, target=State.HEARD,
        by=_CHAIR, guard=(Guard.PANEL_HAS_NO_CONFLICT, Guard.CHAIR_WITHHOLDS_NOTICE),
        events=(EventKind.HEARING_STARTED,), mark=_REGULATION_36,
    ),
    Transition(
        machine=_IT, sources=(State.MEETING_LISTED,), step=Step.HEAR, target=State.HEARD,
        by=_CHAIR, guard=(Guard.PANEL_HAS_NO_CONFLICT,), events=(EventKind.MEETING_STARTED,),
        mark=_REGULATION_34,
    ),
)  # fmt: skip

_APPEAL = (
    Transition(
        machine=_IT, sources=(State.OFFICER_NOTIFIED,), step=Step.APPEAL_MEETING,
        target=State.MEETING_APPEAL, by=_OFFICER,
        guard=(Guard.IS_MEETING, Guard.APPEAL_WINDOW_OPEN),
        events=(EventKind.MEETING_APPEALED,), mark=conduct_regulation("reg 45", _MEMORY),
    ),
    _row(
        (State.MEETING_APPEAL,), Step.DECIDE_MEETING_APPEAL, State.OFFICER_NOTIFIED, _FORCE,
        (EventKind.MEETING_APPEAL_DECIDED,), conduct_regulation("reg 45", _MEMORY),
    ),
    Transition(
        machine=_IT, sources=_BEFORE, step=Step.WITHDRAW_PROCEEDINGS,
        target=State.PROCEEDINGS_WITHDRAWN, by=_FORCE,
        guard=(Guard.PROCEEDINGS_UNTENABLE, Guard.SECOND_PERSON_AGREES),
        events=(EventKind.PROCEEDINGS_ENDED_EARLY,), mark=conduct_regulation("reg 27", _MEMORY),
        note="That a second person agrees is policy.",
    ),
    Transition(
        machine=_IT, sources=(State.PROCEEDINGS_WITHDRAWN,), step=Step.CLOSE, target=State.CLOSED,
        by=_FORCE, guard=(Guard.OUTCOME_WAS_NOTIFIED,),
        unless=(Guard.MISCONDUCT_DECISION_IS_OWED,), mark=policy("the end of proceedings"),
        note="Whoever reported is told first that the proceedings ended, and why.",
    ),
)  # fmt: skip

TRACK = Track(
    machine=_IT,
    name="Misconduct proceedings",
    summary="One for each officer: notice, response, witnesses, documents, a meeting or a hearing,"
    " the outcome, publication, appeals, the report to the College of Policing.",
    holder=Holder.SUBJECT,
    initial=State.REFERRED_TO_PROCEEDINGS,
    final=_FINAL,
    owners=OWNERS,
    rows=(
        *_NOTICE,
        *hearing.naming(machine=_IT, sources=_BEFORE, number="reg 30(3)-(6)"),
        *_LISTING,
        *_HEARD,
        *hearing.deciding(machine=_IT, numbers=("reg 42", "reg 43(1)")),
        *hearing.publishing(machine=_IT, number="reg 43"),
        *hearing.appealing(machine=_IT, guard=_HEARING),
        *_APPEAL,
        *hearing.closing(machine=_IT),
        *criminal.stopping(
            machine=_IT, sources=_BEFORE, mark=conduct_regulation("reg 10", _PARTIAL)
        ),
        *criminal.restarting(
            machine=_IT, target=State.NOTICE_GIVEN, guard=(Guard.NOTICE_WAS_GIVEN,),
            mark=conduct_regulation("reg 10", _PARTIAL),
        ),
        *criminal.restarting(
            machine=_IT, target=State.REFERRED_TO_PROCEEDINGS, unless=(Guard.NOTICE_WAS_GIVEN,),
            mark=conduct_regulation("reg 10", _PARTIAL),
        ),
        *criminal.ending(machine=_IT, everywhere=tuple(OWNERS), going_on=_NOT_STOPPED),
    ),
)  # fmt: skip
