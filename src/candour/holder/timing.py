"""One limit for a whole run: each answer of a slow log may come just in time."""

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

from candour.holder.refused import TookTooLong


@contextlib.contextmanager
def within(*, seconds: int) -> Iterator[None]:
    """Raise TookTooLong in whatever is under way once so many seconds have passed.

    An address that sends one byte now and then never lets a limit of each wait pass. For the main
    thread of a program that does nothing else.
    """

    def end(_signal: int, _frame: FrameType | None) -> None:
        message = (
            f"The run was not over within {seconds} s. This proves nothing against the log:"
            " run it again, or give it longer with --within."
        )
        raise TookTooLong(message)

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
