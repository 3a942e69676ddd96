"""Unlocking a vault: for fifteen idle minutes and eight hours at most, and never on disk."""

import base64
import binascii
import datetime
import uuid

from candour.core import vault, words
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import Unlock, VaultKey

IDLE = datetime.timedelta(minutes=15)
LONGEST = datetime.timedelta(hours=8)
COOKIE = "__Host-vault"


class NoVault(Exception):
    """This account has no key yet."""


def unlock(*, by: Actor, phrase: str, at: datetime.datetime) -> str:
    """Open the account's vault with its six words; return the value of the cookie that keeps it.

    Raises vault.WrongPassphrase, words.UnknownWord, words.WrongNumberOfWords or NoVault.
    """
    key = VaultKey.objects.filter(account_id=by.account, retired_on__isnull=True).first()
    if key is None:
        raise NoVault
    spoken = words.normalise(text=phrase, count=words.VAULT_WORDS)
    private = vault.open_vault(vault=bytes(key.sealed_private_key), words=spoken)
    entry = leaves.Entry(kind="unlock", what="guard.unlock", why="Vault unlocked by its holder")
    leaves.append(entry=entry, by=by, at=at)
    return _keep(by, private, at)


def _keep(by: Actor, private: bytes, at: datetime.datetime) -> str:
    session_key = vault.new_session_key()
    Unlock.objects.filter(account_id=by.account, opened_at__lt=at - LONGEST).delete()
    kept = Unlock(
        account_id=by.account,
        ciphertext=vault.seal_session(private_key=private, session_key=session_key),
        opened_at=at,
        used_at=at,
    )
    Unlock.objects.bulk_create([kept])
    return base64.urlsafe_b64encode(kept.id.bytes + session_key).decode()


def resume(*, account: uuid.UUID, cookie: str, at: datetime.datetime) -> Vault | None:
    """Return the vault that a cookie opens, or None: unknown, another's, idle or too old."""
    parts = _parse(cookie)
    if parts is None:
        return None
    unlock_id, session_key = parts
    kept = Unlock.objects.filter(id=unlock_id, account_id=account).first()
    if kept is None:
        return None
    if at - kept.used_at > IDLE or at - kept.opened_at > LONGEST:
        kept.delete()
        return None
    try:
        private = vault.open_session(session=bytes(kept.ciphertext), session_key=session_key)
    except (vault.SessionOver, vault.UnknownVersion):
        return None
    Unlock.objects.filter(id=kept.id).update(used_at=at)
    return Vault(account_id=account, private_key=private)


def lock(*, account: uuid.UUID) -> None:
    """Close every unlocked vault of an account."""
    Unlock.objects.filter(account_id=account).delete()


def _parse(cookie: str) -> tuple[uuid.UUID, bytes] | None:
    try:
        raw = base64.b64decode(cookie, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(raw) != 16 + vault.KEY_BYTES:
        return None
    return uuid.UUID(bytes=raw[:16]), raw[16:]
