"""What waits of the crime side: rows about nobody for certain, and what is owed in cases."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from candour.access.models import Involvement
from candour.cases.crime import because
from candour.cases.crime.actions import decide_item as deciding
from candour.cases.crime.rows import CrimeRow
from candour.cases.feeds import owing
from candour.cases.models import (
    Case,
    CrimeItem,
    CrimeItemDecision,
    CrimeRecord,
    CrimeTask,
    InterimDecision,
    MisconductDecision,
)
from candour.cases.models.crime import OWED
from candour.cases.reading import heads, opened, staff
from candour.cases.reading.heads import CaseHead
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import SealedItem
from candour.guard.permissions import demand, deny
from candour.law.policies import crime_side as policy
from candour.law.policies.crime_side import Owed
from candour.people import queries as people
from candour.people.queries import PersonCard

MOST = 200
_OWED = dict(OWED)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """A row that waits: what it is, since when, until when, why it is in doubt."""

    file: uuid.UUID
    kind: str
    happened_on: datetime.date
    came_on: datetime.date
    due_on: datetime.date
    because: tuple[str, ...]
    is_asked: bool
    is_overdue: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """Something owed in a case: what, about whom, by whom, until when."""

    id: uuid.UUID
    file: uuid.UUID
    reference: str
    owed: str
    is_interim: bool
    person: str
    owner: str
    due_on: datetime.date
    is_overdue: bool
    is_review: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """Everything of the crime side that waits, the most urgent first."""

    tasks: tuple[TaskLine, ...]
    items: tuple[ItemLine, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """A row that waits, opened, with everybody it may be about."""

    line: ItemLine
    row: CrimeRow
    candidates: tuple[PersonCard, ...]
    decisions: tuple["Decided", ...]
    is_open: bool
    organisation: uuid.UUID


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision: what, by whom, when, why as far as it opens."""

    title: str
    by: str
    at: datetime.datetime
    reason: str
    test: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A row in a case, in words."""

    kind: str
    happened_on: datetime.date
    came_on: datetime.date
    person: str
    because: tuple[str, ...]
    story: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """What the crime side told of a case, what is owed and what was decided."""

    head: CaseHead
    records: tuple[Recorded, ...]
    tasks: tuple[TaskLine, ...]
    decisions: tuple[Decided, ...]
    is_stopped: bool


def worklist(*, by: Actor, at: datetime.datetime) -> Worklist:
    """Return what waits, as far as its files can be seen; overdue first."""
    demand("cases.crime_list", by=by, at=at)
    tasks = list(owing.open_tasks()[:MOST])
    return Worklist(tasks=_tasks(tasks, by=by, at=at), items=tuple(_open_items(on=at.date())))


def item_page(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> ItemPage:
    """Return a row that waits with its words, and everybody of the register it may be about."""
    demand("cases.crime_item", by=by, at=at, file=file)
    item = _item(file, by=by, at=at)
    row = deciding.row_of(item=item, vault=vault, by=by, at=at)
    here = Involvement.objects.filter(file_id=file).order_by("person_id")
    cards = people.cards(persons=here.values_list("person_id", flat=True), by=by, at=at)
    current = item.decisions.filter(superseded_by__isnull=True).first()
    return ItemPage(
        line=_line(item, current, on=at.date()),
        row=row,
        candidates=tuple(sorted(cards.values(), key=lambda card: (card.name, card.person_id))),
        decisions=_of_item(item, vault, by=by, at=at),
        is_open=current is None or current.answer == deciding.ASK,
        organisation=item.organisation_id,
    )


def item_line(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> ItemLine:
    """Return a row that waits by its codes; a file that is no such row is denied."""
    demand("cases.crime_item", by=by, at=at, file=file)
    item = _item(file, by=by, at=at)
    current = item.decisions.filter(superseded_by__isnull=True).first()
    return _line(item, current, on=at.date())


def case_page(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> CasePage:
    """Return the crime side's part of a case."""
    demand("cases.read", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    tasks = list(owing.open_tasks().filter(file_id=file))
    return CasePage(
        head=head,
        records=_records(file, vault, by=by, at=at),
        tasks=_tasks(tasks, by=by, at=at),
        decisions=_decisions(file, vault, by=by, at=at),
        is_stopped=owing.is_stopped(file=file),
    )


def task_of(*, file: uuid.UUID, task: uuid.UUID, by: Actor, at: datetime.datetime) -> TaskLine:
    """Return something that is owed in a case; deny that there is another."""
    demand("cases.read", by=by, at=at, file=file)
    found = owing.open_tasks().filter(id=task, file_id=file).first()
    if found is None:
        deny("cases.read", by=by, at=at, file=file)
    return _tasks([found], by=by, at=at)[0]


def _item(file: uuid.UUID, *, by: Actor, at: datetime.datetime) -> CrimeItem:
    found = CrimeItem.objects.filter(file_id=file).select_related("item").first()
    if found is None:
        deny("cases.crime_item", by=by, at=at, file=file)
    return found


def _open_items(*, on: datetime.date) -> tuple[ItemLine, ...]:
    waiting = list(owing.open_items().order_by("due_on", "id")[:MOST])
    asked = CrimeItemDecision.objects.filter(
        asked__in=[one.id for one in waiting], superseded_by__isnull=True
    )
    current = {one.asked_id: one for one in asked}
    return tuple(_line(one, current.get(one.id), on=on) for one in waiting)


def _line(item: CrimeItem, current: CrimeItemDecision | None, *, on: datetime.date) -> ItemLine:
    return ItemLine(
        file=item.file_id,
        kind=policy.kind_row(item.kind).name,
        happened_on=item.happened_on,
        came_on=item.came_on,
        due_on=item.due_on,
        because=because.in_words(item.because),
        is_asked=current is not None and current.answer == deciding.ASK,
        is_overdue=on > item.due_on,
    )


def _tasks(tasks: Sequence[CrimeTask], *, by: Actor, at: datetime.datetime) -> tuple[TaskLine, ...]:
    persons = [one.person_id for one in tasks if one.person_id]
    cards = people.cards(persons=persons, by=by, at=at) if persons else {}
    owners = staff.called(accounts=[one.owner_id for one in tasks], by=by, at=at)
    cases = dict(
        Case.objects.filter(file_id__in=[one.file_id for one in tasks]).values_list(
            "file_id", "reference"
        )
    )
    lines = []
    for one in tasks:
        due_on = owing.due_on(one) or one.due_on
        person = cards.get(one.person_id) if one.person_id else None
        lines.append(
            TaskLine(
                id=one.id,
                file=one.file_id,
                reference=cases.get(one.file_id, ""),
                owed=_OWED[one.owed],
                is_interim=one.owed == Owed.INTERIM.value,
                person=person.name if person else "Nobody known yet",
                owner=str(owners[one.owner_id]) if one.owner_id in owners else "",
                due_on=due_on,
                is_overdue=at.date() > due_on,
                is_review=one.owed == Owed.MISCONDUCT.value and owing.is_done(one),
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.due_on, line.id.bytes)))


def _records(
    file: uuid.UUID, vault: Vault, *, by: Actor, at: datetime.datetime
) -> tuple[Recorded, ...]:
    rows = list(
        CrimeRecord.objects.filter(file_id=file).select_related("item").order_by("recorded_at")
    )
    texts = opened.texts(items=[one.item for one in rows], vault=vault, by=by, at=at)
    cards = people.cards(persons=[one.person_id for one in rows], by=by, at=at) if rows else {}
    return tuple(
        Recorded(
            kind=policy.kind_row(one.kind).name,
            happened_on=one.happened_on,
            came_on=one.came_on,
            person=cards[one.person_id].name,
            because=because.in_words(one.because),
            story=texts.get(one.item_id, ""),
        )
        for one in rows
    )


def _decisions(
    file: uuid.UUID, vault: Vault, *, by: Actor, at: datetime.datetime
) -> tuple[Decided, ...]:
    interim = list(InterimDecision.objects.filter(file_id=file))
    misconduct = list(MisconductDecision.objects.filter(file_id=file))
    both: list[InterimDecision | MisconductDecision] = [*interim, *misconduct]
    rows = sorted(both, key=lambda one: (one.decided_at, one.id.bytes))
    wanted = {one.reason_item_id for one in rows} | {one.test_item_id for one in misconduct}
    items = list(SealedItem.objects.filter(id__in=[one for one in wanted if one]).order_by("id"))
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    known = staff.called(accounts=[one.decided_by for one in rows], by=by, at=at)
    return tuple(
        Decided(
            title=_title(one),
            by=staff.named(known, one.decided_by),
            at=one.decided_at,
            reason=texts.get(one.reason_item_id, "") if one.reason_item_id else "",
            test=_test(one, texts),
        )
        for one in rows
    )


def _title(one: InterimDecision | MisconductDecision) -> str:
    if isinstance(one, InterimDecision):
        names = {row.code: row.name for row in policy.QUESTIONS}
        return f"{names[one.question]}: {'yes' if one.is_yes else 'no'}"
    named = {row.code: row.name for row in policy.PROCEEDINGS}
    words = one.get_answer_display()
    return f"{words}: {named[one.proceeding]}" if one.proceeding else words


def _test(one: InterimDecision | MisconductDecision, texts: dict[uuid.UUID, str]) -> str:
    if isinstance(one, InterimDecision) or one.test_item_id is None:
        return ""
    return texts.get(one.test_item_id, "")


def _of_item(
    item: CrimeItem, vault: Vault, *, by: Actor, at: datetime.datetime
) -> tuple[Decided, ...]:
    rows = list(item.decisions.select_related("reason_item").order_by("decided_at", "id"))
    items = [one.reason_item for one in rows if one.reason_item is not None]
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    known = staff.called(accounts=[one.decided_by for one in rows], by=by, at=at)
    return tuple(
        Decided(
            title=one.get_answer_display(),
            by=staff.named(known, one.decided_by),
            at=one.decided_at,
            reason=texts.get(one.reason_item_id, "") if one.reason_item_id else "",
        )
        for one in rows
    )
