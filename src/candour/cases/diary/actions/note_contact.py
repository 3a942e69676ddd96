"""Notes that the investigation spoke to somebody or tried to. No clock moves by it."""

import dataclasses
import datetime
import uuid

from django.db import transaction
from django.db.models import Max

from candour.cases import steps
from candour.cases.diary import sealing
from candour.cases.diary.actions.write_entry import InTheFuture
from candour.cases.models import Contact
from candour.cases.models.diary import HOW, OUTCOMES, WHOM
from candour.cases.reading import heads
from candour.cases.work.actions.hand_case_to import NotOpen
from candour.guard.actors import Actor
from candour.guard.permissions import demand


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Whom, how, when, with what outcome; the words, and who exactly, are sealed."""

    whom: str
    how: str
    outcome: str
    happened_at: datetime.datetime
    what: str = dataclasses.field(repr=False)
    who: str = dataclasses.field(default="", repr=False)


class NotACode(Exception):
    """Say with whom, how, and what came of it."""


@transaction.atomic
def note_contact(*, file: uuid.UUID, spoken: Spoken, by: Actor, at: datetime.datetime) -> Contact:
    """Add it. News of progress to a reporter is a letter of its own, and only that counts."""
    demand("cases.note_contact", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if not heads.is_open(case):
        raise NotOpen
    known = (dict(WHOM), spoken.whom), (dict(HOW), spoken.how), (dict(OUTCOMES), spoken.outcome)
    if not all(code in codes for codes, code in known):
        raise NotACode
    if spoken.happened_at > at:
        raise InTheFuture
    said = {sealing.WHAT: spoken.what, "who": spoken.who}
    item = sealing.seal(case=case, kind=sealing.CONTACT, said=said)
    before = Contact.objects.filter(file_id=file).aggregate(last=Max("number"))["last"]
    row = Contact(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        number=(before or 0) + 1,
        whom=spoken.whom,
        how=spoken.how,
        outcome=spoken.outcome,
        happened_at=spoken.happened_at,
    )
    Contact.objects.bulk_create([row])
    steps.finish(step="cases.note_contact", case=case, after=[item, row], by=by, at=at)
    return row
