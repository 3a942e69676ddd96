"""What the pages of the case system show: its files, what it was given, where both differ."""

import csv
import datetime
import io
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from candour.cases.models import Case
from candour.cases.reading import opened, staff, wording
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import SealedItem
from candour.guard.permissions import demand, deny
from candour.imports.casesystem import columns, comparing
from candour.imports.models import Difference, Settlement, StatedCase
from candour.imports.models.case_system import ANSWERS, FILE_STATES

MOST = 500
_STATES = dict(FILE_STATES)
_ANSWERS = dict(ANSWERS)
_CODES: Mapping[str, Mapping[str, str]] = {
    "kind": wording.KINDS,
    "source": wording.SOURCES,
    "category": wording.CATEGORIES,
    "assessment": wording.LEVELS,
    "outcome": {code: row.name for code, row in wording.RESULTS.items()},
    "sanction": wording.SANCTIONS,
}
_HEADER = ("case", "allegation", "what", "case_system", "candour", "since", "settled_as")
# A spreadsheet takes a cell that begins like this for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """A file that the case system laid down: what became of it and of its rows."""

    name: str
    state: str
    said: str
    taken: int
    unchanged: int
    rejected: int
    seen_at: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLine:
    """What the case system was given."""

    since_on: datetime.date
    given_on: datetime.date
    cases: int
    content_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLine:
    """A difference in words; settled: the answer, empty while nobody gave one."""

    id: uuid.UUID
    file: uuid.UUID
    reference: str
    allegation: str
    what: str
    theirs: str
    ours: str
    since: datetime.date
    settled: str
    settled_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSystemPage:
    """The files of the case system and the differences that stand, those to settle first."""

    files: tuple[FileLine, ...]
    given: tuple[GivenLine, ...]
    differences: tuple[DifferenceLine, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """What the case system says of one case, and where both differ."""

    file: uuid.UUID
    reference: str
    their_reference: str
    said_on: datetime.date | None
    facts: tuple[tuple[str, str], ...]
    differences: tuple[DifferenceLine, ...]


def case_system(*, by: Actor, at: datetime.datetime) -> CaseSystemPage:
    """Return the files, and the differences of every case that the actor may see."""
    demand("imports.case_system", by=by, at=at)
    standing = (
        Difference.objects.filter(gone_on__isnull=True)
        .select_related("settlement")
        .order_by("settlement__settled_at", "found_on", "id")
    )
    found = list(standing[: MOST + 1])
    # Those that nobody settled come first: an empty moment sorts last.
    found.sort(key=lambda one: (hasattr(one, "settlement"), one.found_on, str(one.id)))
    return CaseSystemPage(
        files=_files(),
        given=_given(),
        differences=_lines(found[:MOST]),
        is_cut=len(found) > MOST,
    )


def case_system_of(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> CasePage:
    """Return what the case system says of a case, with the reasons of what was settled."""
    demand("imports.case_system_of", by=by, at=at, file=file)
    reference = _reference(file, by=by, at=at)
    stated = StatedCase.objects.filter(file_id=file).first()
    standing = Difference.objects.filter(file_id=file, gone_on__isnull=True)
    rows = list(standing.select_related("settlement").order_by("part", "field", "id"))
    settled = [one.settlement for one in rows if hasattr(one, "settlement")]
    items = SealedItem.objects.filter(id__in=[one.item_id for one in settled]).order_by("id")
    reasons = opened.texts(items=list(items), vault=vault, by=by, at=at)
    known = staff.called(accounts=[one.settled_by for one in settled], by=by, at=at)
    people = {one.id: staff.named(known, one.settled_by) for one in settled}
    return CasePage(
        file=file,
        reference=reference,
        their_reference=stated.reference if stated else "",
        said_on=stated.said_on if stated else None,
        facts=tuple(_facts(stated)) if stated else (),
        differences=_lines(rows, reasons=reasons, people=people),
    )


def may_see(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> None:
    """Deny whoever may not see what the case system says of a case."""
    demand("imports.case_system_of", by=by, at=at, file=file)
    _reference(file, by=by, at=at)


def difference_of(
    *, file: uuid.UUID, difference: uuid.UUID, by: Actor, at: datetime.datetime
) -> DifferenceLine:
    """Return a difference that can be settled; one that is not there is denied."""
    demand("imports.case_system_of", by=by, at=at, file=file)
    found = Difference.objects.filter(id=difference, file_id=file, gone_on__isnull=True).first()
    if found is None:
        deny("imports.case_system_of", by=by, at=at, file=file)
    return _lines([found])[0]


def csv_of(page: CaseSystemPage) -> str:
    """Return the differences as CSV that no spreadsheet runs."""
    out = io.StringIO(newline="")
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow(_HEADER)
    for one in page.differences:
        row = (one.reference, one.allegation, one.what, one.theirs, one.ours,
               one.since.isoformat(), one.settled)  # fmt: skip
        sheet.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return out.getvalue()


def _files() -> tuple[FileLine, ...]:
    with connection.cursor() as cursor:
        cursor.execute("select name, state, said, counts, seen_at from imports.case_files()")
        return tuple(
            FileLine(
                name=name,
                state=_STATES[state],
                said=said,
                taken=_sum(counts, "taken"),
                unchanged=_sum(counts, "unchanged"),
                rejected=_sum(counts, "rejected"),
                seen_at=seen_at,
            )
            for name, state, said, counts, seen_at in cursor.fetchall()
        )


def _sum(counts: object, column: str) -> int:
    tables = counts.get("tables", {}) if isinstance(counts, dict) else {}
    return sum(int(table[column]) for table in tables.values())


def _given() -> tuple[GivenLine, ...]:
    with connection.cursor() as cursor:
        cursor.execute("select since_on, given_on, cases, content_hash from imports.given_back()")
        return tuple(
            GivenLine(since_on=since_on, given_on=given_on, cases=cases, content_hash=digest)
            for since_on, given_on, cases, digest in cursor.fetchall()
        )


def _reference(file: uuid.UUID, *, by: Actor, at: datetime.datetime) -> str:
    case = Case.objects.filter(file_id=file).first()
    if case is None:
        deny("imports.case_system_of", by=by, at=at, file=file)
    return case.reference


def _lines(
    rows: Sequence[Difference],
    *,
    reasons: Mapping[uuid.UUID, str] | None = None,
    people: Mapping[uuid.UUID, str] | None = None,
) -> tuple[DifferenceLine, ...]:
    cases = Case.objects.filter(file_id__in={one.file_id for one in rows})
    references = dict(cases.values_list("file_id", "reference"))
    return tuple(
        _line(one, references.get(one.file_id, ""), reasons or {}, people or {}) for one in rows
    )


def _line(
    row: Difference,
    reference: str,
    reasons: Mapping[uuid.UUID, str],
    people: Mapping[uuid.UUID, str],
) -> DifferenceLine:
    settled: Settlement | None = getattr(row, "settlement", None)
    return DifferenceLine(
        id=row.id,
        file=row.file_id,
        reference=reference,
        allegation=row.part,
        what=columns.NAMES[row.field],
        theirs=_value(row.field, row.theirs),
        ours=_value(row.field, row.ours),
        since=row.found_on,
        settled=_ANSWERS[settled.answer] if settled else "",
        settled_by=people.get(settled.id, "") if settled else "",
        reason=reasons.get(settled.item_id, "") if settled else "",
    )


def _value(field: str, value: str) -> str:
    if field == comparing.ALLEGATION:
        return "Has it" if value else "Does not have it"
    if not value:
        return "Nothing"
    if field.endswith("_on"):
        on = datetime.date.fromisoformat(value)
        return f"{on.day} {on:%B %Y}"
    return _CODES.get(field, {}).get(value, value)


def _facts(stated: StatedCase) -> Iterable[tuple[str, str]]:
    said = stated.said["case"]
    for field in columns.COMPARED_OF_CASE:
        yield columns.NAMES[field], _value(field, said.get(field, ""))
    yield "Crime reference", said.get("crime_reference", "") or "Nothing"
    yield "Handled by number", said.get("handling_officer", "") or "Nothing"
    yield "Belongs to", ", ".join(stated.said["links"]) or "Nothing"
    yield "Allegations", str(len(stated.said["allegations"]))
