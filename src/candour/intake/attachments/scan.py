"""Asks a malware scanner about a file, where there is one: clamd, over its socket.

The content goes through the socket in pieces. What clamd does with them is its own affair: a
scanner that keeps temporary files must keep them in memory (`TemporaryDirectory` on a tmpfs).

References: clamd(8), command INSTREAM.
"""

import dataclasses
import enum
import pathlib
import socket
import struct
from collections.abc import Iterable

from django.conf import settings

# More than clamd takes by default; a larger file is not scanned.
LARGEST = 100 * 1024**2
_SECONDS = 30.0
_LONGEST_ANSWER = 4_096
_CHUNK = struct.Struct(">I")


class Verdict(enum.Enum):
    """What is known about a file: nothing found, something found, or nobody looked."""

    CLEAN = "clean"
    FOUND = "found"
    NOT_SCANNED = "not_scanned"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """A verdict, with the scanner's name of what it found."""

    verdict: Verdict
    found: str = ""

    @property
    def is_found(self) -> bool:
        """Return whether something was found."""
        return self.verdict is Verdict.FOUND


NOT_SCANNED = Scanned(verdict=Verdict.NOT_SCANNED)


def scan(*, size: int, blocks: Iterable[bytes]) -> Scanned:
    """Return what the scanner says; NOT_SCANNED where there is none, or it doesn't answer."""
    place: pathlib.Path = settings.CLAMD
    if size > LARGEST or not place.is_socket():
        return NOT_SCANNED
    try:
        answer = _asked(place, blocks)
    except OSError:
        return NOT_SCANNED
    return _verdict(answer.rstrip(b"\0\n").decode(errors="replace"))


def _asked(place: pathlib.Path, blocks: Iterable[bytes]) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(_SECONDS)
        line.connect(str(place))
        line.sendall(b"zINSTREAM\0")
        for block in blocks:
            line.sendall(_CHUNK.pack(len(block)) + block)
        line.sendall(_CHUNK.pack(0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
            more = line.recv(_LONGEST_ANSWER)
            if not more:
                break
            answer += more
    return answer


def _verdict(said: str) -> Scanned:
    """Read "stream: OK" or "stream: Name FOUND"; anything else is no verdict."""
    what = said.removeprefix("stream: ")
    if what == said:
        return NOT_SCANNED
    if what == "OK":
        return Scanned(verdict=Verdict.CLEAN)
    if what.endswith(" FOUND"):
        return Scanned(verdict=Verdict.FOUND, found=what.removesuffix(" FOUND")[:100])
    return NOT_SCANNED
