"""Who has a part in a case, as its readers see it; and what a party sees from its own seat."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterable, Mapping

from django.db import connection, models

from candour.cases.models import (
    Affiliation,
    Case,
    Party,
    RepresentativeRequest,
    SafetyDecision,
    ServedCopy,
)
from candour.cases.models.disclosure import GIVEN, STAGE_CODES
from candour.cases.parties import copies, standing
from candour.cases.parties.actions import give_seat
from candour.cases.parties.file_copies import OwnFile
from candour.cases.reading import heads, staff
from candour.cases.reading.heads import CaseHead
from candour.core.tracing import marking
from candour.guard.actors import Actor
from candour.guard.keys import NoKey, Vault
from candour.guard.log import leaves
from candour.guard.models import Account
from candour.guard.permissions import demand, deny, table
from candour.guard.seats import Seat
from candour.intake.models import Correspondent
from candour.law.disclosure import SAFETY, STAGES
from candour.people import naming
from candour.people import queries as people

_STAGES = dict(STAGE_CODES)
_KINDS = dict(GIVEN)
_SAFETY = {row.code: row.name for row in SAFETY}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PartyLine:
    """One party: who, on which side, for whom, of which body."""

    id: uuid.UUID
    kind: str
    side: str
    name: str
    client: uuid.UUID | None
    client_name: str
    since: datetime.datetime
    person: uuid.UUID | None
    # Since another case was tied to this one, they may not stand here any more.
    must_end: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An account that could be chosen, and what it is called."""

    account: uuid.UUID
    name: str
    hint: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A subject's request for a representative, not granted yet."""

    party: uuid.UUID
    account: uuid.UUID
    subject: str
    representative: str
    at: datetime.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SafetyLine:
    """Where a stage stands: what was decided last of the reporter's safety, if it is enough."""

    stage: str
    name: str
    answer: str
    is_safe: bool
    waits_for_review: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PartiesPage:
    """Everybody who has a part in a case, and who could be given one."""

    head: CaseHead
    parties: tuple[PartyLine, ...]
    seats: tuple[Option, ...]
    representatives: tuple[Option, ...]
    asked: tuple[Asked, ...]
    safety: tuple[SafetyLine, ...]
    has_reporter: bool
    may_review: bool
    may_name_reviewer: bool

    @property
    def subjects(self) -> tuple[PartyLine, ...]:
        """Return the subjects who have a seat."""
        return tuple(one for one in self.parties if one.kind == "subject")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """One thing that was served on somebody, as their own list shows it."""

    id: uuid.UUID
    reference: str
    stage: str
    kind: str
    code: str
    at: datetime.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnSeat:
    """A matter in which somebody has a seat: what was served, and if anybody stands by them."""

    reference: str
    is_subject: bool
    has_asked: bool
    has_representative: bool
    served: tuple[Served, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnCopy:
    """A served copy, opened: its pages and what stands at the foot of each, or a file."""

    served: Served
    title: str
    pages: tuple[tuple[str, ...], ...]
    file: OwnFile | None


def parties_page(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> PartiesPage:
    """Return who has a part in a case."""
    demand("cases.parties", by=by, at=at, file=file)
    lines = lines_of(file=file, by=by, at=at)
    safety = safety_of(file=file)
    waiting = SafetyDecision.objects.filter(
        file_id=file, answer="harm_test", review__isnull=True
    ).exclude(noted_by=by.account)
    return PartiesPage(
        head=heads.read(file=file, by=by, on=at.date()),
        parties=lines,
        seats=_seats(file, by=by, at=at),
        representatives=representatives(),
        asked=_asked(file, lines, by=by, at=at),
        safety=safety,
        has_reporter=Correspondent.objects.filter(file_id=file, is_reachable=True).exists(),
        may_review=waiting.exists(),
        may_name_reviewer=by.seat in table()["cases.name_reviewer"].seats,
    )


def lines_of(
    *, file: uuid.UUID, by: Actor, at: datetime.datetime, is_all: bool = False
) -> tuple[PartyLine, ...]:
    """Return the parties of a case as a list shows them; part of a page that was permitted.

    With `is_all` also those whose part has ended, since the ledger still names them.
    """
    rows = list(Party.objects.filter(file_id=file) if is_all else standing.parties(file=file))
    names = _names(rows, by=by, at=at)
    wrongly = {one.party for one in standing.wrongly(files=[file], is_shown=True)}
    return tuple(
        PartyLine(
            must_end=row.id in wrongly,
            person=row.person_id,
            id=row.id,
            kind=row.kind,
            side=row.side,
            name=names[row.id],
            client=row.client_id,
            client_name=names.get(row.client_id, "") if row.client_id else "",
            since=row.noted_at,
        )
        for row in rows
    )


def safety_of(*, file: uuid.UUID) -> tuple[SafetyLine, ...]:
    """Return where each stage stands; part of a page that was permitted."""
    rows = SafetyDecision.objects.filter(file_id=file).select_related("review")
    latest = {row.stage: row for row in rows.order_by("noted_at", "id")}
    found = []
    for stage in STAGES:
        row = latest.get(stage.code)
        waits = row is not None and row.answer == "harm_test" and not hasattr(row, "review")
        with connection.cursor() as cursor:
            cursor.execute("select cases.is_safe(%s, %s)", [file, stage.code])
            (is_safe,) = cursor.fetchone()
        found.append(
            SafetyLine(
                stage=stage.code,
                name=stage.name,
                answer=_SAFETY[row.answer] if row else "",
                is_safe=is_safe,
                waits_for_review=waits and not is_safe,
            )
        )
    return tuple(found)


def bundle(*, by: Actor, at: datetime.datetime) -> tuple[OwnSeat, ...]:
    """Return what was served on the actor, matter by matter, the newest first."""
    demand("cases.bundle", by=by, at=at)
    served = [_served(row) for row in _own(by)]
    with connection.cursor() as cursor:
        cursor.execute("select reference, kind, is_answered, has_representative"
                       " from cases.my_seats()")  # fmt: skip
        seats = list(cursor.fetchall())
    return tuple(
        OwnSeat(
            reference=reference,
            is_subject=kind == "subject",
            has_asked=has_asked,
            has_representative=has_representative,
            served=tuple(one for one in served if one.reference == reference),
        )
        for reference, kind, has_asked, has_representative in seats
    )


def own_copy(*, copy: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> OwnCopy:
    """Return one copy that was served on the actor; deny that there is any other."""
    demand("cases.bundle", by=by, at=at)
    row = _own(by).filter(id=copy).first()
    if row is None:
        deny("cases.bundle", by=by, at=at)
    entry = leaves.Entry(
        kind="key",
        what="cases.bundle",
        why="A served copy opened by its recipient",
        detail={"copy": str(copy)},
    )
    leaves.append(entry=entry, by=by, at=at)
    try:
        own = copies.open_own(copy=copy, ciphertext=bytes(row.ciphertext), vault=vault)
    except NoKey:
        deny("cases.bundle", by=by, at=at)
    return OwnCopy(
        served=_served(row),
        title=own.title,
        pages=() if own.file else marking.pages(marked=own.marked, lines=copies.LINES_ON_PAGE),
        file=own.file,
    )


def own_file(*, copy: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> OwnFile:
    """Return a file that was served on the actor; deny that there is any other."""
    demand("cases.bundle", by=by, at=at)
    found = own_copy(copy=copy, vault=vault, by=by, at=at)
    if found.file is None:
        deny("cases.bundle", by=by, at=at)
    return found.file


def askable(*, reference: str, by: Actor, at: datetime.datetime) -> tuple[Option, ...]:
    """Return every representative there is, whomever they stand by; deny it of other matters."""
    demand("cases.bundle", by=by, at=at)
    if not any(one.reference == reference and one.is_subject for one in bundle(by=by, at=at)):
        deny("cases.bundle", by=by, at=at)
    return representatives()


def representatives() -> tuple[Option, ...]:
    """Return every account that represents people, by body and branch; part of naming one."""
    rows = Account.objects.filter(seat=Seat.REPRESENTATIVE.value, is_active=True)
    bodies = Affiliation.objects.in_bulk(list(rows.values_list("id", flat=True)))
    found = [
        Option(account=row.id, name=row.username, hint=str(bodies.get(row.id, ""))) for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.hint, one.name)))


def reviewers(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> tuple[Option, ...]:
    """Return every reviewer of a body other than the case's force; part of naming one."""
    demand("cases.name_reviewer", by=by, at=at, file=file)
    force = Case.objects.values_list("organisation_id", flat=True).get(file_id=file)
    rows = Account.objects.filter(seat=Seat.REVIEWER.value, is_active=True)
    outside = list(rows.exclude(organisation_id=force).order_by("username"))
    bodies = naming.organisation_names(organisations=[row.organisation_id for row in outside])
    return tuple(
        Option(account=row.id, name=row.username, hint=bodies.get(row.organisation_id, ""))
        for row in outside
    )


def _own(by: Actor) -> models.QuerySet[ServedCopy]:
    return ServedCopy.objects.filter(account_id=by.account).order_by("-served_at", "id")


def _served(row: ServedCopy) -> Served:
    return Served(
        id=row.id,
        reference=row.reference,
        stage=_STAGES.get(row.stage, row.stage),
        kind=_KINDS.get(row.kind, row.kind),
        code=row.code,
        at=row.served_at,
    )


def _names(rows: Iterable[Party], *, by: Actor, at: datetime.datetime) -> Mapping[uuid.UUID, str]:
    rows = list(rows)
    known = staff.called(accounts=[row.account_id for row in rows], by=by, at=at)
    return {
        row.id: known[row.account_id].name if row.account_id in known else row.body for row in rows
    } | {
        row.id: f"{known[row.account_id].name} ({_body(row)})"
        for row in rows
        if row.kind == "representative" and row.account_id in known and row.body
    }


def _body(row: Party) -> str:
    return f"{row.body}, {row.branch}" if row.branch else row.body


def _seats(file: uuid.UUID, *, by: Actor, at: datetime.datetime) -> tuple[Option, ...]:
    found = give_seat.eligible(file=file)
    cards = people.cards(persons=found.values(), by=by, at=at) if found else {}
    return tuple(
        Option(account=account, name=cards[person].name, hint=", ".join(cards[person].numbers))
        for account, person in found.items()
    )


def _asked(
    file: uuid.UUID, lines: Iterable[PartyLine], *, by: Actor, at: datetime.datetime
) -> tuple[Asked, ...]:
    names = {one.id: one.name for one in lines}
    granted = standing.parties(file=file).filter(client__isnull=False)
    done = set(granted.values_list("client_id", "account_id"))
    rows = [
        row
        for row in RepresentativeRequest.objects.filter(file_id=file).order_by("asked_at", "id")
        if (row.party_id, row.account_id) not in done and row.party_id in names
    ]
    known = staff.called(accounts=[row.account_id for row in rows], by=by, at=at)
    return tuple(
        Asked(
            party=row.party_id,
            account=row.account_id,
            subject=names[row.party_id],
            representative=known[row.account_id].name if row.account_id in known else "",
            at=row.asked_at,
        )
        for row in rows
    )
