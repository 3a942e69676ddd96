"""Unlocks a reader's vault for one command: six words, typed, in memory until it ends."""

import datetime
import unicodedata

from candour.core import vault, words
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import Account, VaultKey
from candour.guard.seats import Seat


class NoSuchReader(Exception):
    """Nobody of that name holds a vault that these words open; it does not say which was wrong."""


def unlocked(*, username: str, phrase: str, at: datetime.datetime) -> tuple[Actor, Vault]:
    """Return who the reader is and the vault that the six words open."""
    name = unicodedata.normalize("NFC", username.strip())
    account = Account.objects.filter(username=name, is_active=True).first()
    key = VaultKey.objects.filter(account=account, retired_on__isnull=True).first()
    message = "No vault of that reader opens with these words."
    if account is None or key is None:
        raise NoSuchReader(message)
    try:
        spoken = words.normalise(text=phrase, count=words.VAULT_WORDS)
        private = vault.open_vault(vault=bytes(key.sealed_private_key), words=spoken)
    except (vault.WrongPassphrase, words.UnknownWord, words.WrongNumberOfWords):
        raise NoSuchReader(message) from None
    by = Actor(
        account_id=account.id,
        organisation_id=account.organisation_id,
        seat=Seat(account.seat),
    )
    entry = leaves.Entry(
        kind="unlock", what="guard.unlock", why="Vault unlocked by its holder for one command"
    )
    leaves.append(entry=entry, by=by, at=at)
    return by, Vault(account_id=account.id, private_key=private)
