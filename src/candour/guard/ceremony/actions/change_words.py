"""Puts the key in a vault under other words, by a holder who knows the words it has."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from candour.core import vault
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import VaultKey
from candour.guard.permissions import demand
from candour.guard.vaults import NoVault


@transaction.atomic
def change_words(
    *, old: Sequence[str], new: Sequence[str], by: Actor, at: datetime.datetime
) -> None:
    """Seal the same key under six new words: one blob changes, no certificate and no wrap.

    Raises vault.WrongPassphrase, or vaults.NoVault where there is no key.
    """
    demand("guard.change_words", by=by, at=at)
    row = VaultKey.objects.filter(account_id=by.account, retired_on__isnull=True).first()
    if row is None:
        raise NoVault
    private = vault.open_vault(vault=bytes(row.sealed_private_key), words=old)
    sealed = vault.seal_vault(private_key=private, words=new)
    VaultKey.objects.filter(id=row.id).update(sealed_private_key=sealed)
    entry = leaves.Entry(
        kind="key", what="guard.change_words", why="The holder put her key under new words"
    )
    leaves.append(entry=entry, by=by, at=at)
