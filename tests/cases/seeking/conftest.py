"""Lends the tests of the searches cases whose subject is known or with files, and the rounds."""

import uuid
from collections.abc import Callable

import pytest

import browsing
import story
from candour import clock
from candour.cases.lookers.actions.raise_alarms import raise_alarms
from candour.cases.seeking import files as searched
from candour.guard.actors import service
from candour.intake.attachments import receive
from candour.ops import work
from intake.attachments.attaching import body_of, request_of


@pytest.fixture
def identified(visit, case) -> uuid.UUID:
    """A case whose subject the desk has found in the register."""
    browsing.rule_out(case, visit("desk"), but="subject")
    return case


@pytest.fixture
def worker_round(as_role) -> Callable[[], int]:
    """Let the worker do its next round: move leaves, compare what is new."""

    def run() -> int:
        with as_role("worker"):
            work.sequence()
            return raise_alarms(by=service("alarms"), at=clock.now())

    return run


@pytest.fixture
def with_files(world, as_role, settings, tmp_path, monkeypatch) -> Callable[..., uuid.UUID]:
    """Report with files, as the report site takes them, and record the report as a case."""
    settings.BLOBS = tmp_path / "blobs"
    # However slow the machine: what one look reads is then bounded by number alone.
    monkeypatch.setattr(searched, "SECONDS_AT_ONCE", 3_600.0)

    def recording(*files: tuple[str, bytes], **changes: object) -> uuid.UUID:
        with as_role("report"):
            taken, _ = receive.take(request_of(body_of(files)))
        told = tuple(one.to_json() for one in taken)
        sent = story.reported(world, as_role, files=told, **changes)
        return story.record(world, as_role, report=sent.file).file

    return recording
