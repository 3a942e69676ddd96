"""The two courses that are no discipline: reflective practice, and grievances of the employer.

What turns out to be conduct leaves both. A grievance is imported and screened, so that none hides.
"""

from candour.core.states.guards import Guard
from candour.core.states.names import Holder, Machine, State, Step
from candour.core.states.rows import Track, Transition, conduct_regulation, policy
from candour.law.events import EventKind, Party
from candour.law.provisions import Verification

_REVIEW = Machine.REFLECTIVE_PRACTICE
_FORCE = (Party.APPROPRIATE_AUTHORITY,)
_REVIEWER = (Party.REVIEWER,)
_PART_6 = conduct_regulation("Part 6", Verification.PARTIAL)

_REVIEW_OWNERS = {
    State.REFERRED_TO_REVIEW: Party.REVIEWER,
    State.ACCOUNT_ASKED: Party.SUBJECT,
    State.DISCUSSION: Party.REVIEWER,
}
_REVIEW_OPEN = tuple(_REVIEW_OWNERS)

REFLECTIVE_PRACTICE_TRACK = Track(
    machine=_REVIEW,
    name="Reflective practice review",
    summary="For practice that requires improvement. What turns out to be misconduct goes back to"
    " the assessment of severity; what may not be resolved informally never comes here.",
    holder=Holder.SUBJECT,
    initial=State.REFERRED_TO_REVIEW,
    final=frozenset({State.CLOSED, State.RETURNED_FOR_ASSESSMENT}),
    owners=_REVIEW_OWNERS,
    rows=(
        Transition(
            machine=_REVIEW, sources=(State.REFERRED_TO_REVIEW,), step=Step.ASK_FOR_ACCOUNT,
            target=State.ACCOUNT_ASKED, by=_REVIEWER, unless=(Guard.INFORMAL_RESOLUTION_BARRED,),
            mark=_PART_6,
        ),
        Transition(
            machine=_REVIEW, sources=(State.ACCOUNT_ASKED,), step=Step.GIVE_ACCOUNT,
            target=State.DISCUSSION, by=(Party.SUBJECT,), mark=_PART_6,
        ),
        Transition(
            machine=_REVIEW, sources=(State.ACCOUNT_ASKED,), step=Step.GIVE_ACCOUNT,
            target=State.DISCUSSION, by=_REVIEWER, guard=(Guard.RESPONSE_IS_OVER,), mark=_PART_6,
            note="No account was given in time.",
        ),
        Transition(
            machine=_REVIEW, sources=(State.DISCUSSION,), step=Step.WRITE_REFLECTIVE_REPORT,
            target=State.CLOSED, by=_REVIEWER,
            unless=(
                Guard.RAISES_CONDUCT, Guard.INFORMAL_RESOLUTION_BARRED,
                Guard.MISCONDUCT_DECISION_IS_OWED,
            ),
            events=(EventKind.REFLECTIVE_PRACTICE_REPORTED,), mark=_PART_6,
        ),
        Transition(
            machine=_REVIEW, sources=_REVIEW_OPEN, step=Step.RETURN_FOR_ASSESSMENT,
            target=State.RETURNED_FOR_ASSESSMENT, by=(*_REVIEWER, *_FORCE),
            guard=(Guard.RAISES_CONDUCT,), opens=(Machine.CONDUCT_MATTER,), mark=_PART_6,
        ),
        Transition(
            machine=_REVIEW, sources=_REVIEW_OPEN, step=Step.RETURN_FOR_ASSESSMENT,
            target=State.RETURNED_FOR_ASSESSMENT, by=(*_REVIEWER, *_FORCE),
            guard=(Guard.INFORMAL_RESOLUTION_BARRED,), opens=(Machine.CONDUCT_MATTER,),
            mark=policy("what may not be resolved informally"),
        ),
    ),
)  # fmt: skip

_GRIEVANCE = Machine.GRIEVANCE
_SCREENERS = (Party.SECOND_DECISION_MAKER, Party.APPROPRIATE_AUTHORITY)
_STAFF = (Party.STAFF_DEPARTMENT,)
_POLICY = policy("grievances that show conduct")

_GRIEVANCE_OWNERS = {
    State.RAISED: Party.SECOND_DECISION_MAKER,
    State.NO_CONDUCT_FOUND: Party.STAFF_DEPARTMENT,
    State.CONDUCT_FOUND: Party.APPROPRIATE_AUTHORITY,
    State.MOVED_TO_CONDUCT: Party.REPORTER,
    State.RUNS_BESIDE_CONDUCT: Party.STAFF_DEPARTMENT,
}

GRIEVANCE_TRACK = Track(
    machine=_GRIEVANCE,
    name="Grievance",
    summary="The force's own procedure as an employer. Each is screened by somebody outside the"
    " line; conduct moves to a conduct matter within two working days, and the grievance goes on"
    " beside it only if the person who raised it chooses.",
    holder=Holder.CASE,
    begins=(EventKind.GRIEVANCE_RAISED,),
    initial=State.RAISED,
    final=frozenset({State.CLOSED}),
    owners=_GRIEVANCE_OWNERS,
    rows=(
        Transition(
            machine=_GRIEVANCE, sources=(State.RAISED,), step=Step.SCREEN_GRIEVANCE,
            target=State.NO_CONDUCT_FOUND, by=_SCREENERS,
            guard=(Guard.SCREENED_OUTSIDE_THE_LINE,), unless=(Guard.RAISES_CONDUCT,), mark=_POLICY,
        ),
        Transition(
            machine=_GRIEVANCE, sources=(State.RAISED, State.NO_CONDUCT_FOUND,
            State.RUNS_BESIDE_CONDUCT),
            step=Step.SCREEN_GRIEVANCE, target=State.CONDUCT_FOUND, by=(*_SCREENERS, *_STAFF),
            guard=(Guard.RAISES_CONDUCT,), events=(EventKind.CONDUCT_FOUND_IN_GRIEVANCE,),
            mark=_POLICY,
        ),
        Transition(
            machine=_GRIEVANCE, sources=(State.CONDUCT_FOUND,), step=Step.MOVE_TO_CONDUCT,
            target=State.MOVED_TO_CONDUCT, by=_SCREENERS,
            events=(EventKind.GRIEVANCE_MOVED_TO_CONDUCT,), opens=(Machine.CONDUCT_MATTER,),
            mark=_POLICY,
        ),
        Transition(
            machine=_GRIEVANCE, sources=(State.MOVED_TO_CONDUCT,), step=Step.CONTINUE_GRIEVANCE,
            target=State.RUNS_BESIDE_CONDUCT, by=(Party.REPORTER,),
            guard=(Guard.REPORTER_CHOOSES_GRIEVANCE,), mark=_POLICY,
        ),
        Transition(
            machine=_GRIEVANCE, sources=(State.MOVED_TO_CONDUCT,), step=Step.CLOSE,
            target=State.CLOSED,
            by=(Party.REPORTER, *_STAFF),
            unless=(Guard.REPORTER_CHOOSES_GRIEVANCE, Guard.MISCONDUCT_DECISION_IS_OWED),
            mark=_POLICY,
        ),
        Transition(
            machine=_GRIEVANCE, sources=(State.NO_CONDUCT_FOUND, State.RUNS_BESIDE_CONDUCT),
            step=Step.ANSWER_GRIEVANCE, target=State.CLOSED, by=_STAFF,
            unless=(Guard.RAISES_CONDUCT, Guard.MISCONDUCT_DECISION_IS_OWED), mark=_POLICY,
        ),
    ),
)  # fmt: skip
