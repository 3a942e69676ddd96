"""Which bodies of a case must still be sealed again, and the orders that have it done."""

import datetime
import uuid

from django.conf import settings

from candour.core import envelope
from candour.guard import keys
from candour.guard.custody import orders
from candour.guard.keys import Vault
from candour.guard.models import FileKey, SealedItem, WorkOrder

# What one order names; the reader issues another for the rest.
MOST = 500


def newest(*, file: uuid.UUID) -> dict[str, FileKey]:
    """Return the newest key of each compartment."""
    rows = FileKey.objects.filter(file_id=file, compartment__in=keys.COMPARTMENTS)
    return {
        row.compartment: row
        for row in rows.order_by("compartment", "-epoch").distinct("compartment")
    }


def remaining(*, file: uuid.UUID) -> list[SealedItem]:
    """Return the items under an earlier key: what is left to do, whatever was done before."""
    latest = newest(file=file)
    items = SealedItem.objects.filter(file_id=file, compartment__in=list(latest)).order_by("id")
    return [item for item in items if item.epoch < latest[item.compartment].epoch]


def order(
    *, file: uuid.UUID, organisation: uuid.UUID, vault: Vault, at: datetime.datetime
) -> WorkOrder | None:
    """Issue an order for what is left, as far as this vault opens it; None where nothing is."""
    items = remaining(file=file)[:MOST]
    opened = keys.item_keys(items=items, vault=vault)
    if not opened:
        return None
    worker = orders.find_worker(log_public=settings.LOG_PUBLIC, at=at)
    made = WorkOrder(
        file_id=file,
        organisation_id=organisation,
        kind="seal_again",
        worker_key=worker,
        issued_at=at,
        expires_at=at + orders.VALID,
        item_count=len(opened),
    )
    return orders.issue(order=made, item_keys=opened)


def seal_again(*, item: SealedItem, key: bytes, to: FileKey) -> SealedItem:
    """Seal a body under a new key of its own to the newest epoch; the old key opens nothing."""
    before = envelope.KeyContext(
        file_id=item.file_id, compartment=item.compartment, epoch=item.epoch
    )
    text = envelope.open_body(
        blob=bytes(item.ciphertext),
        key=key,
        context=envelope.ItemContext(key=before, item_id=item.id),
    )
    after = envelope.KeyContext(file_id=item.file_id, compartment=item.compartment, epoch=to.epoch)
    item.epoch = to.epoch
    item.ciphertext = envelope.seal_item(
        plaintext=text,
        epoch_public=keys.own_public(stamped=bytes(to.public_key), context=after),
        context=envelope.ItemContext(key=after, item_id=item.id),
    )
    item.save(update_fields=["epoch", "ciphertext"])
    return item
