"""Decides for each person complained of whether there is a case to answer, after the checks."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from candour.cases import steps
from candour.cases.courses import checked, engine, persons
from candour.cases.courses.engine import Asked
from candour.cases.models import StepTaken
from candour.cases.proceeding import checks
from candour.cases.proceeding.actions.take_step import check_form
from candour.core.states import Guard
from candour.guard.actors import Actor
from candour.guard.permissions import demand


class ChecksMissing(Exception):
    """Something is missing that this decision can't do without."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(" ".join(missing))
        self.missing = tuple(missing)


class SomebodyLeftOut(Exception):
    """Decide for every person complained of. Nobody is left without a decision."""


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
    checked.demand_outsider(case=case, by=by)
    return engine.take(case=case, asked=asked, by=by, at=at, gives=(Guard.CHECKS_ARE_DONE,))
