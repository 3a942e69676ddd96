"""The course of the reflective practice review process: learning, and no discipline."""

from candour.core.states.guards import Guard
from candour.core.states.names import Holder, Machine, State, Step
from candour.core.states.rows import Track, Transition, conduct_regulation, policy
from candour.law.events import EventKind, Party
from candour.law.provisions import Verification

_IT = Machine.REFLECTIVE_PRACTICE
_FORCE = (Party.APPROPRIATE_AUTHORITY,)
_REVIEWER = (Party.REVIEWER,)
_PART_6 = conduct_regulation("Part 6", Verification.PARTIAL)

OWNERS = {
    State.REFERRED_TO_REVIEW: Party.REVIEWER,
    State.ACCOUNT_ASKED: Party.SUBJECT,
    State.DISCUSSION: Party.REVIEWER,
}
_OPEN = tuple(OWNERS)

TRACK = Track(
    machine=_IT,
    name="Reflective practice review",
    summary="For practice that requires improvement. What turns out to be misconduct goes back to"
    " the assessment of severity; what may not be resolved informally never comes here.",
    holder=Holder.SUBJECT,
    initial=State.REFERRED_TO_REVIEW,
    final=frozenset({State.CLOSED, State.RETURNED_FOR_ASSESSMENT}),
    owners=OWNERS,
    rows=(
        Transition(
            machine=_IT, sources=(State.REFERRED_TO_REVIEW,), step=Step.ASK_FOR_ACCOUNT,
            target=State.ACCOUNT_ASKED, by=_REVIEWER, unless=(Guard.INFORMAL_RESOLUTION_BARRED,),
            mark=_PART_6,
        ),
        Transition(
            machine=_IT, sources=(State.ACCOUNT_ASKED,), step=Step.GIVE_ACCOUNT,
            target=State.DISCUSSION, by=(Party.SUBJECT,), mark=_PART_6,
        ),
        Transition(
            machine=_IT, sources=(State.ACCOUNT_ASKED,), step=Step.GIVE_ACCOUNT,
            target=State.DISCUSSION, by=_REVIEWER, guard=(Guard.RESPONSE_IS_OVER,), mark=_PART_6,
            note="No account was given in time.",
        ),
        Transition(
            machine=_IT, sources=(State.DISCUSSION,), step=Step.WRITE_REFLECTIVE_REPORT,
            target=State.CLOSED, by=_REVIEWER,
            unless=(
                Guard.RAISES_CONDUCT, Guard.INFORMAL_RESOLUTION_BARRED,
                Guard.MISCONDUCT_DECISION_IS_OWED,
            ),
            events=(EventKind.REFLECTIVE_PRACTICE_REPORTED,), mark=_PART_6,
        ),
        Transition(
            machine=_IT, sources=_OPEN, step=Step.RETURN_FOR_ASSESSMENT,
            target=State.RETURNED_FOR_ASSESSMENT, by=(*_REVIEWER, *_FORCE),
            guard=(Guard.RAISES_CONDUCT,), opens=(Machine.CONDUCT_MATTER,), mark=_PART_6,
        ),
        Transition(
            machine=_IT, sources=_OPEN, step=Step.RETURN_FOR_ASSESSMENT,
            target=State.RETURNED_FOR_ASSESSMENT, by=(*_REVIEWER, *_FORCE),
            guard=(Guard.INFORMAL_RESOLUTION_BARRED,), opens=(Machine.CONDUCT_MATTER,),
            mark=policy("what may not be resolved informally"),
        ),
    ),
)  # fmt: skip
