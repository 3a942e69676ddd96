"""Writes deltas of an invented case system, imports them, and reads what is held of them."""

import csv
import datetime
import io
import json
import pathlib
import random
import zipfile
from typing import Any

from django.db.models import Q

import story
from candour.cases.actions.take_on import take_on
from candour.cases.models import Allegation, Case, Outcome
from candour.guard import actors
from candour.guard.models import Account
from candour.imports.actions.run_import import Report, Request, run_import
from candour.imports.casesystem.columns import TABLES
from candour.imports.models import StatedCase
from candour.imports.sources import casesystem
from candour.people.models import Identifier, OrganisationName, PersonName
from cast import NOW

BY = actors.service("import")
FORCE = "Northfold Police"
WORDS = "He held her by the throat; a neighbour called."
REFERENCE = "CO/00417/24"
LATER = NOW + datetime.timedelta(days=1)
Rows = dict[str, list[dict[str, Any]]]


def known(place: int = 0) -> dict[str, str]:
    """Return the number and the name of somebody of the force who has no account."""
    named = OrganisationName.objects.get(name=FORCE).organisation_id
    held = Identifier.objects.filter(organisation_id=named, until_on=None).exclude(kind="source_id")
    early = held.filter(Q(from_on=None) | Q(from_on__lte=datetime.date(2019, 1, 1)))
    numbers = early.exclude(
        person_id__in=Account.objects.exclude(person_id=None).values("person_id")
    )
    persons = {one.person_id: one for one in numbers.order_by("-value")}
    one = sorted(persons.values(), key=lambda found: found.value)[place]
    name = PersonName.objects.get(person_id=one.person_id, kind="current")
    return {"number": one.value, "given": name.given, "family": name.family}


def case(reference: str = REFERENCE, **changes: Any) -> dict[str, Any]:
    """Return a closed complaint, changed."""
    plain = {
        "case_reference": reference,
        "kind": "complaint",
        "source": "public",
        "incident_on": "2024-03-30",
        "recorded_on": "2024-04-01",
        "finalised_on": "2024-11-29",
        "crime_reference": "CR/2024/1",
    }
    return {**plain, **changes}


def allegation(
    reference: str = REFERENCE, number: str = "1", *, place: int = 0, **changes: Any
) -> dict[str, Any]:
    """Return an allegation that was found not proven, changed."""
    plain = {
        "case_reference": reference,
        "allegation_number": number,
        "subject_number": known(place)["number"],
        "legacy_category": "S",
        "outcome": "UNSUB",
        "decided_on": "2024-11-29",
    }
    return {**plain, **changes}


def subject(reference: str = REFERENCE, *, place: int = 0, **changes: Any) -> dict[str, Any]:
    """Return who the subject's number belongs to, changed."""
    return {"case_reference": reference, **known(place), **changes}


def one_case(**changes: Any) -> Rows:
    """Return a delta of one case with one allegation."""
    return {"cases": [case(**changes)], "allegations": [allegation()], "subjects": [subject()]}


def open_case(reference: str = REFERENCE, *, place: int = 0) -> Rows:
    """Return a delta of an open case, assessed and not decided."""
    undecided = {"outcome": "", "decided_on": "", "assessment": "M", "assessed_on": "2024-04-09"}
    return {
        "cases": [case(reference, finalised_on="")],
        "allegations": [allegation(reference, place=place, **undecided)],
    }


def text(table: str, rows: list[dict[str, Any]], *, delimiter: str = ",") -> str:
    """Return rows as CSV with every column of the table."""
    out = io.StringIO(newline="")
    names = [column.name for column in TABLES[table]]
    writer = csv.DictWriter(out, names, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write(folder: pathlib.Path, rows: Rows, *, encoding: str = "utf-8") -> pathlib.Path:
    """Write a delta as a folder of files."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, several in rows.items():
        (folder / f"{table}.csv").write_bytes(text(table, several).encode(encoding))
    return folder


def packed(path: pathlib.Path, rows: Rows, *, packing: int = zipfile.ZIP_STORED) -> pathlib.Path:
    """Write a delta as a zip."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", packing) as archive:
        for table, several in rows.items():
            archive.writestr(f"{table}.csv", text(table, several))
    return path


def shuffled(rows: Rows, seed: int) -> Rows:
    """Return the same rows in another order."""
    dice = random.Random(seed)
    return {table: dice.sample(several, len(several)) for table, several in rows.items()}


def take(path: pathlib.Path, *, at: datetime.datetime = NOW, **options: Any) -> Report:
    """Import a delta of the invented force."""
    asked = {"organisation": FORCE, **options}
    return run_import(request=Request(source=casesystem.ENTRY, path=path, **asked), by=BY, at=at)


def counted(report: Report, table: str = "cases") -> tuple[int, int, int, int]:
    """Return how many rows were new, changed, unchanged and rejected."""
    found = report.counts.table(table)
    return found.new, found.changed, found.unchanged, found.rejected


def rejects(report: Report) -> list[str]:
    """Return the lines of the rejects file below its header."""
    return report.rejects_file.read_text(encoding="utf-8").splitlines()[1:]


def case_of(reference: str = REFERENCE) -> Case:
    """Return the case that the case system calls so."""
    return Case.objects.get(source_name="casesystem", source_ref=reference)


def outcome_of(reference: str = REFERENCE) -> Outcome:
    """Return the outcome in force of the first allegation of a case."""
    found = Outcome.objects.filter(file_id=case_of(reference).file_id, superseded_by=None)
    return found.order_by("allegation__number").first()


def content() -> list[tuple[Any, ...]]:
    """Return everything that is held of the case system's cases, without ids and places."""
    cases = Case.objects.filter(source_name="casesystem").order_by("source_ref")
    held: list[tuple[Any, ...]] = []
    for one in cases:
        alleged = Allegation.objects.filter(file_id=one.file_id).order_by("source_ref")
        held.append(
            (
                one.source_ref, one.kind, one.source, one.incident_on, one.received_on,
                one.closed_on,
                [(row.source_ref, row.category, row.source_category, row.subject_id)
                 for row in alleged],
                sorted(Outcome.objects.filter(file_id=one.file_id, superseded_by=None)
                       .values_list("result", "sanction")),
                json.dumps(StatedCase.objects.get(file_id=one.file_id).said, sort_keys=True),
            )
        )  # fmt: skip
    return held


def taken_on(as_role, reference: str = REFERENCE, *, by: str = "authority") -> Case:
    """Take an imported case on, as the authority does."""
    found, who = case_of(reference), story.actor(by)
    with as_role("casework", actor=who.account):
        return take_on(file=found.file_id, by=who, at=NOW)


def allegations(reference: str = REFERENCE) -> list[dict[str, Any]]:
    """Return what is held of the allegations of a case, by their numbers there."""
    held = Allegation.objects.filter(file_id=case_of(reference).file_id).order_by("source_ref")
    return list(
        held.values("source_ref", "number", "subject_id", "category", "source_category",
                    "recorded_at")
    )  # fmt: skip
