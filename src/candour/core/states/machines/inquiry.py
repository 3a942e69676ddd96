"""The rows of an investigation that every kind of case shares: from appointment to interview."""

from candour.core.states.guards import Guard
from candour.core.states.names import Machine, State, Step
from candour.core.states.rows import (
    Mark,
    Transition,
    complaints_regulation,
    conduct_regulation,
    policy,
    schedule_3,
)
from candour.law.events import EventKind, Party
from candour.law.provisions import Verification

_AUTHORITY = (Party.APPROPRIATE_AUTHORITY, Party.INDEPENDENT_BODY)
_SEEN = Verification.SEEN
_PARTIAL = Verification.PARTIAL
_MEMORY = Verification.MEMORY
_ASSESSED = {
    Step.ASSESS_SEVERITY: EventKind.SEVERITY_ASSESSED,
    Step.REASSESS_SEVERITY: EventKind.SEVERITY_REVISED,
}


def preparing(*, machine: Machine, sources: tuple[State, ...]) -> tuple[Transition, ...]:
    """Return the rows that give an investigation its investigator and its terms."""
    return (
        Transition(
            machine=machine,
            sources=sources,
            step=Step.APPOINT_INVESTIGATOR,
            target=None,
            by=_AUTHORITY,
            guard=(Guard.INVESTIGATOR_IS_ELIGIBLE,),
            events=(EventKind.INVESTIGATOR_APPOINTED,),
            mark=conduct_regulation("reg 15(3)", _SEEN),
            note="Schedule 3 matters: Complaints and Misconduct Regs 2020 reg 12.",
        ),
        Transition(
            machine=machine,
            sources=sources,
            step=Step.SET_TERMS_OF_REFERENCE,
            target=None,
            by=(*_AUTHORITY, Party.INVESTIGATOR),
            events=(EventKind.TERMS_OF_REFERENCE_SET,),
            mark=schedule_3("para 19", _MEMORY),
        ),
    )


def severity(
    *, machine: Machine, sources: tuple[State, ...], by: tuple[Party, ...], mark: Mark
) -> tuple[Transition, ...]:
    """Return the rows of the assessment: a second person below misconduct, the floor, changes."""
    screened = (Guard.HISTORY_IS_SCREENED,)
    second = (Guard.SECOND_PERSON_AGREES,)
    floor = (Guard.IS_BELOW_FLOOR, Guard.AUTHORITY_LOWERS_FLOOR, *second)
    low, lowered = Guard.SEVERITY_IS_BELOW_MISCONDUCT, Guard.SEVERITY_IS_LOWERED
    high = (Guard.SEVERITY_IS_MISCONDUCT,)
    owes_notice = (EventKind.ASSESSED_AS_MISCONDUCT,)
    ways = (
        (Step.ASSESS_SEVERITY, (*screened, *high), (Guard.IS_BELOW_FLOOR, low), owes_notice),
        (Step.ASSESS_SEVERITY, (*screened, low, *second), (Guard.IS_BELOW_FLOOR, *high), ()),
        (Step.ASSESS_SEVERITY, (*screened, *high, *floor), (low,), owes_notice),
        (Step.ASSESS_SEVERITY, (*screened, low, *floor), high, ()),
        (
            Step.REASSESS_SEVERITY,
            (*screened, *high),
            (Guard.IS_BELOW_FLOOR, low, lowered),
            owes_notice,
        ),
        (
            Step.REASSESS_SEVERITY,
            (*screened, *high, lowered, *second),
            (Guard.IS_BELOW_FLOOR, low),
            owes_notice,
        ),
        (Step.REASSESS_SEVERITY, (*screened, low, *second), (Guard.IS_BELOW_FLOOR, *high), ()),
        (Step.REASSESS_SEVERITY, (*screened, *high, *floor), (low,), owes_notice),
        (Step.REASSESS_SEVERITY, (*screened, low, *floor), high, ()),
    )
    return tuple(
        Transition(
            machine=machine, sources=sources, step=step, target=None, by=by,
            guard=guard if step is Step.ASSESS_SEVERITY else (Guard.SEVERITY_ASSESSED, *guard),
            unless=(
                (*unless, Guard.SEVERITY_ASSESSED) if step is Step.ASSESS_SEVERITY else unless
            ),
            events=(_ASSESSED[step], *events), mark=mark,
        )
        for step, guard, unless, events in ways
    )  # fmt: skip


def noticing(
    *, machine: Machine, sources: tuple[State, ...], is_schedule_3: bool
) -> tuple[Transition, ...]:
    """Return the rows from the safety decision and notice to representations."""
    regulation = complaints_regulation if is_schedule_3 else conduct_regulation
    representations = "reg 20" if is_schedule_3 else "reg 18"
    return (
        Transition(
            machine=machine,
            sources=sources,
            step=Step.DECIDE_REPORTER_SAFETY,
            target=None,
            by=(Party.APPROPRIATE_AUTHORITY, Party.INVESTIGATOR, Party.INDEPENDENT_BODY),
            events=(EventKind.REPORTER_SAFETY_DECIDED,),
            mark=policy("safety of the person who reported"),
        ),
        Transition(
            machine=machine,
            sources=sources,
            step=Step.DELAY_NOTICE,
            target=None,
            by=(Party.INVESTIGATOR,),
            guard=(Guard.HARM_TEST_FORBIDS_NOTICE,),
            unless=(Guard.NOTICE_WAS_GIVEN,),
            events=(EventKind.NOTICE_DELAYED,),
            mark=regulation("reg 17", _PARTIAL),
        ),
        Transition(
            machine=machine,
            sources=sources,
            step=Step.SERVE_NOTICE,
            target=None,
            by=(Party.INVESTIGATOR,),
            guard=(Guard.SEVERITY_ASSESSED, Guard.REPORTER_SAFETY_DECIDED),
            unless=(Guard.HARM_TEST_FORBIDS_NOTICE,),
            events=(EventKind.NOTICE_GIVEN,),
            mark=regulation("reg 17", _PARTIAL),
        ),
        Transition(
            machine=machine,
            sources=sources,
            step=Step.RECEIVE_REPRESENTATIONS,
            target=None,
            by=(Party.SUBJECT,),
            guard=(Guard.NOTICE_WAS_GIVEN,),
            events=(EventKind.REPRESENTATIONS_RECEIVED,),
            mark=regulation(representations, _PARTIAL),
        ),
    )


def interviewing(*, machine: Machine, sources: tuple[State, ...]) -> tuple[Transition, ...]:
    """Return the rows of the interview."""
    mark = conduct_regulation("reg 20", _SEEN)
    return (
        Transition(
            machine=machine,
            sources=sources,
            step=Step.SPECIFY_INTERVIEW,
            target=None,
            by=(Party.INVESTIGATOR,),
            guard=(Guard.NOTICE_WAS_GIVEN,),
            events=(EventKind.INTERVIEW_DAY_SPECIFIED,),
            mark=mark,
        ),
        Transition(
            machine=machine,
            sources=sources,
            step=Step.PROPOSE_OTHER_INTERVIEW_DAY,
            target=None,
            by=(Party.SUBJECT,),
            guard=(Guard.INTERVIEW_IS_SPECIFIED,),
            events=(EventKind.INTERVIEW_ALTERNATIVE_PROPOSED,),
            mark=mark,
        ),
        Transition(
            machine=machine,
            sources=sources,
            step=Step.INTERVIEW,
            target=None,
            by=(Party.INVESTIGATOR,),
            guard=(Guard.NOTICE_WAS_GIVEN, Guard.INTERVIEW_IS_SPECIFIED),
            events=(EventKind.INTERVIEWED,),
            mark=mark,
        ),
    )
