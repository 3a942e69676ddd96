"""Taking steps over HTTP: a step's form, filled as a person would fill it."""

import datetime
import uuid

from browsing import Page, Visitor
from candour.cases.courses import standing
from candour.cases.models import Case, StepTaken


def place(case: uuid.UUID, course: str, step: str, person: uuid.UUID | None = None) -> str:
    """Return the address of a step."""
    return f"/cases/{case}/next/{course}/{step}/" + (f"{person}/" if person else "")


def day(name: str, on: datetime.date) -> dict[str, str]:
    """Return a day as its three boxes."""
    return {
        f"{name}_day": str(on.day),
        f"{name}_month": str(on.month),
        f"{name}_year": str(on.year),
    }


def take(
    visitor: Visitor, case: uuid.UUID, step: str, *, course: str = "complaint",
    person: uuid.UUID | None = None, **data: object,
) -> Page:  # fmt: skip
    """Take a step as the page offers it: today, with every question answered no unless given."""
    address = place(case, course, step, person)
    page = visitor.get(address)
    typed: dict[str, object] = {name: values[-1] for name, values in page.fields.items()}
    asked = dict.fromkeys(_facts(page), "no")
    if "reason" in typed:
        typed["reason"] = "Weighed."
    return visitor.post(address, {**typed, **asked, **data})


def _facts(page: Page) -> set[str]:
    return {
        part.split('"', 1)[0] for part in page.body.split('name="')[1:] if part.startswith("fact_")
    }


def state(case: uuid.UUID) -> str:
    """Return where the case's own course stands."""
    return standing.own(case=Case.objects.get(file_id=case)).state.value


def steps(case: uuid.UUID) -> list[str]:
    """Return every step taken on a case, in order."""
    rows = StepTaken.objects.filter(file_id=case).order_by("decided_at", "number")
    return list(rows.values_list("step", flat=True))
