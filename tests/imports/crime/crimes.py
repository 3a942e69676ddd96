"""Writes feeds of an invented crime side, imports them, and reads what is held of them."""

import csv
import datetime
import io
import json
import pathlib
import uuid
from typing import Any

from candour.cases.models import Case, CrimeRecord
from candour.guard import actors
from candour.guard.models import Account
from candour.imports.actions.run_import import Report, Request, run_import
from candour.imports.crime.columns import COLUMNS
from candour.imports.sources import crime
from candour.people.models import Identifier, Person, PersonName
from cast import NOW

BY = actors.service("import")
FORCE = "Northfold Police"
NAMES = [column.name for column in COLUMNS]
WORDS = "He held her by the throat; a neighbour called."
DAY = (NOW - datetime.timedelta(days=1)).date().isoformat()


def known(username: str = "subject") -> dict[str, str]:
    """Return what the register knows of somebody of the cast, as the crime side would say it."""
    person = Account.objects.get(username=username).person_id
    name = PersonName.objects.get(person_id=person, kind="current")
    number = Identifier.objects.exclude(kind="source_id").filter(person_id=person).first()
    year = Person.objects.get(id=person).birth_year
    return {
        "given": name.given,
        "family": name.family,
        "number": number.value if number else "",
        "born_on": f"{year}-05-17" if year else "",
    }


def row(ref: str = "A1", **changes: Any) -> dict[str, Any]:
    """Return an arrest, changed."""
    plain = {
        "record_reference": ref,
        "crime_reference": "CR/1",
        "kind": "arrest",
        "happened_on": DAY,
        "offence": "assault",
        "serves": "yes",
        "text": WORDS,
    }
    return {**plain, **changes}


def of_subject(ref: str = "A1", **changes: Any) -> dict[str, Any]:
    """Return an arrest of the subject by number and name."""
    return row(ref, **known(), **changes)


def write(folder: pathlib.Path, *rows: dict[str, Any], name: str = "crime.csv") -> pathlib.Path:
    """Write a feed in the form that its ending tells."""
    path = folder / name
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
        return path
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, NAMES, restval="")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path


def take(path: pathlib.Path, *, at: datetime.datetime = NOW, **options: Any) -> Report:
    """Import a feed of the invented force."""
    asked = {"organisation": FORCE, **options}
    return run_import(request=Request(source=crime.ENTRY, path=path, **asked), by=BY, at=at)


def counted(report: Report, table: str = "crime") -> tuple[int, int, int]:
    """Return how many rows were new, unchanged and rejected."""
    found = report.counts.table(table)
    return found.new, found.unchanged, found.rejected


def rejects(report: Report) -> list[str]:
    """Return the lines of the rejects file below its header."""
    return report.rejects_file.read_text(encoding="utf-8").splitlines()[1:]


def case_of(ref: str = "A1") -> Case:
    """Return the case that a row is in."""
    return Case.objects.get(file_id=CrimeRecord.objects.get(record_ref=ref).file_id)


def person_of(username: str = "subject") -> uuid.UUID:
    """Return the person of somebody of the cast."""
    return Account.objects.get(username=username).person_id
