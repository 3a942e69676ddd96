"""Matters with the few facts that a return asks of them, written straight into the database."""

import uuid

from candour.cases.models import Allegation, Case, Event, Outcome
from measures import registers

YEAR = "2024/25"
AS_OF = "2025-06-30"


def event(of: Case, kind: str, on: str, subject=None) -> None:
    Event.objects.create(
        file_id=of.file_id,
        organisation_id=of.organisation_id,
        kind=kind,
        happened_on=registers.day(on),
        recorded_at=registers.AT,
        subject=subject,
    )


def result(
    of: Allegation, code: str, *, sanction: str = "", on: str, supersedes: Outcome | None = None
) -> None:
    Outcome.objects.create(
        file_id=of.file_id,
        organisation_id=of.organisation_id,
        allegation=of,
        result=code,
        sanction=sanction,
        decided_on=registers.day(on),
        decided_at=registers.AT,
        supersedes=supersedes,
    )


def complaint(
    force: uuid.UUID,
    *categories: str,
    received: str,
    closed: str = "",
    under: bool | None = False,
    ends: str = "",
) -> Case:
    """Write a complaint with an allegation of each category; under: None if nobody recorded it."""
    made = registers.case(force, received=received, closed=closed)
    if under is not None:
        event(made, "recorded_under_schedule_3" if under else "recorded", received)
    for number, category in enumerate(categories, start=1):
        about = registers.allegation(
            made, number=number, subject=registers.person(), category=category
        )
        if ends:
            result(about, ends, on=closed)
    return made
