"""Exports chosen items of a case, encrypted to the age keys of those it is disclosed to."""

import dataclasses
import datetime
import hashlib
import uuid
from collections.abc import Sequence

from django.db import transaction

from candour.cases import steps
from candour.cases.parties import file_copies
from candour.core.custody import bundles
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import SealedItem
from candour.guard.permissions import demand, deny
from candour.intake.attachments import opening

# In memory, and never on disk in clear.
MOST_BYTES = 100 * 1024 * 1024


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which items, to which age public keys, and why in codes."""

    items: tuple[uuid.UUID, ...]
    recipients: tuple[str, ...]


class NothingChosen(Exception):
    """Choose at least one item to disclose."""


class TooLarge(Exception):
    """This is more than 100 MB. Disclose it in parts."""


@transaction.atomic
def export_bundle(
    *, file: uuid.UUID, wish: Wish, vault: Vault, by: Actor, at: datetime.datetime
) -> bytes:
    """Return the encrypted bundle; the log names every item, recipient and hash.

    Raises bundles.BadRecipient, or keys.NoKey where the vault can't open one of the items.
    """
    demand("cases.export_bundle", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if not wish.items:
        raise NothingChosen
    items = list(SealedItem.objects.filter(file_id=file, id__in=wish.items).order_by("id"))
    if len(items) != len(set(wish.items)):
        deny("cases.export_bundle", by=by, at=at, file=file)
    texts = keys.open_items(items=items, vault=vault, by=by, at=at)
    entries = [entry for item in items for entry in _entries(item, texts[item.id])]
    if sum(len(entry.content) for entry in entries) > MOST_BYTES:
        raise TooLarge
    about = {"reference": case.reference, "made_on": at.date().isoformat()}
    bundle = bundles.build(entries=entries, about=about)
    encrypted = bundles.encrypt(bundle=bundle, recipients=wish.recipients)
    entry = leaves.Entry(
        kind="read",
        what="cases.export_bundle",
        file=file,
        why="Disclosed as an encrypted bundle",
        detail={
            "items": sorted(str(item.id) for item in items),
            "recipients": sorted(one.strip() for one in wish.recipients),
            "bundle_sha256": hashlib.sha256(bundle).hexdigest(),
            "encrypted_sha256": hashlib.sha256(encrypted).hexdigest(),
        },
    )
    leaves.append(entry=entry, by=by, at=at)
    return encrypted


def _entries(item: SealedItem, text: str) -> Sequence[bundles.Entry]:
    if item.kind == file_copies.KIND:
        # A copy that was marked for somebody, to go to them where they have no seat here.
        content = file_copies.unpacked(text=text)
        return [bundles.Entry(name=f"copy-{item.id}", kind=item.kind, content=content)]
    described = opening.described(text) if item.kind == opening.KIND else None
    if described is None:
        named = f"{item.kind}-{item.id}.txt"
        return [bundles.Entry(name=named, kind=item.kind, content=text.encode())]
    # The item holds the file's key, which is nobody's but the readers'; only the file goes out.
    content = b"".join(opening.content(described))
    return [bundles.Entry(name=f"file-{described.id}", kind=item.kind, content=content)]
