"""Screens a described person again, because something new has arrived about someone it may be."""

import datetime
import json
import uuid

from django.db import models, transaction

from candour.cases import screening, steps
from candour.cases.actions.decide_link import follow_people
from candour.cases.models import Described, Screening, Suggestion
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand


@transaction.atomic
def screen_again(
    *, described: uuid.UUID, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> Screening:
    """Compare what was said with the register as it is now; earlier answers stand."""
    demand("cases.screen", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    person = Described.objects.select_related("item").get(id=described, file_id=file)
    asked = screening.Asked(said=_said(person, vault, by=by, at=at), on=case.incident_on)
    matches = screening.compare(asked=asked, by=by, at=at)
    done = Screening(
        file_id=file,
        organisation_id=case.organisation_id,
        described=person,
        completed_at=at,
        completed_by=by.account,
        rules=screening.RULES,
    )
    Screening.objects.bulk_create([done])
    known = set(Suggestion.objects.filter(described=person).values_list("person_id", flat=True))
    fresh = Suggestion.objects.bulk_create(
        Suggestion(
            file_id=file,
            organisation_id=case.organisation_id,
            screening=done,
            described=person,
            person_id=match.person_id,
            weight=match.bits,
            because=[level.value for level in match.because],
        )
        for match in matches
        if match.person_id not in known
    )
    after: list[models.Model] = [done, *fresh]
    steps.finish(step="cases.screen", case=case, after=after, by=by, at=at)
    follow_people(case=case, by=by, at=at, vault=vault)
    return done


def _said(person: Described, vault: Vault, *, by: Actor, at: datetime.datetime) -> dict[str, str]:
    if person.item is None:
        return {}
    texts = keys.open_items(items=[person.item], vault=vault, by=by, at=at)
    said: dict[str, str] = json.loads(texts[person.item.id])
    return said
