"""Which facts hold for a course, computed from what is recorded; nobody can claim one of these."""

import datetime
import uuid
from collections.abc import Iterable, Sequence

from django.db import connection

from candour.cases.courses import panels, persons, reviewing, seconded, standing, windows
from candour.cases.courses.sheets import codes
from candour.cases.courses.standing import Course
from candour.cases.models import (
    Allegation,
    Case,
    Event,
    Outcome,
    Referral,
    ReferralAssessment,
    StepTaken,
)
from candour.cases.reading import progress
from candour.cases.rules import lowering, severity
from candour.core import states
from candour.core.states import Guard, Machine, State, Step
from candour.guard import keys
from candour.intake.models import Correspondent
from candour.law.conduct.staff import STAFF_SANCTIONS
from candour.law.events import EventKind
from candour.law.outcomes import SANCTIONS
from candour.law.severity import SeverityLevel

_SERIOUS = (SeverityLevel.MISCONDUCT, SeverityLevel.GROSS_MISCONDUCT)
INVESTIGATED = (State.INVESTIGATING, State.INVESTIGATING_SPECIAL)
_BARRING = {row.code for row in (*SANCTIONS, *STAFF_SANCTIONS) if row.is_barring}
COMPUTED = frozenset({
    Guard.REFERRAL_IS_VOLUNTARY,
    Guard.REFERRAL_IS_OWED, Guard.WAS_REFERRED, Guard.MODE_INDEPENDENT, Guard.MODE_DIRECTED,
    Guard.MODE_LOCAL, Guard.MODE_RETURNED, Guard.INVESTIGATOR_IS_ELIGIBLE,
    Guard.HISTORY_IS_SCREENED, Guard.SEVERITY_ASSESSED, Guard.SEVERITY_IS_MISCONDUCT,
    Guard.SEVERITY_IS_BELOW_MISCONDUCT, Guard.SEVERITY_IS_LOWERED, Guard.IS_BELOW_FLOOR,
    Guard.SECOND_PERSON_AGREES, Guard.AUTHORITY_LOWERS_FLOOR, Guard.REPORTER_SAFETY_DECIDED,
    Guard.NOTICE_WAS_GIVEN, Guard.INTERVIEW_IS_SPECIFIED, Guard.IS_SUSPENDED_FROM_DUTY,
    Guard.CRIMINAL_MATTER_ENDED, Guard.MISCONDUCT_DECISION_IS_OWED,
    Guard.IS_UNDER_SPECIAL_PROCEDURES, Guard.CHECKS_ARE_DONE, Guard.CASE_TO_ANSWER,
    Guard.NO_CASE_TO_ANSWER, Guard.EVERY_SUBJECT_AND_ALLEGATION_DECIDED,
    Guard.OUTCOME_WAS_NOTIFIED, Guard.NOBODY_TO_TELL, Guard.HAS_REVIEW_RIGHT_IN_LAW,
    Guard.HAS_PARITY_REVIEW, Guard.REVIEW_WINDOW_OPEN, Guard.REVIEW_IS_OVER,
    Guard.REVIEW_ORDERS_INVESTIGATION, Guard.AUTHORITY_ACCEPTS_RECOMMENDATION,
    Guard.OTHER_MACHINES_CLOSED, Guard.SUBJECT_IS_OFFICER, Guard.SUBJECT_IS_STAFF,
    Guard.SUBJECT_HAS_LEFT, Guard.VETTING_EXIT_APPLIES, Guard.LATE_CERTIFICATION_APPLIES,
    Guard.INFORMAL_RESOLUTION_BARRED, Guard.IS_MEETING, Guard.IS_HEARING, Guard.RESPONSE_IS_OVER,
    Guard.PANEL_HAS_NO_CONFLICT, Guard.OUTCOME_HAS_REASONS,
    Guard.IS_DISMISSAL, Guard.PUBLICATION_IS_OWED,
    Guard.COLLEGE_REPORT_IS_OWED, Guard.APPEAL_WINDOW_OPEN, Guard.GROSS_MISCONDUCT_ALLEGED,
    Guard.CONDITION_A, Guard.CONDITION_B, Guard.CONDITION_C,
})  # fmt: skip
# Since when a matter below misconduct may go to vetting, and a certificate may follow the report.
_VETTING_FROM = datetime.date(2025, 5, 14)
_LATE_FROM = datetime.date(2025, 5, 28)


def facts(*, of: Course, about: uuid.UUID | None, on: datetime.date) -> frozenset[Guard]:
    """Return what holds for a course, and for the person whom the step is about."""
    person = about or of.subject
    every = standing.courses(case=of.case)
    own, taken = standing.leading(every), standing.of_case(every)
    return frozenset({
        *_referral(of.case), *_mode(taken), *_criminal(of.case), *_versions(of.case),
        *_severity(of.case, person), *_notice(of, taken, person), *_decided(own, person),
        *_ends(of, every), *_proceedings(of, own, person, on),
        *reviewing.facts(case=of.case, own=own, on=on),
        *persons.facts(case=of.case, person=person, taken=taken, on=on),
        *panels.facts(of=of), *_second(of, person), *_investigator(of),
    })  # fmt: skip


def done(
    taken: Iterable[StepTaken], *steps: Step, about: uuid.UUID | None = None
) -> StepTaken | None:
    """Return the last of these steps that was taken, about somebody where one is named."""
    found = [
        row for row in taken
        if row.step in {step.value for step in steps} and about in (None, row.about_id)
    ]  # fmt: skip
    return found[-1] if found else None


def _referral(case: Case) -> set[Guard]:
    events = Event.objects.filter(file_id=case.file_id)
    referred = events.filter(kind=EventKind.REFERRED).order_by("recorded_at").last()
    called = events.filter(kind=EventKind.CALLED_IN).order_by("recorded_at").last()
    answered = ReferralAssessment.objects.filter(
        file_id=case.file_id, superseded_by__isnull=True
    ).first()
    is_called = called is not None and (
        referred is None or referred.recorded_at < called.recorded_at
    )
    is_referred = referred is not None or Referral.objects.filter(file_id=case.file_id).exists()
    is_owed = bool(answered and answered.is_required) and not is_referred
    found = {Guard.WAS_REFERRED} if is_referred else set()
    return found | ({Guard.REFERRAL_IS_OWED} if is_owed or is_called else set())


def _mode(taken: Sequence[StepTaken]) -> set[Guard]:
    """Return the mode decided last: what becomes another matter keeps it until it is decided anew.

    Police Reform Act 2002, Schedule 3, paragraph 21A (from memory): whoever investigates a death or
    serious injury goes on with the conduct matter that it becomes. A task asks for the decision.
    """
    decided = done(taken, Step.DECIDE_MODE)
    return {Guard(f"mode_{decided.answers['mode']}")} if decided else set()


def _criminal(case: Case) -> set[Guard]:
    at: dict[str, datetime.datetime] = {}
    rows = Event.objects.filter(file_id=case.file_id).order_by("recorded_at")
    for kind, recorded_at in rows.values_list("kind", "recorded_at"):
        at[kind] = recorded_at
    ended = at.get(EventKind.CRIMINAL_OUTCOME_KNOWN)
    if ended is None:
        return set()
    stopped = at.get(EventKind.STOPPED_FOR_CRIMINAL_PROCEEDINGS)
    decided = at.get(EventKind.MISCONDUCT_DECIDED_AFTER_CRIMINAL)
    found = set()
    if stopped is None or ended >= stopped:
        found.add(Guard.CRIMINAL_MATTER_ENDED)
    if decided is None or ended > decided:
        found.add(Guard.MISCONDUCT_DECISION_IS_OWED)
    return found


def _versions(case: Case) -> set[Guard]:
    found = {Guard.VETTING_EXIT_APPLIES} if case.received_on >= _VETTING_FROM else set()
    return found | ({Guard.LATE_CERTIFICATION_APPLIES} if case.received_on >= _LATE_FROM else set())


def _investigator(of: Course) -> set[Guard]:
    """Say whether the employer's procedure has an investigator: the case's, declared, unwalled."""
    if of.machine is not Machine.POLICE_STAFF:
        return set()
    file = of.case.file_id
    with connection.cursor() as cursor:
        cursor.execute(
            "select reader.account_id from access.remaining_readers(%s, %s) as reader"
            " join cases.declared_investigators(%s) as given using (account_id) limit 1",
            [file, keys.NARRATIVE, file],
        )
        return {Guard.INVESTIGATOR_IS_ELIGIBLE} if cursor.fetchone() else set()


def _second(of: Course, person: uuid.UUID | None) -> set[Guard]:
    return lowering.facts(case=of.case, person=person) if of.is_of_case else seconded.facts(of=of)


def _severity(case: Case, person: uuid.UUID | None) -> set[Guard]:
    standings = severity.standings(file=case.file_id)
    rows = Allegation.objects.filter(file_id=case.file_id)
    if person is not None:
        rows = rows.filter(subject_id=person)
    levels = [standings[row.id].level for row in rows]
    found = set()
    if not any(one.missing for one in progress.people(file=case.file_id)):
        found.add(Guard.HISTORY_IS_SCREENED)
    if levels and all(levels):
        found.add(Guard.SEVERITY_ASSESSED)
        is_serious = any(level in _SERIOUS for level in levels)
        found.add(Guard.SEVERITY_IS_MISCONDUCT if is_serious
                  else Guard.SEVERITY_IS_BELOW_MISCONDUCT)  # fmt: skip
    if SeverityLevel.GROSS_MISCONDUCT in levels:
        found.add(Guard.GROSS_MISCONDUCT_ALLEGED)
    return found


def assessed_as_misconduct(*, file: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """Return the persons of whom something stands assessed as misconduct or worse."""
    standings = severity.standings(file=file)
    rows = Allegation.objects.filter(file_id=file, subject_id__isnull=False).order_by("number")
    found = [row.subject_id for row in rows if standings[row.id].level in _SERIOUS]
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _notice(of: Course, taken: Sequence[StepTaken], person: uuid.UUID | None) -> set[Guard]:
    found = set()
    if _is_safe(of.case.file_id):
        found.add(Guard.REPORTER_SAFETY_DECIDED)
    about = person if of.is_of_case else None
    if done(of.taken, Step.SERVE_NOTICE, about=about):
        found.add(Guard.NOTICE_WAS_GIVEN)
    if done(of.taken, Step.SPECIFY_INTERVIEW, about=about):
        found.add(Guard.INTERVIEW_IS_SPECIFIED)
    suspended = done(taken, Step.SUSPEND_FROM_DUTY, Step.END_SUSPENSION, about=person)
    if suspended and suspended.step == Step.SUSPEND_FROM_DUTY:
        found.add(Guard.IS_SUSPENDED_FROM_DUTY)
    return found


def _is_safe(file: uuid.UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select cases.is_safe(%s, 'notice')", [file])
        return bool(cursor.fetchone()[0])


def findings(*, own: Course) -> dict[str, str]:
    """Return what was decided last of each person, by the person's id."""
    decided = done(own.taken, Step.DECIDE_CASE_TO_ANSWER)
    each = decided.answers.get("each", {}) if decided else {}
    return {person: answers["finding"] for person, answers in each.items()}


def _decided(own: Course, person: uuid.UUID | None) -> set[Guard]:
    file = own.case.file_id
    found = {Guard.CHECKS_ARE_DONE} if _checked(own) else set()
    if any(row.to_state == State.INVESTIGATING_SPECIAL for row in own.taken):
        found.add(Guard.IS_UNDER_SPECIAL_PROCEDURES)
    allegations = Allegation.objects.filter(file_id=file)
    outcomes = Outcome.objects.filter(file_id=file, superseded_by__isnull=True)
    if not allegations.exclude(id__in=outcomes.values("allegation_id")).exists():
        found.add(Guard.EVERY_SUBJECT_AND_ALLEGATION_DECIDED)
    if Event.objects.filter(file_id=file, kind=EventKind.OUTCOME_NOTIFIED).exists():
        found.add(Guard.OUTCOME_WAS_NOTIFIED)
    if not Correspondent.objects.filter(file_id=file, is_reachable=True).exists():
        found.add(Guard.NOBODY_TO_TELL)
    results = findings(own=own)
    if person is not None and str(person) in results:
        has_case = results[str(person)] != codes.NO_CASE
        found.add(Guard.CASE_TO_ANSWER if has_case else Guard.NO_CASE_TO_ANSWER)
    return found


def _checked(own: Course) -> bool:
    """Say whether the checks of a decision were made, or none is needed.

    None is needed on the course where nothing was investigated: each allegation that ends without
    a case has its own checks then.
    """
    if done(own.taken, Step.DECIDE_CASE_TO_ANSWER) or not is_investigated(own=own):
        return True
    is_special = any(row.to_state == State.INVESTIGATING_SPECIAL for row in own.taken)
    return not is_special and own.machine is Machine.COMPLAINT


def is_investigated(*, own: Course) -> bool:
    """Say whether a course came to an investigation, whose report is decided on as a whole."""
    return any(row.to_state in INVESTIGATED for row in own.taken)


def _ends(of: Course, every: Sequence[Course]) -> frozenset[Guard]:
    return states.facts_beside(of=of.machine, standings=standing.beside(of=of, every=every))


def _proceedings(
    of: Course, own: Course, person: uuid.UUID | None, on: datetime.date
) -> set[Guard]:
    sent = done(own.taken, Step.REFER_TO_PROCEEDINGS, about=person)
    kind = sent.answers.get("proceedings", "hearing") if sent else "hearing"
    is_meeting = of.machine is Machine.PROCEEDINGS and kind == "meeting"
    found = {Guard.IS_MEETING if is_meeting else Guard.IS_HEARING}
    if of.is_of_case:
        return found
    supplied, told = done(of.taken, Step.SUPPLY_DOCUMENTS), done(of.taken, Step.NOTIFY_OFFICER)
    if done(of.taken, Step.RESPOND) or _is_past(EventKind.OFFICER_RESPONDED, supplied, on):
        found.add(Guard.RESPONSE_IS_OVER)
    heard = done(of.taken, Step.HEAR)
    if heard and not is_meeting and not done(of.taken, Step.PUBLISH_OUTCOME):
        found.add(Guard.PUBLICATION_IS_OWED)
    if told and not _is_past(_appeal(is_meeting=is_meeting), told, on) and not _appealed(of):
        found.add(Guard.APPEAL_WINDOW_OPEN)
    return found | _college(of)


def _appeal(*, is_meeting: bool) -> EventKind:
    return EventKind.MEETING_APPEALED if is_meeting else EventKind.TRIBUNAL_APPEALED


def _appealed(of: Course) -> bool:
    return done(of.taken, Step.APPEAL_MEETING, Step.APPEAL_TO_TRIBUNAL) is not None


def _is_past(met_by: EventKind, since: StepTaken | None, on: datetime.date) -> bool:
    if since is None:
        return False
    last = windows.last_day(met_by=met_by, started_on=since.happened_on)
    return last is not None and on > last


def _college(of: Course) -> set[Guard]:
    decided = done(of.taken, Step.DECIDE_OUTCOME, Step.RECORD_FINDING)
    is_barring = decided is not None and decided.answers.get("sanction") in _BARRING
    is_reported = done(of.taken, Step.REPORT_TO_COLLEGE) is not None
    return {Guard.COLLEGE_REPORT_IS_OWED} if is_barring and not is_reported else set()
