"""Which bodies and attached files must still be sealed again, and the orders that have it done."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterator, Sequence

from django.conf import settings

from candour.cases.models import Case
from candour.core import envelope
from candour.guard import keys
from candour.guard.custody import orders
from candour.guard.keys import Vault
from candour.guard.models import FileKey, KeyWrap, SealedItem, WorkOrder
from candour.intake.attachments import objects, opening
from candour.intake.models import SealedAnew

# What one order names; the reader issues another for the rest.
MOST = 500


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Late:
    """What lies under a key that somebody removed may have kept: bodies, and keys of files."""

    bodies: tuple[SealedItem, ...]
    files: tuple[SealedItem, ...]
    of_report: tuple[SealedItem, ...]


def newest(*, file: uuid.UUID) -> dict[str, FileKey]:
    """Return the newest key of each compartment."""
    rows = FileKey.objects.filter(file_id=file, compartment__in=keys.COMPARTMENTS)
    return {
        row.compartment: row
        for row in rows.order_by("compartment", "-epoch").distinct("compartment")
    }


def remaining(*, file: uuid.UUID) -> list[SealedItem]:
    """Return the case's items under an earlier key, whatever was done before.

    The keys of files that its report holds count only where a file is still owed a new key and the
    case has no key to it.
    """
    late = _late(case=file)
    return [*late.bodies, *late.files]


def of_report(*, file: uuid.UUID) -> list[SealedItem]:
    """Return the items under an earlier key of the report a case came from, as far as seen."""
    return list(_late(case=file).of_report)


def opened_by(*, items: Sequence[SealedItem], account: uuid.UUID) -> int:
    """Return how many of these items lie under a key that an account has."""
    held = KeyWrap.objects.filter(
        account_id=account, file_key__file_id__in={item.file_id for item in items}
    ).values_list("file_key__file_id", "file_key__compartment", "file_key__epoch")
    slots = set(held)
    return sum((item.file_id, item.compartment, item.epoch) in slots for item in items)


def order(*, file: uuid.UUID, vault: Vault, at: datetime.datetime) -> tuple[WorkOrder, ...]:
    """Issue orders for what is left, as far as this vault opens it; none where nothing is.

    One for the bodies of each file, and one for each attached file: each is carried out by itself,
    so that a large one holds up no other and what was done stays done.
    """
    late = _late(case=file)
    made = list(_orders([*late.bodies[:MOST], *late.of_report[:MOST]], vault, at=at))
    for item in late.files[:MOST]:
        made += _orders([item], vault, at=at)
    return tuple(made)


def _orders(
    items: Sequence[SealedItem], vault: Vault, *, at: datetime.datetime
) -> Iterator[WorkOrder]:
    opened = keys.item_keys(items=items, vault=vault)
    places = {(item.file_id, item.organisation_id): None for item in items if item.id in opened}
    for file, organisation in places:
        own = {item.id: opened[item.id] for item in items
               if item.id in opened and item.file_id == file}  # fmt: skip
        made = WorkOrder(
            file_id=file,
            organisation_id=organisation,
            kind="seal_again",
            worker_key=orders.find_worker(log_public=settings.LOG_PUBLIC, at=at),
            issued_at=at,
            expires_at=at + orders.VALID,
            item_count=len(own),
        )
        yield orders.issue(order=made, item_keys=own)


def _late(*, case: uuid.UUID) -> _Late:
    report = Case.objects.filter(file_id=case).values_list("report_file_id", flat=True).first()
    found = list(_under_earlier_keys(case))
    bodies = [item for item in found if item.kind != opening.KIND]
    files = [item for item in found if item.kind == opening.KIND]
    if objects.owed(case=case):
        files = files or _files_not_anew(case)
        if report is not None and not files:
            files = _keys_of_files(report)
    beside = _under_earlier_keys(report) if report is not None else iter(())
    return _Late(
        bodies=tuple(bodies),
        files=tuple(files),
        of_report=tuple(item for item in beside if item.kind != opening.KIND),
    )


def _under_earlier_keys(file: uuid.UUID) -> Iterator[SealedItem]:
    latest = newest(file=file)
    items = SealedItem.objects.filter(file_id=file, compartment__in=list(latest)).order_by("id")
    # What two bodies had erased has no body any more.
    return (
        item for item in items if item.ciphertext and item.epoch < latest[item.compartment].epoch
    )


def _files_not_anew(case: uuid.UUID) -> list[SealedItem]:
    """Return the case's keys of files, unless every one of them was seen to since it was owed."""
    held = _keys_of_files(case)
    done = SealedAnew.objects.filter(file_id=case, is_of_case=True)
    settled = set(done.values_list("attachment_id", flat=True)) - set(objects.owed(case=case))
    return held if len(settled) < len(held) else []


def _keys_of_files(file: uuid.UUID) -> list[SealedItem]:
    items = SealedItem.objects.filter(file_id=file, kind=opening.KIND).order_by("id")
    return [item for item in items if item.ciphertext]


def seal_again(*, item: SealedItem, key: bytes, to: FileKey) -> SealedItem:
    """Seal a body under a new key of its own to the newest epoch; the old key opens nothing."""
    return put(item=item, text=opened(item=item, key=key), to=to)


def opened(*, item: SealedItem, key: bytes) -> bytes:
    """Return an item's text, opened with its own key."""
    before = envelope.KeyContext(
        file_id=item.file_id, compartment=item.compartment, epoch=item.epoch
    )
    return envelope.open_body(
        blob=bytes(item.ciphertext),
        key=key,
        context=envelope.ItemContext(key=before, item_id=item.id),
    )


def put(*, item: SealedItem, text: bytes, to: FileKey) -> SealedItem:
    """Seal a text in an item's place, under a new key of its own to the newest epoch."""
    after = envelope.KeyContext(file_id=item.file_id, compartment=item.compartment, epoch=to.epoch)
    item.epoch = to.epoch
    item.ciphertext = envelope.seal_item(
        plaintext=text,
        epoch_public=keys.own_public(stamped=bytes(to.public_key), context=after),
        context=envelope.ItemContext(key=after, item_id=item.id),
    )
    item.save(update_fields=["epoch", "ciphertext"])
    return item
