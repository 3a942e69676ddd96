"""Signed notes, checkpoints and cosignatures: how site, log and witnesses put a name to a text.

Stands alone with the `cryptography` library: copy it with merkle.py and receipts.py, in folders
candour/core, and receipts can be checked without anything else of Candour. Parsing is strict:
what is not exactly the format is refused with a reason, so that two programs can never read one
file in two ways.

References: C2SP signed-note, tlog-checkpoint and tlog-cosignature (cosignature/v1 of Ed25519 and
subtree/v1 of ML-DSA-44); RFC 8032 (Ed25519: 32-byte seeds and public keys, 64-byte signatures);
FIPS 204 (ML-DSA-44: 32-byte seeds, 1,312-byte public keys, 2,420-byte signatures).
"""

import base64
import binascii
import dataclasses
import datetime
import enum
import hashlib
import re
from collections.abc import Sequence

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ed25519

try:
    from cryptography.hazmat.primitives.asymmetric import mldsa
except ImportError:  # before version 47; everything but ML-DSA-44 can still be checked
    mldsa = None  # type: ignore[assignment] # asked for it, _private and _public refuse

MAX_BYTES = 262_144
MAX_SIGNATURES = 64
HASH_BYTES = 32
ID_BYTES = 4

CHANGED_LINES = (
    "The file's line endings were changed, perhaps by an e-mail or text program. "
    "Use the file as it was first saved."
)

_DASH = "\u2014 "
_STAMP_BYTES = 8
_TREE = b"subtree/v1\n\0"
_MOST_NAME = 255
_NO_LIBRARY = (
    "The cryptography library here does not know ML-DSA-44: version 47 or later does. Or leave that"
    " key out."
)
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_MAX_NUMBER = 2**63 - 1


class Refused(Exception):
    """A note, key or checkpoint is not in its format, or not signed as it must be."""


class Purpose(enum.IntEnum):
    """What a key signs and how, as the type byte of C2SP signed-note.

    POST_QUANTUM is ML-DSA-44 over the head alone, by the log or a witness; others are Ed25519.
    """

    NOTE = 0x01
    COSIGNATURE = 0x04
    POST_QUANTUM = 0x06


KEY_BYTES_OF = {Purpose.NOTE: 32, Purpose.COSIGNATURE: 32, Purpose.POST_QUANTUM: 1312}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class VerifierKey:
    """A public key under a name, for one purpose."""

    name: str
    purpose: Purpose
    public_key: bytes

    def __post_init__(self) -> None:
        _demand_name(self.name)
        if len(self.public_key) != KEY_BYTES_OF[self.purpose]:
            message = f"A public key of this kind has {KEY_BYTES_OF[self.purpose]} bytes."
            raise Refused(message)

    @property
    def key_id(self) -> bytes:
        """Return the 4 bytes that, with the name, point out this key in a note."""
        named = self.name.encode() + b"\n" + bytes([self.purpose]) + self.public_key
        return hashlib.sha256(named).digest()[:ID_BYTES]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SigningKey:
    """A private key (32-byte seed) under a name, for one purpose; never printed."""

    name: str
    purpose: Purpose
    seed: bytes

    @property
    def verifier(self) -> VerifierKey:
        """Return the public half."""
        public = _private(self).public_key()
        return VerifierKey(
            name=self.name, purpose=self.purpose, public_key=public.public_bytes_raw()
        )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature line: the key's name and 4-byte id, and what that key wrote."""

    name: str
    key_id: bytes
    payload: bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text, its last newline included, and its signature lines, none of them checked yet."""

    text: str
    signatures: tuple[Signature, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A key whose signature holds, and the instant that a cosignature claims, if any."""

    key: VerifierKey
    at: datetime.datetime | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A log's head: its origin, its number of leaves, their root (32 bytes) and any extra lines."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()


def encode_key(*, key: VerifierKey) -> str:
    """Return the key as published: name+id+base64, the id in 8 hexadecimal digits."""
    material = bytes([key.purpose]) + key.public_key
    return f"{key.name}+{key.key_id.hex()}+{base64.b64encode(material).decode()}"


def parse_key(*, text: str) -> VerifierKey:
    """Return the key that a published line names; raise Refused unless id and length agree."""
    name, plus, rest = text.partition("+")
    key_id, second_plus, encoded = rest.partition("+")
    if not plus or not second_plus:
        raise Refused("A key is written name+id+base64.")
    material = decode_base64(text=encoded)
    if material[:1] not in [bytes([purpose]) for purpose in Purpose]:
        raise Refused("That kind of key is not known here.")
    key = VerifierKey(name=name, purpose=Purpose(material[0]), public_key=material[1:])
    if key.key_id.hex() != key_id:
        raise Refused("The key does not have the id it is written with.")
    return key


def sign(*, text: str, keys: Sequence[SigningKey]) -> bytes:
    """Sign `text`, which ends in a newline, with each key in turn; return the note's bytes.

    A POST_QUANTUM key signs a checkpoint alone, and claims no instant.
    """
    _demand_text(text)
    lines = [_line(key=key, text=text, seconds=0) for key in keys]
    note = f"{text}\n{''.join(lines)}".encode()
    parse(data=note)
    return note


def cosign(*, data: bytes, key: SigningKey, at: datetime.datetime) -> bytes:
    """Add a witness's line to a signed checkpoint: 8 bytes of POSIX seconds, then the signature.

    The caller has first checked that the log only grew. Raises Refused if `data` is no checkpoint.
    """
    note = parse(data=data)
    parse_checkpoint(text=note.text)
    if key.purpose is Purpose.NOTE:
        raise Refused("That is not the key of a witness.")
    cosigned = data + _line(key=key, text=note.text, seconds=int(at.timestamp())).encode()
    parse(data=cosigned)
    return cosigned


def parse(*, data: bytes) -> Note:
    """Split a note into text and signature lines, checking form only; raise Refused if wrong."""
    if len(data) > MAX_BYTES:
        raise Refused("The file is too large to be a signed note.")
    whole = _decode(data)
    text, blank, block = whole.rpartition("\n\n")
    if not blank or not text:
        raise Refused("The file has no text followed by an empty line and signatures.")
    if not block.endswith("\n"):
        raise Refused("The file does not end where its last signature ends.")
    lines = block[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise Refused("The file carries too many signatures.")
    signatures = tuple(_parse_line(line) for line in lines)
    if len({(s.name, s.key_id) for s in signatures}) != len(signatures):
        raise Refused("One key has signed twice.")
    return Note(text=text + "\n", signatures=signatures)


def verify(*, note: Note, keys: Sequence[VerifierKey]) -> tuple[Signed, ...]:
    """Return which of the trusted keys signed the note, in the note's order, others ignored.

    Raises Refused if none did, if any trusted key's signature is wrong, or if two trusted keys
    share a name and id. Where a line of ML-DSA-44 would leave something unsigned, it is ignored.
    """
    known = {(key.name, key.key_id): key for key in keys}
    if len(known) != len(set(keys)):
        raise Refused("Two trusted keys have the same name and id.")
    ours = [s for s in note.signatures if (s.name, s.key_id) in known]
    ours = [s for s in ours if _covers(known[s.name, s.key_id].purpose, note.text)]
    if not ours:
        raise Refused("No key that you trust has signed this.")
    return tuple(_check(note.text, s, known[s.name, s.key_id]) for s in ours)


def only(*, note: Note, keys: Sequence[VerifierKey]) -> bytes:
    """Return the note with the signature lines of these keys alone."""
    wanted = {(key.name, key.key_id) for key in keys}
    kept = [s for s in note.signatures if (s.name, s.key_id) in wanted]
    return f"{note.text}\n{''.join(_encode_line(s) for s in kept)}".encode()


def join(*, data: bytes, lines: Sequence[str]) -> bytes:
    """Return the note with more signature lines, those that it has already left out."""
    note = parse(data=data)
    known = {_encode_line(s) for s in note.signatures}
    joined = data + "".join(line for line in lines if line not in known).encode()
    parse(data=joined)
    return joined


def line_of(*, data: bytes, key: VerifierKey) -> str:
    """Return the one signature line of a key; raise Refused if it signed nothing here."""
    for signature in parse(data=data).signatures:
        if (signature.name, signature.key_id) == (key.name, key.key_id):
            return _encode_line(signature)
    raise Refused(f"{key.name} has signed nothing here.")


def checkpoint_text(*, checkpoint: Checkpoint) -> str:
    """Return the checkpoint's lines, to be signed: origin, size, base64 root, extra lines."""
    root = base64.b64encode(checkpoint.root).decode()
    lines = [checkpoint.origin, str(checkpoint.size), root, *checkpoint.extensions]
    text = "".join(f"{line}\n" for line in lines)
    if parse_checkpoint(text=text) != checkpoint:
        raise Refused("A checkpoint's lines may not be empty or contain line breaks.")
    return text


def parse_checkpoint(*, text: str) -> Checkpoint:
    """Read a checkpoint from a note's text; raise Refused unless it is exactly one."""
    lines = text.removesuffix("\n").split("\n")
    if not text.endswith("\n") or len(lines) < 3 or not all(lines):
        raise Refused("A checkpoint has an origin, a size and a root, and no empty line.")
    if not _SIZE.fullmatch(lines[1]) or int(lines[1]) > _MAX_NUMBER:
        raise Refused("A checkpoint's size is a plain number.")
    root = decode_base64(text=lines[2])
    if len(root) != HASH_BYTES:
        raise Refused("A checkpoint's root has 32 bytes.")
    return Checkpoint(origin=lines[0], size=int(lines[1]), root=root, extensions=tuple(lines[3:]))


def decode_base64(*, text: str) -> bytes:
    """Decode standard base64 in its one correct spelling; raise Refused for any other."""
    try:
        decoded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Refused("A base64 value is damaged.") from None
    if base64.b64encode(decoded).decode() != text:
        raise Refused("A base64 value is damaged.")
    return decoded


def _decode(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("The file is not plain text in UTF-8.") from None
    if "\r" in text:
        raise Refused(CHANGED_LINES)
    if any(character < " " for character in text.replace("\n", "")):
        raise Refused("The file contains control characters.")
    return text


def _parse_line(line: str) -> Signature:
    name, space, encoded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not space:
        raise Refused("There is something else among the signatures.")
    _demand_name(name)
    blob = decode_base64(text=encoded)
    if len(blob) <= ID_BYTES:
        raise Refused("A signature is too short.")
    return Signature(name=name, key_id=blob[:ID_BYTES], payload=blob[ID_BYTES:])


def _check(text: str, signature: Signature, key: VerifierKey) -> Signed:
    payload, seconds, at = signature.payload, 0, None
    if key.purpose is not Purpose.NOTE:
        stamp, payload = payload[:_STAMP_BYTES], payload[_STAMP_BYTES:]
        seconds = int.from_bytes(stamp, "big")
        at = None if key.purpose is Purpose.POST_QUANTUM and not seconds else _instant(seconds)
    message = _message(name=key.name, purpose=key.purpose, text=text, seconds=seconds)
    try:
        _public(key).verify(payload, message)
    except InvalidSignature:
        kind = "ML-DSA-44 signature" if key.purpose is Purpose.POST_QUANTUM else "signature"
        raise Refused(f"The {kind} of {key.name} does not belong to this text.") from None
    return Signed(key=key, at=at)


def _instant(seconds: int) -> datetime.datetime:
    try:
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    except (OverflowError, OSError, ValueError):
        raise Refused("A witness's time is not a date.") from None


def _message(*, name: str, purpose: Purpose, text: str, seconds: int) -> bytes:
    """Return the bytes that a key of that name and purpose signs for a text."""
    if purpose is Purpose.NOTE:
        return text.encode()
    if purpose is Purpose.COSIGNATURE:
        return f"cosignature/v1\ntime {seconds}\n{text}".encode()
    head = parse_checkpoint(text=text)
    return b"".join(
        (
            _TREE,
            _measured(name),
            seconds.to_bytes(_STAMP_BYTES, "big"),
            _measured(head.origin),
            bytes(8),  # from the first leaf on
            head.size.to_bytes(8, "big"),
            head.root,
        )
    )


def _measured(name: str) -> bytes:
    encoded = name.encode()
    if len(encoded) > _MOST_NAME:
        raise Refused("A name that ML-DSA-44 signs has at most 255 bytes.")
    return bytes([len(encoded)]) + encoded


def _covers(purpose: Purpose, text: str) -> bool:
    return purpose is not Purpose.POST_QUANTUM or not parse_checkpoint(text=text).extensions


def _line(*, key: SigningKey, text: str, seconds: int) -> str:
    if not _covers(key.purpose, text):
        raise Refused("ML-DSA-44 does not sign a checkpoint's extra lines.")
    message = _message(name=key.name, purpose=key.purpose, text=text, seconds=seconds)
    stamp = b"" if key.purpose is Purpose.NOTE else seconds.to_bytes(_STAMP_BYTES, "big")
    payload = stamp + _private(key).sign(message)
    return _encode_line(Signature(name=key.name, key_id=key.verifier.key_id, payload=payload))


def _encode_line(signature: Signature) -> str:
    blob = base64.b64encode(signature.key_id + signature.payload).decode()
    return f"{_DASH}{signature.name} {blob}\n"


def _private(key: SigningKey) -> "ed25519.Ed25519PrivateKey | mldsa.MLDSA44PrivateKey":
    if key.purpose is not Purpose.POST_QUANTUM:
        return ed25519.Ed25519PrivateKey.from_private_bytes(key.seed)
    try:
        return mldsa.MLDSA44PrivateKey.from_seed_bytes(key.seed)
    except (AttributeError, UnsupportedAlgorithm):
        raise Refused(_NO_LIBRARY) from None


def _public(key: VerifierKey) -> "ed25519.Ed25519PublicKey | mldsa.MLDSA44PublicKey":
    if key.purpose is not Purpose.POST_QUANTUM:
        return ed25519.Ed25519PublicKey.from_public_bytes(key.public_key)
    try:
        return mldsa.MLDSA44PublicKey.from_public_bytes(key.public_key)
    except (AttributeError, UnsupportedAlgorithm):
        raise Refused(_NO_LIBRARY) from None


def _demand_name(name: str) -> None:
    if not name or "+" in name or any(c.isspace() or c < " " for c in name):
        raise Refused("A key's name has no spaces and no plus sign.")


def _demand_text(text: str) -> None:
    if not text.endswith("\n") or text == "\n":
        raise Refused("A note's text ends in a newline.")
    _decode(text.encode())
