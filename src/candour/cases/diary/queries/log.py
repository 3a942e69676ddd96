"""The diary of an investigation and its contacts, the newest first."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from candour.cases.diary import opening, sealing
from candour.cases.diary.opening import Opened, Place
from candour.cases.models import Contact, DiaryEntry
from candour.cases.models.diary import HOW, KINDS, OUTCOMES, WHOM
from candour.cases.reading import heads
from candour.cases.reading.heads import CaseHead
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand, refused

_KINDS, _WHOM, _HOW, _OUTCOMES = dict(KINDS), dict(WHOM), dict(HOW), dict(OUTCOMES)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One entry: when it happened, when it was written by whom, and what puts it right."""

    id: uuid.UUID
    number: int
    kind: str
    happened_at: datetime.datetime
    noted_at: datetime.datetime
    by: str
    what: str = dataclasses.field(repr=False)
    why: str = dataclasses.field(repr=False)
    corrects: int | None
    corrected_by: tuple[int, ...]

    @property
    def title(self) -> str:
        """Return what it is called."""
        return f"Entry {self.number}: {self.kind.lower()}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DiaryPage:
    """One page of the diary."""

    head: CaseHead
    entries: tuple[EntryLine, ...]
    place: Place


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """One contact: with whom, how, when, with what outcome, noted by whom."""

    number: int
    whom: str
    how: str
    outcome: str
    happened_at: datetime.datetime
    noted_at: datetime.datetime
    by: str
    who: str = dataclasses.field(repr=False)
    what: str = dataclasses.field(repr=False)

    @property
    def title(self) -> str:
        """Return what it is called."""
        return f"Contact {self.number}: {self.whom.lower()}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ContactsPage:
    """One page of contacts."""

    head: CaseHead
    contacts: tuple[ContactLine, ...]
    place: Place


def diary_page(
    *, file: uuid.UUID, number: int, vault: Vault, by: Actor, at: datetime.datetime
) -> DiaryPage:
    """Return a page of the diary, what happened last first."""
    demand("cases.diary", by=by, at=at, file=file)
    rows = DiaryEntry.objects.filter(file_id=file).select_related("item", "corrects")
    found, place = opening.sliced(rows.order_by("-happened_at", "-number"), number=number)
    opened = opening.words(records=found, vault=vault, by=by, at=at)
    return DiaryPage(
        head=heads.read(file=file, by=by, on=at.date()),
        entries=entries(rows=found, opened=opened),
        place=place,
    )


def entry_page(
    *, file: uuid.UUID, entry: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[CaseHead, EntryLine]:
    """Return one entry of a case; refuse one that isn't there."""
    demand("cases.diary", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    rows = DiaryEntry.objects.filter(file_id=file, id=entry)
    row = rows.select_related("item", "corrects").first()
    if row is None:
        raise refused("cases.diary", file=file)
    opened = opening.words(records=[row], vault=vault, by=by, at=at)
    (line,) = entries(rows=[row], opened=opened)
    return head, line


def contacts_page(
    *, file: uuid.UUID, number: int, vault: Vault, by: Actor, at: datetime.datetime
) -> ContactsPage:
    """Return a page of the contacts of a case, the last first."""
    demand("cases.contacts", by=by, at=at, file=file)
    rows = Contact.objects.filter(file_id=file).select_related("item")
    found, place = opening.sliced(rows.order_by("-happened_at", "-number"), number=number)
    opened = opening.words(records=found, vault=vault, by=by, at=at)
    return ContactsPage(
        head=heads.read(file=file, by=by, on=at.date()),
        contacts=tuple(_contact(row, opened) for row in found),
        place=place,
    )


def entries(*, rows: Sequence[DiaryEntry], opened: Opened) -> tuple[EntryLine, ...]:
    """Return entries with their words; part of the diary and of its print."""
    later = DiaryEntry.objects.filter(corrects__in=[row.id for row in rows]).order_by("number")
    puts_right: dict[uuid.UUID | None, list[int]] = {}
    for corrected, number in later.values_list("corrects_id", "number"):
        puts_right.setdefault(corrected, []).append(number)
    return tuple(
        EntryLine(
            id=row.id,
            number=row.number,
            kind=_KINDS[row.kind],
            happened_at=row.happened_at,
            noted_at=row.noted_at,
            by=opened.who(row.noted_by),
            what=opened.said(row.item_id).get(sealing.WHAT, ""),
            why=opened.said(row.item_id).get("why", ""),
            corrects=row.corrects.number if row.corrects else None,
            corrected_by=tuple(puts_right.get(row.id, ())),
        )
        for row in rows
    )


def _contact(row: Contact, opened: Opened) -> ContactLine:
    said = opened.said(row.item_id)
    return ContactLine(
        number=row.number,
        whom=_WHOM[row.whom],
        how=_HOW[row.how],
        outcome=_OUTCOMES[row.outcome],
        happened_at=row.happened_at,
        noted_at=row.noted_at,
        by=opened.who(row.noted_by),
        who=said.get("who", ""),
        what=said.get(sealing.WHAT, ""),
    )
