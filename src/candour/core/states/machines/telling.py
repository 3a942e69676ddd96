"""The rows that run beside every course of a case: who is told, who is kept apart or suspended."""

from candour.core.states.guards import Guard
from candour.core.states.names import Machine, State, Step
from candour.core.states.rows import (
    Mark,
    Transition,
    complaints_regulation,
    conduct_regulation,
    lists_regulation,
    policy,
    schedule_3,
)
from candour.law.events import EventKind, Party
from candour.law.provisions import Verification

_AUTHORITY = (Party.APPROPRIATE_AUTHORITY, Party.INDEPENDENT_BODY)
_WORKING = (*_AUTHORITY, Party.INVESTIGATOR)
_SEEN = Verification.SEEN
_PARTIAL = Verification.PARTIAL
_MEMORY = Verification.MEMORY
_EVIDENCE = schedule_3("para 1", _SEEN)
_VIEWS = schedule_3("para 2(6)", _SEEN)
_COPY = complaints_regulation("reg 3", _PARTIAL)
_NEWS = complaints_regulation("reg 34(2)(a)", _SEEN)
_INTERESTED = schedule_3("and s21", _PARTIAL)
_DELAY = complaints_regulation("reg 13", _SEEN)
_SUBJECT_NEWS = policy("updates of the subject")
_APART = policy("keeping people apart")
_SUSPENSION = conduct_regulation("reg 11", _MEMORY)
_ENDED = complaints_regulation("reg 34(2)(b)(ii)-(iii)", _SEEN)
_SUSPECT = policy("suspects who serve with the police")
_LEARNING = schedule_3("para 28B", _MEMORY)
_LEAVING = lists_regulation("reg 12", _PARTIAL)


def going_on(*, machine: Machine, states: tuple[State, ...]) -> tuple[Transition, ...]:
    """Return the steps that are possible in every state that is not final."""
    steps: tuple[tuple[Step, tuple[Party, ...], tuple[EventKind, ...], Mark], ...] = (
        (Step.PRESERVE_EVIDENCE, (*_WORKING, Party.LOCAL_POLICING_BODY),
         (EventKind.EVIDENCE_PRESERVED,), _EVIDENCE),
        (Step.SEEK_VIEWS, _WORKING, (EventKind.REPORTER_CONTACTED,), _VIEWS),
        (Step.SEND_COPY_OF_RECORD, _AUTHORITY, (EventKind.COPY_OF_RECORD_SENT,), _COPY),
        (Step.ADMIT_INTERESTED_PERSON, _AUTHORITY, (EventKind.INTERESTED_PERSON_ADMITTED,),
         _INTERESTED),
        (Step.UPDATE_REPORTER, _WORKING, (EventKind.UPDATE_SENT,), _NEWS),
        (Step.UPDATE_INTERESTED_PERSON, _WORKING, (EventKind.INTERESTED_PERSON_UPDATED,), _NEWS),
        (Step.UPDATE_SUBJECT, _WORKING, (EventKind.SUBJECT_UPDATED,), _SUBJECT_NEWS),
        (Step.REPORT_DELAY, (Party.APPROPRIATE_AUTHORITY,), (EventKind.DELAY_REPORT_SENT,), _DELAY),
        (Step.SEPARATE, (Party.APPROPRIATE_AUTHORITY,), (EventKind.SEPARATION_DECIDED,), _APART),
        (Step.RECEIVE_LEARNING_RECOMMENDATION, _AUTHORITY,
         (EventKind.LEARNING_RECOMMENDATION_RECEIVED,), _LEARNING),
        (Step.ANSWER_LEARNING_RECOMMENDATION, _AUTHORITY,
         (EventKind.LEARNING_RECOMMENDATION_ANSWERED,), _LEARNING),
        (Step.TELL_CRIMINAL_OUTCOME, _AUTHORITY, (EventKind.CRIMINAL_OUTCOME_TOLD,), _ENDED),
        (Step.FIND_WORK_TOGETHER, _WORKING, (EventKind.WORK_TOGETHER_FOUND,), _APART),
        (Step.NAME_POLICE_SUSPECT, (*_WORKING, Party.CRIMINAL_INVESTIGATOR),
         (EventKind.POLICE_SUSPECT_NAMED,), _SUSPECT),
        (Step.DECIDE_DUTY, (Party.APPROPRIATE_AUTHORITY,), (EventKind.DUTY_DECIDED,), _SUSPECT),
        (Step.SUSPEND_FROM_DUTY, (Party.APPROPRIATE_AUTHORITY,), (EventKind.SUSPENDED_FROM_DUTY,),
         _SUSPENSION),
    )  # fmt: skip
    told = tuple(
        Transition(
            machine=machine, sources=states, step=step, target=None, by=by, events=events, mark=mark
        )
        for step, by, events, mark in steps
    )
    late = Transition(
        machine=machine, sources=states, step=Step.REPORT_DELAY, target=None,
        by=(Party.INDEPENDENT_BODY,), guard=(Guard.MODE_INDEPENDENT,),
        events=(EventKind.WATCHDOG_DELAY_REPORT_SENT,), mark=_DELAY,
    )  # fmt: skip
    return (*told, late, *_suspension(machine, states), *_departure(machine, states))


def _suspension(machine: Machine, states: tuple[State, ...]) -> tuple[Transition, ...]:
    steps = (
        (Step.REVIEW_SUSPENSION, EventKind.SUSPENSION_REVIEWED),
        (Step.END_SUSPENSION, EventKind.SUSPENSION_ENDED),
    )
    return tuple(
        Transition(
            machine=machine, sources=states, step=step, target=None,
            by=(Party.APPROPRIATE_AUTHORITY,), guard=(Guard.IS_SUSPENDED_FROM_DUTY,),
            events=(event,), mark=_SUSPENSION,
        )
        for step, event in steps
    )  # fmt: skip


def _departure(machine: Machine, states: tuple[State, ...]) -> tuple[Transition, ...]:
    left = (EventKind.CEASED_TO_SERVE,)
    gross = (Guard.GROSS_MISCONDUCT_ALLEGED,)
    by = (Party.APPROPRIATE_AUTHORITY,)
    return (
        Transition(
            machine=machine, sources=states, step=Step.RECORD_DEPARTURE, target=None, by=by,
            guard=gross, events=(*left, EventKind.LEFT_UNDER_ALLEGATION),
            opens=(Machine.FORMER_OFFICER,), mark=_LEAVING,
        ),
        Transition(
            machine=machine, sources=states, step=Step.RECORD_DEPARTURE, target=None, by=by,
            unless=gross, events=left, mark=_LEAVING,
        ),
    )  # fmt: skip
