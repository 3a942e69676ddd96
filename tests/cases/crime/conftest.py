"""Lends the tests of the crime side a feed that is imported, and steps that people take on it."""

import datetime
import uuid
from collections.abc import Callable

import pytest

import story
from browsing import at_casework, visit
from candour.cases.models import CrimeTask
from candour.cases.work.actions import hand_case_to as handing
from candour.law.policies.ownership import Owner
from cast import NOW
from imports.crime import crimes

__all__ = ["at_casework", "visit"]


@pytest.fixture
def imported(world, as_role, settings, tmp_path) -> Callable[..., None]:
    """Import rows as the worker does: imported(row, row, at=...)."""
    settings.DATA = tmp_path / "data"
    files = iter(range(1_000))

    def run(*rows: dict[str, object], at: datetime.datetime = NOW) -> None:
        path = crimes.write(tmp_path, *rows, name=f"{next(files)}.csv")
        with as_role("worker"):
            crimes.take(path, at=at)

    return run


@pytest.fixture
def arrested(imported) -> uuid.UUID:
    """The subject's matter after an arrest."""
    imported(crimes.of_subject())
    return crimes.case_of().file_id


@pytest.fixture
def stopped(arrested, as_role) -> uuid.UUID:
    """The same, stopped for criminal proceedings."""
    with as_role("casework", actor=story.actor("authority").account):
        handing.hand_case_to(
            file=arrested, waiting=criminal_stop(), by=story.actor("authority"), at=NOW
        )
    return arrested


def criminal_stop() -> handing.Waiting:
    """A stop for a criminal case, watched by the authority."""
    return handing.Waiting(
        owner=Owner.COURT,
        since_on=NOW.date(),
        keeper=story.actor("authority").account,
        review_on=NOW.date() + datetime.timedelta(days=28),
        is_stopped=True,
        why="The criminal case comes first.",
    )


@pytest.fixture
def ended(stopped, imported) -> Callable[..., CrimeTask]:
    """Let a criminal case end: ended("nfa") returns what is owed of it."""

    def end(kind: str, **changes: object) -> CrimeTask:
        imported(crimes.row("N1", kind=kind, serves="", **changes))
        return CrimeTask.objects.get(file_id=stopped, owed="misconduct")

    return end
