"""The nightly proof: receipts, files, leaves, logged rows, steps; after the day's sealing."""

import contextlib
import datetime
from collections.abc import Iterator

from django.conf import settings
from django.db import connection, transaction

from candour.cases.courses import stored
from candour.guard.actors import service
from candour.guard.log import heads, verify
from candour.intake.attachments import blobs
from candour.intake.models import SealedDay
from candour.oversight import proving, witnessing
from candour.oversight.actions.keep_proof import keep_proof
from candour.oversight.models import Proof
from candour.oversight.proving import Proved


def is_due(*, today: datetime.date) -> bool:
    """Say whether today's proof is owed: once a day, and not before the day's sealing."""
    is_sealed = bool(settings.SEAL_SECONDS) or SealedDay.objects.filter(day__gte=today).exists()
    return is_sealed and not Proof.objects.filter(proved_on__gte=today).exists()


def prove(*, at: datetime.datetime, today: datetime.date) -> Proved:
    """Look at everything as it stands at one moment, and alert overseers to what is wrong."""
    with _one_moment():
        report = verify.verify(trusted=heads.own_keys(), origin=settings.LOG_ORIGIN, at=at)
        faults = (
            *proving.faults_of_receipts(on=today),
            *proving.faults_of_files(stored_size=blobs.stored_size),
            *proving.faults_of_log(findings=report.findings),
            *_steps(),
            *witnessing.overdue(on=today),
        )
        proved = Proved(
            receipts=proving.receipts(), rows=report.rows, leaves=report.leaves, faults=faults
        )
    keep_proof(proved=proved, by=service("receipts"), at=at)
    return proved


def _steps() -> Iterator[proving.Fault]:
    """Yield what the table of steps has that the law file has not, and what it lacks."""
    with connection.cursor() as cursor:
        cursor.execute(stored.COURSES)
        courses = cursor.fetchall()
        cursor.execute(stored.STEPS)
        steps = cursor.fetchall()
    for words in stored.differences(courses=courses, steps=steps):
        yield proving.Fault(kind="log", place="table of steps", words=words)


@contextlib.contextmanager
def _one_moment() -> Iterator[None]:
    """See the database as it is now until the end: a row and its leaf are written together.

    Inside a transaction of somebody else's, that one decides what is seen.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        yield
