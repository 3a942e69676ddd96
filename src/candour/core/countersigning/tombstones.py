"""Tombstones: what two bodies sign before the body of a leaf, or sealed words, may be erased.

A tombstone names one thing by its hash, says why it goes, and keeps what a leaf said of rows: that
is hashes and identifiers alone, and by it the rows are verified. The hash stays in the log.

A tombstone's body is canonical JSON (sorted keys, no spaces, ASCII). As a file it is that line and
one line "officer signature" for each officer who has signed.
"""

import base64
import dataclasses
import datetime
import enum
import json
import uuid
from collections.abc import Mapping, Sequence

from candour.core.certificates import NotCertified, OfficerCertificate, OfficerSignature
from candour.core.countersigning import two_bodies

KIND = "candour/tombstone/v1"
MAX_BYTES = 4_000_000


class What(enum.StrEnum):
    """What is erased."""

    LEAF = "leaf"
    ITEM = "item"


class Why(enum.StrEnum):
    """Why it is erased, as a code that says nothing about whom."""

    ERASURE_REQUEST = "erasure_request"
    RETENTION_ENDED = "retention_ended"
    COURT_ORDER = "court_order"
    COLLECTED_IN_ERROR = "collected_in_error"


class Refused(Exception):
    """A tombstone is damaged, of another log, or not signed by two bodies; the words say which."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """One thing to erase: which log, what, its id and hash, why, and what it said of rows."""

    origin: str
    what: What
    id: uuid.UUID
    hash: bytes
    why: Why
    requested_on: datetime.date
    said: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A tombstone's body as signed, and the signatures so far."""

    body: bytes
    signatures: tuple[OfficerSignature, ...] = ()


def write(*, tombstone: Tombstone) -> bytes:
    """Write the bytes that officers sign."""
    fields = {
        "hash": tombstone.hash.hex(),
        "id": str(tombstone.id),
        "origin": tombstone.origin,
        "requested_on": tombstone.requested_on.isoformat(),
        "said": dict(tombstone.said),
        "type": KIND,
        "what": tombstone.what.value,
        "why": tombstone.why.value,
    }
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode("ascii")


def read(*, body: bytes) -> Tombstone:
    """Read a body, its signatures unchecked; raise Refused unless it is in its one spelling."""
    try:
        fields = json.loads(body[: MAX_BYTES + 1])
        tombstone = Tombstone(
            origin=fields["origin"],
            what=What(fields["what"]),
            id=uuid.UUID(fields["id"]),
            hash=bytes.fromhex(fields["hash"]),
            why=Why(fields["why"]),
            requested_on=datetime.date.fromisoformat(fields["requested_on"]),
            said=dict(fields["said"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused("The tombstone is damaged.") from None
    if write(tombstone=tombstone) != body:
        raise Refused("The tombstone is damaged.")
    return tombstone


def encode(*, signed: Signed) -> bytes:
    """Write a tombstone with its signatures so far as one file."""
    lines = [
        f"{one.officer_id} {base64.b64encode(one.signature).decode()}\n"
        for one in signed.signatures
    ]
    return signed.body + b"\n" + "".join(lines).encode()


def decode(*, data: bytes) -> Signed:
    """Read a tombstone's file; raise Refused unless it is in its one spelling."""
    body, *lines = data[: MAX_BYTES + 1].removesuffix(b"\n").split(b"\n")
    read(body=body)
    try:
        signatures = tuple(_signature(line) for line in lines)
    except ValueError:
        raise Refused("A signature of the tombstone is damaged.") from None
    signed = Signed(body=body, signatures=signatures)
    if encode(signed=signed) != data:
        raise Refused("The tombstone is damaged.")
    return signed


def sign(*, signed: Signed, officer_id: uuid.UUID, seed: bytes) -> Signed:
    """Add one officer's signature; the same officer's earlier one is replaced."""
    others = tuple(one for one in signed.signatures if one.officer_id != officer_id)
    added = two_bodies.sign(kind=KIND, body=signed.body, officer_id=officer_id, seed=seed)
    return Signed(body=signed.body, signatures=(*others, added))


def verify(
    *,
    signed: Signed,
    officers: Sequence[OfficerCertificate],
    root_public: bytes,
    on: datetime.date,
) -> Tombstone:
    """Return the tombstone that two bodies signed, both in force on that day, or raise Refused."""
    tombstone = read(body=signed.body)
    try:
        two_bodies.demand(
            kind=KIND,
            body=signed.body,
            signatures=signed.signatures,
            officers=officers,
            root_public=root_public,
            on=on,
        )
    except NotCertified as refused:
        raise Refused(str(refused).replace("certificate needs", "tombstone needs")) from None
    return tombstone


def _signature(line: bytes) -> OfficerSignature:
    officer, _, encoded = line.partition(b" ")
    return OfficerSignature(
        officer_id=uuid.UUID(officer.decode("ascii")),
        signature=base64.b64decode(encoded, validate=True),
    )
