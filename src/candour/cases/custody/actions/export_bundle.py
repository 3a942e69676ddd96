"""Exports chosen items of a case, encrypted to the age keys of those it is disclosed to."""

import dataclasses
import datetime
import hashlib
import io
import tempfile
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from django.db import transaction

from candour.cases import steps
from candour.cases.parties import contained, file_copies
from candour.core.custody import bundles
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import SealedItem
from candour.guard.permissions import demand, deny
from candour.intake.attachments import opening

# Words are held in memory; files are not. Nothing is ever on disk in clear.
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
) -> IO[bytes]:
    """Return the encrypted bundle, to be read once; the log names every item, recipient and hash.

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
    held = [entry for entry in entries if isinstance(entry, bundles.Entry)]
    if sum(len(entry.content) for entry in held) > MOST_BYTES:
        raise TooLarge
    about = {"reference": case.reference, "made_on": at.date().isoformat()}
    streamed = [bundles.streamed(entry=one) if isinstance(one, bundles.Entry) else one
                for one in entries]  # fmt: skip
    packed = _Hashed(bundles.stream(entries=streamed, about=about))
    # Deleted by the system once it is closed; what is written there is encrypted already.
    encrypted = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    sealed = _Hashing(encrypted)
    try:
        bundles.encrypt_to(pieces=packed, recipients=wish.recipients, target=sealed)
    except BaseException:
        encrypted.close()
        raise
    encrypted.seek(0)
    entry = leaves.Entry(
        kind="read",
        what="cases.export_bundle",
        file=file,
        why="Disclosed as an encrypted bundle",
        detail={
            "items": sorted(str(item.id) for item in items),
            "recipients": sorted(one.strip() for one in wish.recipients),
            "bundle_sha256": packed.sha256.hexdigest(),
            "encrypted_sha256": sealed.sha256.hexdigest(),
        },
    )
    leaves.append(entry=entry, by=by, at=at)
    return encrypted


class _Hashed:
    """Works out the hash of pieces while somebody else takes them."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self.sha256 = hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.sha256.update(piece)
            yield piece


class _Hashing(io.RawIOBase):
    """Works out the hash of what is written to a file."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self.sha256 = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override] # or another buffer
        self.sha256.update(data)
        return self._target.write(data)


def _entries(item: SealedItem, text: str) -> Sequence[bundles.Entry | bundles.Streamed]:
    if item.kind == file_copies.KIND:
        # A copy that was marked for somebody, to go to them where they have no seat here.
        found = contained.unpacked(text=text)
        if found is not None:
            return [
                bundles.Streamed(
                    name=f"copy-{item.id}", kind=item.kind, size=found.size, sha256=found.sha256,
                    pieces=found.pieces(),
                )
            ]  # fmt: skip
        content = file_copies.unpacked(text=text)
        return [bundles.Entry(name=f"copy-{item.id}", kind=item.kind, content=content)]
    described = opening.described(text) if item.kind == opening.KIND else None
    if described is None:
        named = f"{item.kind}-{item.id}.txt"
        return [bundles.Entry(name=named, kind=item.kind, content=text.encode())]
    # The item holds the file's key, which is nobody's but the readers'; only the file goes out.
    return [
        bundles.Streamed(
            name=f"file-{described.id}", kind=item.kind, size=described.size,
            sha256=described.sha256, pieces=opening.whole(described),
        )
    ]  # fmt: skip
