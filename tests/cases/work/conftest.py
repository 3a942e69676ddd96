"""Lends the tests of the day's work a case that is as old as wanted, and the sweeps."""

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.db.models import F

from candour.cases import deadlines
from candour.cases.models import Case, Event
from candour.cases.work.actions.raise_late import raise_late
from candour.cases.work.actions.send_mail import send_mail
from candour.cases.work.actions.set_tasks import set_tasks
from candour.guard.actors import service
from candour.law.events import EventKind
from cast import NOW

DAY = NOW.date()
SWEEPS = {"raise": raise_late, "tasks": set_tasks, "mail": send_mail}


@pytest.fixture
def aged(case) -> Callable[[int], uuid.UUID]:
    """Make the case so many days older than it is: everything in it happened earlier."""

    def age(days: int) -> uuid.UUID:
        earlier = datetime.timedelta(days=days)
        Case.objects.filter(file_id=case).update(
            received_on=F("received_on") - earlier, incident_on=F("incident_on") - earlier
        )
        Event.objects.filter(file_id=case).update(happened_on=F("happened_on") - earlier)
        refresh(case)
        return case

    return age


@pytest.fixture
def happens() -> Callable[..., None]:
    """Put a fact among the events of a case, so many days ago."""

    def put(file: uuid.UUID, kind: EventKind, *, days_ago: int = 0) -> None:
        Event.objects.create(
            file_id=file,
            organisation_id=Case.objects.get(file_id=file).organisation_id,
            kind=kind.value,
            happened_on=DAY - datetime.timedelta(days=days_ago),
            recorded_at=NOW,
        )
        refresh(file)

    return put


@pytest.fixture
def sweep(as_role) -> Callable[..., object]:
    """Run a sweep as the worker does: sweep("raise"), on a later day with days=7."""

    def run(which: str, *, days: int = 0) -> object:
        at = NOW + datetime.timedelta(days=days)
        if which == "raise":
            deadlines.refresh_open(on=at.date())
        with as_role("worker"):
            return SWEEPS[which](by=service("sweeping"), at=at)

    return run


def refresh(file: uuid.UUID) -> None:
    deadlines.refresh(cases=[Case.objects.get(file_id=file)], on=DAY)


def parts(name: str, on: datetime.date) -> dict[str, str]:
    """Return a date as the three boxes of a form send it."""
    return {
        f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year),
    }  # fmt: skip


def waiting(keeper: uuid.UUID, **changes: object) -> dict[str, str]:
    """Return what somebody sends who puts a case to wait for a court until next week."""
    said = {
        "owner": "court",
        "stops": "no",
        "keeper": str(keeper),
        "why": "The trial is listed.",
        **parts("since_on", DAY),
        **parts("review_on", DAY + datetime.timedelta(days=7)),
    }
    return {**said, **{key: str(value) for key, value in changes.items()}}
