"""Sealed work orders: item keys for a worker, in its memory alone and for ten minutes.

A worker makes a key when it starts and signs its public half with the log's key, which the database
does not hold: whoever can only write to the database gets no order sealed to a key of his own.
"""

import base64
import dataclasses
import datetime
import json
import uuid
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ed25519
from django.db import IntegrityError, transaction

from candour.core import envelope
from candour.guard.models import WorkerKey, WorkOrder, WorkOrderEnd

VALID = datetime.timedelta(minutes=10)
# A worker announces itself anew more often than this while it runs.
FRESH = datetime.timedelta(minutes=5)
_ANNOUNCED = b"candour/worker-key/v1\n"


class NoWorker(Exception):
    """No worker is running that could do this now. Try again in a minute."""


class Refused(Exception):
    """This order has expired, was carried out before, or is for another worker."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Hand:
    """A worker's own key while its process lives; never printed, never stored."""

    key_id: uuid.UUID
    private: bytes


def announce(*, seed: bytes, at: datetime.datetime, hand: Hand | None = None) -> Hand:
    """Make a worker's key, or say again that it is there; return what only its process holds."""
    private = envelope.new_epoch_key().private if hand is None else hand.private
    public = envelope.public_of(private=private)
    signer = ed25519.Ed25519PrivateKey.from_private_bytes(seed)
    row = WorkerKey(public_key=public, signature=signer.sign(_signed(public, at)), made_at=at)
    WorkerKey.objects.bulk_create([row])
    used = WorkOrder.objects.values("worker_key_id")
    WorkerKey.objects.filter(made_at__lt=at - 2 * VALID).exclude(id__in=used).delete()
    return Hand(key_id=row.id, private=private)


def find_worker(*, log_public: bytes, at: datetime.datetime) -> WorkerKey:
    """Return the newest worker whose announcement is fresh and signed; raise NoWorker."""
    fresh = WorkerKey.objects.filter(made_at__gt=at - FRESH, made_at__lte=at + FRESH)
    verifier = ed25519.Ed25519PublicKey.from_public_bytes(log_public)
    for row in fresh.order_by("-made_at", "id")[:20]:
        try:
            verifier.verify(bytes(row.signature), _signed(bytes(row.public_key), row.made_at))
        except InvalidSignature:
            continue
        return row
    raise NoWorker


def issue(*, order: WorkOrder, item_keys: Mapping[uuid.UUID, bytes]) -> WorkOrder:
    """Seal item keys to the order's worker and store the order."""
    said = {str(item): base64.b64encode(key).decode() for item, key in item_keys.items()}
    order.ciphertext = envelope.seal_item(
        plaintext=json.dumps(said).encode(),
        epoch_public=bytes(order.worker_key.public_key),
        context=_context(order),
    )
    WorkOrder.objects.bulk_create([order])
    return order


def take(*, order: WorkOrder, hand: Hand, at: datetime.datetime) -> dict[uuid.UUID, bytes]:
    """Open an order once, and only in its time; raise Refused for anything else.

    The row that says it was taken belongs to its caller's transaction.
    """
    if not order.issued_at <= at < order.expires_at:
        raise Refused
    try:
        text = envelope.open_item(
            blob=bytes(order.ciphertext), epoch_private=hand.private, context=_context(order)
        )
    except envelope.CannotOpen:
        raise Refused from None
    if WorkOrderEnd.objects.filter(order=order).exists():
        raise Refused
    return {uuid.UUID(item): base64.b64decode(key) for item, key in json.loads(text).items()}


def end(*, order: WorkOrder, outcome: str, at: datetime.datetime) -> WorkOrderEnd:
    """Write that an order is over; raise Refused where it was before."""
    row = WorkOrderEnd(
        file_id=order.file_id,
        organisation_id=order.organisation_id,
        order=order,
        outcome=outcome,
        ended_at=at,
    )
    try:
        with transaction.atomic():
            WorkOrderEnd.objects.bulk_create([row])
    except IntegrityError:
        raise Refused from None
    return row


def _context(order: WorkOrder) -> envelope.ItemContext:
    # Time and worker are bound in: an order that was changed opens nothing.
    place = f"order/{int(order.expires_at.timestamp())}"
    return envelope.ItemContext(
        key=envelope.KeyContext(file_id=order.file_id, compartment=place, epoch=1),
        item_id=order.id,
    )


def _signed(public: bytes, at: datetime.datetime) -> bytes:
    moment = at.astimezone(datetime.UTC).isoformat(timespec="milliseconds")
    return _ANNOUNCED + moment.encode() + b"\n" + public
