"""Writes what the log publishes as static files: its tiles of hashes, and its head last of all.

The layout is that of C2SP tlog-tiles, without entries: what happened stays private. Only tiles of
published heads are written, since how the tree grows in between tells when people work.
"""

import logging
import os
import pathlib
import tempfile

from django.conf import settings

from candour.core import merkle, notes, tiles
from candour.guard.log import sequencer

LOGGER = logging.getLogger(__name__)
CHECKPOINT = "checkpoint"


class OtherLog(Exception):
    """The folder holds the files of another log, or of this one before it was rewritten."""


def write(*, folder: pathlib.Path, note: bytes) -> int:
    """Write every tile of a head that is not there yet, then the head; return how many tiles.

    Stopped at any moment it can be run again: a file is there whole or not at all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    head = notes.parse_checkpoint(text=notes.parse(data=note).text)
    since = _size_so_far(folder, head)
    written = 0
    for name in tiles.names_of(size=head.size):
        is_old = name.index < (since >> tiles.HEIGHT * name.level) // tiles.WIDTH
        path = folder / tiles.path(name=name)
        length = name.width * merkle.HASH_BYTES
        if is_old or (path.is_file() and path.stat().st_size == length):
            continue
        _put(path, sequencer.read_tile(name.level, name.index)[:length])
        written += 1
    _put(folder / CHECKPOINT, note)
    return written


def publish(*, note: bytes) -> None:
    """Write a head where this deployment publishes; nothing else waits for a disk that is full."""
    try:
        write(folder=settings.LOG_FILES, note=note)
    except (OSError, OtherLog) as error:
        said = f"the log's files were not written: {type(error).__name__}"
        LOGGER.warning(said)


def read(*, folder: pathlib.Path, address: str) -> bytes | None:
    """Return a published tile by its address; nothing where there is none or it is no tile's."""
    try:
        name = tiles.parse_path(address=address)
        return (folder / tiles.path(name=name)).read_bytes()
    except (tiles.BadPath, OSError):
        return None


def _size_so_far(folder: pathlib.Path, head: notes.Checkpoint) -> int:
    """Return up to where earlier files reach, once they are known to be of this log."""
    try:
        data = (folder / CHECKPOINT).read_bytes()
    except FileNotFoundError:
        return 0
    try:
        held = notes.parse_checkpoint(text=notes.parse(data=data).text)
    except notes.Refused:
        return 0
    if held.size > head.size:
        message = f"The folder holds a head of {held.size} leaves; the log has {head.size}."
        raise OtherLog(message)
    root = sequencer.root_of(size=held.size)
    if (held.origin, held.root) != (head.origin, root):
        message = "The folder holds a head of other leaves: choose an empty folder."
        raise OtherLog(message)
    return held.size


def _put(path: pathlib.Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as draft:
        draft.write(data)
        draft.flush()
        os.fsync(draft.fileno())
    # What is public may be read by any web server's account.
    pathlib.Path(draft.name).chmod(0o644)
    pathlib.Path(draft.name).replace(path)
