"""The exhibits of a case and where each was since it was taken."""

import dataclasses
import datetime
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from candour.cases.diary import opening, sealing
from candour.cases.diary.actions.move_exhibit import GONE
from candour.cases.diary.opening import Opened, Place
from candour.cases.models import Case, Exhibit, ExhibitMove
from candour.cases.models.diary import PLACES, WAYS
from candour.cases.reading import attachments, heads
from candour.cases.reading.heads import CaseHead
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand, refused

_WAYS, _PLACES = dict(WAYS), dict(PLACES)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MoveLine:
    """One hand-over: where it went, when, from whom to whom, in what state, noted by whom."""

    number: int
    to: str
    moved_at: datetime.datetime
    by: str
    noted_at: datetime.datetime
    giver: str = dataclasses.field(repr=False)
    taker: str = dataclasses.field(repr=False)
    what: str = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitLine:
    """One exhibit with its continuity; `number` counts within the case."""

    id: uuid.UUID
    number: int
    way: str
    taken_at: datetime.datetime
    by: str
    noted_at: datetime.datetime
    attachment: uuid.UUID | None
    moves: tuple[MoveLine, ...]
    is_gone: bool
    what: str = dataclasses.field(repr=False)
    who: str = dataclasses.field(repr=False)
    where: str = dataclasses.field(repr=False)

    @property
    def title(self) -> str:
        """Return what it is called."""
        return f"Exhibit {self.number}"

    @property
    def now(self) -> str:
        """Return where it is."""
        return self.moves[-1].to if self.moves else "With whoever took it"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitsPage:
    """One page of exhibits."""

    head: CaseHead
    exhibits: tuple[ExhibitLine, ...]
    place: Place


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NewExhibit:
    """What the form of a new exhibit offers: attached files that are none yet."""

    head: CaseHead
    files: tuple[tuple[uuid.UUID, str], ...] = dataclasses.field(repr=False)


def exhibits_page(
    *, file: uuid.UUID, number: int, vault: Vault, by: Actor, at: datetime.datetime
) -> ExhibitsPage:
    """Return a page of exhibits in the order of their numbers."""
    demand("cases.exhibits", by=by, at=at, file=file)
    rows = Exhibit.objects.filter(file_id=file).select_related("item").order_by("number", "id")
    found, place = opening.sliced(rows, number=number)
    return ExhibitsPage(
        head=heads.read(file=file, by=by, on=at.date()),
        exhibits=with_continuity(rows=found, vault=vault, by=by, at=at),
        place=place,
    )


def exhibit_page(
    *, file: uuid.UUID, exhibit: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[CaseHead, ExhibitLine]:
    """Return one exhibit of a case; refuse one that isn't there."""
    demand("cases.exhibits", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    rows = list(Exhibit.objects.filter(file_id=file, id=exhibit).select_related("item"))
    if not rows:
        raise refused("cases.exhibits", file=file)
    (line,) = with_continuity(rows=rows, vault=vault, by=by, at=at)
    return head, line


def new_exhibit(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> NewExhibit:
    """Return the attached files that an exhibit may be, as far as this vault opens them."""
    demand("cases.exhibits", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    report = Case.objects.values_list("report_file_id", flat=True).get(file_id=file)
    files = [one for one in (file, report) if one]
    known, _ = attachments.described(files=files, vault=vault, by=by, at=at)
    taken = set(Exhibit.objects.filter(file_id=file).values_list("attachment_id", flat=True))
    named = [(one.id, one.shown) for one in known.values() if one.id not in taken]
    return NewExhibit(head=head, files=tuple(sorted(named, key=lambda one: (one[1], one[0].bytes))))


def with_continuity(
    *, rows: Sequence[Exhibit], vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[ExhibitLine, ...]:
    """Return exhibits with every hand-over; part of the list, of one exhibit and of the print."""
    moves: dict[uuid.UUID, list[ExhibitMove]] = defaultdict(list)
    given = ExhibitMove.objects.filter(exhibit__in=[row.id for row in rows]).select_related("item")
    for move in given.order_by("exhibit_id", "number"):
        moves[move.exhibit_id].append(move)
    every = [move for group in moves.values() for move in group]
    opened = opening.words(records=[*rows, *every], vault=vault, by=by, at=at)
    return tuple(_exhibit(row, moves[row.id], opened) for row in rows)


def _exhibit(row: Exhibit, moves: Sequence[ExhibitMove], opened: Opened) -> ExhibitLine:
    said = opened.said(row.item_id)
    return ExhibitLine(
        id=row.id,
        number=row.number,
        way=_WAYS[row.way],
        taken_at=row.taken_at,
        by=opened.who(row.noted_by),
        noted_at=row.noted_at,
        attachment=row.attachment_id,
        moves=tuple(_move(move, opened.said(move.item_id), opened) for move in moves),
        is_gone=bool(moves) and moves[-1].to in GONE,
        what=said.get(sealing.WHAT, ""),
        who=said.get("who", ""),
        where=said.get("where", ""),
    )


def _move(row: ExhibitMove, said: Mapping[str, str], opened: Opened) -> MoveLine:
    return MoveLine(
        number=row.number,
        to=_PLACES[row.to],
        moved_at=row.moved_at,
        by=opened.who(row.noted_by),
        noted_at=row.noted_at,
        giver=said.get("giver", ""),
        taker=said.get("taker", ""),
        what=said.get(sealing.WHAT, ""),
    )
