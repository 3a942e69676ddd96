"""What serving a letter tells the clocks and the courses of a case, once for each letter."""

import dataclasses
import datetime
import uuid

from django.db import models

from candour.cases import steps
from candour.cases.courses import following, reviewing
from candour.cases.models import Case, Event, FormalLetter, LetterService
from candour.cases.papers.template import Addressee
from candour.guard.actors import Actor
from candour.law.events import EventKind


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A letter that reached somebody: which, as what, when, on whom, what its route recorded."""

    letter: FormalLetter
    to: Addressee
    on: datetime.date
    person: uuid.UUID | None
    recorded: frozenset[EventKind] = frozenset()


def told(*, case: Case, served: Served, by: Actor, at: datetime.datetime) -> list[models.Model]:
    """Write down what serving it starts, and what its route has not recorded by itself."""
    if _was_served(served):
        return []
    if served.to.is_notice:
        return following.noticed(
            case=case, stage=served.letter.stage, person=served.person, by=by, at=at, on=served.on
        )
    on = _since(case, served)
    if on is None:
        return []
    kinds = [one for one in served.to.starts if one not in served.recorded]
    if reviewing.offered(file=case.file_id, told_on=on) is None:
        kinds = [one for one in kinds if one is not EventKind.REVIEW_INFORMATION_GIVEN]
    facts = dict.fromkeys(kinds, on)
    return list(steps.events(case=case, facts=facts, by=by, at=at, subject=served.person))


def _was_served(served: Served) -> bool:
    """Say whether this very letter reached this person before: that is no second one."""
    before = LetterService.objects.filter(letter=served.letter, event__isnull=False)
    return before.filter(event__subject_id=served.person).exists()


def _since(case: Case, served: Served) -> datetime.date | None:
    """Return the day on which the last who must have it got it; None while somebody has not."""
    days = [served.on]
    starts = [kind.value for kind in served.to.starts]
    for party in served.to.after_all:
        theirs = LetterService.objects.filter(
            file_id=case.file_id, letter__template=served.letter.template, letter__addressee=party
        )
        last = Event.objects.filter(file_id=case.file_id, kind__in=starts)
        counted = last.order_by("recorded_at").values_list("recorded_at", flat=True).last()
        if counted is not None:
            theirs = theirs.filter(noted_at__gt=counted)
        first = theirs.order_by("served_on").values_list("served_on", flat=True).first()
        if first is None:
            return None
        days.append(first)
    return max(days)
