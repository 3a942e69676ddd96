"""The witnesses of a case: letters and days for its readers, names and plans for the named ones."""

import dataclasses
import datetime
import uuid

from candour.cases.models import ProtectionPlan, Witness, WitnessCheckIn
from candour.cases.parties import witnesses
from candour.cases.reading import heads, opened, staff
from candour.cases.reading.heads import CaseHead
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand
from candour.intake.aftercare.check_in import DETRIMENTS, FEARS

_ACTUAL, _FEARED = dict(DETRIMENTS), dict(FEARS)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WitnessLine:
    """A witness as every reader sees them: a letter, and what is owed to them by when."""

    id: uuid.UUID
    letter: str
    is_named_to_me: bool
    review_on: datetime.date | None
    is_late: bool
    due_day: int
    next_on: datetime.date | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WitnessesPage:
    """The witnesses of a case, and the readers who could be told a name."""

    head: CaseHead
    lines: tuple[WitnessLine, ...]
    readers: tuple[staff.Colleague, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CheckInLine:
    """How a witness fared: what happened and what was feared, apart."""

    day: int
    on: datetime.date
    safe: str
    actual: tuple[str, ...]
    perceived: tuple[str, ...]
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WitnessPage:
    """What the named readers know of a witness."""

    head: CaseHead
    line: WitnessLine
    identity: str
    plan: str
    check_ins: tuple[CheckInLine, ...]
    readers: tuple[staff.Colleague, ...]


def witnesses_page(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> WitnessesPage:
    """Return the witnesses of a case by their letters."""
    demand("cases.witnesses", by=by, at=at, file=file)
    rows = Witness.objects.filter(file_id=file).order_by("noted_at", "id")
    return WitnessesPage(
        head=heads.read(file=file, by=by, on=at.date()),
        lines=tuple(_line(row, by=by, at=at) for row in rows),
        readers=_readers(file, "narrative", by=by, at=at),
    )


def witness_page(
    *, file: uuid.UUID, witness: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> WitnessPage:
    """Return who a witness is, to a named reader; to any other reader there is no such page."""
    demand("cases.witnesses", by=by, at=at, file=file)
    row = witnesses.for_named("cases.witnesses", file=file, witness=witness, by=by, at=at)
    plan = ProtectionPlan.objects.filter(witness=row, superseded_by__isnull=True).first()
    checked = list(WitnessCheckIn.objects.filter(witness=row).order_by("day", "id"))
    items = [row.item, *([plan.item] if plan else []), *(one.item for one in checked)]
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    compartment = witnesses.compartment(letter=row.letter)
    return WitnessPage(
        head=heads.read(file=file, by=by, on=at.date()),
        line=_line(row, by=by, at=at),
        identity=texts.get(row.item_id, ""),
        plan=texts.get(plan.item_id, "") if plan else "",
        check_ins=tuple(_checked(one, texts.get(one.item_id, "")) for one in checked),
        readers=_readers(file, compartment, by=by, at=at),
    )


def _line(row: Witness, *, by: Actor, at: datetime.datetime) -> WitnessLine:
    plan = ProtectionPlan.objects.filter(witness=row, superseded_by__isnull=True).first()
    return WitnessLine(
        id=row.id,
        letter=row.letter,
        is_named_to_me=witnesses.is_named(file=row.file_id, letter=row.letter, account=by.account),
        review_on=plan.review_on if plan else None,
        is_late=plan is not None and plan.review_on < at.date(),
        due_day=witnesses.due_day(witness=row, at=at),
        next_on=witnesses.next_day(witness=row, at=at),
    )


def _readers(
    file: uuid.UUID, compartment: str, *, by: Actor, at: datetime.datetime
) -> tuple[staff.Colleague, ...]:
    found = witnesses.readers(file=file, on=at.date(), compartment=compartment)
    known = staff.called(accounts=[one.account_id for one in found], by=by, at=at)
    return tuple(sorted(known.values(), key=lambda one: (one.name, one.account_id.bytes)))


def _checked(row: WitnessCheckIn, text: str) -> CheckInLine:
    return CheckInLine(
        day=row.day,
        on=row.asked_on,
        safe=row.get_safe_display(),
        actual=tuple(str(_ACTUAL.get(code, code)) for code in row.actual),
        perceived=tuple(str(_FEARED.get(code, code)) for code in row.perceived),
        text=text,
    )
