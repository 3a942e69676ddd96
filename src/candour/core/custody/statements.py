"""The signed statement beside what was given to an inquiry: these bytes, from this log, that day.

It lets whoever holds a file years later show that it is what was given, and nobody added to it.
"""

import base64
import dataclasses
import datetime
import hashlib

from candour.core import notes

TYPE = "candour/inquiry-export/v1"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What was signed: whose log, the SHA-256 of the archive, and the day."""

    origin: str
    sha256: bytes
    on: datetime.date


def sign(*, statement: Statement, key: notes.SigningKey) -> bytes:
    """Sign a statement. Its second line is no number, so it can't pass for a head of the log."""
    digest = base64.b64encode(statement.sha256).decode()
    text = f"{statement.origin}\n{TYPE}\n{digest}\n{statement.on.isoformat()}\n"
    return notes.sign(text=text, keys=[key])


def read(*, data: bytes, key: notes.VerifierKey) -> Statement:
    """Return what a key signed; raise notes.Refused for anything else."""
    note = notes.parse(data=data)
    notes.verify(note=note, keys=[key])
    try:
        origin, kind, digest, day = note.text.splitlines()
        if kind != TYPE:
            raise ValueError(kind)
        return Statement(
            origin=origin,
            sha256=notes.decode_base64(text=digest),
            on=datetime.date.fromisoformat(day),
        )
    except ValueError:
        message = "This is no statement about an export that this version knows."
        raise notes.Refused(message) from None


def is_of(*, statement: Statement, archive: bytes) -> bool:
    """Say whether an archive is the one that was signed for."""
    return hashlib.sha256(archive).digest() == statement.sha256
