"""Seat certificates: whose key may be sealed to, decided by two officers of different bodies.

An offline root, pinned in the settings, signs officers. Two officers of different bodies sign each
seat: an account, its organisation, its seat and its public key, for a time. Whoever can only write
to the database gains nothing by inserting a key, since no seal goes to an uncertified one.

A certificate's body is canonical JSON (sorted keys, no spaces, ASCII); dates are days, both ends
included; keys are 32 bytes and signatures 64, in base64. A signature is Ed25519 over the type line
and the body, so that no signature serves for another purpose.

References: RFC 8032 (Ed25519); RFC 7748 (X25519).
"""

import base64
import dataclasses
import datetime
import enum
import functools
import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ed25519

OFFICER = "candour/officer-certificate/v1"
SEAT = "candour/seat-certificate/v1"
KEY_BYTES = 32
SIGNATURE_BYTES = 64
MAX_BYTES = 8_192


class Reason(enum.StrEnum):
    """Why a seat is not certified, in words for whoever must put it right."""

    UNREADABLE = "The certificate is damaged or in a format that is not known."
    SIGNATURES = "The certificate needs exactly two signatures."
    SAME_OFFICER = "One officer signed twice; two must sign."
    SAME_BODY = "Both officers belong to one body; they must come from different bodies."
    UNKNOWN_OFFICER = "The certificate is signed by an officer who is not known here."
    NOT_FROM_ROOT = "The root did not sign the certificate of one of the officers."
    BAD_SIGNATURE = "A signature does not belong to this certificate."
    OFFICER_OUT_OF_DATE = "The certificate of one of the officers is not in force on this day."
    OUT_OF_DATE = "The certificate is not in force on this day."


class NotCertified(Exception):
    """Nothing may be sealed to this seat's key; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Who may sign seats: an officer of a body (an organisation) and the key he or she signs with.

    `public_key` is Ed25519, 32 bytes; in force from `not_before` to `not_after`, both included.
    """

    officer_id: uuid.UUID
    organisation: uuid.UUID
    public_key: bytes
    not_before: datetime.date
    not_after: datetime.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Who may be sealed to: an account in an organisation's seat, and its public key.

    `public_key` is X25519, 32 bytes; in force from `not_before` to `not_after`, both included.
    """

    account: uuid.UUID
    organisation: uuid.UUID
    seat: str
    public_key: bytes
    not_before: datetime.date
    not_after: datetime.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OfficerCertificate:
    """An officer's body as signed, and the root's signature (64 bytes)."""

    body: bytes
    signature: bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OfficerSignature:
    """One officer's signature (64 bytes) of a seat."""

    officer_id: uuid.UUID
    signature: bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SeatCertificate:
    """A seat's body as signed, and the two officers' signatures."""

    body: bytes
    signatures: tuple[OfficerSignature, ...]


def officer_body(*, officer: Officer) -> bytes:
    """Write the bytes that the root signs for an officer."""
    return _canonical(
        {
            "organisation": str(officer.organisation),
            "not_after": officer.not_after.isoformat(),
            "not_before": officer.not_before.isoformat(),
            "officer": str(officer.officer_id),
            "public_key": base64.b64encode(officer.public_key).decode(),
            "type": OFFICER,
        }
    )


def seat_body(*, seat: Seat) -> bytes:
    """Write the bytes that two officers sign for a seat."""
    return _canonical(
        {
            "account": str(seat.account),
            "not_after": seat.not_after.isoformat(),
            "not_before": seat.not_before.isoformat(),
            "organisation": str(seat.organisation),
            "public_key": base64.b64encode(seat.public_key).decode(),
            "seat": seat.seat,
            "type": SEAT,
        }
    )


def certify_officer(*, officer: Officer, root_seed: bytes) -> OfficerCertificate:
    """Sign an officer with the root's private key (32-byte seed), offline."""
    body = officer_body(officer=officer)
    return OfficerCertificate(body=body, signature=_sign(OFFICER, body, seed=root_seed))


def sign_seat(*, seat: Seat, officer_id: uuid.UUID, seed: bytes) -> OfficerSignature:
    """Sign a seat with one officer's private key (32-byte seed)."""
    signature = _sign(SEAT, seat_body(seat=seat), seed=seed)
    return OfficerSignature(officer_id=officer_id, signature=signature)


def certify_seat(*, seat: Seat, signatures: Sequence[OfficerSignature]) -> SeatCertificate:
    """Put a seat and its officers' signatures together; verify_seat decides if they suffice."""
    return SeatCertificate(body=seat_body(seat=seat), signatures=tuple(signatures))


def verify_seat(
    *,
    certificate: SeatCertificate,
    officers: Sequence[OfficerCertificate],
    root_public: bytes,
    on: datetime.date,
) -> Seat:
    """Return the seat that is certified on that day, or raise NotCertified with its reason.

    Officers must be in force on the day of the check too, so that a key stolen from one who has
    left signs nothing, whatever day it writes.
    """
    seat = read_seat(body=certificate.body)
    first, second = (
        _signers(certificate.body, signed, _of_root(signed, officers, root_public), on)
        for signed in _two_signatures(certificate)
    )
    if {officer.public_key for officer in first} & {officer.public_key for officer in second}:
        raise NotCertified(Reason.SAME_OFFICER)
    if {officer.organisation for officer in first} & {officer.organisation for officer in second}:
        raise NotCertified(Reason.SAME_BODY)
    if not seat.not_before <= on <= seat.not_after:
        raise NotCertified(Reason.OUT_OF_DATE)
    return seat


def read_officer(*, body: bytes) -> Officer:
    """Read an officer's body, unchecked; raise NotCertified unless it is in its one spelling."""
    fields = _fields(body)
    try:
        officer = Officer(
            officer_id=uuid.UUID(fields["officer"]),
            organisation=uuid.UUID(fields["organisation"]),
            public_key=base64.b64decode(fields["public_key"]),
            not_before=datetime.date.fromisoformat(fields["not_before"]),
            not_after=datetime.date.fromisoformat(fields["not_after"]),
        )
    except (KeyError, ValueError):
        raise NotCertified(Reason.UNREADABLE) from None
    _demand_same(body, officer_body(officer=officer), key=officer.public_key)
    return officer


def read_seat(*, body: bytes) -> Seat:
    """Read a seat's body, unchecked; raise NotCertified unless it is in its one spelling."""
    fields = _fields(body)
    try:
        seat = Seat(
            account=uuid.UUID(fields["account"]),
            organisation=uuid.UUID(fields["organisation"]),
            seat=fields["seat"],
            public_key=base64.b64decode(fields["public_key"]),
            not_before=datetime.date.fromisoformat(fields["not_before"]),
            not_after=datetime.date.fromisoformat(fields["not_after"]),
        )
    except (KeyError, ValueError):
        raise NotCertified(Reason.UNREADABLE) from None
    _demand_same(body, seat_body(seat=seat), key=seat.public_key)
    return seat


def encode_officer(*, certificate: OfficerCertificate) -> bytes:
    """Write an officer's certificate as one file: the body, a newline, the base64 signature."""
    return certificate.body + b"\n" + base64.b64encode(certificate.signature) + b"\n"


def decode_officer(*, data: bytes) -> OfficerCertificate:
    """Read an officer's certificate file; raise NotCertified unless it is in its one spelling."""
    body, signature = _lines(data, count=2)
    certificate = OfficerCertificate(body=body, signature=_signature(signature))
    if encode_officer(certificate=certificate) != data:
        raise NotCertified(Reason.UNREADABLE)
    return certificate


def encode_seat(*, certificate: SeatCertificate) -> bytes:
    """Write a seat's certificate as one file: the body, then one "officer signature" line each."""
    lines = [
        f"{signed.officer_id} {base64.b64encode(signed.signature).decode()}\n"
        for signed in certificate.signatures
    ]
    return certificate.body + b"\n" + "".join(lines).encode()


def decode_seat(*, data: bytes) -> SeatCertificate:
    """Read a seat's certificate file; raise NotCertified unless it is in its one spelling."""
    body, *signed = _lines(data, count=3)
    certificate = SeatCertificate(body=body, signatures=tuple(map(_officer_signature, signed)))
    if encode_seat(certificate=certificate) != data:
        raise NotCertified(Reason.UNREADABLE)
    return certificate


def encode_officer_request(*, officer: Officer) -> bytes:
    """Write what an officer asks the root to sign as one file: the body alone."""
    return officer_body(officer=officer) + b"\n"


def decode_officer_request(*, data: bytes) -> Officer:
    """Read an officer's request file; raise NotCertified unless it is in its one spelling."""
    (body,) = _lines(data, count=1)
    officer = read_officer(body=body)
    if encode_officer_request(officer=officer) != data:
        raise NotCertified(Reason.UNREADABLE)
    return officer


def decode_signing(*, data: bytes) -> SeatCertificate:
    """Read a seat's file on its way: a request (no signature), or with one or two of them."""
    count = data[: MAX_BYTES + 1].count(b"\n")
    if count not in {1, 2, 3}:
        raise NotCertified(Reason.UNREADABLE)
    body, *signed = _lines(data, count=count)
    read_seat(body=body)
    certificate = SeatCertificate(body=body, signatures=tuple(map(_officer_signature, signed)))
    if encode_seat(certificate=certificate) != data:
        raise NotCertified(Reason.UNREADABLE)
    return certificate


def fingerprint(*, public_key: bytes) -> str:
    """Return what two people read to each other to be sure of a key: 128 bits, eight groups."""
    digest = hashlib.sha256(b"candour/fingerprint/v1\n" + public_key).hexdigest()
    return " ".join(digest[start : start + 4] for start in range(0, 32, 4))


def verify_officer(
    *, certificate: OfficerCertificate, root_public: bytes, on: datetime.date
) -> Officer:
    """Return the officer whom the root certified, in force on that day, or raise NotCertified."""
    officer = read_officer(body=certificate.body)
    if not _is_signed(OFFICER, certificate.body, certificate.signature, root_public):
        raise NotCertified(Reason.NOT_FROM_ROOT)
    if not officer.not_before <= on <= officer.not_after:
        raise NotCertified(Reason.OFFICER_OUT_OF_DATE)
    return officer


def _two_signatures(certificate: SeatCertificate) -> tuple[OfficerSignature, OfficerSignature]:
    if len(certificate.signatures) != 2:
        raise NotCertified(Reason.SIGNATURES)
    first, second = certificate.signatures
    if first.officer_id == second.officer_id:
        raise NotCertified(Reason.SAME_OFFICER)
    return first, second


def _of_root(
    signed: OfficerSignature, officers: Sequence[OfficerCertificate], root_public: bytes
) -> list[Officer]:
    known = [(c, _officer_or_none(c.body)) for c in officers]
    own = [(c, o) for c, o in known if o is not None and o.officer_id == signed.officer_id]
    if not own:
        raise NotCertified(Reason.UNKNOWN_OFFICER)
    rooted = [o for c, o in own if _is_signed(OFFICER, c.body, c.signature, root_public)]
    if not rooted:
        raise NotCertified(Reason.NOT_FROM_ROOT)
    return rooted


def _signers(
    body: bytes, signed: OfficerSignature, candidates: list[Officer], on: datetime.date
) -> list[Officer]:
    # A renewed officer has several certificates: those count whose key made this signature.
    signing = [o for o in candidates if _is_signed(SEAT, body, signed.signature, o.public_key)]
    if not signing:
        raise NotCertified(Reason.BAD_SIGNATURE)
    in_force = [officer for officer in signing if officer.not_before <= on <= officer.not_after]
    if not in_force:
        raise NotCertified(Reason.OFFICER_OUT_OF_DATE)
    return in_force


@functools.lru_cache(maxsize=4_096)
def _officer_or_none(body: bytes) -> Officer | None:
    # One damaged certificate among the officers' must not stop seals that do not rest on it.
    try:
        return read_officer(body=body)
    except NotCertified:
        return None


def _sign(kind: str, body: bytes, *, seed: bytes) -> bytes:
    key = ed25519.Ed25519PrivateKey.from_private_bytes(seed)
    return key.sign(f"{kind}\n".encode() + body)


# Remembering changes no answer: a signature holds or not, for ever. Only public values are kept.
@functools.lru_cache(maxsize=4_096)
def _is_signed(kind: str, body: bytes, signature: bytes, public_key: bytes) -> bool:
    try:
        key = ed25519.Ed25519PublicKey.from_public_bytes(public_key)
        key.verify(signature, f"{kind}\n".encode() + body)
    except (InvalidSignature, ValueError):
        return False
    return True


def _canonical(fields: Mapping[str, str]) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode("ascii")


def _fields(body: bytes) -> dict[str, str]:
    if len(body) > MAX_BYTES:
        raise NotCertified(Reason.UNREADABLE)
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        raise NotCertified(Reason.UNREADABLE) from None
    if not isinstance(fields, dict) or not all(isinstance(v, str) for v in fields.values()):
        raise NotCertified(Reason.UNREADABLE)
    return fields


def _demand_same(body: bytes, again: bytes, *, key: bytes) -> None:
    if body != again or len(key) != KEY_BYTES:
        raise NotCertified(Reason.UNREADABLE)


def _lines(data: bytes, *, count: int) -> list[bytes]:
    lines = data[: MAX_BYTES + 1].removesuffix(b"\n").split(b"\n")
    if len(lines) != count:
        raise NotCertified(Reason.UNREADABLE)
    return lines


def _officer_signature(line: bytes) -> OfficerSignature:
    officer, _, signature = line.partition(b" ")
    try:
        officer_id = uuid.UUID(officer.decode("ascii"))
    except ValueError:
        raise NotCertified(Reason.UNREADABLE) from None
    return OfficerSignature(officer_id=officer_id, signature=_signature(signature))


def _signature(encoded: bytes) -> bytes:
    try:
        signature = base64.b64decode(encoded, validate=True)
    except ValueError:
        raise NotCertified(Reason.UNREADABLE) from None
    if len(signature) != SIGNATURE_BYTES:
        raise NotCertified(Reason.UNREADABLE)
    return signature
