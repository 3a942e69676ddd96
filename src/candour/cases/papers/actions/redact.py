"""Takes words out of a paper for good, and keeps the result beside what was taken out."""

import dataclasses
import datetime
import json
import uuid

from django.db import models, transaction

from candour.cases import steps, words
from candour.cases.models import Redaction
from candour.cases.papers import contents, material
from candour.cases.papers.contents import Content, Part
from candour.cases.papers.material import Material
from candour.core.redaction import pages, texts
from candour.core.redaction.pages import Order, Seen
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand, deny

# A document of pictures is larger than one of letters; it is kept sealed in a row.
MOST_BYTES = 20 * 1024 * 1024


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A paper after words were taken out: a text or a document, how often, what stands nowhere."""

    source: Material
    text: str = dataclasses.field(default="", repr=False)
    document: bytes = dataclasses.field(default=b"", repr=False)
    places: int = 0
    not_found: tuple[str, ...] = ()
    pages: tuple[Seen, ...] = ()

    @property
    def has_unread(self) -> bool:
        """Return whether words may stand somewhere that no reader of letters finds."""
        return any(one.has_unread for one in self.pages)

    @property
    def content(self) -> bytes:
        """Return the bytes whose hash is kept."""
        return self.document or self.text.encode()


class NothingToRemove(Exception):
    """Write at least one word that must go, or mark an area of a page."""


class TooLarge(Exception):
    """The result is more than 20 MB. Split the document and redact its parts."""


class NotRedactable(Exception):
    """Words can be taken out of texts and PDFs. Turn this file into a PDF first."""


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
    result = removed(file=file, source=source, order=order, vault=vault, by=by, at=at)
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


def removed(
    *,
    file: uuid.UUID,
    source: uuid.UUID,
    order: Order,
    vault: Vault,
    by: Actor,
    at: datetime.datetime,
) -> Result:
    """Return a paper as it would be after this; a look keeps nothing of it."""
    demand("cases.redact", by=by, at=at, file=file)
    found = {one.id: one for one in material.material(file=file, vault=vault, by=by, at=at)}
    if source not in found:
        deny("cases.redact", by=by, at=at, file=file)
    if not (order.words or order.areas):
        raise NothingToRemove
    one = found[source]
    if one.form == material.TEXT:
        return _text(one, order)
    if one.form == material.FILE:
        return _document(one, order)
    raise NotRedactable


def _text(one: Material, order: Order) -> Result:
    text = one.text or ""
    spans = texts.find(text=text, words=order.words)
    return Result(
        source=one,
        text=texts.remove(text=text, spans=spans),
        places=len(spans),
        not_found=tuple(word for word in order.words if not texts.find(text=text, words=[word])),
    )


def _document(one: Material, order: Order) -> Result:
    done = pages.redact(content=one.content, order=order)
    return Result(
        source=one,
        document=done.content,
        places=sum(page.found for page in done.pages) + len(order.areas),
        not_found=done.not_found,
        pages=done.pages,
    )
