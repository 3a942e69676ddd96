"""Lends the tests of accounts a case that four readers hold, visitors, and new keys."""

import uuid

import pytest
from django.conf import settings

import story
from browsing import at_casework, visit
from candour.core import certificates, vault
from candour.core.keys import sealed_keys
from candour.core.keys.sealed_keys import Kind
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


class Table:
    """A root and two officers of different bodies, who can still sign."""

    def __init__(self, world) -> None:
        self.root = sealed_keys.make(kind=Kind.ROOT, words=WORDS)
        self.seeds: dict[uuid.UUID, bytes] = {}
        OfficerCertificate.objects.all().delete()
        for body in ("Office for Police Standards", "Northfold Policing Board"):
            key = sealed_keys.make(kind=Kind.OFFICER, words=WORDS)
            asked = offline.officer_request(body=world.organisations[body], key=key, on=NOW.date())
            signed = offline.certify(officer=asked, root=self.root, words=WORDS, on=NOW.date())
            install_officer(certificate=signed, root_public=self.root.public_key, by=BY, at=NOW)
            self.seeds[asked.officer_id] = sealed_keys.open_key(key=key, words=WORDS)

    def signed(self, seat: certificates.Seat) -> certificates.SeatCertificate:
        signatures = [
            certificates.sign_seat(seat=seat, officer_id=officer, seed=seed)
            for officer, seed in self.seeds.items()
        ]
        return certificates.certify_seat(seat=seat, signatures=signatures)

    def sign_anew(self) -> None:
        """Sign every seat in use as it is, so that only the root is another one."""
        for row in SeatCertificate.objects.filter(revoked_on__isnull=True):
            again = self.signed(certificates.read_seat(body=bytes(row.body)))
            row.signatures = waits.stored(signatures=again.signatures)
            row.save(update_fields=["signatures"])


@pytest.fixture
def recertify(world, as_role):
    """Give somebody a new key, as a ceremony does whose root and officers are still at hand."""
    with as_role("worker"):
        table = Table(world)
        table.sign_anew()
    settings.ROOT_PUBLIC = table.root.public_key

    def new_key(username: str) -> tuple[Vault, object]:
        account = Account.objects.get(username=username)
        with as_role("worker"):
            seat = make_key(account=account.id, words=WORDS, by=BY, at=NOW)
            done = install_seat(
                certificate=table.signed(seat), root_public=settings.ROOT_PUBLIC, by=BY, at=NOW
            )
        row = VaultKey.objects.get(account=account, retired_on__isnull=True)
        private = vault.open_vault(vault=bytes(row.sealed_private_key), words=WORDS)
        return Vault(account_id=account.id, private_key=private), done

    return new_key
