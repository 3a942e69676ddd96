"""Shows on a terminal how far an import has come; anywhere else it is silent."""

from dataclasses import dataclass
from typing import TextIO

_WIDTH = 30


@dataclass(slots=True)
class Bar:
    """One line that is written over; nothing at all where the stream is no terminal."""

    stream: TextIO
    is_shown: bool

    def show(self, done: int, total: int) -> None:
        """Show that `done` of `total` rows are settled."""
        if not self.is_shown or not total:
            return
        filled = _WIDTH * done // total
        bar = "#" * filled + "." * (_WIDTH - filled)
        self.stream.write(f"\r[{bar}] {done:,} of {total:,} rows")
        self.stream.flush()

    def end(self) -> None:
        """Leave the line."""
        if self.is_shown:
            self.stream.write("\n")
