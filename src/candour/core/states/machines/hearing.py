"""The rows that end every kind of hearing: from the hearing itself to the College of Policing."""

from candour.core.states.guards import Guard
from candour.core.states.names import Machine, State, Step
from candour.core.states.rows import (
    Transition,
    conduct_regulation,
    lists_regulation,
    policy,
    tribunal_rule,
)
from candour.law.events import EventKind, Party
from candour.law.provisions import Verification

_FORCE = (Party.APPROPRIATE_AUTHORITY,)
_CHAIR = (Party.CHAIR,)
_OFFICER = (Party.SUBJECT,)
_SEEN = Verification.SEEN
_PARTIAL = Verification.PARTIAL
_MEMORY = Verification.MEMORY
_TOLD = (State.OFFICER_NOTIFIED, State.PUBLISHED)
_DISMISSIBLE = (
    State.OUTCOME_DECIDED, State.OUTCOME_REPORTED, *_TOLD, State.TRIBUNAL_APPEAL,
)  # fmt: skip

OWNERS = {
    State.HEARD: Party.CHAIR,
    State.OUTCOME_DECIDED: Party.CHAIR,
    State.OUTCOME_REPORTED: Party.APPROPRIATE_AUTHORITY,
    State.OFFICER_NOTIFIED: Party.APPROPRIATE_AUTHORITY,
    State.PUBLISHED: Party.APPROPRIATE_AUTHORITY,
    State.TRIBUNAL_APPEAL: Party.APPEALS_TRIBUNAL,
}


def naming(*, machine: Machine, sources: tuple[State, ...], number: str) -> tuple[Transition, ...]:
    """Return the rows by which the panel is named and objected to."""
    mark = conduct_regulation(number, _MEMORY)
    return (
        Transition(
            machine=machine, sources=sources, step=Step.NAME_PANEL, target=None, by=_FORCE,
            guard=(Guard.PANEL_HAS_NO_CONFLICT,), events=(EventKind.PANEL_MEMBER_NAMED,), mark=mark,
        ),
        Transition(
            machine=machine, sources=sources, step=Step.OBJECT_TO_PANEL, target=None, by=_OFFICER,
            events=(EventKind.PANEL_MEMBER_OBJECTED,), mark=mark,
        ),
    )  # fmt: skip


def deciding(*, machine: Machine, numbers: tuple[str, str]) -> tuple[Transition, ...]:
    """Return the rows of the outcome: decided with reasons, reported, told to the officer.

    numbers: the regulations of the outcome and of the report on it.
    """
    decided = tuple(
        Transition(
            machine=machine, sources=(State.HEARD,), step=Step.DECIDE_OUTCOME,
            target=State.OUTCOME_DECIDED, by=_CHAIR, guard=guard, unless=unless, events=events,
            mark=conduct_regulation(numbers[0], _SEEN),
        )
        for guard, unless, events in (
            ((Guard.OUTCOME_HAS_REASONS,), (Guard.IS_DISMISSAL,),
             (EventKind.PROCEEDINGS_COMPLETED,)),
            ((Guard.OUTCOME_HAS_REASONS, Guard.IS_DISMISSAL), (),
             (EventKind.PROCEEDINGS_COMPLETED, EventKind.DISMISSED)),
        )
    )  # fmt: skip
    mark = conduct_regulation(numbers[1], _PARTIAL)
    return (
        *decided,
        Transition(
            machine=machine, sources=(State.OUTCOME_DECIDED,), step=Step.REPORT_OUTCOME,
            target=State.OUTCOME_REPORTED, by=_CHAIR, events=(EventKind.CHAIR_REPORTED,), mark=mark,
        ),
        Transition(
            machine=machine, sources=(State.OUTCOME_REPORTED,), step=Step.NOTIFY_OFFICER,
            target=State.OFFICER_NOTIFIED, by=_FORCE, events=(EventKind.OFFICER_TOLD_OUTCOME,),
            mark=mark,
        ),
    )  # fmt: skip


def publishing(*, machine: Machine, number: str) -> tuple[Transition, ...]:
    """Return the rows by which the report of a hearing is published and taken down."""
    mark = conduct_regulation(number, _MEMORY)
    return (
        Transition(
            machine=machine, sources=(State.OFFICER_NOTIFIED,), step=Step.PUBLISH_OUTCOME,
            target=State.PUBLISHED, by=_FORCE,
            guard=(Guard.PUBLICATION_IS_OWED, Guard.CLEARED_FOR_PUBLICATION),
            events=(EventKind.HEARING_REPORT_PUBLISHED,), mark=mark,
        ),
        Transition(
            machine=machine, sources=(State.PUBLISHED, State.CLOSED), step=Step.TAKE_DOWN,
            target=None, by=_FORCE, events=(EventKind.HEARING_REPORT_TAKEN_DOWN,), mark=mark,
        ),
    )  # fmt: skip


def appealing(*, machine: Machine, guard: tuple[Guard, ...] = ()) -> tuple[Transition, ...]:
    """Return the rows of an appeal to the police appeals tribunal."""
    in_time = (*guard, Guard.APPEAL_WINDOW_OPEN)
    tribunal = (State.TRIBUNAL_APPEAL,)
    respondent = (Party.TRIBUNAL_RESPONDENT, Party.APPROPRIATE_AUTHORITY)
    return (
        Transition(
            machine=machine, sources=_TOLD, step=Step.APPEAL_TO_TRIBUNAL,
            target=State.TRIBUNAL_APPEAL, by=_OFFICER, guard=in_time,
            events=(EventKind.TRIBUNAL_APPEALED,), mark=tribunal_rule("r9", _MEMORY),
        ),
        Transition(
            machine=machine, sources=tribunal, step=Step.RECEIVE_TRIBUNAL_NOTICE, target=None,
            by=respondent, events=(EventKind.TRIBUNAL_NOTICE_RECEIVED,),
            mark=tribunal_rule("r13(3)", _SEEN),
        ),
        Transition(
            machine=machine, sources=tribunal, step=Step.SEND_RESPONDENT_BUNDLE, target=None,
            by=respondent, events=(EventKind.RESPONDENT_BUNDLE_SENT,),
            mark=tribunal_rule("r13(3)", _SEEN),
        ),
        Transition(
            machine=machine, sources=tribunal, step=Step.DECIDE_TRIBUNAL_APPEAL,
            target=State.OFFICER_NOTIFIED, by=(Party.APPEALS_TRIBUNAL,),
            events=(EventKind.TRIBUNAL_DECIDED,), mark=tribunal_rule("r22", _MEMORY),
        ),
    )  # fmt: skip


def closing(*, machine: Machine) -> tuple[Transition, ...]:
    """Return the rows of the report to the College, and of the end."""
    return (
        Transition(
            machine=machine, sources=_DISMISSIBLE, step=Step.REPORT_TO_COLLEGE, target=None,
            by=_FORCE, guard=(Guard.COLLEGE_REPORT_IS_OWED,),
            events=(EventKind.BARRED_LIST_REPORT_MADE,), mark=lists_regulation("reg 3(1)", _SEEN),
        ),
        Transition(
            machine=machine, sources=_TOLD, step=Step.CLOSE, target=State.CLOSED, by=_FORCE,
            unless=(
                Guard.PUBLICATION_IS_OWED, Guard.COLLEGE_REPORT_IS_OWED, Guard.APPEAL_WINDOW_OPEN,
                Guard.MISCONDUCT_DECISION_IS_OWED,
            ),
            mark=policy("the end of proceedings"),
        ),
    )  # fmt: skip
