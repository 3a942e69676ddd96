"""Shows on a terminal how far an import has come; anywhere else it is silent."""

from dataclasses import dataclass
from typing import TextIO

_WIDTH = 30


@dataclass(slots=True)
class Bar:
    """One line that is written over; nothing at all where the stream is no terminal."""

    stream: TextIO
    is_shown: bool
    unit: str = "rows"

    def show(self, done: int, total: int) -> None:
        """Show that `done` of `total` are settled; of how many, where that is known."""
        if not self.is_shown:
            return
        filled = _WIDTH * done // total if total else 0
        bar = "#" * filled + "." * (_WIDTH - filled)
        said = f"[{bar}] {done:,} of {total:,}" if total else f"{done:,}"
        self.stream.write(f"\r{said} {self.unit}")
        self.stream.flush()

    def end(self) -> None:
        """Leave the line."""
        if self.is_shown:
            self.stream.write("\n")
