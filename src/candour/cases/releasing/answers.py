"""An answer about a name as it is sealed: the same size and shape, with a name or without."""

import datetime
import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from candour.core import envelope
from candour.guard.keys import IDENTITY, NoKey, Vault

# Policy: whoever is not answered by then asks anew, with a purpose that still holds.
LAPSES_AFTER = datetime.timedelta(days=28)


def has_lapsed(*, asked_at: datetime.datetime, at: datetime.datetime) -> bool:
    """Say whether a request that nobody answered is too old to be answered now."""
    return at - asked_at > LAPSES_AFTER


def seal(
    *, name: Mapping[str, str] | None, file: uuid.UUID, answer: uuid.UUID, public: bytes
) -> bytes:
    """Seal a name, or that none is released, to the person named; padded alike."""
    return envelope.seal_item(
        plaintext=json.dumps(dict(name or {}), ensure_ascii=False).encode(),
        epoch_public=public,
        context=_context(file, answer),
    )


def opened(
    *, ciphertext: bytes, file: uuid.UUID, answer: uuid.UUID, private: bytes
) -> dict[str, str]:
    """Return the name and how to reach her; empty where none is released."""
    found: dict[str, str] = json.loads(
        envelope.open_item(blob=ciphertext, epoch_private=private, context=_context(file, answer))
    )
    return found


def kept(*, ask: uuid.UUID, vault: Vault) -> dict[str, str] | None:
    """Return the name that stands, as a keeper's vault opens it; None where she gave none.

    She may have given a name and taken it back; what she said last stands.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from cases.names_kept(%s)", [ask])
        said = [_open(row, vault) for row in cursor.fetchall()]
    said.sort(key=lambda one: one.get("on", ""))
    if not said or "name" not in said[-1]:
        return None
    return {"name": said[-1]["name"], "reach": said[-1].get("reach", "")}


def _open(row: Sequence[Any], vault: Vault) -> dict[str, str]:
    name_id, report, epoch, ciphertext, wrapped = row
    key = envelope.KeyContext(file_id=report, compartment=IDENTITY, epoch=epoch)
    try:
        private = envelope.unwrap_key(
            wrap=bytes(wrapped), reader_private=vault.private_key, context=key
        )
        text = envelope.open_item(
            blob=bytes(ciphertext),
            epoch_private=private,
            context=envelope.ItemContext(key=key, item_id=name_id),
        )
    except (envelope.CannotOpen, envelope.UnknownVersion, envelope.BadKey):
        raise NoKey from None
    found: dict[str, str] = json.loads(text)
    return found


def _context(file: uuid.UUID, answer: uuid.UUID) -> envelope.ItemContext:
    return envelope.ItemContext(
        key=envelope.KeyContext(file_id=file, compartment="name-released", epoch=1),
        item_id=answer,
    )
