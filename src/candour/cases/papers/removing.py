"""Takes words out of one thing of a case: what it is then, how often, and what was not found."""

import dataclasses
import datetime
import uuid

from candour.cases.papers import material
from candour.cases.papers.material import Material
from candour.core.redaction import texts
from candour.core.redaction.pages import Order, Seen
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import deny
from candour.intake.attachments import opening
from candour.intake.attachments.preview import looking


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


class NotRedactable(Exception):
    """Words can be taken out of texts and PDFs. Turn this file into a PDF first."""


def removed(
    *,
    file: uuid.UUID,
    source: uuid.UUID,
    order: Order,
    vault: Vault,
    by: Actor,
    at: datetime.datetime,
) -> Result:
    """Return a paper as it would be after this; part of looking at it and of keeping it."""
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
    """Draw a stranger's document anew in the shut-in process."""
    if one.attached is None:
        raise NotRedactable
    done = looking.redact(order=order, size=one.attached.size, blocks=opening.content(one.attached))
    return Result(
        source=one,
        document=done.content,
        places=sum(page.found for page in done.pages) + len(order.areas),
        not_found=done.not_found,
        pages=done.pages,
    )
