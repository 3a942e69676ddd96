"""Redactions: what words can be taken out of, what was kept, and the results themselves."""

import dataclasses
import datetime
import json
import uuid

from candour.cases.models import Redaction
from candour.cases.papers import contents, material, removing
from candour.cases.papers.contents import Content
from candour.cases.papers.material import Material
from candour.cases.papers.removing import Result
from candour.cases.reading import heads, opened, staff
from candour.cases.reading.heads import CaseHead
from candour.core.redaction.pages import Order
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand, deny

SEALED = "Sealed before you became a reader"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RedactionLine:
    """One redaction: of what, how often, which words, by whom, and the hash of the result."""

    id: uuid.UUID
    number: int
    form: str
    title: str
    places: int
    words: tuple[str, ...] = dataclasses.field(repr=False)
    by: str
    at: datetime.datetime
    digest: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RedactionsPage:
    """Every redaction, the newest first, and everything that can be redacted."""

    head: CaseHead
    lines: tuple[RedactionLine, ...]
    material: tuple[Material, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """One result: its words, or the document, which is another page's to show."""

    head: CaseHead
    line: RedactionLine
    content: Content
    document: bytes = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """One thing that words can be taken out of."""

    head: CaseHead
    source: Material


def redactions_page(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> RedactionsPage:
    """Return the redactions of a case and what can be redacted."""
    demand("cases.papers", by=by, at=at, file=file)
    return RedactionsPage(
        head=heads.read(file=file, by=by, on=at.date()),
        lines=_lines(file, vault, by=by, at=at),
        material=material.material(file=file, vault=vault, by=by, at=at),
    )


def source_page(
    *, file: uuid.UUID, source: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> SourcePage:
    """Return one thing that words can be taken out of; deny that there is another."""
    demand("cases.papers", by=by, at=at, file=file)
    known = material.material(file=file, vault=vault, by=by, at=at)
    found = next((one for one in known if one.id == source and one.form), None)
    if found is None:
        deny("cases.papers", by=by, at=at, file=file)
    return SourcePage(head=heads.read(file=file, by=by, on=at.date()), source=found)


def preview(
    *,
    file: uuid.UUID,
    source: uuid.UUID,
    order: Order,
    vault: Vault,
    by: Actor,
    at: datetime.datetime,
) -> Result:
    """Return a paper as it would be with words taken out; nothing of it is kept."""
    demand("cases.papers", by=by, at=at, file=file)
    return removing.removed(file=file, source=source, order=order, vault=vault, by=by, at=at)


def result_page(
    *, file: uuid.UUID, redaction: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> ResultPage:
    """Return one result; deny that there is another."""
    demand("cases.papers", by=by, at=at, file=file)
    row = Redaction.objects.filter(id=redaction, file_id=file).select_related("result").first()
    if row is None:
        deny("cases.papers", by=by, at=at, file=file)
    text = keys.open_items(items=[row.result], vault=vault, by=by, at=at)[row.result_id]
    lines = {one.id: one for one in _lines(file, vault, by=by, at=at)}
    return ResultPage(
        head=heads.read(file=file, by=by, on=at.date()),
        line=lines[row.id],
        content=contents.read(text=text),
        document=contents.printed(text=text),
    )


def _lines(
    file: uuid.UUID, vault: Vault, *, by: Actor, at: datetime.datetime
) -> tuple[RedactionLine, ...]:
    rows = list(
        Redaction.objects.filter(file_id=file)
        .select_related("item", "result")
        .order_by("-number", "id")
    )
    items = [*(one.item for one in rows), *(one.result for one in rows)]
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    known = staff.called(accounts=[one.noted_by for one in rows], by=by, at=at)
    return tuple(
        RedactionLine(
            id=row.id,
            number=row.number,
            form=row.form,
            title=contents.read(text=texts[row.result_id]).title
            if row.result_id in texts
            else SEALED,
            places=row.places,
            words=tuple(json.loads(texts[row.item_id])["words"]) if row.item_id in texts else (),
            by=staff.named(known, row.noted_by),
            at=row.noted_at,
            digest=bytes(row.result_hash).hex(),
        )
        for row in rows
    )
