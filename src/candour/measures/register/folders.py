"""Where snapshots lie on the disk: found, checked, put in place at once or not at all."""

import datetime
import pathlib
import shutil
import tempfile
from collections.abc import Iterator

from candour.measures.register import export, manifest
from candour.measures.register.manifest import Manifest

_HALF_MADE = ".new-"
_LEFT_OVER_DAYS = 1


class NoSnapshot(Exception):
    """The folder holds no snapshot of the register."""


class DamagedSnapshot(Exception):
    """A file of the snapshot is not what its manifest says."""


def half_made(*, under: pathlib.Path, at: datetime.datetime) -> pathlib.Path:
    """Return a new folder that only we can read; remove those that a killed run left behind."""
    under.mkdir(mode=0o700, parents=True, exist_ok=True)
    oldest = (at - datetime.timedelta(days=_LEFT_OVER_DAYS)).timestamp()
    for folder in under.glob(f"{_HALF_MADE}*"):
        if folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)
    return pathlib.Path(tempfile.mkdtemp(prefix=_HALF_MADE, dir=under))


def put_in_place(*, made: pathlib.Path, name: str) -> pathlib.Path:
    """Give a finished folder its name; the same snapshot made twice is one."""
    place = made.with_name(name)
    if place.is_dir():
        shutil.rmtree(made)
        return place
    return made.rename(place)


def read_manifest(folder: pathlib.Path) -> Manifest:
    """Return a snapshot's manifest; raise NoSnapshot where there is none that we can read."""
    try:
        return manifest.parse((folder / manifest.FILE).read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        message = "This folder holds no snapshot of the register that this version can read."
        raise NoSnapshot(message) from None


def check(*, folder: pathlib.Path, against: Manifest) -> None:
    """Raise DamagedSnapshot unless every file is what the manifest says."""
    for table in against.tables:
        path = folder / table.file
        if not path.is_file() or export.sha256_of(path) != table.sha256:
            message = f"The snapshot's table {table.table} is not what its manifest says."
            raise DamagedSnapshot(message)


def newest(*, under: pathlib.Path, as_of: datetime.date) -> pathlib.Path | None:
    """Return the snapshot of a day that was made last by this version, None if there is none."""
    found = [
        folder
        for folder in _snapshots(under)
        if folder.name.startswith(f"{as_of.isoformat()}-") and _is_ours(folder)
    ]
    return max(found, key=lambda folder: (folder.stat().st_mtime, folder.name), default=None)


def latest(*, under: pathlib.Path) -> pathlib.Path | None:
    """Return the snapshot of the latest day that this version made, None if there is none."""
    found = [folder for folder in _snapshots(under) if _is_ours(folder)]
    return max(
        found,
        key=lambda folder: (read_manifest(folder).as_of, folder.stat().st_mtime),
        default=None,
    )


def remove(*, under: pathlib.Path, names: set[str]) -> None:
    """Delete snapshots by name."""
    for folder in _snapshots(under):
        if folder.name in names:
            shutil.rmtree(folder)


def _snapshots(under: pathlib.Path) -> Iterator[pathlib.Path]:
    if under.is_dir():
        yield from (one for one in sorted(under.iterdir()) if one.is_dir())


def _is_ours(folder: pathlib.Path) -> bool:
    try:
        return read_manifest(folder).code == manifest.code_version()
    except NoSnapshot:
        return False
