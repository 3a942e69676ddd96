"""Files, keys, disk, style sheets and clock, as they stand on this machine."""

import datetime
import os
import pathlib
import shutil
import stat
from collections.abc import Iterator

from candour.ops import assets, keys, roles
from candour.ops.doctor.findings import Finding, ill, well
from candour.ops.folders import Folders
from candour.ops.refused import Refused

_NEEDED_BYTES = 1024**3
_PRIVATE = 0o077
_BACKWARDS = datetime.timedelta(minutes=5)


def look(folders: Folders, *, at: datetime.datetime) -> Iterator[Finding]:
    """Yield what there is to say about this machine."""
    yield _data(folders)
    yield _keys(folders)
    yield _modes(folders)
    yield _disk(folders)
    yield _assets()
    yield _clock(folders, at=at)


def _data(folders: Folders) -> Finding:
    if not folders.data.is_dir():
        return ill("data folder", f"{folders.data} is missing", advice="run candour up once")
    if folders.data.stat().st_uid != os.geteuid():
        return ill(
            "data folder",
            f"{folders.data} belongs to another account",
            advice="run candour as that account",
        )
    return well("data folder", str(folders.data))


def _keys(folders: Folders) -> Finding:
    names = (*keys.RANDOM, *keys.SEEDS)
    gone = keys.missing(folders.secrets, names=names)
    if gone:
        return ill(
            "keys",
            f"missing: {', '.join(gone)}",
            advice="restore the secrets folder from its backup, or run candour up for a new one",
        )
    bad = [name for name in names if (folders.secrets / name).stat().st_size != keys.SIZE]
    if bad:
        return ill(
            "keys", f"damaged: {', '.join(bad)}", advice="restore them from the secrets' backup"
        )
    return well("keys", f"{len(names)} keys and {_count_passwords(folders)} database passwords")


def _count_passwords(folders: Folders) -> int:
    return sum((folders.secrets / f"db-{role}").is_file() for role in roles.ALL)


def _modes(folders: Folders) -> Finding:
    open_ones = [path.name for path in _secret_paths(folders) if _is_open(path)]
    if open_ones:
        return ill(
            "rights",
            f"others can read {', '.join(sorted(open_ones))}",
            advice=f"chmod -R go= {folders.secrets}",
        )
    return well("rights", "the secrets are readable by their owner alone")


def _secret_paths(folders: Folders) -> Iterator[pathlib.Path]:
    if folders.secrets.is_dir():
        yield folders.secrets
        yield from folders.secrets.rglob("*")


def _is_open(path: pathlib.Path) -> bool:
    mode = path.lstat().st_mode
    return not stat.S_ISLNK(mode) and bool(mode & _PRIVATE)


def _disk(folders: Folders) -> Finding:
    place = folders.data if folders.data.is_dir() else pathlib.Path.cwd()
    free = shutil.disk_usage(place).free
    says = f"{free / 1024**3:.1f} GB free"
    if free < _NEEDED_BYTES:
        return ill("disk", says, advice="free some space: Candour needs 1 GB to work safely")
    return well("disk", says)


def _assets() -> Finding:
    try:
        assets.demand_built()
    except Refused as refused:
        return ill("style sheets", str(refused), advice="run make setup")
    return well("style sheets", "built, without GOV.UK's font and crest")


def _clock(folders: Folders, *, at: datetime.datetime) -> Finding:
    """A clock that goes backwards would falsify every deadline; files remember later times."""
    latest = max((path.lstat().st_mtime for path in _secret_paths(folders)), default=0)
    seen = datetime.datetime.fromtimestamp(latest, tz=datetime.UTC)
    if at < seen - _BACKWARDS:
        return ill(
            "clock",
            f"it says {at:%Y-%m-%d %H:%M} UTC, but a file here is from {seen:%Y-%m-%d %H:%M}",
            advice="set the clock and let it follow a time server",
        )
    return well("clock", f"{at:%Y-%m-%d %H:%M} UTC")
