"""Takes words out of a paper for good, and keeps the result beside what was taken out."""

import datetime
import json
import uuid

from django.db import models, transaction

from candour.cases import steps, words
from candour.cases.models import Redaction
from candour.cases.papers import contents, removing
from candour.cases.papers.contents import Content, Part
from candour.core.redaction.pages import Order
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand

# A document of pictures is larger than one of letters; it is kept sealed in a row.
MOST_BYTES = 20 * 1024 * 1024


class TooLarge(Exception):
    """The result is more than 20 MB. Split the document and redact its parts."""


@transaction.atomic
def redact(
    *,
    file: uuid.UUID,
    source: uuid.UUID,
    order: Order,
    vault: Vault,
    by: Actor,
    at: datetime.datetime,
) -> Redaction:
    """Keep a paper with words taken out; what it was made of stays as it is."""
    demand("cases.redact", by=by, at=at, file=file)
    result = removing.removed(file=file, source=source, order=order, vault=vault, by=by, at=at)
    if len(result.content) > MOST_BYTES:
        raise TooLarge
    case = steps.get_case(file=file)
    place = words.narrative(case.file_id, case.organisation_id)
    content = Content(title=result.source.title, parts=(Part(text=result.text),))
    kept = contents.kept(content=content, printed=result.document)
    item = keys.seal(place=place, kind=contents.REDACTION, text=kept)
    taken = json.dumps({"words": order.words, "areas": len(order.areas)})
    ordered = keys.seal(place=place, kind=contents.REMOVED, text=taken)
    row = Redaction(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=ordered,
        number=Redaction.objects.filter(file_id=file).count() + 1,
        form=result.source.form,
        source_id=source,
        source_hash=contents.digest(result.source.content),
        result_hash=contents.digest(result.content),
        places=result.places,
        result=item,
    )
    Redaction.objects.bulk_create([row])
    after: list[models.Model] = [item, ordered, row]
    steps.finish(step="cases.redact", case=case, after=after, by=by, at=at)
    return row
