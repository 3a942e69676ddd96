"""Erases the body of a leaf, or a sealed item's words, once two bodies have signed a tombstone."""

import datetime
import json
import uuid

from django.db import transaction

from candour.core import merkle
from candour.core.countersigning import tombstones
from candour.core.countersigning.tombstones import Tombstone, What, Why
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.log.erasure import erased, held
from candour.guard.models import Leaf, SealedItem, TreeLeaf
from candour.guard.models import Tombstone as Row

# What a leaf said of rows: hashes and identifiers, by which the rows are verified.
_KEPT = ("after", "gone", "written")


class NothingThere(Exception):
    """There is no such leaf or item with a body, so there is nothing to erase."""


def ask_for_leaf(*, index: int, why: Why, origin: str, on: datetime.date) -> bytes:
    """Write the tombstone of the leaf at a place of the tree, to be signed by two officers.

    Raises held.Held where a legal hold keeps the file that the leaf names.
    """
    place = TreeLeaf.objects.filter(index=index).exclude(leaf__body=None).first()
    if place is None:
        message = f"There is no leaf {index} with a body."
        raise NothingThere(message)
    held.refuse(file=place.leaf.file_id)
    body = Leaf.objects.values_list("body", flat=True).get(id=place.leaf_id)
    tombstone = Tombstone(
        origin=origin,
        what=What.LEAF,
        id=place.leaf_id,
        hash=bytes(place.leaf_hash),
        why=why,
        requested_on=on,
        said=_kept(bytes(body or b"")),
    )
    return _unsigned(tombstone)


def ask_for_item(*, item: uuid.UUID, why: Why, origin: str, on: datetime.date) -> bytes:
    """Write the tombstone of a sealed item, to be signed by two officers.

    Raises held.Held where a legal hold keeps its file.
    """
    found = SealedItem.objects.filter(id=item).exclude(ciphertext=b"").first()
    if found is None:
        message = f"There is no sealed item {item} with words."
        raise NothingThere(message)
    held.refuse(file=found.file_id)
    tombstone = Tombstone(
        origin=origin,
        what=What.ITEM,
        id=item,
        hash=_image_of(found),
        why=why,
        requested_on=on,
    )
    return _unsigned(tombstone)


@transaction.atomic
def erase(*, data: bytes, origin: str, by: Actor, at: datetime.datetime) -> Tombstone:
    """Erase what a tombstone of two bodies names, and nothing else; its hash stays in the log.

    Raises held.Held where a legal hold was placed since the tombstone was asked for.
    """
    tombstone = erased.check(
        data=data, origin=origin, on=at.date(), officers=erased.known_officers()
    )
    emptied: list[SealedItem] = []
    if tombstone.what is What.LEAF:
        _erase_leaf(tombstone)
    else:
        emptied.append(_erase_item(tombstone))
    row = Row.objects.create(
        what=tombstone.what.value,
        target=tombstone.id,
        signed=data.decode(),
        erased_on=at.date(),
    )
    entry = leaves.Entry(
        kind="erase",
        what="log.erase",
        why=tombstone.why.value,
        detail={"target": str(tombstone.id), "kind": tombstone.what.value},
        after=[row, *emptied],
    )
    leaves.append(entry=entry, by=by, at=at)
    return tombstone


def _erase_leaf(tombstone: Tombstone) -> None:
    leaf = Leaf.objects.select_for_update().filter(id=tombstone.id).exclude(body=None).first()
    body = b"" if leaf is None else bytes(leaf.body or b"")
    if not body or merkle.leaf_hash(body) != tombstone.hash or _kept(body) != tombstone.said:
        message = "The leaf is not the one that the tombstone names, or is erased already."
        raise NothingThere(message)
    if leaf is not None:
        held.refuse(file=leaf.file_id)
    Leaf.objects.filter(id=tombstone.id).update(body=None)


def _erase_item(tombstone: Tombstone) -> SealedItem:
    item = SealedItem.objects.select_for_update().filter(id=tombstone.id).first()
    if item is None or _image_of(item) != tombstone.hash:
        message = "The item is not the one that the tombstone names, or is erased already."
        raise NothingThere(message)
    held.refuse(file=item.file_id)
    SealedItem.objects.filter(id=item.id).update(ciphertext=b"")
    return item


def _kept(body: bytes) -> dict[str, object]:
    """Return what a leaf said of rows, and of the batch that it stands for."""
    said = json.loads(body)
    kept: dict[str, object] = {name: said[name] for name in _KEPT if said.get(name)}
    detail = said.get("detail") or {}
    if "batch" in detail:
        kept["detail"] = {"batch": detail["batch"], "digest": detail["digest"]}
    return kept


def _image_of(item: SealedItem) -> bytes:
    ((_, _, _, image),) = leaves.images_of(rows=[item])
    return bytes.fromhex(image)


def _unsigned(tombstone: Tombstone) -> bytes:
    body = tombstones.write(tombstone=tombstone)
    return tombstones.encode(signed=tombstones.Signed(body=body))
