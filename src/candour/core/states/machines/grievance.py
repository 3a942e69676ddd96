"""The course of a grievance: imported from the employer and screened, so that no conduct hides."""

from candour.core.states.guards import Guard
from candour.core.states.names import Holder, Machine, State, Step
from candour.core.states.rows import Track, Transition, policy
from candour.law.events import EventKind, Party

_IT = Machine.GRIEVANCE
_SCREENERS = (Party.SECOND_DECISION_MAKER, Party.APPROPRIATE_AUTHORITY)
_STAFF = (Party.STAFF_DEPARTMENT,)
_POLICY = policy("grievances that show conduct")

OWNERS = {
    State.RAISED: Party.SECOND_DECISION_MAKER,
    State.NO_CONDUCT_FOUND: Party.STAFF_DEPARTMENT,
    State.CONDUCT_FOUND: Party.APPROPRIATE_AUTHORITY,
    State.MOVED_TO_CONDUCT: Party.REPORTER,
    State.RUNS_BESIDE_CONDUCT: Party.STAFF_DEPARTMENT,
}

TRACK = Track(
    machine=_IT,
    name="Grievance",
    summary="The force's own procedure as an employer. Each is screened by somebody outside the"
    " line; conduct moves to a conduct matter within two working days, and the grievance goes on"
    " beside it only if the person who raised it chooses.",
    holder=Holder.CASE,
    begins=(EventKind.GRIEVANCE_RAISED,),
    initial=State.RAISED,
    final=frozenset({State.CLOSED}),
    owners=OWNERS,
    rows=(
        Transition(
            machine=_IT, sources=(State.RAISED,), step=Step.SCREEN_GRIEVANCE,
            target=State.NO_CONDUCT_FOUND, by=_SCREENERS,
            guard=(Guard.SCREENED_OUTSIDE_THE_LINE,), unless=(Guard.RAISES_CONDUCT,), mark=_POLICY,
        ),
        Transition(
            machine=_IT, sources=(State.RAISED, State.NO_CONDUCT_FOUND, State.RUNS_BESIDE_CONDUCT),
            step=Step.SCREEN_GRIEVANCE, target=State.CONDUCT_FOUND, by=(*_SCREENERS, *_STAFF),
            guard=(Guard.RAISES_CONDUCT,), events=(EventKind.CONDUCT_FOUND_IN_GRIEVANCE,),
            mark=_POLICY,
        ),
        Transition(
            machine=_IT, sources=(State.CONDUCT_FOUND,), step=Step.MOVE_TO_CONDUCT,
            target=State.MOVED_TO_CONDUCT, by=_SCREENERS,
            events=(EventKind.GRIEVANCE_MOVED_TO_CONDUCT,), opens=(Machine.CONDUCT_MATTER,),
            mark=_POLICY,
        ),
        Transition(
            machine=_IT, sources=(State.MOVED_TO_CONDUCT,), step=Step.CONTINUE_GRIEVANCE,
            target=State.RUNS_BESIDE_CONDUCT, by=(Party.REPORTER,),
            guard=(Guard.REPORTER_CHOOSES_GRIEVANCE,), mark=_POLICY,
        ),
        Transition(
            machine=_IT, sources=(State.MOVED_TO_CONDUCT,), step=Step.CLOSE, target=State.CLOSED,
            by=(Party.REPORTER, *_STAFF),
            unless=(Guard.REPORTER_CHOOSES_GRIEVANCE, Guard.MISCONDUCT_DECISION_IS_OWED),
            mark=_POLICY,
        ),
        Transition(
            machine=_IT, sources=(State.NO_CONDUCT_FOUND, State.RUNS_BESIDE_CONDUCT),
            step=Step.ANSWER_GRIEVANCE, target=State.CLOSED, by=_STAFF,
            unless=(Guard.RAISES_CONDUCT, Guard.MISCONDUCT_DECISION_IS_OWED), mark=_POLICY,
        ),
    ),
)  # fmt: skip
