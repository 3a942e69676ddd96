"""Searches within the wall: cases by codes and names, and words while the reader is unlocked.

What is hidden is in no count, no order and no number of statements. Sealed words are opened in
memory, a case at a time, each after its own leaf; nothing of them is kept or indexed anywhere.
"""

import bisect
import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

from candour.cases.models import Case
from candour.cases.paging import Start
from candour.cases.queries import case_list
from candour.cases.queries.case_list import CasePage, Filters
from candour.cases.reading import opened, sought
from candour.cases.seeking import places
from candour.cases.seeking.places import Place
from candour.core import finding
from candour.core.finding import Excerpt, Term
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import Grant, KeyWrap, SealedItem
from candour.guard.permissions import BY_ROLE, demand

# How many cases and items one look opens; the reader goes on from there.
CASES_AT_ONCE = 25
ITEMS_AT_ONCE = 1_500
MOST_HELD = 20_000
MOST_EXCERPTS = 3
MOST_CARRIED = 200


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Where a look ended: the last case that was looked at."""

    received_on: datetime.date
    file: uuid.UUID

    @property
    def place(self) -> tuple[int, bytes]:
        """Return where it stands in the order: newest first, then by the file's id."""
        return -self.received_on.toordinal(), self.file.bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for, in which cases, from where on, and where it stood so far."""

    text: str = dataclasses.field(repr=False)
    state: str = ""
    after: Cursor | None = None
    found_in: tuple[uuid.UUID, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One text of a case in which it stands, with the places."""

    title: str
    page: str
    excerpts: tuple[Excerpt, ...] = dataclasses.field(repr=False)

    @property
    def summary(self) -> str:
        """Return how many places there are to unfold."""
        number = len(self.excerpts)
        return f"Show {number} place{'s' if number > 1 else ''}: {self.title.lower()}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseHits:
    """One case in which it stands."""

    file: uuid.UUID
    reference: str
    hits: tuple[Hit, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WordsFound:
    """What one look found, how far it came, and the cases in which it stood before.

    owed: cases whose words wait for the reader's declaration of conflict. unreadable: texts that
    were sealed before the reader had a key.
    """

    cases: tuple[CaseHits, ...]
    before: tuple[tuple[uuid.UUID, str], ...]
    looked: int
    of: int
    owed: int
    unreadable: int
    after: Cursor | None

    @property
    def is_over(self) -> bool:
        """Return whether every case was looked at."""
        return self.looked >= self.of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    file: uuid.UUID
    reference: str
    received_on: datetime.date

    @property
    def cursor(self) -> Cursor:
        return Cursor(received_on=self.received_on, file=self.file)


def search_form(*, by: Actor, at: datetime.datetime) -> None:
    """Let whoever may search see the form; nothing is searched yet."""
    demand("cases.search", by=by, at=at)


def search(*, filters: Filters, start: Start, by: Actor, at: datetime.datetime) -> CasePage:
    """Return one page of the cases that fit, newest first, of those that the actor sees."""
    demand("cases.search", by=by, at=at)
    if filters.sought:
        sought.note(text=filters.sought, by=by, at=at)
    return case_list.page_of(filters=filters, start=start, by=by, at=at)


def words_form(*, by: Actor, at: datetime.datetime) -> None:
    """Let whoever may search words see the form, before it asks for the vault."""
    demand("cases.search_words", by=by, at=at)


def search_words(*, wanted: Wanted, vault: Vault, by: Actor, at: datetime.datetime) -> WordsFound:
    """Look through the next cases that this vault opens; each look at a case is a leaf first."""
    demand("cases.search_words", by=by, at=at)
    sought.note(text=wanted.text, by=by, at=at)
    terms = finding.terms(wanted.text)
    held, owed = _held(wanted.state, by=by)
    start = _start(held, wanted.after)
    found, looked, unreadable = [], 0, 0
    chosen, of_file = _next(held[start:])
    for one in chosen:
        demand("cases.search_case", by=by, at=at, file=one.file)
        here = of_file.get(one.file, ())
        hits, closed = _look(here, terms, vault, by=by, at=at)
        looked, unreadable = looked + 1, unreadable + closed
        if hits:
            found.append(CaseHits(file=one.file, reference=one.reference, hits=hits))
    before = set(wanted.found_in)
    return WordsFound(
        cases=tuple(found),
        before=tuple((one.file, one.reference) for one in held[:start] if one.file in before),
        looked=start + looked,
        of=len(held),
        owed=owed,
        unreadable=unreadable,
        after=chosen[-1].cursor if chosen else None,
    )


def _held(state: str, *, by: Actor) -> tuple[list[_Known], int]:
    """Return the cases that this account has keys to and may open; how many wait for it to sign."""
    rows = Case.objects.filter(file_id__in=_with_keys(by))
    if state:
        rows = case_list.in_state(rows, state)
    newest = rows.order_by("-received_on", "file_id")
    found = [
        _Known(file=file, reference=reference, received_on=received_on)
        for file, reference, received_on in newest.values_list(
            "file_id", "reference", "received_on"
        )[:MOST_HELD]
    ]
    return found, _owed(state)


def _with_keys(by: Actor) -> QuerySet[KeyWrap, uuid.UUID]:
    wraps = KeyWrap.objects.filter(account_id=by.account)
    if by.seat in BY_ROLE:
        granted = Grant.objects.filter(account_id=by.account)
        wraps = wraps.filter(file_key__file_id__in=granted.values("file_id"))
    return wraps.values_list("file_key__file_id", flat=True)


def _owed(state: str) -> int:
    """Return of how many cases the database keeps the keys back until the actor has signed."""
    with connection.cursor() as cursor:
        cursor.execute("select unnest(access.my_owed_declarations())")
        files = [file for (file,) in cursor.fetchall()]
    rows = Case.objects.filter(file_id__in=files)
    return (case_list.in_state(rows, state) if state else rows).count()


def _start(held: Sequence[_Known], after: Cursor | None) -> int:
    if after is None:
        return 0
    return bisect.bisect_right(held, after.place, key=lambda one: one.cursor.place)


def _next(
    rest: Sequence[_Known],
) -> tuple[list[_Known], dict[uuid.UUID, tuple[Place, ...]]]:
    """Return the cases of this look: at least one, and no more items than one look opens."""
    few = list(rest[:CASES_AT_ONCE])
    of_file = dict(places.places(files=[one.file for one in few]))
    chosen: list[_Known] = []
    items = 0
    for one in few:
        items += len(of_file.get(one.file, ()))
        if chosen and items > ITEMS_AT_ONCE:
            break
        chosen.append(one)
    return chosen, of_file


def _look(
    here: Sequence[Place],
    terms: Sequence[Term],
    vault: Vault,
    *,
    by: Actor,
    at: datetime.datetime,
) -> tuple[tuple[Hit, ...], int]:
    """Return where it stands in a case, and how many of its texts this vault does not open."""
    items = list(SealedItem.objects.filter(id__in=[one.item for one in here]).order_by("id"))
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    hits = []
    for one in here:
        if one.item not in texts:
            continue
        text = one.text(texts[one.item])
        excerpts = finding.excerpts(text=text, terms=terms, most=MOST_EXCERPTS)
        if excerpts:
            hits.append(Hit(title=one.title, page=one.page, excerpts=excerpts))
    return tuple(hits), len(here) - len(texts)
