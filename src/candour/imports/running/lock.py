"""One import at a time: two would bring the same person in twice."""

import contextlib
from collections.abc import Iterator

from django.db import OperationalError, connection, transaction

# The number only has to differ from other advisory locks.
NUMBER = 4_705_002


class AnotherImportIsRunning(Exception):
    """Two imports at once would bring the same person in twice."""


@contextlib.contextmanager
def alone(*, patience: str = "30s") -> Iterator[None]:
    """Hold the one lock of all imports while the block lasts.

    An import that was killed a moment ago may still hold it: its server process is waited for.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select set_config('lock_timeout', %s, true)", [patience])
            cursor.execute("select pg_advisory_lock(%s)", [NUMBER])
    except OperationalError:
        message = "Another import is running: wait until it has finished, then start again."
        raise AnotherImportIsRunning(message) from None
    try:
        yield
    finally:
        _release()


def _release() -> None:
    # Where the connection is gone, so is the lock.
    if connection.connection is not None and not connection.connection.closed:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s)", [NUMBER])
