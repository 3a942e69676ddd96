"""The ledger's copies: what each of them is, as far as a reader opens it, and how it is listed."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping, Sequence

from candour.cases.models import DisclosedCopy
from candour.cases.models.disclosure import GIVEN, STAGE_CODES
from candour.cases.parties import copies
from candour.cases.parties.queries.sides import lines_of
from candour.cases.reading import opened, staff
from candour.guard.actors import Actor
from candour.guard.keys import Vault

SEALED = "Sealed before you became a reader"
MARKED_TEXT = "On every page, and between its words"
_STAGES, _GIVEN = dict(STAGE_CODES), dict(GIVEN)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One copy: what, to whom, at which stage, when, by whom, with which code, mark and hash."""

    id: uuid.UUID
    number: int
    code: str
    title: str
    kind: str
    mark: str
    recipient: str
    stage: str
    at: datetime.datetime
    by: str
    digest: str


def copies_of(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[list[DisclosedCopy], dict[uuid.UUID, copies.Content]]:
    """Return every copy of a case, the newest first, and what those are that the vault opens.

    Part of a page that was permitted.
    """
    rows = list(
        DisclosedCopy.objects.filter(file_id=file).select_related("item").order_by("-number")
    )
    texts = opened.texts(items=[row.item for row in rows], vault=vault, by=by, at=at)
    return rows, {
        row.id: copies.read(text=texts[row.item_id]) for row in rows if row.item_id in texts
    }


def lines(
    *,
    file: uuid.UUID,
    rows: Sequence[DisclosedCopy],
    contents: Mapping[uuid.UUID, copies.Content],
    by: Actor,
    at: datetime.datetime,
) -> tuple[LedgerLine, ...]:
    """Return the copies as the ledger lists them; part of a page that was permitted."""
    names = {one.id: one.name for one in lines_of(file=file, is_all=True, by=by, at=at)}
    known = staff.called(accounts=[row.served_by for row in rows], by=by, at=at)
    return tuple(
        LedgerLine(
            id=row.id,
            number=row.number,
            code=row.code,
            title=contents[row.id].title if row.id in contents else SEALED,
            kind=_GIVEN[row.kind],
            mark=_mark(row, contents),
            recipient=names.get(row.party_id, ""),
            stage=_STAGES[row.stage],
            at=row.served_at,
            by=staff.named(known, row.served_by),
            digest=bytes(row.copy_hash).hex(),
        )
        for row in rows
    )


def _mark(row: DisclosedCopy, contents: Mapping[uuid.UUID, copies.Content]) -> str:
    """Return in words how a copy can be told from others."""
    if row.id not in contents:
        return ""
    file = contents[row.id].file
    return file.mark if file else MARKED_TEXT
