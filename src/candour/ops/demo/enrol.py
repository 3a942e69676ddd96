"""Gives demonstration accounts what a ceremony gives real ones: keys, passphrases, certificates.

The root and both officers' keys exist while this runs and are then forgotten; only the root's
public half is kept, so nobody can be certified later without a new ceremony. Everything goes
through the steps of the real one.
"""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from candour.core import certificates, words
from candour.core.keys import sealed_keys
from candour.core.keys.sealed_keys import Kind
from candour.guard.actors import service
from candour.guard.ceremony import offline
from candour.guard.ceremony.actions.install_officer import install_officer
from candour.guard.ceremony.actions.install_seat import install_seat
from candour.guard.ceremony.actions.make_key import make_key
from candour.guard.models import Account

BY = service("demonstration")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Ceremony:
    """A root and two officers of different bodies, in memory only."""

    root_public: bytes
    officers: tuple[tuple[uuid.UUID, bytes], ...]


def hold_ceremony(*, bodies: Sequence[uuid.UUID], at: datetime.datetime) -> Ceremony:
    """Make a root, certify one officer of each body, and install their certificates."""
    phrase = words.generate(count=words.VAULT_WORDS)
    root = sealed_keys.make(kind=Kind.ROOT, words=phrase)
    officers = []
    for body in bodies:
        key = sealed_keys.make(kind=Kind.OFFICER, words=phrase)
        officer = offline.officer_request(body=body, key=key, on=at.date())
        signed = offline.certify(officer=officer, root=root, words=phrase, on=at.date())
        install_officer(certificate=signed, root_public=root.public_key, by=BY, at=at)
        officers.append((officer.officer_id, sealed_keys.open_key(key=key, words=phrase)))
    return Ceremony(root_public=root.public_key, officers=tuple(officers))


def enrol(*, account: Account, ceremony: Ceremony, at: datetime.datetime) -> str:
    """Give an account a key under six words and a certificate for it; return the words."""
    phrase = words.generate(count=words.VAULT_WORDS)
    seat = make_key(account=account.id, words=phrase, by=BY, at=at)
    signatures = [
        certificates.sign_seat(seat=seat, officer_id=officer, seed=seed)
        for officer, seed in ceremony.officers
    ]
    certificate = certificates.certify_seat(seat=seat, signatures=signatures)
    install_seat(certificate=certificate, root_public=ceremony.root_public, by=BY, at=at)
    return " ".join(phrase)
