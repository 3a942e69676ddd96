"""Which rows of the table nobody can ever take: no seat may, or no page establishes what they need.

The table says that a state is reached; this says that a person can reach it with the forms there
are. It walks each course from its first state, by the rows whose facts some page can establish.
"""

from collections.abc import Iterable, Iterator, Mapping

from candour.cases.courses import acting, established
from candour.cases.courses.sheets import rows as sheets
from candour.core import states
from candour.core.states import Guard, Holder, Machine, State, Step, Transition

# What is computed from an earlier step: any of these establishes it.
FROM_STEPS: Mapping[Guard, tuple[Step, ...]] = {
    Guard.NOTICE_WAS_GIVEN: (Step.SERVE_NOTICE,),
    Guard.INTERVIEW_IS_SPECIFIED: (Step.SPECIFY_INTERVIEW,),
    Guard.IS_SUSPENDED_FROM_DUTY: (Step.SUSPEND_FROM_DUTY,),
    Guard.CASE_TO_ANSWER: (Step.DECIDE_CASE_TO_ANSWER,),
    Guard.NO_CASE_TO_ANSWER: (Step.DECIDE_CASE_TO_ANSWER,),
    Guard.REVIEW_ORDERS_INVESTIGATION: (Step.DECIDE_REVIEW,),
    Guard.AUTHORITY_ACCEPTS_RECOMMENDATION: (Step.ANSWER_RECOMMENDATION,),
    Guard.APPEAL_WINDOW_OPEN: (Step.NOTIFY_OFFICER,),
    Guard.RESPONSE_IS_OVER: (Step.RESPOND, Step.SUPPLY_DOCUMENTS),
    Guard.PUBLICATION_IS_OWED: (Step.HEAR,),
    Guard.COLLEGE_REPORT_IS_OWED: (Step.DECIDE_OUTCOME, Step.RECORD_FINDING),
}
# The same on the course of a person, where nothing else could have established it.
_FROM_OWN_STEPS: Mapping[Guard, Step] = {Guard.PANEL_HAS_NO_CONFLICT: Step.NAME_PANEL}
# What the answers to a step's own questions decide, there and afterwards.
_ANSWERED = frozenset({
    Guard.MODE_INDEPENDENT, Guard.MODE_DIRECTED, Guard.MODE_LOCAL, Guard.MODE_RETURNED,
})  # fmt: skip
# What the action of the step itself establishes, from what it checks.
_BY_ACTION: Mapping[Step, frozenset[Guard]] = {
    Step.DECIDE_CASE_TO_ANSWER: frozenset({Guard.CHECKS_ARE_DONE}),
    Step.APPLY_FOR_REVIEW: frozenset({Guard.HAS_PARITY_REVIEW}),
    Step.REFER: frozenset({Guard.REFERRAL_IS_VOLUNTARY}),
    Step.NAME_PANEL: frozenset({Guard.PANEL_HAS_NO_CONFLICT}),
}
# Where a course may stand that came to an investigation, and nowhere else.
_SINCE_INVESTIGATED = frozenset({
    *established.INVESTIGATED, State.REPORT_SUBMITTED, State.DETERMINATION,
})  # fmt: skip
_NOT_ALWAYS = _ANSWERED | FROM_STEPS.keys() | frozenset({
    Guard.CHECKS_ARE_DONE, Guard.IS_UNDER_SPECIAL_PROCEDURES, Guard.HAS_PARITY_REVIEW,
    Guard.REFERRAL_IS_VOLUNTARY, *_FROM_OWN_STEPS,
})  # fmt: skip


def untaken() -> Iterator[str]:
    """Yield each row of the table that nobody can take, in words with what is missing."""
    for machine in Machine:
        reached, taken = _reached(machine)
        for row in states.TRACKS[machine].rows:
            if row in taken:
                continue
            why = _missing(row, reached, taken) or ["nobody has a seat that may take it"]
            yield f"{machine.value}: {row.step.value}: {', '.join(why)}"


def _reached(machine: Machine) -> tuple[frozenset[State], tuple[Transition, ...]]:
    """Return which states can be come to, and which rows can be taken, of one course."""
    rows = states.TRACKS[machine].rows
    reached: frozenset[State] = frozenset({states.INITIAL[machine]})
    taken: tuple[Transition, ...] = ()
    while True:
        found = tuple(row for row in rows if _has_seat(row) and not _missing(row, reached, taken))
        after = reached | {
            row.leads_to(source) for row in found for source in row.sources if source in reached
        }
        if (after, found) == (reached, taken):
            return reached, taken
        reached, taken = after, found


def _has_seat(row: Transition) -> bool:
    return any(acting.acting(seat=seat, rows=[row]) for seat in acting.OWN)


def _missing(row: Transition, reached: frozenset[State], taken: Iterable[Transition]) -> list[str]:
    """Return what a row needs that nothing establishes from where the course can stand."""
    sources = [source for source in row.sources if source in reached]
    if not sources:
        return ["no step leads to where it is taken"]
    known = _known(row, reached, taken)
    return [guard.value for guard in row.guard if guard not in known]


def _known(
    row: Transition, reached: frozenset[State], taken: Iterable[Transition]
) -> frozenset[Guard]:
    """Return what can be so when a row is taken: recorded, answered on its form, or checked."""
    steps = frozenset(one.step for one in taken)
    is_of_case = states.TRACKS[row.machine].holder is Holder.CASE
    # What a person is asked is never counted where it is computed, whatever the form says.
    claimed = frozenset(Guard) - established.COMPUTED
    recorded = {guard for guard, by in FROM_STEPS.items() if not is_of_case or steps & set(by)}
    recorded |= {guard for guard, by in _FROM_OWN_STEPS.items() if by in steps}
    recorded |= {
        guard
        for step in steps
        for guard in sheets.sheet(step, is_of_case=is_of_case, machine=row.machine).gives
    }
    own = sheets.sheet(row.step, is_of_case=is_of_case, machine=row.machine)
    return frozenset({
        *claimed, *(established.COMPUTED - _NOT_ALWAYS), *recorded, *own.gives,
        *_BY_ACTION.get(row.step, ()), *_checked(row, steps),
        *({Guard.IS_UNDER_SPECIAL_PROCEDURES} if State.INVESTIGATING_SPECIAL in reached else ()),
    })  # fmt: skip


def _checked(row: Transition, steps: frozenset[Step]) -> frozenset[Guard]:
    """Return whether the checks of a decision can be made by then, or none is needed.

    The course of a person is opened by what the case decided, with its checks.
    """
    is_of_person = states.TRACKS[row.machine].holder is not Holder.CASE
    is_before = not set(row.sources) <= _SINCE_INVESTIGATED
    is_plain = row.machine is Machine.COMPLAINT
    if is_of_person or is_before or is_plain or Step.DECIDE_CASE_TO_ANSWER in steps:
        return frozenset({Guard.CHECKS_ARE_DONE})
    return frozenset()
