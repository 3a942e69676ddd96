"""Look-backs and how far each is, their items, one item, and live cases that await screening."""

import dataclasses
import datetime
import json
import uuid

from django.db import connection
from django.db.models import F, OuterRef, Q, Subquery

from candour.cases import screening
from candour.cases.models import Case, Described, Screening
from candour.cases.reading import opened, staff
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import SealedItem
from candour.guard.permissions import demand, refused
from candour.law.policies import lookbacks as policy
from candour.patterns.lookback import scope
from candour.patterns.lookback.actions import assign_lookback as assigning
from candour.patterns.models import (
    LookbackAssignment,
    LookbackItem,
    LookbackResult,
    ScreeningFlag,
)

PER_PAGE = 100
MOST = 500
_RESULTS = {row.code: row.name for row in policy.RESULTS}
_FLAGS = {row.code: row.name for row in policy.FLAGS}
_WHY = {row.code: row.name for row in (*policy.REOPENED, *policy.MISSING)}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One look-back: its scope in words, and where its items stand, each in one place."""

    id: uuid.UUID
    name: str
    scope: tuple[str, ...]
    seed: str
    sample: int
    begun_at: datetime.datetime
    frozen_at: datetime.datetime | None
    number: int
    sampled: int
    listed: int
    assigned: int
    sound: int
    missed_line: int
    risk_review: int

    @property
    def done(self) -> int:
        """Return how many were looked at."""
        return self.sound + self.missed_line + self.risk_review


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item: the matter by its reference and days, who has it, what was found."""

    id: uuid.UUID
    file: uuid.UUID
    reference: str
    received_on: datetime.date
    closed_on: datetime.date | None
    is_sampled: bool
    has_it: str
    is_mine: bool
    found: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ItemsPage:
    """The items of one look-back that the actor can see, a page at a time, and its progress."""

    progress: Progress
    items: tuple[ItemLine, ...]
    page: int
    pages: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One word about an item: what, by whom, when, why as far as it opens."""

    answer: str
    by: str
    at: datetime.datetime
    reason: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """One item with its words so far, and who could be given it."""

    line: ItemLine
    found: tuple[Found, ...]
    eligible: tuple[staff.Colleague, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Unscreened:
    """A live case of which somebody described awaits screening, or can't be screened, and why."""

    file: uuid.UUID
    reference: str
    why: str
    # What a worker found under a reader's order.
    flag: str
    can_be_done: bool


def lookbacks(*, by: Actor, at: datetime.datetime) -> tuple[Progress, ...]:
    """Return the look-backs of the actor's own forces; what a wall hides is in no number."""
    demand("patterns.lookbacks", by=by, at=at)
    return _progress()


def beginning(*, by: Actor, at: datetime.datetime) -> None:
    """Let whoever may begin a look-back see its form; anybody else finds no page."""
    demand("patterns.lookbacks", by=by, at=at)
    demand("patterns.begin_lookback", by=by, at=at)


def items_page(*, lookback: uuid.UUID, page: int, by: Actor, at: datetime.datetime) -> ItemsPage:
    """Return one page of items, drawn ones and undone ones first."""
    demand("patterns.lookback_items", by=by, at=at)
    here = LookbackItem.objects.filter(lookback_id=lookback)
    progress = next((one for one in _progress() if one.id == lookback), None)
    if progress is None:
        raise refused("patterns.lookback_items", file=None)
    count = here.count()
    pages = max((count + PER_PAGE - 1) // PER_PAGE, 1)
    shown = min(max(page, 1), pages)
    start = (shown - 1) * PER_PAGE
    rows = list(here.order_by("-is_sampled", "id")[start : start + PER_PAGE])
    return ItemsPage(progress=progress, items=_lines(rows, by=by, at=at), page=shown, pages=pages)


def mine(*, by: Actor, at: datetime.datetime) -> tuple[ItemLine, ...]:
    """Return the items that the actor has and has not looked at, those drawn first."""
    demand("patterns.lookback_items", by=by, at=at)
    held = LookbackAssignment.objects.filter(account_id=by.account, superseded_by__isnull=True)
    rows = LookbackItem.objects.filter(id__in=held.values("looked_id"), results__isnull=True)
    return _lines(list(rows.order_by("-is_sampled", "id")[:MOST]), by=by, at=at)


def item_line(*, file: uuid.UUID, looked: uuid.UUID, by: Actor, at: datetime.datetime) -> ItemLine:
    """Return one item by its codes; what is no item of this file is denied."""
    demand("patterns.lookback_item", by=by, at=at, file=file)
    return _line_of(file, looked, by=by, at=at)


def item_page(
    *, file: uuid.UUID, looked: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> ItemPage:
    """Return one item with what was found so far, and who may be given it."""
    demand("patterns.lookback_item", by=by, at=at, file=file)
    line = _line_of(file, looked, by=by, at=at)
    rows = list(LookbackResult.objects.filter(looked_id=looked).order_by("-decided_at", "id"))
    sealed = [one.reason_item_id for one in rows if one.reason_item_id]
    items = list(SealedItem.objects.filter(id__in=sealed).order_by("id"))
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    free = assigning.eligible(file=file)
    known = staff.called(accounts=[*free, *(one.decided_by for one in rows)], by=by, at=at)
    return ItemPage(
        line=line,
        found=tuple(
            Found(
                answer=_RESULTS[one.answer],
                by=staff.named(known, one.decided_by),
                at=one.decided_at,
                reason=texts.get(one.reason_item_id, "") if one.reason_item_id else "",
            )
            for one in rows
        ),
        eligible=tuple(
            sorted(
                (known[account] for account in free if account in known),
                key=lambda one: (one.name, one.account_id.bytes),
            )
        ),
    )


def unscreened(*, by: Actor, at: datetime.datetime) -> tuple[Unscreened, ...]:
    """Return the live cases whose screening is open again or can't be done, with why.

    Only codes are read: what was said of somebody stays sealed.
    """
    demand("patterns.screening_report", by=by, at=at)
    newest = Screening.objects.filter(described=OuterRef("pk")).order_by("-completed_at", "id")
    live = Case.objects.filter(closed_on__isnull=True, is_closed_undated=False)
    rows = Described.objects.filter(file_id__in=live.values("file_id")).annotate(
        done_at=Subquery(newest.values("completed_at")[:1]),
        done_by=Subquery(newest.values("rules")[:1]),
    )
    references = dict(live.values_list("file_id", "reference"))
    ordered = list(rows.order_by(F("done_at").asc(nulls_first=True), "id")[:MOST])
    arrived, flags = _arrivals([row.pk for row in ordered]), _flags([row.pk for row in ordered])
    found = [(row, _why(row, arrived.get(row.pk))) for row in ordered]
    nobody = live.filter(~Q(file_id__in=Described.objects.values("file_id")))
    lines = [
        _unscreened(row.file_id, references, why, flag=flags.get(row.pk, ""))
        for row, why in found
        if why
    ]
    lines += [
        _unscreened(file, references, policy.NO_WORDS)
        for file in nobody.order_by("file_id").values_list("file_id", flat=True)[:MOST]
    ]
    return tuple(sorted(lines, key=lambda one: (not one.can_be_done, one.reference)))


def _unscreened(
    file: uuid.UUID, references: dict[uuid.UUID, str], why: str, *, flag: str = ""
) -> Unscreened:
    return Unscreened(
        file=file,
        reference=references[file],
        why=_WHY[why],
        flag=flag,
        can_be_done=why in {row.code for row in policy.REOPENED},
    )


def _why(row: Described, arrived_at: datetime.datetime | None) -> str:
    done_at, done_by = getattr(row, "done_at", None), getattr(row, "done_by", None)
    if row.item_id is None:
        return policy.NO_WORDS
    if done_at is None:
        return policy.NEVER
    if done_by != screening.RULES:
        return policy.RULES
    return policy.ARRIVAL if arrived_at is not None and arrived_at > done_at else ""


def _arrivals(described: list[uuid.UUID]) -> dict[uuid.UUID, datetime.datetime]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select one.id, cases.last_arrival(one.id) from unnest(%s::uuid[]) as one (id)",
            [described],
        )
        return {key: at for key, at in cursor.fetchall() if at is not None}


def _flags(described: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = ScreeningFlag.objects.filter(described_id__in=described).order_by("flagged_at", "id")
    return {key: _FLAGS[flag] for key, flag in rows.values_list("described_id", "flag")}


def _progress() -> tuple[Progress, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select lookback_id, name, scope, seed, sample, begun_at, frozen_at, number, sampled,"
            " listed, assigned, sound, missed_line, risk_review from patterns.lookback_progress()"
        )
        return tuple(_one(row) for row in cursor.fetchall())


def _one(row: tuple) -> Progress:  # type: ignore[type-arg] # a row of the function
    (id, name, stored, seed, sample, begun_at, frozen_at, number, sampled, listed, assigned, sound,
     missed_line, risk_review) = row  # fmt: skip
    said = json.loads(stored) if isinstance(stored, str) else stored
    return Progress(
        id=id,
        name=name,
        scope=scope.of(said).in_words(),
        seed=seed,
        sample=sample,
        begun_at=begun_at,
        frozen_at=frozen_at,
        number=number,
        sampled=sampled,
        listed=listed,
        assigned=assigned,
        sound=sound,
        missed_line=missed_line,
        risk_review=risk_review,
    )


def _line_of(file: uuid.UUID, looked: uuid.UUID, *, by: Actor, at: datetime.datetime) -> ItemLine:
    row = LookbackItem.objects.filter(id=looked, file_id=file).first()
    if row is None:
        raise refused("patterns.lookback_item", file=file)
    return _lines([row], by=by, at=at)[0]


def _lines(rows: list[LookbackItem], *, by: Actor, at: datetime.datetime) -> tuple[ItemLine, ...]:
    cases = Case.objects.in_bulk([row.file_id for row in rows])
    given = LookbackAssignment.objects.filter(looked__in=rows, superseded_by__isnull=True)
    holders = dict(given.values_list("looked_id", "account_id"))
    answers = dict(
        LookbackResult.objects.filter(looked__in=rows, superseded_by__isnull=True).values_list(
            "looked_id", "answer"
        )
    )
    known = staff.called(accounts=list(holders.values()), by=by, at=at)
    return tuple(
        ItemLine(
            id=row.id,
            file=row.file_id,
            reference=cases[row.file_id].reference,
            received_on=cases[row.file_id].received_on,
            closed_on=cases[row.file_id].closed_on,
            is_sampled=row.is_sampled,
            has_it=staff.named(known, holders[row.id]) if row.id in holders else "",
            is_mine=holders.get(row.id) == by.account_id,
            found=_RESULTS.get(answers.get(row.id, ""), ""),
        )
        for row in rows
    )
