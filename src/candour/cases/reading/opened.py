"""Opens what the reader's vault has keys to, and says of the rest that it has none."""

import contextlib
import datetime
import uuid
from collections.abc import Sequence

from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import KeyWrap, SealedItem


def texts(
    *, items: Sequence[SealedItem], vault: Vault, by: Actor, at: datetime.datetime
) -> dict[uuid.UUID, str]:
    """Return the texts that this vault opens, by item id; one leaf names the items."""
    held = set(
        KeyWrap.objects.filter(
            account_id=vault.account_id,
            file_key__file_id__in={item.file_id for item in items},
        ).values_list("file_key__file_id", "file_key__compartment", "file_key__epoch")
    )
    ours = [item for item in items if (item.file_id, item.compartment, item.epoch) in held]
    try:
        return keys.open_items(items=ours, vault=vault, by=by, at=at)
    except keys.NoKey:
        # A key that somebody exchanged closes what is under it, and nothing else.
        return _one_by_one(ours, vault=vault, by=by, at=at)


def _one_by_one(
    items: Sequence[SealedItem], *, vault: Vault, by: Actor, at: datetime.datetime
) -> dict[uuid.UUID, str]:
    found: dict[uuid.UUID, str] = {}
    for item in items:
        with contextlib.suppress(keys.NoKey):
            found |= keys.open_items(items=[item], vault=vault, by=by, at=at)
    return found
