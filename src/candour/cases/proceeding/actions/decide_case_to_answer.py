"""Decides for each person complained of whether there is a case to answer, after the checks."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from candour.cases import steps
from candour.cases.courses import engine, persons
from candour.cases.courses.engine import Asked
from candour.cases.impartial.actions.hand_to_force import accepted_by
from candour.cases.models import Allegation, Case, StepTaken
from candour.cases.proceeding import checks
from candour.cases.proceeding.actions.take_step import check_form
from candour.core.states import Guard
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.categories import CATEGORIES, FactGroup
from candour.law.events import ReporterKind
from candour.people.models import Service

_SEXUAL = {row.code for row in CATEGORIES if FactGroup.SEXUAL in row.groups}
_OFFICERS = ("officer", "special")


class ChecksMissing(Exception):
    """Something is missing that this decision can't do without."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(" ".join(missing))
        self.missing = tuple(missing)


class SomebodyLeftOut(Exception):
    """Decide for every person complained of. Nobody is left without a decision."""


class DeciderTooClose(Exception):
    """Staff speak of an officer's sexual conduct: a decider outside the force decides it."""


@transaction.atomic
def decide_case_to_answer(
    *, file: uuid.UUID, asked: Asked, by: Actor, at: datetime.datetime
) -> StepTaken:
    """Record one decision for each person; refused until every check of each is done."""
    demand("cases.decide_case_to_answer", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    check_form(asked=asked)
    each: Mapping[str, Any] = asked.answers.get("each") or {}  # type: ignore[assignment]  # JSON
    if set(each) != {str(one) for one in persons.subjects(case=case)}:
        raise SomebodyLeftOut
    missing = list(dict.fromkeys(
        words for answers in each.values() for words in checks.of_no_case(answers)
    ))  # fmt: skip
    if missing:
        raise ChecksMissing(missing)
    if _needs_outsider(case) and not _is_outside(case, asked, by):
        raise DeciderTooClose
    return engine.take(case=case, asked=asked, by=by, at=at, gives=(Guard.CHECKS_ARE_DONE,))


def _needs_outsider(case: Case) -> bool:
    """Say whether police staff reported sexual conduct of an officer of the same force."""
    if case.reporter_kind != ReporterKind.POLICE_STAFF_SAME_FORCE:
        return False
    rows = Allegation.objects.filter(file_id=case.file_id, category__in=_SEXUAL)
    officers = Service.objects.filter(kind__in=_OFFICERS, left_on__isnull=True)
    return rows.filter(subject_id__in=officers.values("person_id")).exists()


def _is_outside(case: Case, asked: Asked, by: Actor) -> bool:
    if by.organisation_id != case.organisation_id:
        return True
    return asked.answers.get("decider") == "outside" and accepted_by(file=case.file_id) is not None
