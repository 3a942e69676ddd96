"""One import at a time: two would bring the same person in twice."""

import contextlib
from collections.abc import Iterator

from django.db import OperationalError, connection

# The number only has to differ from other advisory locks.
_LOCK = 4_705_002
_PATIENCE = "30s"


class AnotherImportIsRunning(Exception):
    """Two imports at once would bring the same person in twice."""


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the one lock of all imports while the block lasts.

    An import that was killed a moment ago may still hold it: its server process is waited for.
    """
    with connection.cursor() as cursor:
        cursor.execute("select set_config('lock_timeout', %s, false)", [_PATIENCE])
        try:
            cursor.execute("select pg_advisory_lock(%s)", [_LOCK])
        except OperationalError:
            message = "Another import is running: wait until it has finished, then start again."
            raise AnotherImportIsRunning(message) from None
        finally:
            cursor.execute("select set_config('lock_timeout', '0', false)")
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s)", [_LOCK])
