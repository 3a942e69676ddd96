"""What custodians are asked, what a case's keys rest on, and where they rest on too few."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping, Sequence

from django.db import connection

from candour.cases.custody import again, holding, progress, telling
from candour.cases.custody.holding import State
from candour.cases.custody.telling import Told
from candour.cases.models import (
    AccessEnd,
    AccessTold,
    Case,
    CustodyAnswer,
    CustodyAsk,
    CustodyLapse,
    CustodyRequest,
    CustodyTaking,
    HarmReview,
    HarmTest,
)
from candour.cases.models.custody import BREAK_GLASS, DECLINES, NAMED
from candour.cases.reading import heads, staff
from candour.cases.reading.heads import CaseHead
from candour.cases.reading.staff import Colleague
from candour.core import envelope
from candour.guard import files
from candour.guard.actors import Actor
from candour.guard.custody import splitting
from candour.guard.keys import Vault
from candour.guard.models import Grant, KeyWrap, SealedItem
from candour.guard.permissions import demand, deny

MOST = 200
_DECLINES = dict(DECLINES)
_NOT_HIDDEN = "file_id <> all(guard.hidden_files())"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing that somebody is asked for or given: codes alone, and where it stands."""

    id: uuid.UUID
    kind: str
    purpose: str
    hours: int | None
    asked_at: datetime.datetime
    is_named: bool
    state: State
    is_enough: bool

    @property
    def waits(self) -> bool:
        """Return whether there is something to do for whoever was asked."""
        if self.state.is_taken or self.state.is_lapsed:
            return False
        return self.is_enough if self.is_named else not self.state.is_answered


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Weak:
    """A case whose keys too few custodians hold."""

    file: uuid.UUID
    reference: str
    custodians: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """A harm test: who wrote it, until when it holds, who agreed."""

    id: uuid.UUID
    by: str
    review_on: datetime.date
    reviewed_by: str
    is_own: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """A request in a case: who asked for whom, what each custodian answered, what came of it."""

    id: uuid.UUID
    kind: str
    purpose: str
    hours: int | None
    asked_at: datetime.datetime
    by: str
    named: str
    given: int
    declined: tuple[str, ...]
    taken_at: datetime.datetime | None
    until_at: datetime.datetime | None
    lapsed_at: datetime.datetime | None
    ended_at: datetime.datetime | None
    told_at: datetime.datetime | None
    is_urgent: bool
    tests: tuple[Test, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseCustody:
    """A case's custody: how many hold shares, of how many wanted, and every request."""

    head: CaseHead
    custodians: int
    wanted: int
    recovers: int
    requests: tuple[Requested, ...]
    readers: tuple[Colleague, ...]
    # Bodies that still lie under an earlier key: none, once a removal is finished.
    left_to_seal: int
    resealing: progress.Resealing


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Whom a request may name, for a case that the asker may ask about."""

    file: uuid.UUID
    reference: str
    people: tuple[Colleague, ...]


def asked(*, by: Actor, at: datetime.datetime) -> tuple[Asked, ...]:
    """Return what the actor is asked for or named in, what waits first."""
    demand("cases.see_asked", by=by, at=at)
    rows = CustodyAsk.objects.filter(account_id=by.account).extra(where=[_NOT_HIDDEN])  # noqa: S610 - a constant
    found = [_asked(row) for row in rows.order_by("-asked_at", "id")[:MOST]]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: not one.waits))


def count_waiting(*, by: Actor, at: datetime.datetime) -> int:
    """Return how many of them wait for the actor; nothing else of them is shown."""
    demand("cases.list", by=by, at=at)
    rows = CustodyAsk.objects.filter(account_id=by.account).extra(where=[_NOT_HIDDEN])  # noqa: S610 - a constant
    found = map(_asked, rows.order_by("-asked_at", "id")[:MOST])
    return sum(one is not None and one.waits for one in found)


def one_asked(
    *, ask: uuid.UUID, vault: Vault | None, by: Actor, at: datetime.datetime
) -> tuple[Asked, Told | None]:
    """Return one of them, with its words where the vault is open; 404 where it isn't hers."""
    demand("cases.see_asked", by=by, at=at)
    row = CustodyAsk.objects.filter(id=ask, account_id=by.account).first()
    found = None if row is None else _asked(row)
    if row is None or found is None:
        deny("cases.see_asked", by=by, at=at)
    return found, None if vault is None else _told(row, vault)


def too_few(*, by: Actor, at: datetime.datetime) -> tuple[Weak, ...]:
    """Return the open cases whose keys fewer than five custodians hold, the weakest first."""
    demand("cases.see_custodians", by=by, at=at)
    open_cases = Case.objects.filter(closed_on__isnull=True, is_closed_undated=False)
    known = dict(open_cases.values_list("file_id", "reference"))
    with connection.cursor() as cursor:
        cursor.execute("select * from access.custodian_counts(%s)", [list(known)])
        counts = [row for row in cursor.fetchall() if row[1] < splitting.CUSTODIANS]
    counts.sort(key=lambda row: (row[1], known[row[0]]))
    return tuple(
        Weak(file=file, reference=known[file], custodians=number) for file, number in counts[:MOST]
    )


def case_custody(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> CaseCustody:
    """Return how a case's keys are kept, and every request for them."""
    demand("cases.see_custody", by=by, at=at, file=file)
    with connection.cursor() as cursor:
        cursor.execute("select * from access.custodian_counts(%s)", [[file]])
        counted = dict(cursor.fetchall())
    rows = list(CustodyRequest.objects.filter(file_id=file).order_by("-asked_at", "id"))
    accounts = [account for row in rows for account in (row.asked_by, row.named_id)]
    tests = list(HarmTest.objects.filter(file_id=file).order_by("noted_at", "id"))
    reviews = {one.test_id: one for one in HarmReview.objects.filter(file_id=file)}
    accounts += [one.noted_by for one in tests]
    granted = set(Grant.objects.filter(file_id=file).values_list("account_id", flat=True))
    accounts += list(granted)
    accounts += [one.reviewed_by for one in reviews.values()]
    names = staff.called(accounts=accounts, by=by, at=at)
    left = again.remaining(file=file)
    return CaseCustody(
        head=heads.read(file=file, by=by, on=at.date()),
        custodians=counted.get(file, 0),
        wanted=splitting.CUSTODIANS,
        recovers=splitting.RECOVERS,
        readers=tuple(
            sorted((names[one] for one in granted if one in names), key=lambda one: one.name)
        ),
        left_to_seal=len(left),
        resealing=progress.read(file=file, left=left, by=by, at=at),
        requests=tuple(
            _requested(
                row,
                names,
                tuple(
                    _test(one, reviews.get(one.id), names, by)
                    for one in tests
                    if one.request_id == row.id
                ),
            )
            for row in rows
        ),
    )


def harm_head(*, file: uuid.UUID, request: uuid.UUID, by: Actor, at: datetime.datetime) -> CaseHead:
    """Return the head of a case for the form of a harm test, for whoever may write one."""
    demand("cases.note_harm_test", by=by, at=at, file=file)
    demand("cases.see_custody", by=by, at=at, file=file)
    if not CustodyRequest.objects.filter(id=request, file_id=file, kind=BREAK_GLASS).exists():
        deny("cases.note_harm_test", by=by, at=at, file=file)
    return heads.read(file=file, by=by, on=at.date())


def exportable(
    *, file: uuid.UUID, by: Actor, at: datetime.datetime
) -> tuple[CaseHead, tuple[tuple[str, str], ...]]:
    """Return the items of a case that the actor could disclose, by their kind and number."""
    demand("cases.export_bundle", by=by, at=at, file=file)
    demand("cases.see_custody", by=by, at=at, file=file)
    held = KeyWrap.objects.filter(account_id=by.account, file_key__file_id=file)
    slots = set(held.values_list("file_key__compartment", "file_key__epoch"))
    rows = SealedItem.objects.filter(file_id=file).order_by("kind", "id")
    ours = [row for row in rows if (row.compartment, row.epoch) in slots]
    said = [row.kind.replace("_", " ").capitalize() for row in ours]
    numbers = [said[: place + 1].count(one) for place, one in enumerate(said)]
    return heads.read(file=file, by=by, on=at.date()), tuple(
        (str(row.id), f"{one} {number}")
        for row, one, number in zip(ours, said, numbers, strict=True)
    )


def choices(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> Choices:
    """Return whom a request about a case may name; the asker may hold no more than a part."""
    demand("cases.ask_custodians", by=by, at=at)
    files.token()
    if not holding.open_for_asking(file=file):
        deny("cases.ask_custodians", by=by, at=at, file=file)
    demand("cases.see_asked", by=by, at=at)
    eligible = holding.eligible(file=file, on=at.date())
    names = staff.called(accounts=[one.account_id for one in eligible], by=by, at=at)
    return Choices(
        file=file,
        reference=Case.objects.values_list("reference", flat=True).get(file_id=file),
        people=tuple(sorted(names.values(), key=lambda one: (one.organisation, one.name))),
    )


def case_to_ask_about(*, reference: str, by: Actor, at: datetime.datetime) -> uuid.UUID | None:
    """Return the case of a reference that the actor may ask about; None tells of no other."""
    demand("cases.see_asked", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute("select cases.case_to_ask_about(%s)", [reference.strip().upper()])
        found: uuid.UUID | None = cursor.fetchone()[0]
    return found


def _asked(row: CustodyAsk) -> Asked | None:
    state = holding.state(ask=row.id)
    if state is None:
        return None
    return Asked(
        id=row.id,
        kind=row.get_kind_display(),
        purpose=row.get_purpose_display(),
        hours=row.hours,
        asked_at=row.asked_at,
        is_named=row.role == NAMED,
        state=state,
        is_enough=state.suffices(kind=row.kind),
    )


def _told(row: CustodyAsk, vault: Vault) -> Told | None:
    try:
        return telling.open_told(
            ciphertext=bytes(row.ciphertext),
            file=row.file_id,
            ask=row.id,
            private=vault.private_key,
        )
    except envelope.CannotOpen:
        return None


def _requested(
    row: CustodyRequest, names: Mapping[uuid.UUID, Colleague], tests: Sequence[Test]
) -> Requested:
    answers = list(CustodyAnswer.objects.filter(request=row).order_by("answered_at", "id"))
    taking = CustodyTaking.objects.filter(request=row).first()
    lapse = CustodyLapse.objects.filter(request=row).first()
    ended = AccessEnd.objects.filter(taking=taking).first() if taking else None
    told = AccessTold.objects.filter(taking=taking).first() if taking else None
    return Requested(
        id=row.id,
        kind=row.get_kind_display(),
        purpose=row.get_purpose_display(),
        hours=row.hours,
        asked_at=row.asked_at,
        by=staff.named(dict(names), row.asked_by),
        named=staff.named(dict(names), row.named_id),
        given=sum(one.is_given for one in answers),
        declined=tuple(_DECLINES[one.reason] for one in answers if not one.is_given),
        taken_at=taking.taken_at if taking else None,
        until_at=taking.until_at if taking else None,
        lapsed_at=lapse.lapsed_at if lapse else None,
        ended_at=ended.ended_at if ended else None,
        told_at=told.told_at if told else None,
        is_urgent=row.hours is not None,
        tests=tuple(tests),
    )


def _test(
    test: HarmTest,
    review: HarmReview | None,
    names: Mapping[uuid.UUID, Colleague],
    by: Actor,
) -> Test:
    return Test(
        id=test.id,
        by=staff.named(dict(names), test.noted_by),
        review_on=test.review_on,
        reviewed_by=staff.named(dict(names), review.reviewed_by) if review else "",
        is_own=test.noted_by == by.account,
    )
