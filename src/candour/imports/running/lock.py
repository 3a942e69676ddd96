"""One import at a time: two would bring the same person in twice."""

import contextlib

from candour import turns

# The number only has to differ from other advisory locks.
NUMBER = 4_705_002


class AnotherImportIsRunning(Exception):
    """Two imports at once would bring the same person in twice."""


def alone(*, patience: str = "30s") -> contextlib.AbstractContextManager[None]:
    """Hold the one lock of all imports while the block lasts."""
    message = "Another import is running: wait until it has finished, then start again."
    return turns.alone(number=NUMBER, patience=patience, busy=AnotherImportIsRunning(message))
