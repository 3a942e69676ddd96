"""Records that somebody advised against reporting: who, in which words, and a code for why."""

import dataclasses
import datetime
import json
import uuid

from django.db import transaction

from candour.cases.models import Advice
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import File
from candour.guard.permissions import demand
from candour.law.no_action import ADVICE, NOT_REASONS


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """Who advised against reporting or to withdraw, on which day, how, and the code of why."""

    code: str
    on: datetime.date
    author: str = dataclasses.field(repr=False)
    words: str = dataclasses.field(repr=False)


class NotACode(Exception):
    """Choose why they advised against it. What they call it belongs in the words."""


class SomebodyMissing(Exception):
    """Say who advised it and in which words."""


@transaction.atomic
def note_advice(*, file: uuid.UUID, advised: Advised, by: Actor, at: datetime.datetime) -> Advice:
    """Record the advice on a report or a case; oversight counts it by its code."""
    demand("cases.note_advice", by=by, at=at, file=file)
    refused = {row.code: row.why for row in NOT_REASONS}
    if advised.code in refused:
        raise NotACode(refused[advised.code])
    if advised.code not in {row.code for row in ADVICE}:
        raise NotACode
    if not advised.author.strip() or not advised.words.strip():
        raise SomebodyMissing
    organisation = File.objects.values_list("organisation_id", flat=True).get(id=file)
    said = json.dumps({"author": advised.author, "words": advised.words}, ensure_ascii=False)
    place = keys.Place(file=file, organisation=organisation)
    item = keys.seal(place=place, kind="advice", text=said)
    row = Advice(
        file_id=file,
        organisation_id=organisation,
        noted_at=at,
        noted_by=by.account,
        item=item,
        code=advised.code,
        on_day=advised.on,
    )
    Advice.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write",
        what="cases.note_advice",
        file=file,
        why="Advice against reporting",
        detail={"code": advised.code},
        after=[item, row],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row
