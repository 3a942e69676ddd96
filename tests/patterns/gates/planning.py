"""Steps of a gate as tests tell it: a matter about the subject, a question of HR, a round."""

import csv
import datetime
import io
import pathlib
from typing import Any

from candour.cases.models import Allegation, Case
from candour.guard.actors import service
from candour.guard.models import Account, File
from candour.imports.actions.run_import import Report, Request, run_import
from candour.imports.hrchanges.columns import COLUMNS
from candour.imports.sources import hrchanges
from candour.patterns.gates.actions.open_gates import open_gates
from candour.patterns.models import Gate
from candour.people.models import Identifier, OrganisationName, Posting
from cast import NOW

EMPLOYER = "Northfold Police"
SOON = NOW.date() + datetime.timedelta(days=30)
NAMES = [column.name for column in COLUMNS]


def matter(*, of: Any, category: str = "B4", received: int = 20, closed: int | None = None) -> Case:
    """Put a matter about somebody into the register, as an import of history leaves it."""
    organisation = Identifier.objects.filter(person_id=of).first().organisation_id
    file = File.objects.create(
        kind="case",
        organisation_id=organisation,
        opened_on=NOW.date() - datetime.timedelta(days=received),
        wall_epoch=1,
    )
    at = NOW - datetime.timedelta(days=received)
    case = Case.objects.create(
        file=file,
        organisation_id=organisation,
        reference=f"C-{str(file.id)[:4]}-{str(file.id)[4:8]}".upper(),
        kind="conduct_matter",
        source="other_system",
        received_on=at.date(),
        closed_on=None if closed is None else NOW.date() - datetime.timedelta(days=closed),
        recorded_at=at,
    )
    Allegation.objects.create(
        file=file,
        organisation_id=organisation,
        number=1,
        category=category,
        subject_id=of,
        recorded_at=at,
    )
    return case


def somebody() -> Any:
    """Return somebody of the invented force of whom no matter is known, and who has no account."""
    known = Allegation.objects.filter(subject__isnull=False).values("subject_id")
    seated = Account.objects.filter(person_id__isnull=False).values("person_id")
    employer = OrganisationName.objects.get(name=EMPLOYER).organisation_id
    posted = Posting.objects.filter(unit__organisation_id=employer, until_on__isnull=True)
    free = posted.exclude(person_id__in=known).exclude(person_id__in=seated)
    numbered = Identifier.objects.filter(until_on__isnull=True).exclude(kind="source_id")
    return (
        free.filter(person_id__in=numbered.values("person_id"))
        .order_by("person_id")
        .first()
        .person_id
    )


def number_of(person: Any) -> str:
    """Return a number by which somebody is known to the employer."""
    held = Identifier.objects.filter(person_id=person, until_on__isnull=True)
    return held.exclude(kind="source_id").order_by("kind").first().value


def row(ref: str = "P1", **changes: Any) -> dict[str, Any]:
    """Return a planned promotion, changed."""
    plain = {
        "change_reference": ref,
        "number": "4471",
        "change": "promotion",
        "planned_on": SOON.isoformat(),
    }
    return {**plain, **changes}


def write(folder: pathlib.Path, *rows: dict[str, Any], name: str = "planned.csv") -> pathlib.Path:
    """Write a file of planned changes."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, NAMES, restval="")
    writer.writeheader()
    writer.writerows(rows)
    path = folder / name
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path


def take(path: pathlib.Path, **options: Any) -> Report:
    """Import a file of planned changes of the invented force."""
    request = Request(source=hrchanges.ENTRY, path=path, organisation=EMPLOYER, **options)
    return run_import(request=request, by=service("import"), at=NOW)


def opened(at: datetime.datetime = NOW) -> Gate | None:
    """Let the worker's round open what waits; return the newest gate."""
    open_gates(by=service("sweeping"), at=at)
    return Gate.objects.order_by("came_on", "reference").last()
