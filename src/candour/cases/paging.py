"""Pages of a list of cases by key: after or before a case, never by how many came before it.

The order is newest first, then by the file's id: it is the same whatever is recorded meanwhile, and
the last page takes no more work than the first. A key is a place in that order and nothing else:
it need not be of a case that there is, and says nothing about whether there is one.
"""

import dataclasses
import datetime
import uuid

from django.db.models import Q, QuerySet

from candour.cases.models import Case

PER_PAGE = 50
_BETWEEN = "~"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A place in the order."""

    received_on: datetime.date
    file: uuid.UUID

    def __str__(self) -> str:
        return f"{self.received_on.isoformat()}{_BETWEEN}{self.file.hex}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where a page begins: after a key, or before it; without one at the newest."""

    key: Key | None = None
    is_before: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The cases of one page, and the keys of the pages on either side, where there are any."""

    cases: tuple[Case, ...]
    before: Key | None
    after: Key | None


FIRST = Start()


def start_of(*, after: str, before: str) -> Start:
    """Return where a page begins, from what an address or a form says; else at the newest."""
    if key := _key(after):
        return Start(key=key)
    if key := _key(before):
        return Start(key=key, is_before=True)
    return FIRST


def newest_first(found: QuerySet[Case]) -> QuerySet[Case]:
    """Put cases in the order of every list of cases."""
    return found.order_by("-received_on", "file_id")


def piece(*, found: QuerySet[Case], start: Start = FIRST) -> Piece:
    """Return one page; what comes before the first full page is the first page."""
    if start.key is not None and start.is_before:
        rows = list(_before(found, start.key)[: PER_PAGE + 1])
        if len(rows) > PER_PAGE:
            chosen = tuple(reversed(rows[:PER_PAGE]))
            return Piece(cases=chosen, before=_key_of(chosen[0]), after=_key_of(chosen[-1]))
        start = FIRST
    rest = newest_first(found if start.key is None else _after(found, start.key))
    rows = list(rest[: PER_PAGE + 1])
    chosen = tuple(rows[:PER_PAGE])
    return Piece(
        cases=chosen,
        before=None if start.key is None or not chosen else _key_of(chosen[0]),
        after=_key_of(chosen[-1]) if len(rows) > PER_PAGE else None,
    )


def _after(found: QuerySet[Case], key: Key) -> QuerySet[Case]:
    # The first condition is a range of the index; the second leaves out the rest of its first day.
    return found.filter(received_on__lte=key.received_on).filter(
        Q(received_on__lt=key.received_on) | Q(file_id__gt=key.file)
    )


def _before(found: QuerySet[Case], key: Key) -> QuerySet[Case]:
    earlier = found.filter(received_on__gte=key.received_on).filter(
        Q(received_on__gt=key.received_on) | Q(file_id__lt=key.file)
    )
    return earlier.order_by("received_on", "-file_id")


def _key_of(case: Case) -> Key:
    return Key(received_on=case.received_on, file=case.file_id)


def _key(text: str) -> Key | None:
    day, _, file = text.partition(_BETWEEN)
    try:
        return Key(received_on=datetime.date.fromisoformat(day), file=uuid.UUID(file))
    except ValueError:
        return None
