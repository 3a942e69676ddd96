"""One publication at a time: two would take the same number, or not see what the other says."""

import contextlib

from candour import turns

# The number only has to differ from other advisory locks.
NUMBER = 4_705_003


class AnotherIsPublishing(Exception):
    """Two publications at once would not be checked against one another."""


def alone(*, patience: str = "120s") -> contextlib.AbstractContextManager[None]:
    """Hold the one lock of all publications while the block lasts, waiting for whoever has it.

    Whatever is read of the folder of releases inside is still so when the block writes to it.
    """
    message = "Something else is being published: wait until it is done, then start again."
    return turns.alone(number=NUMBER, patience=patience, busy=AnotherIsPublishing(message))
