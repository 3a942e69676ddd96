"""Sealed files on disk: named by random ids, and with nothing about them that tells a time."""

import contextlib
import datetime
import hashlib
import os
import pathlib
import shutil
import stat
import uuid
from collections.abc import Iterable, Iterator

from django.conf import settings

from candour import clock
from candour.core import stream

# Free space that no upload may take: the database stands on the same disk.
KEEP_FREE = 1024**3
# How much of what is free files may take that nobody has sent, unless the settings say otherwise.
PERCENT = 50
# A file that arrives over midnight is of an earlier day and not yet known; it is no stray.
_STRAY_AFTER = datetime.timedelta(days=2)
_PRIVATE_FOLDER = 0o700
_PRIVATE = 0o600
_READ_ONLY = 0o400
_ARRIVING = ".arriving"
_COPY = ".copy"
_BLOCK = stream.SEALED_CHUNK


class NoRoom(Exception):
    """The disk is too full to take another file."""


class Gone(Exception):
    """A file that was arriving is not there any more."""


class Blob:
    """A sealed file that is arriving: it is there under its name only once it is whole.

    It takes no space beyond `floor`, which is left free.
    """

    def __init__(self, *, blob: uuid.UUID, floor: int = 0) -> None:
        folder = _folder()
        self.stored = 0
        self._floor = max(KEEP_FREE, floor)
        self._place = folder / str(blob)
        self._arriving = folder / f"{blob}{_ARRIVING}"
        try:
            self._file = _created(self._arriving)
        except OSError:
            raise NoRoom from None

    def write(self, sealed: bytes) -> None:
        """Write what is sealed; nothing else may ever come here."""
        left = memoryview(sealed)
        self.stored += len(left)
        disk = os.fstatvfs(self._file)
        if disk.f_bavail * disk.f_frsize < self._floor:
            raise NoRoom
        try:
            while left:
                left = left[os.write(self._file, left) :]
        except OSError:
            raise NoRoom from None

    def keep(self) -> None:
        """Close a whole file and give it its name and a day instead of a time.

        Raises NoRoom where the disk can't hold it after all, and Gone where somebody removed it.
        """
        try:
            os.fsync(self._file)
        except OSError:
            raise NoRoom from None
        self._close()
        _without_time(self._arriving)
        try:
            self._arriving.rename(self._place)
        except FileNotFoundError:
            raise Gone from None
        _settle(self._place.parent)

    def discard(self) -> None:
        """Remove what has arrived so far."""
        self._close()
        self._arriving.unlink(missing_ok=True)
        _without_time(self._place.parent)

    def _close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
        self._file = -1


def read(*, blob: uuid.UUID) -> Iterator[bytes]:
    """Return a sealed file block by block; raise FileNotFoundError at once where there is none."""
    place = _folder() / str(blob)
    place.stat()

    def blocks() -> Iterator[bytes]:
        with place.open("rb", buffering=0) as file:
            while block := file.read(_BLOCK):
                yield block

    return blocks()


def stored_size(*, blob: uuid.UUID) -> int | None:
    """Return how long a sealed file is on disk, None where there is none."""
    try:
        return (_folder() / str(blob)).stat().st_size
    except OSError:
        return None


def floor() -> int:
    """Return how much must stay free while files arrive that nobody has sent yet."""
    folder = _folder()
    free = shutil.disk_usage(folder).free
    coming = sum(_length(file) for file in folder.iterdir() if file.name.endswith(_ARRIVING))
    return (free + coming) * (100 - _percent()) // 100


def most_unsent() -> int:
    """Return how much all files together may take that nobody has sent.

    They have taken what they take already: their share of what would be free without them is in
    this proportion to what is free now.
    """
    free = shutil.disk_usage(_folder()).free
    return free * _percent() // (100 - _percent())


def remove(*, blob: uuid.UUID) -> None:
    """Remove a sealed file, whether or not it is there."""
    folder = _folder()
    (folder / str(blob)).unlink(missing_ok=True)
    _without_time(folder)


def rewrite_blobs(ids: Iterable[uuid.UUID]) -> int:
    """Write files anew in the order of hashes of their names; return how many there were.

    Afterwards nothing that a file system keeps (number, place, time of change) tells in which order
    they came, or when in the day. They can only be read then, and are left alone ever after. What
    was broken off is taken up again the next time.
    """
    folder = _folder()
    ordered = sorted(set(ids), key=lambda one: hashlib.sha256(one.bytes).digest())
    places = [folder / str(blob) for blob in ordered]
    written = 0
    for batch in _batches([place for place in places if _is_new(place)], folder=folder):
        # All copies are made before any name is moved: the number of a file that is gone is given
        # to the next one, and would tell the old order by the new.
        for place in batch:
            _copy(place)
        for place in batch:
            place.with_name(place.name + _COPY).rename(place)
        written += len(batch)
    if written:
        _settle(folder)
    return written


def sweep(*, known: Iterable[uuid.UUID], on: datetime.date) -> int:
    """Remove files that are two days old and unknown to the database; return how many there were.

    They are what was left when a process ended in the middle of an upload.
    """
    names = {str(blob) for blob in known}
    folder = _folder()
    unknown = [file for file in folder.iterdir() if file.name not in names]
    found = [file for file in unknown if _is_older(file, than=on - _STRAY_AFTER)]
    for file in found:
        file.unlink(missing_ok=True)
    _without_time(folder)
    return len(found)


def _batches(places: list[pathlib.Path], *, folder: pathlib.Path) -> Iterator[list[pathlib.Path]]:
    """Divide files into as few batches as the free space allows, in their order."""
    batch: list[pathlib.Path] = []
    room = shutil.disk_usage(folder).free - KEEP_FREE
    for place in places:
        size = place.stat().st_size
        if batch and size > room:
            yield batch
            batch, room = [], shutil.disk_usage(folder).free - KEEP_FREE
        batch.append(place)
        room -= size
    if batch:
        yield batch


def _copy(place: pathlib.Path) -> None:
    copy = place.with_name(place.name + _COPY)
    copy.unlink(missing_ok=True)
    with place.open("rb") as old, os.fdopen(_created(copy), "wb") as new:
        shutil.copyfileobj(old, new, _BLOCK)
        new.flush()
        os.fsync(new.fileno())
    shutil.copystat(place, copy)
    copy.chmod(_READ_ONLY)


def _is_new(place: pathlib.Path) -> bool:
    return place.exists() and bool(place.stat().st_mode & stat.S_IWUSR)


def _created(place: pathlib.Path) -> int:
    return os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _PRIVATE)


def _folder() -> pathlib.Path:
    folder: pathlib.Path = settings.BLOBS
    folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
    return folder


def _settle(folder: pathlib.Path) -> None:
    """Make names last, and let the folder say no time either."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
    _without_time(folder)


def _without_time(path: pathlib.Path) -> None:
    midnight = datetime.datetime.combine(clock.today(), datetime.time(), clock.now().tzinfo)
    stamp = midnight.timestamp()
    with contextlib.suppress(FileNotFoundError):
        os.utime(path, (stamp, stamp))


def _is_older(file: pathlib.Path, *, than: datetime.date) -> bool:
    """Say whether a file is of that day or an earlier one; one that has just gone is not."""
    try:
        stamp = file.stat().st_mtime
    except FileNotFoundError:
        return False
    return datetime.datetime.fromtimestamp(stamp, tz=clock.now().tzinfo).date() <= than


def _length(file: pathlib.Path) -> int:
    with contextlib.suppress(FileNotFoundError):
        return file.stat().st_size
    return 0


def _percent() -> int:
    """Return the share as the settings have it: some is always left, and some is always given."""
    return min(99, max(1, int(getattr(settings, "BLOBS_PERCENT", PERCENT))))
