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
from candour.cases.seeking import files, places
from candour.cases.seeking.files import Looking
from candour.cases.seeking.hits import Begun, CaseHits, Hit, NotSearched
from candour.cases.seeking.places import Place
from candour.core import finding
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
_FILE = "Attached file"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Where a look ended: the last case that was looked at, and the last of its files.

    blob: None where the case was looked through; a file's id where its attached files go on.
    """

    received_on: datetime.date
    file: uuid.UUID
    blob: uuid.UUID | None = None

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
class WordsFound:
    """What one look found, how far it came, and the cases in which it stood before.

    owed: cases whose words wait for the reader's declaration of conflict. unreadable: texts that
    were sealed before the reader had a key. files: how many attached files were read. not_searched:
    those that were not, or not to their end. media: pictures, sounds and films. begun: the case
    whose files the next look goes on with.
    """

    cases: tuple[CaseHits, ...]
    before: tuple[tuple[uuid.UUID, str], ...]
    looked: int
    of: int
    owed: int
    unreadable: int
    after: Cursor | None
    files: int
    not_searched: tuple[NotSearched, ...]
    media: int
    begun: Begun | None

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
    def place(self) -> tuple[int, bytes]:
        return Cursor(received_on=self.received_on, file=self.file).place


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What one case gave: hits, texts without a key, and how far its files were looked at."""

    known: _Known
    hits: tuple[Hit, ...]
    closed: int
    files: files.Seen

    @property
    def case_hits(self) -> CaseHits:
        return CaseHits(file=self.known.file, reference=self.known.reference, hits=self.hits)

    @property
    def cursor(self) -> Cursor:
        blob = None if self.files.is_over else self.files.last
        return Cursor(received_on=self.known.received_on, file=self.known.file, blob=blob)

    @property
    def not_searched(self) -> tuple[NotSearched, ...]:
        known = self.known
        return tuple(
            NotSearched(
                case=known.file, reference=known.reference, blob=one.id, name=one.shown, why=why
            )
            for one, why in self.files.unread
        )

    @property
    def begun(self) -> Begun | None:
        if self.files.is_over:
            return None
        return Begun(reference=self.known.reference, seen=self.files.seen, of=self.files.of)


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
    looking = Looking(terms=finding.terms(wanted.text), vault=vault, by=by, at=at)
    held, owed = _held(wanted.state, by=by)
    start = _start(held, wanted.after)
    chosen, of_file = _next(held[start:], account=by.account)
    looks: list[_Look] = []
    for one in chosen:
        demand("cases.search_case", by=by, at=at, file=one.file)
        looks.append(_look(one, of_file.get(one.file, ()), _since(one, wanted.after), looking))
        if not looks[-1].files.is_over:
            break
    before = {*wanted.found_in}
    begun = wanted.after.file if wanted.after else None
    return WordsFound(
        cases=tuple(look.case_hits for look in looks if look.hits),
        before=tuple(
            (one.file, one.reference)
            for one in (*held[:start], *(one for one in chosen[:1] if one.file == begun))
            if one.file in before
        ),
        looked=start + sum(1 for look in looks if look.files.is_over),
        of=len(held),
        owed=owed,
        unreadable=sum(look.closed for look in looks),
        after=looks[-1].cursor if looks else None,
        files=looking.allowance.read,
        not_searched=tuple(unread for look in looks for unread in look.not_searched),
        media=sum(look.files.media for look in looks),
        begun=looks[-1].begun if looks else None,
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
    # A case whose files are not all looked at is begun again, behind the last of them.
    side = bisect.bisect_right if after.blob is None else bisect.bisect_left
    return side(held, after.place, key=lambda one: one.place)


def _since(one: _Known, after: Cursor | None) -> uuid.UUID | None:
    return after.blob if after and after.file == one.file else None


def _next(
    rest: Sequence[_Known], *, account: uuid.UUID
) -> tuple[list[_Known], dict[uuid.UUID, tuple[Place, ...]]]:
    """Return the cases of this look: at least one, and no more items than one look opens."""
    few = list(rest[:CASES_AT_ONCE])
    of_file = dict(places.places(files=[one.file for one in few], account=account))
    chosen: list[_Known] = []
    items = 0
    for one in few:
        items += len(of_file.get(one.file, ()))
        if chosen and items > ITEMS_AT_ONCE:
            break
        chosen.append(one)
    return chosen, of_file


def _look(one: _Known, here: Sequence[Place], since: uuid.UUID | None, looking: Looking) -> _Look:
    """Look through a case: its own words unless that was done, then its files from there on."""
    hits, closed = _in_words(here, looking) if since is None else ((), 0)
    seen = files.look(case=one.file, after=since or files.NONE_YET, looking_for=looking)
    in_files = tuple(
        Hit(title=f"{_FILE}: {file.shown}", page="attachment", excerpts=excerpts, one=file.id)
        for file, excerpts in seen.found
    )
    first_look = since is None
    return _Look(
        known=one,
        hits=(*hits, *in_files),
        closed=closed + (seen.closed if first_look else 0),
        files=seen,
    )


def _in_words(here: Sequence[Place], looking: Looking) -> tuple[tuple[Hit, ...], int]:
    """Return where it stands in a case's words, and how many this vault does not open."""
    items = list(SealedItem.objects.filter(id__in=[one.item for one in here]).order_by("id"))
    texts = opened.texts(items=items, vault=looking.vault, by=looking.by, at=looking.at)
    hits = []
    for one in here:
        if one.item not in texts:
            continue
        text = one.text(texts[one.item])
        excerpts = finding.excerpts(text=text, terms=looking.terms, most=MOST_EXCERPTS)
        if excerpts:
            page = f"case-{one.page}"
            hits.append(Hit(title=one.title, page=page, excerpts=excerpts, one=one.one))
    return tuple(hits), len(here) - len(texts)
