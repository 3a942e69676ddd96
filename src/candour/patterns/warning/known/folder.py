"""Reads people, postings and matters from a folder of public records, without a database."""

import datetime
import functools
import pathlib
from collections.abc import Iterator, Mapping
from typing import Any

from candour.imports.chicago import tables
from candour.imports.reading import cells
from candour.imports.reading.cells import BadCell
from candour.imports.sources import chicago
from candour.patterns.warning.known.history import Finding, History, Matter, Person, Posting

_OTHER = "L"
_NOT_KNOWN = "not_known"
_BLANK = frozenset({"<NA>", "nan"})
_NEAREST = {code: to for to, codes in chicago.NEARER.items() for code in codes}
Row = Mapping[str, Any]


def read(*, folder: pathlib.Path) -> History:
    """Return everything the folder holds; the five files are those that an import takes.

    The officers' rank and unit of today in it are left out: no day says since when they hold.
    """
    found = tables.read(files=tables.find(folder))
    complaints: dict[str, Row] = {}
    for row in found.complaints.read():
        # Of a complaint told twice the latest release comes first.
        complaints.setdefault(_text(row["cr_id"]), row)
    return History(
        people=tuple(_people(found)),
        postings=tuple(_postings(found)),
        matters=tuple(_matters(found, complaints)),
    )


def groups(*, folder: pathlib.Path, kind: str) -> dict[str, str]:
    """Return each officer's group by a protected characteristic; only an audit reads it."""
    column = {"ethnicity": "race", "sex": "gender"}[kind]
    found = tables.read(files=tables.find(folder))
    return {
        _text(row["officer"]): _text(row[column]) or "not known" for row in found.officers.read()
    }


def _people(found: tables.Folder) -> Iterator[Person]:
    seen = set()
    for row in found.officers.read():
        officer = _text(row["officer"])
        if not officer or officer in seen:
            continue
        seen.add(officer)
        yield Person(
            id=officer,
            kind="officer",
            organisation="",
            joined_on=_month(row["appointed_date"]),
            left_on=None,
            birth_year=_number(row["birth_year"]),
        )


def _postings(found: tables.Folder) -> Iterator[Posting]:
    for row in found.units.read():
        officer, unit = _text(row["officer"]), _number(row["unit"])
        from_on, until_on = _day(row["unit_start_date"]), _day(row["unit_end_date"])
        if not officer or not unit or from_on is None:
            continue
        if until_on is None or until_on >= from_on:
            yield Posting(
                person=officer, unit=f"{unit:03}", role="", from_on=from_on, until_on=until_on
            )


def _matters(found: tables.Folder, complaints: Mapping[str, Row]) -> Iterator[Matter]:
    seen = set()
    for row in found.alleged.read():
        officer, case = _text(row["officer"]), complaints.get(_text(row["cr_id"]))
        received = _day(case["complaint_date"]) if case else None
        if not officer or case is None or received is None:
            continue
        ref = _text(case["cr_id"])
        if (officer, ref) in seen:
            continue
        seen.add((officer, ref))
        code = _text(row["complaint_code"])
        yield Matter(
            person=officer,
            case=ref,
            sender="",
            is_internal=case["complainant_type"] == "CPD EMPLOYEE",
            category=_NEAREST.get(code) or chicago.GROUPS.get(found.groups.get(code, ""), _OTHER),
            source_category=code,
            incident_on=_day(case["incident_date"]),
            received_on=received,
            findings=_findings(row, received, _day(case["closed_date"])),
        )


def _findings(
    row: Row, received: datetime.date, closed: datetime.date | None
) -> tuple[Finding, ...]:
    """Return the finding from the day of closing; closed before receipt, nobody knows when."""
    finding = _text(row["final_finding"])
    if not finding or closed is None or closed < received:
        return ()
    result = chicago.FINDINGS.get(finding, _NOT_KNOWN)
    sanction = _sanction(_text(row["final_outcome"]).upper())
    return (Finding(result=result, sanction=sanction, known_on=closed),)


@functools.cache
def _sanction(words: str) -> str:
    if not words:
        return ""
    return next((ours for theirs, ours in chicago.SANCTIONS if theirs in words), _NOT_KNOWN)


# Most cells of a column say what another has said; a cell that makes no sense says nothing.
@functools.lru_cache(maxsize=200_000)
def _text(cell: Any) -> str:
    try:
        return "" if cell in _BLANK else cells.as_text(cell)
    except BadCell:
        return ""


@functools.lru_cache(maxsize=50_000)
def _day(cell: Any) -> datetime.date | None:
    try:
        return None if cell in _BLANK else cells.as_day(cell)
    except BadCell:
        return None


@functools.lru_cache(maxsize=50_000)
def _month(cell: Any) -> datetime.date | None:
    try:
        return None if cell in _BLANK else cells.as_month(cell)
    except BadCell:
        return None


@functools.lru_cache(maxsize=10_000)
def _number(cell: Any) -> int | None:
    try:
        return None if cell in _BLANK else cells.as_whole_number(cell)
    except BadCell:
        return None
