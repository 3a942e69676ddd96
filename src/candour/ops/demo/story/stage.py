"""Where the story is played: each step as the role, the actor and the vault of whoever takes it."""

import contextlib
import dataclasses
import datetime
import uuid
from collections.abc import Iterator, Mapping

from django.db import connection

from candour.core import vault, words
from candour.guard import sign_in
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import Account, VaultKey
from candour.guard.seats import Seat

REPORT, CASEWORK, WORKER = "candour_report", "candour_casework", "candour_worker"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Player:
    """Somebody of the cast with a vault open, as the actions ask for them."""

    by: Actor
    vault: Vault


@dataclasses.dataclass(slots=True, kw_only=True, repr=False)
class Stage:
    """The cast by name, the passphrases their vaults open with, and the moment of the story."""

    phrases: Mapping[str, str]
    organisations: Mapping[str, uuid.UUID]
    at: datetime.datetime
    _players: dict[str, Player] = dataclasses.field(default_factory=dict)

    @contextlib.contextmanager
    def play(self, username: str) -> Iterator[Player]:
        """Take a step as the casework site's role, with somebody as the actor."""
        player = self._player(username)
        with acting(CASEWORK, by=player.by):
            yield player

    def account(self, username: str) -> uuid.UUID:
        """Return an account of the cast."""
        return self._player(username).vault.account_id

    def _player(self, username: str) -> Player:
        if username not in self._players:
            account = Account.objects.get(username=username)
            self._players[username] = Player(by=_actor(account), vault=self._vault(account))
        return self._players[username]

    def _vault(self, account: Account) -> Vault:
        key = VaultKey.objects.get(account=account, retired_on__isnull=True)
        spoken = words.normalise(text=self.phrases[account.username], count=words.VAULT_WORDS)
        private = vault.open_vault(vault=bytes(key.sealed_private_key), words=spoken)
        return Vault(account_id=account.id, private_key=private)


def _actor(account: Account) -> Actor:
    return Actor(
        account_id=account.id, organisation_id=account.organisation_id, seat=Seat(account.seat)
    )


@contextlib.contextmanager
def acting(role: str, *, by: Actor | None = None) -> Iterator[None]:
    """Run a block with a process's own rights, so that the walls hold in the story too.

    Belongs to a transaction: what fails rolls back, and the role and the actor with it.
    """
    _become(role)
    sign_in.name_actor(by)
    yield
    sign_in.name_actor(None)
    _become("none")


def _become(role: str) -> None:
    with connection.cursor() as cursor:
        # What one step has opened is not open to the next, as between two requests.
        cursor.execute(
            "select set_config('role', %s, true), set_config('candour.opening', '', true)", [role]
        )
