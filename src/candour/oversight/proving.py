"""What a proof of the receipts finds: faults of receipts, and rows or leaves not as they were."""

import dataclasses
import datetime
import re
import uuid
from collections.abc import Callable, Iterator, Sequence

from django.db import connection
from psycopg import sql

from candour.access import desks
from candour.guard import keys
from candour.guard.log import declared
from candour.guard.log.findings import Finding
from candour.guard.models import SeatCertificate
from candour.intake.attachments import objects
from candour.intake.models import Attachment, Report
from candour.oversight.models import Alert, Settlement

PROBLEMS = {
    "no_leaf": "The leaf that its reporter's promise names is not in the log.",
    "no_mailbox": "Its mailbox is gone.",
    "other_leaf": "Its mailbox holds another leaf than the report.",
    "no_state": "Nothing says where it stands.",
    "state_removed": "A step of where it stood is gone.",
    "no_next_date": "It is open, and nothing says when something must happen next.",
    "no_owner": "No certified reader who is there today can open it.",
    "no_report": "A mailbox or a contact of an outside line is there, but its report is gone.",
    "not_sealed": "It was sent before today and has not been sealed.",
    "set_aside": "It could not be sealed and is set aside.",
    "file_gone": "An attached file is gone.",
    "file_cut": "An attached file is not as long as it was.",
}
_ROW = re.compile(r"([a-z_]+) ([0-9a-f-]{36})")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is not as it should be; `place` tells it from every other."""

    kind: str
    place: str
    words: str
    organisation: uuid.UUID | None = None
    file: uuid.UUID | None = None
    reference: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """How much was looked at, and what was found."""

    receipts: int
    rows: int
    leaves: int
    faults: tuple[Fault, ...]


def unknown(faults: Sequence[Fault]) -> list[Fault]:
    """Return the faults that are no open alert yet.

    What is settled and still so is found again: a word alone puts nothing right.
    """
    settled = Settlement.objects.values("alert_id")
    known = set(Alert.objects.exclude(id__in=settled).values_list("kind", "place"))
    fresh = {(one.kind, one.place): one for one in faults if (one.kind, one.place) not in known}
    return list(fresh.values())


def alert_of(fault: Fault, *, on: datetime.date) -> Alert:
    """Return the alert of a fault, not stored yet."""
    return Alert(
        kind=fault.kind,
        found_on=on,
        organisation_id=fault.organisation,
        file_id=fault.file,
        reference=fault.reference,
        place=fault.place,
        words=fault.words,
    )


def receipts() -> int:
    """Return how many reports have been received and sealed."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from intake_report")
        return int(cursor.fetchone()[0])


def faults_of_receipts(*, on: datetime.date) -> Iterator[Fault]:
    """Yield what each receipt lacks that it must have."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select report, reference, organisation, problem"
            " from oversight.faulty_receipts(%s, %s) order by reference, report, problem",
            [_certified(on=on), on],
        )
        for report, reference, organisation, problem in cursor.fetchall():
            yield Fault(
                kind="receipt",
                place=f"{problem} {report or organisation or 'somewhere'}",
                words=PROBLEMS[problem],
                organisation=organisation,
                file=report,
                reference=reference,
            )


def faults_of_files(*, stored_size: Callable[..., int | None]) -> Iterator[Fault]:
    """Yield every attached file whose sealed bytes are not there as they were stored.

    `stored_size(blob=)` says how long a sealed file is on disk, None where there is none.
    """
    held = Attachment.objects.order_by("id").values_list("id", "size", "file_id", "organisation_id")
    names = objects.stored()
    # Few are wrong: their reports' references are asked for one by one.
    for blob, size, file, organisation in held.iterator():
        found = stored_size(blob=names.get(blob, blob))
        if found == size:
            continue
        problem = "file_gone" if found is None else "file_cut"
        yield Fault(
            kind="receipt",
            place=f"{problem} {blob}",
            words=PROBLEMS[problem],
            organisation=organisation,
            file=file,
            reference=_reference(file),
        )


def faults_of_log(*, findings: Sequence[Finding]) -> Iterator[Fault]:
    """Yield what the log's verification found, with whose report it is where that can be told."""
    tables = {logged.table: logged.columns[0] for logged in declared.tables()}
    for finding in findings:
        row = _ROW.fullmatch(finding.place)
        if row is None or row[1] not in tables:
            yield Fault(kind="log", place=finding.place, words=finding.problem)
            continue
        held = _held(table=row[1], key=tables[row[1]], row=row[2])
        yield Fault(
            kind="row",
            place=finding.place,
            words=finding.problem,
            organisation=_uuid(held.get("organisation_id")),
            file=_uuid(held.get("file_id")),
            reference=str(held.get("reference") or ""),
        )


def _certified(*, on: datetime.date) -> list[uuid.UUID]:
    """Return the accounts whose seat certificate holds today."""
    held = SeatCertificate.objects.filter(revoked_on__isnull=True).order_by("id")
    seats = [(one.account_id, bytes(one.body), one.signatures) for one in held]
    readers = keys.certified(seats=seats, officers=desks.officers(), on=on)
    return [reader.account_id for reader in readers]


def _held(*, table: str, key: str, row: str) -> dict[str, object]:
    """Return the codes of a row that say whose it is; nothing where the row is gone."""
    columns = ("organisation_id", "file_id", "reference")
    statement = sql.SQL("select {} from {} as held where held.{} = %s").format(
        sql.SQL(", ").join(
            sql.SQL("to_jsonb(held) ->> {}").format(sql.Literal(name)) for name in columns
        ),
        sql.Identifier(table),
        sql.Identifier(key),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [row])
        found = cursor.fetchone()
    return {} if found is None else dict(zip(columns, found, strict=True))


def _reference(file: uuid.UUID) -> str:
    found = Report.objects.filter(file_id=file).values_list("reference", flat=True).first()
    return found or ""


def _uuid(text: object) -> uuid.UUID | None:
    return None if text is None else uuid.UUID(str(text))
