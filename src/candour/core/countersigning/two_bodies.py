"""Whether two officers of different bodies signed something, each certified by the offline root.

A signature is Ed25519 over a type line and the bytes signed, so that none serves another purpose.

References: RFC 8032 (Ed25519); certificates.py for officers and their root.
"""

import uuid
from collections.abc import Sequence
from datetime import date

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ed25519

from candour.core.certificates import (
    OFFICER,
    NotCertified,
    Officer,
    OfficerCertificate,
    OfficerSignature,
    Reason,
    read_officer,
)


def sign(*, kind: str, body: bytes, officer_id: uuid.UUID, seed: bytes) -> OfficerSignature:
    """Sign bytes of a kind with one officer's private key (32-byte seed)."""
    key = ed25519.Ed25519PrivateKey.from_private_bytes(seed)
    return OfficerSignature(officer_id=officer_id, signature=key.sign(_said(kind, body)))


def demand(
    *,
    kind: str,
    body: bytes,
    signatures: Sequence[OfficerSignature],
    officers: Sequence[OfficerCertificate],
    root_public: bytes,
    on: date,
) -> None:
    """Raise NotCertified unless two officers of different bodies, in force that day, signed."""
    if len(signatures) != 2:
        raise NotCertified(Reason.SIGNATURES)
    known = _of_root(officers, root_public)
    first, second = (_signers(kind, body, one, known, on) for one in signatures)
    if {one.officer_id for one in first} & {one.officer_id for one in second}:
        raise NotCertified(Reason.SAME_OFFICER)
    if {one.public_key for one in first} & {one.public_key for one in second}:
        raise NotCertified(Reason.SAME_OFFICER)
    if {one.organisation for one in first} & {one.organisation for one in second}:
        raise NotCertified(Reason.SAME_BODY)


def _signers(
    kind: str, body: bytes, signed: OfficerSignature, known: Sequence[Officer], on: date
) -> list[Officer]:
    own = [officer for officer in known if officer.officer_id == signed.officer_id]
    if not own:
        raise NotCertified(Reason.UNKNOWN_OFFICER)
    signing = [one for one in own if _holds(kind, body, signed.signature, one.public_key)]
    if not signing:
        raise NotCertified(Reason.BAD_SIGNATURE)
    in_force = [officer for officer in signing if officer.not_before <= on <= officer.not_after]
    if not in_force:
        raise NotCertified(Reason.OFFICER_OUT_OF_DATE)
    return in_force


def _of_root(officers: Sequence[OfficerCertificate], root_public: bytes) -> list[Officer]:
    """Return the officers whom the root certified; one damaged certificate hides no other."""
    found = []
    for one in officers:
        try:
            officer = read_officer(body=one.body)
        except NotCertified:
            continue
        if _holds(OFFICER, one.body, one.signature, root_public):
            found.append(officer)
    return found


def _holds(kind: str, body: bytes, signature: bytes, public_key: bytes) -> bool:
    try:
        key = ed25519.Ed25519PublicKey.from_public_bytes(public_key)
        key.verify(signature, _said(kind, body))
    except (InvalidSignature, ValueError):
        return False
    return True


def _said(kind: str, body: bytes) -> bytes:
    return f"{kind}\n".encode() + body
