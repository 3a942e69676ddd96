"""Links of a person to a description that one person alone has confirmed, and what waits for two.

A link by one counts in the history, and says so; a level that the history raises and a suspension
follow only once a second person has confirmed it. The database refuses them too.
"""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from django.db import connection

from candour.cases.models import LinkDecision, SecondAnswer, SecondAsk
from candour.core.states import Step
from candour.law.policies.checks import SECONDED
from candour.law.severity import LEVELS, SeverityLevel

LINK = next(row for row in SECONDED if row.is_of_link)
_RANKS = {row.level: row.rank for row in LEVELS}


class LinkOfOne(Exception):
    """One person alone has said who this is. A second person confirms it first, under Checks."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """How a link stands: since when, which proposal waits or was agreed to, and who agreed."""

    at: datetime.datetime
    asked: uuid.UUID | None = None
    second: uuid.UUID | None = None
    is_by_two: bool = False


def confirmed(*, file: uuid.UUID) -> Mapping[uuid.UUID, Confirmed]:
    """Return, by person, how each confirmed link of a case stands; part of a step or a page."""
    rows = LinkDecision.objects.filter(file_id=file, answer="same", superseded_by__isnull=True)
    found: dict[uuid.UUID, Confirmed] = {}
    for person, at in rows.order_by("decided_at").values_list(
        "suggestion__person_id", "decided_at"
    ):
        found[person] = Confirmed(at=at)
    asks = SecondAsk.objects.filter(file_id=file, what=LINK.code).order_by("decided_at", "id")
    answers = {one.asked_id: one for one in SecondAnswer.objects.filter(asked__in=asks)}
    for ask in asks:
        own = found.get(ask.about_id) if ask.about_id else None
        # An answer about an earlier link says nothing of this one.
        if own is None or ask.about_id is None or own.is_by_two or ask.decided_at < own.at:
            continue
        answer = answers.get(ask.id)
        if answer is None or answer.agrees:
            found[ask.about_id] = Confirmed(
                at=own.at,
                asked=ask.id,
                second=answer.decided_by if answer else None,
                is_by_two=answer is not None,
            )
    return found


def is_by_one(*, person: uuid.UUID | None, file: uuid.UUID) -> bool:
    """Say whether a link to this person was confirmed by one alone; part of a step or a page."""
    link = confirmed(file=file).get(person) if person is not None else None
    return link is not None and not link.is_by_two


def demand_two_for_step(*, person: uuid.UUID | None, file: uuid.UUID, step: Step) -> None:
    """Refuse a step that follows from a link which one person alone confirmed; part of a step."""
    if step.value == LINK.step and is_by_one(person=person, file=file):
        raise LinkOfOne


def demand_two_for_level(
    *, person: uuid.UUID | None, file: uuid.UUID, facts: SeverityLevel, level: SeverityLevel
) -> None:
    """Refuse a level that the history raises, on a link that one confirmed; part of a step."""
    if _RANKS[level] > _RANKS[facts] and is_by_one(person=person, file=file):
        raise LinkOfOne


def earlier_by_one(*, file: uuid.UUID) -> Mapping[uuid.UUID, int]:
    """Return, by person, how much of the history of a case rests on links that one confirmed."""
    with connection.cursor() as cursor:
        cursor.execute("select person_id, matters from cases.history_by_one(%s)", [file])
        return dict(cursor.fetchall())
