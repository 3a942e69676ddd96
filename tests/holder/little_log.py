"""A small log in a folder, as a deployment publishes it, and what a rogue operator makes of it."""

import dataclasses
import hashlib
import pathlib

from candour.core import merkle, notes, tiles

ORIGIN = "northfold.example/log"
KEY = notes.SigningKey(name=ORIGIN, purpose=notes.Purpose.NOTE, seed=b"\1" * 32)
OTHER_KEY = notes.SigningKey(name=ORIGIN, purpose=notes.Purpose.NOTE, seed=b"\2" * 32)


def leaf(number: int, *, mark: str = "") -> bytes:
    return hashlib.sha256(f"leaf {number} {mark}".encode()).digest()


def leaves(count: int) -> list[bytes]:
    return [leaf(number) for number in range(count)]


@dataclasses.dataclass(frozen=True)
class LittleLog:
    """A folder with the tiles and the head of some leaves."""

    folder: pathlib.Path

    def publish(self, hashes: list[bytes], *, key: notes.SigningKey = KEY) -> bytes:
        read = merkle.reader_of(leaves=hashes)
        root = merkle.root(size=len(hashes), read=read)
        for tile in tiles.append(size=0, leaves=hashes, read=lambda _, __: b""):
            path = self.folder / tiles.path(name=tile.name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(tile.data)
        head = notes.Checkpoint(origin=ORIGIN, size=len(hashes), root=root)
        note = notes.sign(text=notes.checkpoint_text(checkpoint=head), keys=[key])
        (self.folder / "checkpoint").write_bytes(note)
        return note
