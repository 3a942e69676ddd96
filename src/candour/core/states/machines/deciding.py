"""The rows from the report to the end: case to answer, outcome, review, and taking up again."""

from candour.core.states.guards import Guard
from candour.core.states.names import Machine, State, Step
from candour.core.states.rows import (
    Mark,
    Transition,
    complaints_regulation,
    conduct_regulation,
    parity,
    policy,
    schedule_3,
)
from candour.law.events import EventKind, Party
from candour.law.provisions import Verification

_FORCE = (Party.APPROPRIATE_AUTHORITY,)
_WATCHDOG = (Party.INDEPENDENT_BODY,)
_AUTHORITY = (*_FORCE, *_WATCHDOG)
_SEEN = Verification.SEEN
_PARTIAL = Verification.PARTIAL
_MEMORY = Verification.MEMORY
_OWED = (Guard.MISCONDUCT_DECISION_IS_OWED, Guard.REFERRAL_IS_OWED)
_REVIEWED = (State.REVIEW_OPEN,)


def reporting(*, machine: Machine, sources: tuple[State, ...], mark: Mark) -> Transition:
    """Return the row by which the investigator's report is in."""
    return Transition(
        machine=machine,
        sources=sources,
        step=Step.SUBMIT_REPORT,
        target=State.REPORT_SUBMITTED,
        by=(Party.INVESTIGATOR,),
        events=(EventKind.FINAL_REPORT_SUBMITTED,),
        mark=mark,
    )


def case_to_answer(*, machine: Machine, guard: tuple[Guard, ...] = ()) -> tuple[Transition, ...]:
    """Return the rows of the decision on a case to answer: by the force, or by the IOPC."""
    by_whom = (
        (_FORCE, (), (Guard.MODE_INDEPENDENT,), conduct_regulation("reg 23(1)", _PARTIAL)),
        (_WATCHDOG, (Guard.MODE_INDEPENDENT,), (), schedule_3("paras 23, 27", _MEMORY)),
    )
    return tuple(
        Transition(
            machine=machine, sources=(State.REPORT_SUBMITTED,), step=Step.DECIDE_CASE_TO_ANSWER,
            target=State.DETERMINATION, by=by, guard=(*guard, Guard.CHECKS_ARE_DONE, *only),
            unless=unless, events=(EventKind.CASE_TO_ANSWER_DECIDED,), mark=mark,
        )
        for by, only, unless, mark in by_whom
    )  # fmt: skip


def to_proceedings(*, machine: Machine, sources: tuple[State, ...]) -> tuple[Transition, ...]:
    """Return the rows that open proceedings for one person; each person needs a step of its own."""
    officer, staff, left = (
        Guard.SUBJECT_IS_OFFICER, Guard.SUBJECT_IS_STAFF, Guard.SUBJECT_HAS_LEFT,
    )  # fmt: skip
    meeting, hearing = Guard.IS_MEETING, Guard.IS_HEARING
    regulation = conduct_regulation("reg 30", _SEEN)
    tracks = (
        (
            (officer, meeting),
            (staff, left, hearing),
            (EventKind.REFERRED_TO_MEETING,),
            Machine.PROCEEDINGS,
            regulation,
        ),
        (
            (officer, hearing),
            (staff, left, meeting),
            (EventKind.REFERRED_TO_HEARING,),
            Machine.PROCEEDINGS,
            regulation,
        ),
        (
            (staff,),
            (officer, left),
            (),
            Machine.POLICE_STAFF,
            policy("disciplinary policy of the force for its staff"),
        ),
        ((left,), (officer, staff), (), Machine.FORMER_OFFICER, conduct_regulation("reg 4", _SEEN)),
    )
    return tuple(
        Transition(
            machine=machine, sources=(*sources, State.IN_PROCEEDINGS),
            step=Step.REFER_TO_PROCEEDINGS, target=State.IN_PROCEEDINGS, by=_AUTHORITY,
            guard=(Guard.CASE_TO_ANSWER, *guard), unless=unless,
            events=(EventKind.REFERRED_TO_PROCEEDINGS, *events), opens=(opens,), mark=mark,
        )
        for guard, unless, events, opens, mark in tracks
    )  # fmt: skip


def certifying(*, machine: Machine) -> tuple[Transition, ...]:
    """Return the rows to an accelerated hearing: before the report, and since 2025 after it."""
    met = (Guard.SPECIAL_CONDITIONS_MET, Guard.SUBJECT_IS_OFFICER)
    before = (State.INVESTIGATING, State.INVESTIGATING_SPECIAL)
    after = (State.REPORT_SUBMITTED, State.DETERMINATION)
    return tuple(
        Transition(
            machine=machine, sources=sources, step=Step.CERTIFY, target=State.IN_PROCEEDINGS,
            by=_FORCE, guard=guard, opens=(Machine.ACCELERATED_HEARING,),
            events=(
                EventKind.ACCELERATED_CERTIFIED, EventKind.REFERRED_TO_PROCEEDINGS,
                EventKind.REFERRED_TO_HEARING,
            ),
            mark=conduct_regulation("reg 49", _PARTIAL),
        )
        for sources, guard in ((before, met), (after, (*met, Guard.LATE_CERTIFICATION_APPLIES)))
    )  # fmt: skip


def outcome(
    *, machine: Machine, sources: tuple[State, ...], guard: tuple[Guard, ...] = (),
    unless: tuple[Guard, ...] = (),
) -> Transition:  # fmt: skip
    """Return the row by which the outcome of the handling is decided."""
    return Transition(
        machine=machine,
        sources=sources,
        step=Step.DECIDE_OUTCOME,
        target=State.OUTCOME_DECIDED,
        by=_AUTHORITY,
        guard=(Guard.EVERY_SUBJECT_AND_ALLEGATION_DECIDED, Guard.CHECKS_ARE_DONE, *guard),
        unless=(*_OWED, *unless),
        events=(EventKind.OUTCOME_DECIDED,),
        mark=schedule_3("paras 23, 24", _MEMORY),
    )


def notifying(*, machine: Machine, is_complaint: bool) -> tuple[Transition, ...]:
    """Return the rows that tell the outcome, and with it the right to a review."""
    mark = complaints_regulation("reg 34(2)(b)", _SEEN) if is_complaint else parity("outcome")
    return (
        Transition(
            machine=machine,
            sources=(State.OUTCOME_DECIDED,),
            step=Step.NOTIFY_OUTCOME,
            target=State.OUTCOME_NOTIFIED,
            by=_AUTHORITY,
            events=(EventKind.OUTCOME_NOTIFIED, EventKind.REVIEW_INFORMATION_GIVEN),
            mark=mark,
        ),
        Transition(
            machine=machine,
            sources=(State.OUTCOME_DECIDED, State.OUTCOME_NOTIFIED),
            step=Step.NOTIFY_INTERESTED_PERSON,
            target=None,
            by=_AUTHORITY,
            events=(EventKind.INTERESTED_PERSON_TOLD_OUTCOME,),
            mark=complaints_regulation("reg 34(2)(b)", _SEEN),
        ),
    )


def applying(
    *, machine: Machine, sources: tuple[State, ...], by_law: bool
) -> tuple[Transition, ...]:
    """Return the rows of applying for a review, where the matrix of rights gives one."""
    law = (Party.COMPLAINANT, Guard.HAS_REVIEW_RIGHT_IN_LAW, schedule_3("para 25", _SEEN))
    agreed = (Party.REPORTER, Guard.HAS_PARITY_REVIEW, parity("review"))
    rights = (law, agreed) if by_law else (agreed,)
    return tuple(
        Transition(
            machine=machine, sources=sources, step=Step.APPLY_FOR_REVIEW, target=State.REVIEW_OPEN,
            by=(who,), guard=(right, in_time), events=(EventKind.REVIEW_APPLIED,), mark=mark,
        )
        for who, right, mark in rights
        for in_time in (Guard.REVIEW_WINDOW_OPEN, Guard.LATE_APPLICATION_ACCEPTED)
    )  # fmt: skip


def reviewing(*, machine: Machine, again: State) -> tuple[Transition, ...]:
    """Return the rows of the review itself and of what follows from it."""
    body = (Party.REVIEW_BODY,)
    para_25 = schedule_3("para 25(1C)", _SEEN)
    decided = schedule_3("para 25", _MEMORY)
    answered = complaints_regulation("reg 30", _MEMORY)
    steps = (
        (_REVIEWED, Step.TELL_OTHERS_OF_REVIEW, None, body,
         (EventKind.REVIEW_BODY_TOLD_OTHERS,), para_25),
        (_REVIEWED, Step.DECIDE_REVIEW, State.REVIEW_DECIDED, body,
         (EventKind.REVIEW_DECIDED,), decided),
        ((State.REVIEW_DECIDED,), Step.RECEIVE_RECOMMENDATION, None, _FORCE,
         (EventKind.RECOMMENDATION_RECEIVED,), answered),
        ((State.REVIEW_DECIDED,), Step.ANSWER_RECOMMENDATION, None, _FORCE,
         (EventKind.RECOMMENDATION_ANSWERED,), answered),
    )  # fmt: skip
    course = tuple(
        Transition(
            machine=machine, sources=sources, step=step, target=target, by=by, events=events,
            mark=mark,
        )
        for sources, step, target, by, events, mark in steps
    )  # fmt: skip
    orders = (Guard.REVIEW_ORDERS_INVESTIGATION, Guard.AUTHORITY_ACCEPTS_RECOMMENDATION)
    again_rows = tuple(
        Transition(
            machine=machine, sources=(State.REVIEW_DECIDED,), step=Step.REINVESTIGATE, target=again,
            by=_AUTHORITY, guard=(order,), events=(EventKind.REOPENED,), mark=decided,
        )
        for order in orders
    )  # fmt: skip
    return (*course, *again_rows)


def misdirected(*, machine: Machine, sources: tuple[State, ...]) -> tuple[Transition, ...]:
    """Return the rows of an application that reached the wrong body: its time does not count."""
    mark = complaints_regulation("reg 29(3)", _SEEN)
    bodies = (Party.INDEPENDENT_BODY, Party.LOCAL_POLICING_BODY, Party.APPROPRIATE_AUTHORITY)
    steps = (
        (Step.REVIEW_REACHES_WRONG_BODY, EventKind.REVIEW_REACHED_WRONG_BODY),
        (Step.FORWARD_REVIEW, EventKind.REVIEW_FORWARDED),
    )
    return tuple(
        Transition(
            machine=machine, sources=sources, step=step, target=None, by=bodies, events=(event,),
            mark=mark,
        )
        for step, event in steps
    )  # fmt: skip


def finalising(
    *, machine: Machine, sources: tuple[State, ...], guard: tuple[Guard, ...]
) -> Transition:
    """Return the row that ends a case; what is still owed keeps it open."""
    return Transition(
        machine=machine,
        sources=sources,
        step=Step.FINALISE,
        target=State.FINALISED,
        by=_AUTHORITY,
        guard=(
            Guard.EVERY_SUBJECT_AND_ALLEGATION_DECIDED, Guard.OTHER_MACHINES_CLOSED, *guard,
        ),
        unless=_OWED,
        events=(EventKind.CLOSED,),
        mark=policy("the end of a case"),
    )  # fmt: skip


def reopening(*, machine: Machine, again: State) -> tuple[Transition, ...]:
    """Return the rows that take up a finalised case again."""
    why = (
        (_FORCE, Guard.NEW_EVIDENCE, policy("new evidence")),
        (_FORCE, Guard.MISCONDUCT_DECISION_IS_OWED, policy("misconduct after a criminal case")),
        (_WATCHDOG, Guard.REINVESTIGATION_DIRECTED, schedule_3("and s13B", _SEEN)),
    )
    return tuple(
        Transition(
            machine=machine, sources=(State.FINALISED,), step=Step.REOPEN, target=again, by=by,
            guard=(guard,), events=(EventKind.REOPENED,), mark=mark,
        )
        for by, guard, mark in why
    )  # fmt: skip
