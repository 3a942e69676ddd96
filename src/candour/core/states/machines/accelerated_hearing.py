"""The course of an accelerated hearing: ten to fifteen working days from notice to hearing."""

from candour.core.states.guards import Guard
from candour.core.states.machines import criminal, hearing
from candour.core.states.names import Holder, Machine, State, Step
from candour.core.states.rows import Track, Transition, conduct_regulation, policy
from candour.law.events import EventKind, Party
from candour.law.provisions import Verification

_IT = Machine.ACCELERATED_HEARING
_FORCE = (Party.APPROPRIATE_AUTHORITY,)
_CHAIR = (Party.CHAIR,)
_OFFICER = (Party.SUBJECT,)
_SEEN = Verification.SEEN
_PARTIAL = Verification.PARTIAL
_MEMORY = Verification.MEMORY
_BEFORE = (
    State.CERTIFIED, State.NOTICE_GIVEN, State.RESPONSE_RECEIVED, State.NOTICE_PUBLISHED,
)  # fmt: skip
_NOTICED = _BEFORE[1:]

OWNERS = {
    State.CERTIFIED: Party.APPROPRIATE_AUTHORITY,
    State.NOTICE_GIVEN: Party.SUBJECT,
    State.RESPONSE_RECEIVED: Party.CHAIR,
    State.NOTICE_PUBLISHED: Party.CHAIR,
    **hearing.OWNERS,
    **criminal.OWNERS,
}
_FINAL = frozenset({State.CLOSED, State.RETURNED_TO_ORDINARY_PROCEEDINGS})
_NOT_STOPPED = tuple(state for state in OWNERS if state not in criminal.STOPPED)

_OWN = (
    Transition(
        machine=_IT, sources=(State.CERTIFIED,), step=Step.DECIDE_REPORTER_SAFETY, target=None,
        by=_FORCE, events=(EventKind.REPORTER_SAFETY_DECIDED,),
        mark=policy("safety of the person who reported"),
    ),
    Transition(
        machine=_IT, sources=(State.CERTIFIED,), step=Step.SERVE_NOTICE, target=State.NOTICE_GIVEN,
        by=_FORCE, guard=(Guard.REPORTER_SAFETY_DECIDED,),
        events=(EventKind.ACCELERATED_NOTICE_GIVEN,), mark=conduct_regulation("reg 51", _SEEN),
    ),
    Transition(
        machine=_IT, sources=_NOTICED, step=Step.FIX_DAY, target=None, by=_FORCE,
        events=(EventKind.ACCELERATED_DAY_FIXED,), mark=conduct_regulation("reg 52(1)", _SEEN),
    ),
    Transition(
        machine=_IT, sources=_NOTICED, step=Step.UPHOLD_OBJECTION, target=State.NOTICE_GIVEN,
        by=_FORCE, events=(EventKind.ACCELERATED_OBJECTION_UPHELD,),
        mark=conduct_regulation("reg 52(1A)", _SEEN), note="The days are counted anew.",
    ),
    Transition(
        machine=_IT, sources=(State.NOTICE_GIVEN,), step=Step.RESPOND,
        target=State.RESPONSE_RECEIVED, by=_OFFICER, events=(EventKind.OFFICER_RESPONDED,),
        mark=conduct_regulation("reg 54", _MEMORY),
    ),
    Transition(
        machine=_IT, sources=_NOTICED, step=Step.REQUIRE_NOTICE, target=None, by=_CHAIR,
        events=(EventKind.PUBLIC_NOTICE_REQUIRED,), mark=conduct_regulation("reg 53(2)", _SEEN),
    ),
    Transition(
        machine=_IT, sources=(State.NOTICE_GIVEN, State.RESPONSE_RECEIVED),
        step=Step.PUBLISH_NOTICE, target=State.NOTICE_PUBLISHED, by=_FORCE,
        guard=(Guard.CHAIR_REQUIRES_NOTICE, Guard.CLEARED_FOR_PUBLICATION),
        events=(EventKind.HEARING_NOTICE_PUBLISHED,), mark=conduct_regulation("reg 53(2)", _SEEN),
    ),
    Transition(
        machine=_IT, sources=(State.RESPONSE_RECEIVED, State.NOTICE_PUBLISHED), step=Step.HEAR,
        target=State.HEARD, by=_CHAIR, guard=(Guard.PANEL_HAS_NO_CONFLICT,),
        events=(EventKind.ACCELERATED_HEARING_STARTED,),
        mark=conduct_regulation("reg 55", _PARTIAL),
    ),
    Transition(
        machine=_IT, sources=(State.NOTICE_GIVEN,), step=Step.HEAR, target=State.HEARD, by=_CHAIR,
        guard=(Guard.PANEL_HAS_NO_CONFLICT, Guard.RESPONSE_IS_OVER),
        events=(EventKind.ACCELERATED_HEARING_STARTED,),
        mark=conduct_regulation("reg 55", _PARTIAL),
        note="An officer who does not respond does not hold up the hearing.",
    ),
    Transition(
        machine=_IT, sources=_BEFORE, step=Step.RETURN_TO_ORDINARY,
        target=State.RETURNED_TO_ORDINARY_PROCEEDINGS, by=_FORCE,
        guard=(Guard.SPECIAL_CONDITIONS_NO_LONGER_MET,), opens=(Machine.PROCEEDINGS,),
        mark=conduct_regulation("reg 50", _MEMORY),
    ),
)  # fmt: skip

TRACK = Track(
    machine=_IT,
    name="Accelerated hearing",
    summary="For gross misconduct that documents prove, where it is in the public interest that the"
    " officer leaves without delay. It returns to ordinary proceedings if that no longer holds.",
    holder=Holder.SUBJECT,
    initial=State.CERTIFIED,
    final=_FINAL,
    owners=OWNERS,
    rows=(
        *_OWN,
        *hearing.naming(machine=_IT, sources=_BEFORE, number="reg 51"),
        *hearing.deciding(machine=_IT, numbers=("reg 62", "reg 63")),
        *hearing.publishing(machine=_IT, number="reg 63"),
        *hearing.appealing(machine=_IT),
        *hearing.closing(machine=_IT),
        *criminal.stopping(
            machine=_IT, sources=_BEFORE, mark=conduct_regulation("reg 10", _PARTIAL)
        ),
        *criminal.restarting(
            machine=_IT, target=State.NOTICE_GIVEN, guard=(Guard.NOTICE_WAS_GIVEN,),
            mark=conduct_regulation("reg 10", _PARTIAL),
        ),
        *criminal.restarting(
            machine=_IT, target=State.CERTIFIED, unless=(Guard.NOTICE_WAS_GIVEN,),
            mark=conduct_regulation("reg 10", _PARTIAL),
        ),
        *criminal.ending(machine=_IT, everywhere=tuple(OWNERS), going_on=_NOT_STOPPED),
    ),
)  # fmt: skip
