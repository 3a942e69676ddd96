"""Keeps what the case system states of each case, and lists where both systems differ."""

import datetime
import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.imports.casesystem import columns, comparing, ours
from candour.imports.casesystem.comparing import Differs, Side
from candour.imports.casesystem.ours import OurCase
from candour.imports.models import Difference, StatedCase
from candour.imports.stated.rows import Matter

_BATCH = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A case as it is stated, and the file that it is here; is_ours: handled in Candour."""

    matter: Matter
    file: uuid.UUID
    is_ours: bool


@dataclass(slots=True, kw_only=True)
class Kept:
    """Which rows state something new or something else, and how much was written."""

    new: dict[str, set[int]] = field(
        default_factory=lambda: {name: set() for name in columns.TABLES}
    )
    changed: dict[str, set[int]] = field(
        default_factory=lambda: {name: set() for name in columns.TABLES}
    )
    statements: int = 0
    differences: int = 0


def keep(
    *,
    stated: Sequence[Stated],
    organisation: uuid.UUID,
    run: uuid.UUID,
    at: datetime.datetime,
    by: Actor,
) -> Kept:
    """Write statements that changed and differences that came or went; one leaf says how many."""
    kept = Kept()
    held = {
        one.file_id: one.said
        for one in StatedCase.objects.filter(file_id__in=[one.file for one in stated])
    }
    rows = []
    for one in stated:
        said = statement(one.matter)
        before = held.get(one.file)
        _count(one.matter, before, said, kept)
        if before != said:
            rows.append(
                StatedCase(
                    file_id=one.file,
                    organisation_id=organisation,
                    reference=one.matter.case.reference,
                    said=said,
                    run_id=run,
                    said_on=at.date(),
                )
            )
    StatedCase.objects.bulk_create(
        rows,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["file"],
        update_fields=["reference", "said", "run", "said_on"],
    )
    kept.statements = len(rows)
    kept.differences = _compare(stated, organisation, run, at.date())
    if kept.statements or kept.differences:
        _log(rows, kept, run, by=by, at=at)
    return kept


def statement(matter: Matter) -> dict[str, Any]:
    """Return everything that is kept of a case as it is stated: codes, days and numbers."""
    return {
        "case": dict(matter.case.said),
        "allegations": {
            one.number: {**one.said, "legacy_category": one.letter} for one in matter.allegations
        },
        "subjects": sorted(one.number for one in matter.subjects),
        "links": sorted(one.linked for one in matter.links),
    }


def sides(*, said: Mapping[str, Any], held: OurCase) -> tuple[Side, Side]:
    """Return both sides of a case, ready to be compared."""
    theirs = Side(case=said["case"], allegations=said["allegations"], numbers={})
    mine = Side(
        case=held.said,
        allegations={number: one.said for number, one in held.allegations.items()},
        numbers={number: one.numbers for number, one in held.allegations.items()},
    )
    return theirs, mine


def _compare(
    stated: Sequence[Stated], organisation: uuid.UUID, run: uuid.UUID, on: datetime.date
) -> int:
    """End the differences that are gone and add those that are new, of cases handled here."""
    handled = {one.file: one.matter for one in stated if one.is_ours}
    if not handled:
        return 0
    held = ours.of(organisation=organisation, files=handled)
    found = {file: _differs(matter, held[file]) for file, matter in handled.items()}
    standing = list(Difference.objects.filter(file_id__in=list(handled), gone_on__isnull=True))
    gone = [one for one in standing if _of(one) not in found[one.file_id]]
    Difference.objects.filter(id__in=[one.id for one in gone]).update(gone_on=on)
    there = {(one.file_id, _of(one)) for one in standing}
    rows = [
        _row(file, one, organisation, run, on)
        for file, several in found.items()
        for one in sorted(several)
        if (file, one) not in there
    ]
    Difference.objects.bulk_create(rows, batch_size=_BATCH)
    return len(rows) + len(gone)


def _differs(matter: Matter, held: OurCase) -> set[Differs]:
    theirs, mine = sides(said=statement(matter), held=held)
    return set(comparing.differences(theirs=theirs, ours=mine))


def _of(row: Difference) -> Differs:
    return Differs(part=row.part, field=row.field, theirs=row.theirs, ours=row.ours)


def _row(
    file: uuid.UUID, one: Differs, organisation: uuid.UUID, run: uuid.UUID, on: datetime.date
) -> Difference:
    return Difference(
        file_id=file,
        organisation_id=organisation,
        part=one.part,
        field=one.field,
        theirs=one.theirs,
        ours=one.ours,
        run_id=run,
        found_on=on,
    )


def _count(
    matter: Matter,
    before: Mapping[str, Any] | None,
    said: Mapping[str, Any],
    kept: Kept,
) -> None:
    old: Mapping[str, Any] = before or {}
    if before is None:
        kept.new[columns.CASES].add(matter.case.row)
    elif before["case"] != said["case"]:
        kept.changed[columns.CASES].add(matter.case.row)
    known = old.get("allegations", {})
    for one in matter.allegations:
        if one.number not in known:
            kept.new[columns.ALLEGATIONS].add(one.row)
        elif known[one.number] != {**one.said, "legacy_category": one.letter}:
            kept.changed[columns.ALLEGATIONS].add(one.row)
    _count_named(columns.SUBJECTS, [(one.row, one.number) for one in matter.subjects], old, kept)
    _count_named(columns.LINKS, [(one.row, one.linked) for one in matter.links], old, kept)


def _count_named(
    table: str,
    rows: Iterable[tuple[int, str]],
    old: Mapping[str, Any],
    kept: Kept,
) -> None:
    known = set(old.get(table, ()))
    kept.new[table] |= {row for row, name in rows if name not in known}


def _log(
    rows: Sequence[StatedCase], kept: Kept, run: uuid.UUID, *, by: Actor, at: datetime.datetime
) -> None:
    """Commit to the statements by one hash; they hold no words and are replaced by the next."""
    text = json.dumps(
        sorted((str(one.file_id), one.said) for one in rows), sort_keys=True, default=str
    )
    entry = leaves.Entry(
        kind="write",
        what="imports.state_cases",
        why="What the case system says of its cases",
        detail={
            "run": str(run),
            "statements": kept.statements,
            "differences": kept.differences,
            "digest": hashlib.sha256(text.encode()).hexdigest(),
        },
    )
    leaves.append(entry=entry, by=by, at=at)
