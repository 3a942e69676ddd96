"""Lends the tests of accounts a case that four readers hold, visitors, and new keys."""

import uuid

import pytest
from django.conf import settings

import story
from browsing import at_casework, visit
from candour.core import certificates, sealed_keys, vault
from candour.core.sealed_keys import Kind
from candour.guard.actors import service
from candour.guard.ceremony import offline, waits
from candour.guard.ceremony.actions.install_officer import install_officer
from candour.guard.ceremony.actions.install_seat import install_seat
from candour.guard.ceremony.actions.make_key import make_key
from candour.guard.keys import Vault
from candour.guard.models import Account, OfficerCertificate, SeatCertificate, VaultKey
from cast import NOW

__all__ = ["at_casework", "visit"]

WORDS = ("zoom",) * 6
BY = service("test")


@pytest.fixture
def file(world, as_role) -> uuid.UUID:
    """A recorded case that four readers hold: the desk's three and the authority."""
    return story.record(world, as_role, report=story.reported(world, as_role).file).file


@pytest.fixture
def recertify(world, as_role):
    """Give somebody a new key, as a ceremony does whose root and officers are still at hand."""
    root = sealed_keys.make(kind=Kind.ROOT, words=WORDS)
    seeds = {}
    with as_role("worker"):
        OfficerCertificate.objects.all().delete()
        settings.ROOT_PUBLIC = root.public_key
        for body in ("Office for Police Standards", "Northfold Policing Board"):
            key = sealed_keys.make(kind=Kind.OFFICER, words=WORDS)
            asked = offline.officer_request(body=world.organisations[body], key=key, on=NOW.date())
            signed = offline.certify(officer=asked, root=root, words=WORDS, on=NOW.date())
            install_officer(certificate=signed, root_public=root.public_key, by=BY, at=NOW)
            seeds[asked.officer_id] = sealed_keys.open_key(key=key, words=WORDS)

    def signed_seat(seat):
        signatures = [
            certificates.sign_seat(seat=seat, officer_id=officer, seed=seed)
            for officer, seed in seeds.items()
        ]
        return certificates.certify_seat(seat=seat, signatures=signatures)

    def as_before(row):
        """Sign an existing seat anew under this root, so that only the new key differs."""
        certificate = signed_seat(certificates.read_seat(body=bytes(row.body)))
        row.signatures = waits.stored(signatures=certificate.signatures)
        row.save(update_fields=["signatures"])

    for row in SeatCertificate.objects.filter(revoked_on__isnull=True):
        as_before(row)

    def new_key(username: str) -> tuple[Vault, object]:
        account = Account.objects.get(username=username)
        with as_role("worker"):
            seat = make_key(account=account.id, words=WORDS, by=BY, at=NOW)
            done = install_seat(
                certificate=signed_seat(seat), root_public=root.public_key, by=BY, at=NOW
            )
        row = VaultKey.objects.get(account=account, retired_on__isnull=True)
        private = vault.open_vault(vault=bytes(row.sealed_private_key), words=WORDS)
        return Vault(account_id=account.id, private_key=private), done

    return new_key
