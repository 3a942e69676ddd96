"""One at a time: a lock of the database on what two processes must not do at once."""

import contextlib
from collections.abc import Iterator

from django.db import OperationalError, connection, transaction


@contextlib.contextmanager
def alone(*, number: int, patience: str, busy: Exception) -> Iterator[None]:
    """Hold one advisory lock while the block lasts; raise `busy` where another holds it too long.

    number: which lock; each differs from the others. patience: how long to wait, as PostgreSQL
    writes it. Whoever was killed a moment ago may still hold it: their server process is waited
    for, and takes the lock with it.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select set_config('lock_timeout', %s, true)", [patience])
            cursor.execute("select pg_advisory_lock(%s)", [number])
    except OperationalError:
        raise busy from None
    try:
        yield
    finally:
        _release(number)


def _release(number: int) -> None:
    # Where the connection is gone, so is the lock.
    if connection.connection is not None and not connection.connection.closed:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s)", [number])
