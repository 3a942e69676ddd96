"""Opens the words of records a page at a time: parts of pages that demanded."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from django.db.models import Model, QuerySet

from candour.cases.diary import sealing
from candour.cases.reading import opened, staff
from candour.cases.reading.staff import Colleague
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import SealedItem

PER_PAGE = 50
Row = TypeVar("Row", bound=Model)
SEALED = "Sealed before you became a reader"


class Record(Protocol):
    """A row with sealed words that somebody noted."""

    item: SealedItem
    noted_by: uuid.UUID | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The words of some records by their items, and who noted them."""

    texts: Mapping[uuid.UUID, str] = dataclasses.field(repr=False)
    known: dict[uuid.UUID, Colleague]

    def said(self, item: uuid.UUID) -> Mapping[str, str]:
        """Return the parts of a record's words, or that they are sealed to others."""
        text = self.texts.get(item)
        return {sealing.WHAT: SEALED} if text is None else sealing.read(text)

    def who(self, account: uuid.UUID | None) -> str:
        """Return who noted something."""
        return staff.named(self.known, account)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which page of how many."""

    number: int
    pages: int
    start: int


def place(*, number: int, count: int, per_page: int = PER_PAGE) -> Place:
    """Return the page that is meant; of a page that isn't there the nearest."""
    pages = max(-(-count // per_page), 1)
    number = min(max(number, 1), pages)
    return Place(number=number, pages=pages, start=(number - 1) * per_page)


def sliced(
    rows: QuerySet[Row], *, number: int, per_page: int = PER_PAGE
) -> tuple[list[Row], Place]:
    """Return one page of rows in the order that they have."""
    found = place(number=number, count=rows.count(), per_page=per_page)
    return list(rows[found.start : found.start + per_page]), found


def words(
    *,
    records: Sequence[Record],
    vault: Vault,
    by: Actor,
    at: datetime.datetime,
    also: Iterable[uuid.UUID | None] = (),
) -> Opened:
    """Open what this vault has keys to, after one leaf that names the items."""
    items = [one.item for one in records]
    return Opened(
        texts=opened.texts(items=items, vault=vault, by=by, at=at),
        known=staff.called(accounts=[*(one.noted_by for one in records), *also], by=by, at=at),
    )
