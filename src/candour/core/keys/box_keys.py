"""The public key of a mailbox as it is stored: with stamps that tie it to its file and reporter.

Letters are sealed to the key that stands in the database. Whoever can only write there could put in
a key of his own, or move a mailbox to another file; without file.key neither gets a letter.

Format, 99 bytes: a stamped file key (67, `file_keys`) and a second stamp (32) for the file that the
report becomes when its body does not answer and the body next in turn gets it.
"""

import dataclasses
import uuid

from candour.core.envelope import KeyContext
from candour.core.keys import file_keys

BOX_BYTES = 99

_KEY = slice(3, 35)
_FIRST = slice(0, file_keys.STAMPED_BYTES)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BoxPlace:
    """What a mailbox belongs to: its report's file and the reporter who opens it."""

    file: uuid.UUID
    correspondent: uuid.UUID

    def context(self) -> KeyContext:
        """Return the place as the context of a key."""
        return KeyContext(file_id=self.file, compartment=f"mailbox {self.correspondent}", epoch=0)


def next_file(*, file: uuid.UUID) -> uuid.UUID:
    """Return the file that a report becomes with the body next in turn."""
    return uuid.uuid5(file, "reserve")


def stamp(*, public: bytes, secret: bytes, place: BoxPlace) -> bytes:
    """Write a mailbox's public key, 32 bytes, as it is stored: 99 bytes."""
    then = dataclasses.replace(place, file=next_file(file=place.file))
    here = file_keys.stamp(public=public, secret=secret, context=place.context())
    there = file_keys.stamp(public=public, secret=secret, context=then.context())
    return here + there[_KEY.stop :]


def checked(*, stored: bytes, secret: bytes, place: BoxPlace) -> bytes:
    """Return the public key to seal this reporter's letters about this file to.

    Raises UnknownVersion for another format, NotOurs for a key that was put in or moved.
    """
    first, second = stored[_FIRST], stored[: _KEY.stop] + stored[_FIRST.stop :]
    try:
        return file_keys.checked(stamped=first, secret=secret, context=place.context())
    except file_keys.NotOurs:
        return file_keys.checked(stamped=second, secret=secret, context=place.context())
