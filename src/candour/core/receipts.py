"""Receipts: what the site promises a reporter, what proves it kept the promise, and how to check.

Checking stands alone: this file, notes.py and merkle.py, in folders candour/core, with Python and
the `cryptography` library, are enough to check a receipt years later without Candour's help.

Three files leave the site. A promise (at once) is a signed note: the site says that it holds a leaf
and will log it. A proof file (after the daily sealing) is a C2SP tlog-proof: the log holds the
leaf. An opening (only when she asks) shows what text the leaf commits to, without giving away her
words.

References: C2SP signed-note and tlog-proof; RFC 6962 section 2.1.
"""

import base64
import dataclasses
import datetime
import enum
import hashlib
import json
import re
import secrets
from collections.abc import Sequence

from candour.core import merkle, notes

SALT_BYTES = 32
MAX_BYTES = 16 * 1024 * 1024

PROMISE = "candour/promise/v1"
PROOF = "c2sp.org/tlog-proof@v1"
OPENING = "candour/opening/v1"

_COMMITMENT = b"candour/commitment/v1\n"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")
_MAX_HASHES = 63


class Misused(Exception):
    """A value of the wrong length or form was given to make a receipt with."""


class Kind(enum.StrEnum):
    """Which of the three files was checked, or none of them."""

    PROMISE = "promise"
    PROOF = "proof"
    OPENING = "opening"
    UNKNOWN = "unknown"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a file proves, in words: `statements` say both what it proves and what it does not.

    `day`, `leaf_hash`, `origin` and `witnesses` are filled only where `is_valid`.
    """

    kind: Kind
    is_valid: bool
    statements: tuple[str, ...]
    day: datetime.date | None = None
    leaf_hash: bytes | None = None
    origin: str | None = None
    witnesses: tuple[str, ...] = ()


def commitment(*, salt: bytes, content: bytes) -> bytes:
    """Commit to `content`: SHA-256("candour/commitment/v1" newline, 32-byte salt, content).

    Without the salt the 32 bytes tell nothing about the content, however few reports are likely.
    """
    if len(salt) != SALT_BYTES:
        raise Misused("A commitment's salt has 32 bytes.")
    return hashlib.sha256(_COMMITMENT + salt + content).digest()


def intake_leaf(*, commitment: bytes, day: datetime.date) -> bytes:
    """Write the log leaf of a report: canonical JSON of its commitment and the day it came."""
    if len(commitment) != merkle.HASH_BYTES:
        raise Misused("A commitment has 32 bytes.")
    body = {
        "commitment": base64.b64encode(commitment).decode(),
        "day": day.isoformat(),
        "type": "candour/intake-leaf/v1",
    }
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode("ascii")


def cover_leaf(*, day: datetime.date) -> bytes:
    """Write a leaf of no report, from 32 random bytes, that nobody can tell from a real one."""
    return intake_leaf(commitment=secrets.token_bytes(merkle.HASH_BYTES), day=day)


def promise_key_name(*, origin: str) -> str:
    """Name the key that signs promises for a log; a checkpoint signed by it is refused."""
    return f"{origin}/promise"


def promise(*, origin: str, leaf: bytes, day: datetime.date, key: notes.SigningKey) -> bytes:
    """Sign the promise to log `leaf` (its body): a note of origin, kind, base64 leaf hash and day.

    `key` bears promise_key_name(origin). Raises Misused for another name.
    """
    if key.name != promise_key_name(origin=origin):
        raise Misused("Promises are signed by the log's promise key.")
    leaf_hash = base64.b64encode(merkle.leaf_hash(leaf)).decode()
    text = f"{origin}\n{PROMISE}\n{leaf_hash}\n{day.isoformat()}\n"
    return notes.sign(text=text, keys=[key])


def proof_file(*, leaf: bytes, index: int, proof: Sequence[bytes], checkpoint: bytes) -> bytes:
    """Write a C2SP tlog-proof whose extra line is the leaf's body, so that it stands alone.

    `proof` is merkle.inclusion_proof for `index` in the tree of the signed `checkpoint`.
    """
    lines = [
        PROOF,
        f"extra {base64.b64encode(leaf).decode()}",
        f"index {index}",
        *(base64.b64encode(sibling).decode() for sibling in proof),
        "",
    ]
    return "".join(f"{line}\n" for line in lines).encode() + checkpoint


def opening(*, salt: bytes, content: bytes, receipt: bytes) -> bytes:
    """Write the statement that opens a report's commitment: salt, receipt, then the content itself.

    `receipt` is her promise or, better, her proof file, carried inside so that one file suffices.
    """
    if len(salt) != SALT_BYTES:
        raise Misused("A commitment's salt has 32 bytes.")
    head = [
        OPENING,
        f"salt {base64.b64encode(salt).decode()}",
        f"receipt {base64.b64encode(receipt).decode()}",
        "",
    ]
    return "".join(f"{line}\n" for line in head).encode() + content


def check(*, file: bytes, trusted: Sequence[notes.VerifierKey]) -> Verdict:
    """Check a promise, a proof file or an opening against trusted keys; never raises on any file.

    `trusted` holds the log's key, its promise key and those of witnesses, as published.
    """
    if file.startswith(PROOF.encode()):
        return check_proof(file=file, trusted=trusted)
    if file.startswith(OPENING.encode()):
        return check_opening(file=file, trusted=trusted)
    if PROMISE.encode() in file[:1_000]:
        return check_promise(file=file, trusted=trusted)
    return _refusal(Kind.UNKNOWN, "This is not a promise, a proof file or an opening of Candour's.")


def check_promise(*, file: bytes, trusted: Sequence[notes.VerifierKey]) -> Verdict:
    """Check a signed promise; never raises on any file."""
    try:
        note = notes.parse(data=file)
        origin, leaf_hash, day = _parse_promise(note.text)
        name = promise_key_name(origin=origin)
        notes.verify(note=note, keys=_signers(trusted, name=name))
    except notes.Refused as reason:
        return _refusal(Kind.PROMISE, str(reason))
    return Verdict(
        kind=Kind.PROMISE,
        is_valid=True,
        statements=(
            f"{name} signed that it received a report to be logged on {day.isoformat()}.",
            "This promise proves what the site signed. Only the proof file proves that the log "
            "holds it. If the log of that day does not hold it, the promise proves the loss.",
            "It says nothing about what the report contains.",
        ),
        day=day,
        leaf_hash=leaf_hash,
        origin=origin,
    )


def check_proof(*, file: bytes, trusted: Sequence[notes.VerifierKey]) -> Verdict:
    """Check a proof file: leaf, place, log signature and witnesses; never raises on any file."""
    try:
        found = _parse_proof(file)
        checkpoint = notes.parse_checkpoint(text=found.note.text)
        logs = _signers(trusted, name=checkpoint.origin, also=notes.Purpose.POST_QUANTUM)
        signed = notes.verify(note=found.note, keys=logs)
        _demand_first_key(signed)
        day = _leaf_day(found.leaf)
        witnesses = _witnesses(found.note, trusted, logs)
    except notes.Refused as reason:
        return _refusal(Kind.PROOF, str(reason))
    leaf_hash = merkle.leaf_hash(found.leaf)
    head = merkle.TreeHead(size=checkpoint.size, root=checkpoint.root)
    if not merkle.is_included(leaf=leaf_hash, index=found.index, proof=found.path, head=head):
        return _refusal(Kind.PROOF, "The leaf is not in the log that this file shows.")
    return Verdict(
        kind=Kind.PROOF,
        is_valid=True,
        statements=(
            f"The log {checkpoint.origin} holds this leaf, as number {found.index + 1} of "
            f"{checkpoint.size}. The day that the site gave it is {day.isoformat()}.",
            *_second_statement(logs, signed),
            _witness_statement(witnesses),
            "A leaf alone does not show what was reported, nor whether anybody read it.",
        ),
        day=day,
        leaf_hash=leaf_hash,
        origin=checkpoint.origin,
        witnesses=tuple(dict.fromkeys(witness.key.name for witness in witnesses)),
    )


def check_opening(*, file: bytes, trusted: Sequence[notes.VerifierKey]) -> Verdict:
    """Check that an opening's content is what its receipt's leaf commits to; never raises."""
    try:
        found = read_opening(file=file)
    except notes.Refused as reason:
        return _refusal(Kind.OPENING, str(reason))
    inner = _check_receipt(found.receipt, trusted)
    if not inner.is_valid or inner.day is None:
        return _refusal(Kind.OPENING, "The receipt inside fails.", *inner.statements)
    committed = commitment(salt=found.salt, content=found.content)
    if merkle.leaf_hash(intake_leaf(commitment=committed, day=inner.day)) != inner.leaf_hash:
        return _refusal(Kind.OPENING, "This text is not what the receipt commits to.")
    return dataclasses.replace(
        inner,
        kind=Kind.OPENING,
        statements=(
            "The text in this file is, byte for byte, what the receipt commits to.",
            *inner.statements[:-1],
            "It proves what was written, not that what was written is true.",
        ),
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Opening:
    """An opening's parts, unchecked: salt (32 bytes), the receipt file, the report's content."""

    salt: bytes
    receipt: bytes
    content: bytes


def read_opening(*, file: bytes) -> Opening:
    """Take an opening apart, checking form only; raise notes.Refused with a reason."""
    if len(file) > MAX_BYTES:
        raise notes.Refused("The file is too large to be an opening.")
    head, blank, content = file.partition(b"\n\n")
    lines = head.split(b"\n")
    _demand_untouched(lines[0])
    if not blank or len(lines) != 3 or lines[0] != OPENING.encode():
        raise notes.Refused("The file is not laid out as an opening.")
    salt = _field(lines[1], name=b"salt ")
    if len(salt) != SALT_BYTES:
        raise notes.Refused("An opening's salt has 32 bytes.")
    return Opening(salt=salt, receipt=_field(lines[2], name=b"receipt "), content=content)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Proof:
    leaf: bytes
    index: int
    path: tuple[bytes, ...]
    note: notes.Note


def _parse_proof(file: bytes) -> _Proof:
    if len(file) > notes.MAX_BYTES:
        raise notes.Refused("The file is too large to be a proof file.")
    head, _, checkpoint = file.partition(b"\n\n")
    lines = head.split(b"\n")
    _demand_untouched(lines[0])
    if not 3 <= len(lines) <= 3 + _MAX_HASHES or lines[0] != PROOF.encode():
        raise notes.Refused("The file is not laid out as a proof file that carries its leaf.")
    index = _INDEX.fullmatch(lines[2].decode("ascii", "replace"))
    if index is None:
        raise notes.Refused("The proof does not name the leaf's place.")
    return _Proof(
        leaf=_field(lines[1], name=b"extra "),
        index=int(index[1]),
        path=tuple(_field(line, name=b"") for line in lines[3:]),
        note=notes.parse(data=checkpoint),
    )


def _parse_promise(text: str) -> tuple[str, bytes, datetime.date]:
    lines = text.split("\n")
    if len(lines) != 5 or not lines[0] or lines[1] != PROMISE or lines[4]:
        raise notes.Refused("The file is not laid out as a promise.")
    leaf_hash = notes.decode_base64(text=lines[2])
    if len(leaf_hash) != merkle.HASH_BYTES:
        raise notes.Refused("A promise's leaf hash has 32 bytes.")
    return lines[0], leaf_hash, _day(lines[3])


def _leaf_day(leaf: bytes) -> datetime.date:
    try:
        body = json.loads(leaf)
        committed = notes.decode_base64(text=body["commitment"])
        day = _day(body["day"])
        again = intake_leaf(commitment=committed, day=day)
    except (ValueError, TypeError, KeyError, RecursionError, Misused):
        again = b""
    if again != leaf:
        raise notes.Refused("The leaf is not that of a report.")
    return day


def _day(text: str) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(text)
    except (ValueError, TypeError):
        raise notes.Refused("The day is not a date.") from None
    if day.isoformat() != text:
        raise notes.Refused("The day is not a date.")
    return day


def _demand_untouched(first_line: bytes) -> None:
    if first_line.endswith(b"\r"):
        raise notes.Refused(notes.CHANGED_LINES)


def _field(line: bytes, *, name: bytes) -> bytes:
    if not line.startswith(name):
        raise notes.Refused("A line of the file is missing or out of place.")
    return notes.decode_base64(text=line[len(name) :].decode("ascii", "replace"))


def _signers(
    trusted: Sequence[notes.VerifierKey], *, name: str, also: notes.Purpose = notes.Purpose.NOTE
) -> tuple[notes.VerifierKey, ...]:
    return tuple(k for k in trusted if k.name == name and k.purpose in {notes.Purpose.NOTE, also})


def _demand_first_key(signed: Sequence[notes.Signed]) -> None:
    """Raise Refused unless Ed25519 is among what the log signed with: ML-DSA-44 only adds to it."""
    if all(one.key.purpose is not notes.Purpose.NOTE for one in signed):
        raise notes.Refused("The log has not signed this head with an Ed25519 key that you trust.")


def _witnesses(
    note: notes.Note, trusted: Sequence[notes.VerifierKey], logs: Sequence[notes.VerifierKey]
) -> tuple[notes.Signed, ...]:
    """Return who signed beside the log: a log's second key, this one's or another's, is no witness.

    Logs and witnesses share that kind of key, so a name that also signs notes is that of a log.
    """
    names = {key.name for key in trusted if key.purpose is notes.Purpose.NOTE}
    keys = [k for k in trusted if k.purpose is not notes.Purpose.NOTE and k.name not in names]
    signed = notes.verify(note=note, keys=[*logs, *keys])
    return tuple(one for one in signed if one.key in keys)


def _second_statement(
    logs: Sequence[notes.VerifierKey], signed: Sequence[notes.Signed]
) -> tuple[str, ...]:
    """Say whether the log signed in the second way, where its key for that is trusted."""
    if all(key.purpose is notes.Purpose.NOTE for key in logs):
        return ()
    if any(one.key.purpose is notes.Purpose.POST_QUANTUM for one in signed):
        return ("The log signed this head with ML-DSA-44 too, which also holds against quantum "
                "computers, as far as anybody knows.",)  # fmt: skip
    return ("The log signed this head with Ed25519 alone, as it did at first. Whoever can forge "
            "that one day, with a quantum computer, could have made this file.",)  # fmt: skip


def _witness_statement(witnesses: tuple[notes.Signed, ...]) -> str:
    if not witnesses:
        return (
            "Unwitnessed: no independent witness that you trust has signed this log head, so the "
            "site could have shown you a log that it shows to nobody else."
        )
    seen = {w.key.name: f" ({w.at:%Y-%m-%d})" if w.at else "" for w in witnesses}
    names = ", ".join(f"{name}{day}" for name, day in seen.items())
    return f"Independent witnesses saw this log head and that the log only grew: {names}."


def _check_receipt(receipt: bytes, trusted: Sequence[notes.VerifierKey]) -> Verdict:
    # An opening inside an opening would be a loop, so only the two real receipts are tried.
    if receipt.startswith(PROOF.encode()):
        return check_proof(file=receipt, trusted=trusted)
    return check_promise(file=receipt, trusted=trusted)


def _refusal(kind: Kind, *statements: str) -> Verdict:
    return Verdict(kind=kind, is_valid=False, statements=("This file proves nothing.", *statements))
