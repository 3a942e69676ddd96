"""What a log asks of a witness, and how the witness decides: the C2SP tlog-witness protocol.

A witness cosigns a head only if the log signed it and it begins with everything that the witness
has seen of that log. The caller keeps what was seen, and moves on from it at most once.

References: C2SP tlog-witness (add-checkpoint); RFC 6962 section 2.1.2 (consistency proofs).
"""

import base64
import dataclasses
import enum
import re
from collections.abc import Sequence

from candour.core import merkle, notes

PATH = "/add-checkpoint"
SIZE_TYPE = "text/x.tlog.size"
MOST_HASHES = 63
# A request: at most 63 hashes and a head with its signatures.
MAX_BYTES = notes.MAX_BYTES + 64 * 64

_OLD = re.compile(r"old (0|[1-9][0-9]{0,18})")
NOTHING_SEEN = merkle.TreeHead(size=0, root=merkle.EMPTY_ROOT)


class Status(enum.IntEnum):
    """How a witness answers, as the HTTP status of the protocol."""

    COSIGNED = 200
    MALFORMED = 400
    NOT_SIGNED = 403
    UNKNOWN_LOG = 404
    CONFLICT = 409
    INCONSISTENT = 422


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A head, and the proof that it begins with the first `old_size` leaves."""

    old_size: int
    proof: tuple[bytes, ...]
    checkpoint: bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer, in plain words why, and the head that may be cosigned, without others' lines."""

    status: Status
    because: str
    origin: str = ""
    head: merkle.TreeHead = NOTHING_SEEN
    signed: bytes = b""


def encode_request(*, request: Request) -> bytes:
    """Write a request as it travels."""
    hashes = "".join(f"{base64.b64encode(one).decode()}\n" for one in request.proof)
    return f"old {request.old_size}\n{hashes}\n".encode() + request.checkpoint


def decode_request(*, data: bytes) -> Request:
    """Read a request; raise notes.Refused unless it has exactly the form."""
    if len(data) > MAX_BYTES:
        raise notes.Refused("The request is too large.")
    opening, blank, checkpoint = data.partition(b"\n\n")
    try:
        first, *hashes = opening.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise notes.Refused("The request is not plain text.") from None
    old = _OLD.fullmatch(first)
    if not blank or old is None or len(hashes) > MOST_HASHES:
        raise notes.Refused("A request has an old size, at most 63 hashes and a head.")
    proof = tuple(notes.decode_base64(text=one) for one in hashes)
    if any(len(one) != merkle.HASH_BYTES for one in proof):
        raise notes.Refused("A hash of a proof has 32 bytes.")
    return Request(old_size=int(old[1]), proof=proof, checkpoint=checkpoint)


def origin_of(*, request: Request) -> str:
    """Return the log that a head names, unchecked; raise notes.Refused if it is no head."""
    return notes.parse_checkpoint(text=notes.parse(data=request.checkpoint).text).origin


def judge(*, request: Request, keys: Sequence[notes.VerifierKey], seen: merkle.TreeHead) -> Verdict:
    """Decide on a request of a log of which `seen` was cosigned last; `keys` are of known logs."""
    try:
        note = notes.parse(data=request.checkpoint)
        checkpoint = notes.parse_checkpoint(text=note.text)
    except notes.Refused as refused:
        return Verdict(status=Status.MALFORMED, because=str(refused))
    own = [key for key in keys if key.name == checkpoint.origin]
    if not own:
        return Verdict(status=Status.UNKNOWN_LOG, because="This witness does not know that log.")
    try:
        _demand_each_kind(own, notes.verify(note=note, keys=own))
    except notes.Refused as refused:
        return Verdict(status=Status.NOT_SIGNED, because=str(refused))
    head = merkle.TreeHead(size=checkpoint.size, root=checkpoint.root)
    status, because = _growth(request, head, seen)
    return Verdict(
        status=status,
        because=because,
        origin=checkpoint.origin,
        head=head,
        signed=notes.only(note=note, keys=own),
    )


def _demand_each_kind(own: Sequence[notes.VerifierKey], signed: Sequence[notes.Signed]) -> None:
    """Raise Refused where a log whose keys of two kinds are known signed with one kind alone.

    Otherwise whoever can forge the weaker kind would only have to leave the other line out.
    """
    missing = {key.purpose for key in own} - {one.key.purpose for one in signed}
    if missing:
        kind = "ML-DSA-44" if notes.Purpose.POST_QUANTUM in missing else "Ed25519"
        message = f"The log has not signed this head with {kind}, though its key for that is known."
        raise notes.Refused(message)


def _growth(request: Request, head: merkle.TreeHead, seen: merkle.TreeHead) -> tuple[Status, str]:
    if request.old_size > head.size:
        return Status.MALFORMED, "The old size is larger than the head's."
    if request.old_size != seen.size:
        return Status.CONFLICT, f"This witness has seen {seen.size} leaves."
    if head.size == seen.size and head.root != seen.root:
        return Status.CONFLICT, f"This witness has seen {seen.size} other leaves: a split view."
    if not merkle.is_consistent(old=seen, new=head, proof=request.proof):
        return (
            Status.INCONSISTENT,
            f"The proof does not show that the first {seen.size} leaves are those seen.",
        )
    return Status.COSIGNED, f"The log grew from {seen.size} to {head.size} leaves."
