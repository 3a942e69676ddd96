"""The worker outlives every failure of a beat, tells no word of it, and gives up after many."""

import logging
import re
import subprocess
import threading

import pytest
from django.db import connection

from candour.ops.management.commands import worker


@pytest.fixture
def without_drafts(db):
    with connection.cursor() as cursor:
        cursor.execute("alter table intake_sealedday rename to moved_away")


def test_a_beat_that_fails_is_logged_by_its_class_alone(without_drafts, caplog):
    caplog.set_level(logging.DEBUG, logger=worker.__name__)

    assert not worker._succeeds(worker.work.Hands(), refresh=False)

    (said,) = [record.getMessage() for record in caplog.records]
    assert re.fullmatch(r"a beat failed with \w+Error; trying again", said)
    assert all(record.exc_info is None for record in caplog.records)


def test_many_failures_in_a_row_end_the_rounds_and_say_so(without_drafts, monkeypatch):
    monkeypatch.setattr(worker, "EVERY_SECONDS", 0.001)
    monkeypatch.setattr(worker, "_start", lambda *command: subprocess.Popen(["true"]))
    stop, failed = threading.Event(), threading.Event()

    worker._rounds(stop, failed)

    assert stop.is_set()
    assert failed.is_set()
