"""One publication at a time: two would take the same number, or not see what the other says."""

import contextlib
from collections.abc import Iterator

from django.db import OperationalError, connection, transaction

# The number only has to differ from other advisory locks.
NUMBER = 4_705_003


class AnotherIsPublishing(Exception):
    """Two publications at once would not be checked against one another."""


@contextlib.contextmanager
def alone(*, patience: str = "120s") -> Iterator[None]:
    """Hold the one lock of all publications while the block lasts, waiting for whoever has it.

    Whatever is read of the folder of releases inside is still so when the block writes to it.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select set_config('lock_timeout', %s, true)", [patience])
            cursor.execute("select pg_advisory_lock(%s)", [NUMBER])
    except OperationalError:
        message = "Something else is being published: wait until it is done, then start again."
        raise AnotherIsPublishing(message) from None
    try:
        yield
    finally:
        _release()


def _release() -> None:
    # Where the connection is gone, so is the lock.
    if connection.connection is not None and not connection.connection.closed:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s)", [NUMBER])
