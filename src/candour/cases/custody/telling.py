"""What is sealed to each custodian and to the person named, and opened by them alone."""

import dataclasses
import json
import uuid

from candour.core import envelope


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Which case it is about, who asks, for whom, and why in their words."""

    reference: str
    asked_by: str
    named: str
    words: str = dataclasses.field(repr=False)


def seal(*, told: Told, file: uuid.UUID, ask: uuid.UUID, public: bytes) -> bytes:
    """Seal what somebody is told to their own key."""
    return envelope.seal_item(
        plaintext=json.dumps(dataclasses.asdict(told), ensure_ascii=False).encode(),
        epoch_public=public,
        context=_context(file, ask),
    )


def open_told(*, ciphertext: bytes, file: uuid.UUID, ask: uuid.UUID, private: bytes) -> Told:
    """Open what the holder of a key was told; raise envelope.CannotOpen for anybody else."""
    text = envelope.open_item(blob=ciphertext, epoch_private=private, context=_context(file, ask))
    return Told(**json.loads(text))


def _context(file: uuid.UUID, ask: uuid.UUID) -> envelope.ItemContext:
    return envelope.ItemContext(
        key=envelope.KeyContext(file_id=file, compartment="asked", epoch=1), item_id=ask
    )
