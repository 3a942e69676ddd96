"""The person whom a step is about: whether they serve, as what, and when they left."""

import datetime
import uuid
from collections.abc import Sequence

from candour.cases.courses import seconded
from candour.cases.models import (
    Allegation,
    Case,
    CrimeRecord,
    Event,
    IndependenceCheck,
    ReferralAssessment,
    StepTaken,
)
from candour.core import refer
from candour.core.calendar import covers
from candour.core.regime import discipline
from candour.core.states import Guard, Step
from candour.law.categories import CATEGORIES
from candour.law.events import CaseKind, EventKind
from candour.law.policies.checks import INFORMAL_BARS, InformalBar
from candour.law.referral import Answer
from candour.people.models import Service

_OFFICERS = ("officer", "special")
_GROUPS = {row.code: row.groups for row in CATEGORIES}


def facts(
    *, case: Case, person: uuid.UUID | None, taken: Sequence[StepTaken], on: datetime.date
) -> set[Guard]:
    """Return what the register and the case say of a person on a day."""
    found = {Guard.INFORMAL_RESOLUTION_BARRED} if is_barred(case=case) else set()
    return found if person is None else found | _service(case, person, taken, on)


def subjects(*, case: Case) -> tuple[uuid.UUID, ...]:
    """Return the persons complained of who are known, in the order of the allegations."""
    rows = Allegation.objects.filter(file_id=case.file_id, subject_id__isnull=False)
    known = rows.order_by("number", "id").values_list("subject_id", flat=True)
    return tuple(dict.fromkeys(one for one in known if one is not None))


def is_barred(*, case: Case) -> bool:
    """Say whether a case holds what may not be resolved informally, as far as is consented to."""
    if not informal_bars(case=case):
        return False
    return not may_consent(case=case) or not seconded.is_consent_given(case=case)


def may_consent(*, case: Case) -> bool:
    """Say whether consent could let a case be resolved informally: never where a crime is alleged.

    Nobody is asked before the referral's questions about crimes were all answered with a no: not
    knowing is not no.
    """
    about_crimes = {
        one for bar in INFORMAL_BARS if not bar.opens_with_consent for one in bar.criteria
    }
    asked = refer.questions_for(kind=CaseKind(case.kind), on=case.received_on)
    crimes = about_crimes & {one.criterion.code for one in asked}
    answers = _answers(case)
    is_ruled_out = bool(answers) and all(answers.get(one) == Answer.NO for one in crimes)
    return is_ruled_out and all(bar.opens_with_consent for bar in informal_bars(case=case))


def informal_bars(*, case: Case) -> tuple[InformalBar, ...]:
    """Return what stands against resolving a case informally."""
    rows = Allegation.objects.filter(file_id=case.file_id)
    codes = set(rows.values_list("category", flat=True))
    groups = {group for code in codes for group in _GROUPS.get(code, ())}
    checked = IndependenceCheck.objects.filter(file_id=case.file_id).order_by("checked_at").last()
    told = set(checked.told) if checked else set()
    yes = {code for code, answer in _answers(case).items() if answer == "yes"}
    events = set(Event.objects.filter(file_id=case.file_id).values_list("kind", flat=True))
    if CrimeRecord.objects.filter(file_id=case.file_id).exists():
        # The crime side has a row about a subject of the case.
        events.add(EventKind.PUT_TO_PROSECUTOR.value)
    return tuple(
        bar
        for bar in INFORMAL_BARS
        if covers(period=bar.in_force, on=case.received_on)
        and (
            groups & set(bar.groups)
            or codes & set(bar.categories)
            or told & set(bar.told)
            or yes & set(bar.criteria)
            or events & {event.value for event in bar.events}
        )
    )


def _answers(case: Case) -> dict[str, str]:
    """Return the answers to the referral's questions that stand; none before they were asked."""
    answered = ReferralAssessment.objects.filter(file_id=case.file_id, superseded_by__isnull=True)
    return answered.values_list("answers", flat=True).first() or {}


def left_on(
    *, case: Case, person: uuid.UUID, taken: Sequence[StepTaken], on: datetime.date
) -> datetime.date | None:
    """Return the day on which a person left the service, if they have."""
    departed = [row for row in taken
                if row.step == Step.RECORD_DEPARTURE and row.about_id == person]  # fmt: skip
    if departed:
        return departed[-1].happened_on
    served = Service.objects.filter(person_id=person)
    if not served.exists() or served.filter(left_on__isnull=True).exists():
        return None
    last = max(day for day in served.values_list("left_on", flat=True) if day is not None)
    return last if last <= on else None


def _service(
    case: Case, person: uuid.UUID, taken: Sequence[StepTaken], on: datetime.date
) -> set[Guard]:
    left = left_on(case=case, person=person, taken=taken, on=on)
    if left is not None:
        return {Guard.SUBJECT_HAS_LEFT, _condition(case, left)}
    serving = Service.objects.filter(person_id=person, left_on__isnull=True)
    kinds = set(serving.values_list("kind", flat=True))
    if kinds & set(_OFFICERS):
        return {Guard.SUBJECT_IS_OFFICER}
    return {Guard.SUBJECT_IS_STAFF} if kinds else set()


def _condition(case: Case, left: datetime.date) -> Guard:
    """Say by which condition the rules reach somebody who left (Conduct Regs 2020 reg 4)."""
    found = discipline.condition_of(left_on=left, attention_on=case.received_on)
    return Guard(f"condition_{found.value.lower()}")
