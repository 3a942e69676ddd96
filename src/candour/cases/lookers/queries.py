"""What a desk, an authority, a subject and oversight see of who looked at cases."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db import connection

from candour.cases import persons
from candour.cases.lookers import grounds
from candour.cases.models import Case, LookAsked, Withholding
from candour.cases.reading import opened, staff, wording
from candour.core import lookers
from candour.core.lookers import Look, Seen
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import SealedItem
from candour.guard.permissions import demand, deny, refused
from candour.guard.seats import Seat
from candour.intake.models import LookInquiry, Report
from candour.law.duties import LOOK_INQUIRY
from candour.law.policies import looks as law

MOST = 200
WITHIN = datetime.timedelta(days=LOOK_INQUIRY.number)
PURPOSES = {
    lookers.Purpose.READ_REPORT: "Read the report",
    lookers.Purpose.READ_CASE: "Opened the case",
    lookers.Purpose.READ_WORDS: "Read sealed words",
    lookers.Purpose.READ_FILES: "Opened an attached file",
    lookers.Purpose.COMPARED: "Looked for earlier cases of the same people",
    lookers.Purpose.CHECKED_STEPS: "Looked at the timeline",
    lookers.Purpose.COPIED: "Printed its codes",
    lookers.Purpose.WORKED: "Worked on it",
}
PATTERNS = {
    "walled": "A wall keeps them from it",
    "same_unit": "Same unit as somebody who is kept from it, and no task",
    "no_task": "No task in it",
}
_REASONS = {row.code: row.name for row in law.ASKED_FOR}
_OUTCOMES = {row.code: row.name for row in law.OUTCOMES}
_GROUNDS = {row.code: row.name for row in law.GROUNDS}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """A reporter asks about a look: at which file, whose, what for, when, answer by when."""

    id: uuid.UUID
    file: uuid.UUID
    reference: str
    who: str
    why: str
    on: datetime.date | None
    due_on: datetime.date
    is_late: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A colleague asks to see a case: who, what for, in which words if they open."""

    id: uuid.UUID
    file: uuid.UUID
    reference: str
    who: str
    reason: str
    words: str
    at: datetime.datetime
    is_decided: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A refused look: who, at what, how often, since when; settled with an outcome or waiting."""

    id: uuid.UUID
    who: str
    reference: str
    pattern: str
    ways: tuple[str, ...]
    first_at: datetime.datetime
    last_at: datetime.datetime
    outcome: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for the actor: questions of reporters, colleagues who ask, refused looks."""

    inquiries: tuple[Inquiry, ...]
    asked: tuple[Asked, ...]
    alarms: tuple[Alarm, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Looks of one person on one day for one purpose, as colleagues see them."""

    account: uuid.UUID
    who: str
    why: str
    on: datetime.date
    number: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Looks that are kept from the reporter: whose, why, until when, and how it stands."""

    id: uuid.UUID
    who: str
    ground: str
    # The provisions on which it rests.
    rests_on: str
    decided_at: datetime.datetime
    until_on: datetime.date
    stands: str
    can_review: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseLooks:
    """Who looked at a case, newest first, and what of it is withheld."""

    file: uuid.UUID
    reference: str
    rows: tuple[Row, ...]
    people: tuple[tuple[uuid.UUID, str], ...]
    withheld: tuple[Withheld, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How often one thing happened in one force, as a code such as "alarm:walled"."""

    organisation_id: uuid.UUID
    what: str
    number: int


def waiting(*, by: Actor, at: datetime.datetime) -> Waiting:
    """Return what waits for the actor, what is late first."""
    demand("cases.looks_waiting", by=by, at=at)
    return Waiting(
        inquiries=_inquiries(by=by, at=at),
        asked=_asked(by=by, at=at) if by.seat is Seat.APPROPRIATE_AUTHORITY else (),
        alarms=_alarms(by=by, at=at),
    )


def inquiry(*, file: uuid.UUID, id: uuid.UUID, by: Actor, at: datetime.datetime) -> Inquiry:
    """Return a reporter's question to whoever may answer it; deny that there is another."""
    demand("cases.answer_inquiry", by=by, at=at, file=file)
    asked = LookInquiry.objects.filter(id=id, file_id=file, answer__isnull=True).first()
    if asked is None or persons.is_one_of(by.account, [asked.looker_id]):
        deny("cases.answer_inquiry", by=by, at=at, file=file)
    return _inquiry(asked, _references([file]), by=by, at=at)


def asked(
    *, file: uuid.UUID, id: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> Asked:
    """Return what a colleague asked, with their words; deny that there is another."""
    demand("cases.decide_asked", by=by, at=at, file=file)
    row = LookAsked.objects.filter(id=id, file_id=file).select_related("permit").first()
    if row is None:
        deny("cases.decide_asked", by=by, at=at, file=file)
    known = staff.called(accounts=[row.account_id], by=by, at=at)
    words = ""
    if row.ciphertext is not None and row.epoch is not None:
        item = SealedItem(
            id=row.id,
            file_id=row.file_id,
            organisation_id=row.organisation_id,
            compartment=row.compartment,
            epoch=row.epoch,
            ciphertext=row.ciphertext,
        )
        words = opened.texts(items=[item], vault=vault, by=by, at=at).get(row.id, "")
    return _asked_row(row, _references([file]), known, words)


def alarm(*, id: uuid.UUID, by: Actor, at: datetime.datetime) -> Alarm:
    """Return an alarm to whoever may triage it; deny that there is another."""
    demand("cases.looks_waiting", by=by, at=at)
    found = next((one for one in _alarms(by=by, at=at) if one.id == id), None)
    if found is None:
        deny("cases.settle_alarm", by=by, at=at)
    return found


def case_looks(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> CaseLooks:
    """Return who looked at a case and the report it came from, by name, newest first."""
    demand("cases.looks", by=by, at=at, file=file)
    if not Case.objects.filter(file_id=file).exists():
        raise refused("cases.looks", file=file)
    with connection.cursor() as cursor:
        cursor.execute(
            "select account_id, what, on_date, number from cases.looks_of(%s, %s)",
            [file, settings.TIME_ZONE],
        )
        found = cursor.fetchall()
    withheld = list(
        Withholding.objects.filter(file_id=file)
        .select_related("review")
        .order_by("-decided_at", "id")
    )
    wanted = [account for account, _, _, _ in found] + [one.looker_id for one in withheld]
    known = staff.called(accounts=wanted, by=by, at=at)
    folded: dict[tuple[datetime.date, uuid.UUID, lookers.Purpose], int] = {}
    for account, what, on, number in found:
        key = (on, account, lookers.purpose_of(what))
        folded[key] = folded.get(key, 0) + number
    rows = [
        Row(
            account=account,
            who=staff.named(known, account),
            why=PURPOSES[purpose],
            on=on,
            number=number,
        )
        for (on, account, purpose), number in folded.items()
    ]
    rows.sort(key=lambda row: (-row.on.toordinal(), row.who, row.why))
    who = {row.account: row.who for row in rows if row.account != by.account}
    return CaseLooks(
        file=file,
        reference=_references([file]).get(file, ""),
        rows=tuple(rows[:MOST]),
        people=tuple(sorted(who.items(), key=lambda pair: (pair[1], pair[0].bytes))),
        withheld=tuple(_withheld(one, known, by=by, on=at.date()) for one in withheld),
    )


def withheld(*, found: CaseLooks, id: uuid.UUID, by: Actor, at: datetime.datetime) -> Withheld:
    """Return one of a case's withholdings; deny that there is another."""
    demand("cases.review_withholding", by=by, at=at, file=found.file)
    one = next((one for one in found.withheld if one.id == id), None)
    if one is None:
        deny("cases.review_withholding", by=by, at=at, file=found.file)
    return one


def looked_at_me(*, on: datetime.date, by: Actor, at: datetime.datetime) -> tuple[Seen, ...]:
    """Return by body, role and day who looked at the subject's own cases since their notices."""
    demand("cases.looked", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "select seat, body, on_date, leaf_id from cases.looks_for_subject(%s, %s, %s)",
            [on, on, settings.TIME_ZONE],
        )
        found = cursor.fetchall()
    return lookers.by_role(
        Look(reader=0, what="", seat=seat, body=body or "", on=day, number=1, leaf=leaf)
        for seat, body, day, leaf in found
    )


def counts(
    *, since: datetime.date, on: datetime.date, by: Actor, at: datetime.datetime
) -> tuple[Counted, ...]:
    """Count for each force the actor oversees: questions, late ones, withheld, refused looks."""
    demand("cases.looker_counts", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "select organisation_id, what, number from cases.looker_counts(%s, %s)",
            [since, on - WITHIN],
        )
        return tuple(
            Counted(organisation_id=organisation, what=what, number=number)
            for organisation, what, number in cursor.fetchall()
        )


def _inquiries(*, by: Actor, at: datetime.datetime) -> tuple[Inquiry, ...]:
    rows = LookInquiry.objects.filter(answer__isnull=True).order_by("asked_on", "id")[:MOST]
    mine = [row for row in rows if not persons.is_one_of(by.account, [row.looker_id])]
    references = _references(row.file_id for row in mine)
    return tuple(_inquiry(row, references, by=by, at=at) for row in mine)


def _inquiry(
    row: LookInquiry, references: Mapping[uuid.UUID, str], *, by: Actor, at: datetime.datetime
) -> Inquiry:
    with connection.cursor() as cursor:
        cursor.execute(
            "select what, on_date from cases.look_asked_about(%s, %s)",
            [row.id, settings.TIME_ZONE],
        )
        what, on = cursor.fetchone() or ("", None)
    known = staff.called(accounts=[row.looker_id], by=by, at=at)
    due_on = row.asked_on + WITHIN
    return Inquiry(
        id=row.id,
        file=row.file_id,
        reference=references.get(row.file_id, ""),
        who=staff.named(known, row.looker_id),
        why=PURPOSES[lookers.purpose_of(what)],
        on=on,
        due_on=due_on,
        is_late=due_on < at.date(),
    )


def _asked(*, by: Actor, at: datetime.datetime) -> tuple[Asked, ...]:
    rows = list(LookAsked.objects.filter(permit__isnull=True).order_by("asked_at", "id")[:MOST])
    references = _references(row.file_id for row in rows)
    known = staff.called(accounts=[row.account_id for row in rows], by=by, at=at)
    return tuple(_asked_row(row, references, known, "") for row in rows)


def _asked_row(
    row: LookAsked,
    references: Mapping[uuid.UUID, str],
    known: dict[uuid.UUID, staff.Colleague],
    words: str,
) -> Asked:
    return Asked(
        id=row.id,
        file=row.file_id,
        reference=references.get(row.file_id, ""),
        who=staff.named(known, row.account_id),
        reason=_REASONS.get(row.reason, row.reason),
        words=words,
        at=row.asked_at,
        is_decided=hasattr(row, "permit"),
    )


def _alarms(*, by: Actor, at: datetime.datetime) -> tuple[Alarm, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select alarm_id, account_id, reference, pattern, opened, searched, inquiries,"
            " first_at, last_at, outcome from cases.alarms(%s)",
            [at.date()],
        )
        found = cursor.fetchall()
    known = staff.called(accounts=[row[1] for row in found], by=by, at=at)
    return tuple(
        Alarm(
            id=alarm_id,
            who=staff.named(known, account),
            reference=reference or "",
            pattern=PATTERNS[pattern],
            ways=_ways(opened_, searched, inquiries),
            first_at=first_at.astimezone(at.tzinfo),
            last_at=last_at.astimezone(at.tzinfo),
            outcome=_OUTCOMES.get(outcome or "", ""),
        )
        for (alarm_id, account, reference, pattern, opened_, searched, inquiries, first_at,
             last_at, outcome) in found
    )  # fmt: skip


def _ways(opened_: int, searched: int, inquiries: int) -> tuple[str, ...]:
    said = (
        (opened_, "Tried to open it"),
        (searched, "Searched for it"),
        (inquiries, "Looked, and no task was found when the reporter asked"),
    )
    return tuple(
        f"{what}: {wording.count(number, 'time', 'times')}" for number, what in said if number
    )


def _withheld(
    row: Withholding, known: dict[uuid.UUID, staff.Colleague], *, by: Actor, on: datetime.date
) -> Withheld:
    review = getattr(row, "review", None)
    if review is not None:
        stands = "Upheld by a second person" if review.is_upheld else "Undone by a second person"
    else:
        stands = "Waits for a second person" if row.lapses_on >= on else "Lapsed without a review"
    is_second = not persons.is_one_of(by.account, [row.decided_by, row.looker_id])
    return Withheld(
        id=row.id,
        who=staff.named(known, row.looker_id),
        ground=_GROUNDS.get(row.ground, row.ground),
        rests_on=grounds.rests_on(ground=row.ground),
        decided_at=row.decided_at,
        until_on=row.review_on if review is not None and review.is_upheld else row.lapses_on,
        stands=stands,
        can_review=review is None and row.lapses_on >= on and is_second,
    )


def _references(files: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    wanted = list(files)
    cases = Case.objects.filter(file_id__in=wanted).values_list("file_id", "reference")
    reports = Report.objects.filter(file_id__in=wanted).values_list("file_id", "reference")
    return {**dict(reports), **dict(cases)}
