"""Gives demonstration accounts what a ceremony gives real ones: keys, passphrases, certificates.

The root and both officers' keys exist while this runs and are then forgotten; only the root's
public half is kept, so nobody can be certified later without a new ceremony.
"""

import base64
import dataclasses
import datetime
import secrets
import uuid
from collections.abc import Sequence

from nacl.signing import SigningKey

from candour.core import certificates, envelope, vault, words
from candour.guard.models import Account, OfficerCertificate, SeatCertificate, VaultKey

VALID = datetime.timedelta(days=400)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Ceremony:
    """A root and two officers of different bodies, in memory only."""

    root_public: bytes
    officers: tuple[tuple[uuid.UUID, bytes], ...]


def hold_ceremony(*, bodies: Sequence[uuid.UUID], on: datetime.date) -> Ceremony:
    """Make a root, certify one officer of each body, and store their certificates."""
    root = SigningKey.generate()
    officers = []
    for body in bodies:
        seed = secrets.token_bytes(32)
        officer = certificates.Officer(
            officer_id=uuid.uuid4(),
            organisation=body,
            public_key=bytes(SigningKey(seed).verify_key),
            not_before=on,
            not_after=on + VALID,
        )
        signed = certificates.certify_officer(officer=officer, root_seed=bytes(root))
        OfficerCertificate.objects.create(body=signed.body, signature=signed.signature)
        officers.append((officer.officer_id, seed))
    return Ceremony(root_public=bytes(root.verify_key), officers=tuple(officers))


def enrol(*, account: Account, ceremony: Ceremony, on: datetime.date) -> str:
    """Give an account a key under six words and a certificate for it; return the words."""
    pair = envelope.new_epoch_key()
    phrase = words.generate(count=words.VAULT_WORDS)
    VaultKey.objects.create(
        account=account,
        public_key=pair.public,
        sealed_private_key=vault.seal_vault(private_key=pair.private, words=phrase),
        made_on=on,
    )
    seat = certificates.Seat(
        account=account.id,
        organisation=account.organisation_id,
        seat=account.seat,
        public_key=pair.public,
        not_before=on,
        not_after=on + VALID,
    )
    signatures = [
        certificates.sign_seat(seat=seat, officer_id=officer, seed=seed)
        for officer, seed in ceremony.officers
    ]
    SeatCertificate.objects.create(
        account=account,
        body=certificates.seat_body(seat=seat),
        signatures=[
            {
                "officer": str(signed.officer_id),
                "signature": base64.b64encode(signed.signature).decode(),
            }
            for signed in signatures
        ],
    )
    return " ".join(phrase)
