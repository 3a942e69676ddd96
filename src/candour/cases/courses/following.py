"""What the other pages of a case decide, written down as steps, so that both tell the same."""

import datetime
import uuid
from collections.abc import Collection, Mapping

from django.db import models

from candour.cases import steps
from candour.cases.courses import checked, engine, established, opening, standing
from candour.cases.courses.engine import Asked
from candour.cases.courses.sheets import codes
from candour.cases.courses.sheets import rows as sheets
from candour.cases.models import Allegation, Case, Event
from candour.core.states import Guard, Machine, Step
from candour.guard.actors import Actor
from candour.law.events import EventKind
from candour.law.severity import SeverityLevel

_REST = datetime.timedelta(days=28)
# Steps that were taken elsewhere and are recorded by their kind alone.
OF_EVENTS: Mapping[EventKind, Step] = {
    EventKind.CALLED_IN: Step.CALL_IN,
    EventKind.DELAY_REPORT_SENT: Step.REPORT_DELAY,
    EventKind.FINAL_REPORT_SUBMITTED: Step.SUBMIT_REPORT,
    EventKind.STOPPED_FOR_CRIMINAL_PROCEEDINGS: Step.SUSPEND_FOR_CRIMINAL,
    EventKind.CRIMINAL_OUTCOME_KNOWN: Step.RECORD_CRIMINAL_OUTCOME,
    EventKind.RESTARTED: Step.RESTART,
}
_CLAIMED: Mapping[Step, frozenset[Guard]] = {
    Step.SUSPEND_FOR_CRIMINAL: frozenset({Guard.WOULD_PREJUDICE_CRIMINAL_PROCEEDINGS}),
    Step.RESTART: frozenset({Guard.NO_LONGER_PREJUDICIAL}),
}


# What giving a subject their papers at a stage is: the notice of that course.
_NOTICES: Mapping[str, tuple[Machine | None, EventKind]] = {
    "notice": (None, EventKind.NOTICE_GIVEN),
    "proceedings": (Machine.PROCEEDINGS, EventKind.PROCEEDINGS_NOTICE_GIVEN),
}


class NotOver(Exception):
    """Its course was taken up under Next steps and is not at its end."""


class NotChecked(Exception):
    """Decide under Next steps first, with the checks, that there is no case to answer."""


def followed(
    *,
    case: Case,
    step: Step,
    by: Actor,
    at: datetime.datetime,
    on: datetime.date | None = None,
    gives: Collection[Guard] = (),
) -> list[models.Model]:
    """Write down one step of the case's own course, where it has it; return the rows written.

    Belongs to the transaction and the leaf of the page that decided it.
    """
    rests = step in (Step.SUSPEND_FOR_CRIMINAL,)
    day = on or at.date()
    asked = Asked(
        machine=standing.own(case=case).machine,
        step=step,
        on=day,
        claims=_CLAIMED.get(step, frozenset()),
        owner=codes.RESTING_WITH[0][0] if rests else "",
        review_on=day + _REST if rests else None,
        written_with="another_page",
    )
    # An assessment is recorded before its step is: what it establishes did not hold before.
    but = (Guard.SEVERITY_ASSESSED,) if step is Step.ASSESS_SEVERITY else ()
    return engine.follow(case=case, asked=asked, by=by, at=at, gives=gives, but=but)


def noticed(
    *,
    case: Case,
    stage: str,
    person: uuid.UUID | None,
    by: Actor,
    at: datetime.datetime,
    on: datetime.date | None = None,
) -> list[models.Model]:
    """Write down that somebody was served the notice of a stage; return the rows written.

    Once: whatever is given at that stage afterwards is no second notice, until their severity is
    revised. Where the course stands elsewhere the fact alone is kept: the clocks run from it.
    """
    if stage not in _NOTICES:
        return []
    machine, kind = _NOTICES[stage]
    if _has_notice(case, kind, person):
        return []
    day = on or at.date()
    asked = Asked(
        machine=machine or standing.own(case=case).machine,
        step=Step.SERVE_NOTICE,
        on=day,
        subject=person if machine else None,
        about=None if machine else person,
        written_with="another_page",
    )
    rows = engine.follow(case=case, asked=asked, by=by, at=at)
    if not any(isinstance(row, Event) and row.kind == kind for row in rows):
        rows += steps.events(case=case, facts={kind: day}, by=by, at=at, subject=person)
    return rows


def _has_notice(case: Case, kind: EventKind, person: uuid.UUID | None) -> bool:
    about = models.Q(subject_id=person) | models.Q(subject__isnull=True)
    events = Event.objects.filter(about, file_id=case.file_id).order_by("recorded_at")
    given = events.filter(kind=kind.value).last()
    revised = events.filter(kind=EventKind.SEVERITY_REVISED.value).last()
    return given is not None and (revised is None or revised.recorded_at <= given.recorded_at)


def recorded(
    *, case: Case, is_under_schedule_3: bool, by: Actor, at: datetime.datetime
) -> list[models.Model]:
    """Write down how a report was recorded: the first steps of the case's own course."""
    if case.kind == Machine.COMPLAINT:
        logged = followed(case=case, step=Step.LOG, by=by, at=at)
        step = Step.RECORD if is_under_schedule_3 else Step.LOG_OUTSIDE_SCHEDULE_3
        gives = {Guard.AUTHORITY_CHOOSES_TO_RECORD if is_under_schedule_3
                 else Guard.NO_DUTY_TO_RECORD}  # fmt: skip
        return [*logged, *followed(case=case, step=step, by=by, at=at, gives=gives)]
    step = Step.RECORD if is_under_schedule_3 else Step.LOG
    gives = {Guard.IS_RECORDABLE if is_under_schedule_3 else Guard.IS_NOT_RECORDABLE}
    return followed(case=case, step=step, by=by, at=at, gives=gives)


def is_done(case: Case, step: Step) -> bool:
    """Say whether a step was taken on the case's own course."""
    return established.done(standing.own(case=case).taken, step) is not None


def demand_checked(
    *, case: Case, allegation: Allegation, result: str, level: SeverityLevel, by: Actor
) -> None:
    """Refuse an end without a case before its checks, and by a decider who is too close.

    Whatever the result is called. Once its course was taken up, it is decided there first.
    """
    if not checked.ends_without_case(result=result, level=level):
        return
    own = standing.own(case=case)
    if standing.is_taken_up(case=case) and established.is_investigated(own=own):
        found = established.findings(own=own)
        if found.get(str(allegation.subject_id)) != codes.NO_CASE:
            raise NotChecked
    elif not checked.is_recorded(allegation=allegation.id):
        raise checked.ChecksOwed
    checked.demand_outsider(case=case, by=by)


def demand_over(*, case: Case, on: datetime.date) -> None:
    """Refuse to close a case whose course was taken up and still has something before its end."""
    if not standing.is_taken_up(case=case):
        return
    own = standing.own(case=case)
    if own.is_over:
        return
    rows = engine.rows_of(of=own, step=Step.FINALISE)
    if not rows:
        raise NotOver(engine.nowhere(of=own, step=Step.FINALISE))
    sheet = sheets.sheet(Step.FINALISE, is_of_case=True)
    against = opening.against(rows=rows, sheet=sheet, known=opening.Known(of=own, on=on))
    if against:
        raise NotOver(" ".join(against))
