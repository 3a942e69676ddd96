"""Shows on a terminal how far matching has come; anywhere else it says so now and then."""

from dataclasses import dataclass
from typing import TextIO

_STEPS = 10


@dataclass(slots=True)
class Progress:
    """One line that is written over on a terminal; ten lines in all where there is none."""

    stream: TextIO
    is_terminal: bool
    unit: str
    _last: int = -1

    def show(self, done: int, total: int) -> None:
        """Show that `done` of `total` are settled."""
        step = _STEPS * done // total if total else 0
        if self.is_terminal:
            self.stream.write(f"\r{done:,} of {total:,} {self.unit}")
        elif step != self._last:
            self.stream.write(f"{done:,} of {total:,} {self.unit}\n")
        self._last = step
        self.stream.flush()
