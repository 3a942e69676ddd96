"""The folder of releases: each in a folder of its own that never changes, and the list of them.

Each line of the list holds the hash of the line before it, so that none can be taken out unseen.
"""

import contextlib
import datetime
import hashlib
import json
import os
import pathlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from candour.oversight.publishing import stored
from candour.stats.disclosure.cells import Release

RELEASES = "releases"
LIST = "releases.json"
MANIFEST = "manifest.json"
CELLS = "cells.json"
PUBLISHED, WITHDRAWN, CORRECTED = "published", "withdrawn", "corrected"
_READABLE, _READ_BY_ALL = 0o755, 0o644


class BadFolder(Exception):
    """The folder of releases is not what was published into it."""


class NoSuchRelease(Exception):
    """There is no such release, or it has been taken back already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the list. manifest: of a published release, the hash of its manifest."""

    what: str
    release: str
    at: str
    why: str = ""
    manifest: str = ""
    before: str = ""

    def as_json(self) -> dict[str, str]:
        """Return the line as it is stored."""
        return {
            "what": self.what, "release": self.release, "at": self.at, "why": self.why,
            "manifest": self.manifest, "before": self.before,
        }  # fmt: skip

    @property
    def hash(self) -> str:
        """Return the hash that the next line holds."""
        said = json.dumps(self.as_json(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A release as the list knows it: when it was published, and whether it was taken back."""

    name: str
    published_at: str
    manifest: str
    taken_back: Line | None

    @property
    def stands(self) -> bool:
        return self.taken_back is None

    @property
    def published_on(self) -> datetime.date:
        return datetime.datetime.fromisoformat(self.published_at).date()


def lines(folder: pathlib.Path) -> tuple[Line, ...]:
    """Return the list; raise BadFolder where a line is not what followed the one before it."""
    path = folder / LIST
    if not path.is_file():
        if (folder / RELEASES).is_dir():
            message = f"The list of releases, {LIST}, is missing: restore it from a copy."
            raise BadFolder(message)
        return ()
    try:
        found = tuple(Line(**line) for line in json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        message = f"The list of releases, {LIST}, can't be read."
        raise BadFolder(message) from None
    before = ""
    for number, line in enumerate(found, start=1):
        if line.before != before:
            message = f"Line {number} of the list of releases doesn't follow the line before it."
            raise BadFolder(message)
        before = line.hash
    return found


def kept(folder: pathlib.Path) -> tuple[Kept, ...]:
    """Return every release, the oldest first; those taken back as well."""
    found = lines(folder)
    back = {line.release: line for line in found if line.what != PUBLISHED}
    return tuple(
        Kept(
            name=line.release,
            published_at=line.at,
            manifest=line.manifest,
            taken_back=back.get(line.release),
        )
        for line in found
        if line.what == PUBLISHED
    )


def standing(*, folder: pathlib.Path, name: str) -> Kept:
    """Return a release that has not been taken back; raise NoSuchRelease for any other."""
    found = next((one for one in kept(folder) if one.name == name and one.stands), None)
    if found is None:
        message = f"No release of that name stands: {name}."
        raise NoSuchRelease(message)
    return found


def history(folder: pathlib.Path) -> tuple[Release, ...]:
    """Return what every release said, those taken back as well: who has read it knows it."""
    return tuple(_said(folder, one) for one in kept(folder))


def next_name(*, folder: pathlib.Path, as_of: datetime.date) -> str:
    """Return the name of the next release of a day."""
    taken = {one.name for one in kept(folder)}
    names = (f"{as_of.isoformat()}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def manifest(*, files: Mapping[str, bytes], facts: Mapping[str, Any]) -> bytes:
    """Return the manifest of a release: what it is, and the hash of each of its files."""
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    said = {"format": stored.FORMAT, **facts, "files": dict(sorted(hashes.items()))}
    return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode()


@contextlib.contextmanager
def placing(
    *, folder: pathlib.Path, name: str, files: Mapping[str, bytes]
) -> Iterator[pathlib.Path]:
    """Write a release beside its place, and put it there if the block ends well; else nothing."""
    under = folder / RELEASES
    folder.mkdir(parents=True, exist_ok=True)
    if not lines(folder):
        # So that a list which is missing later has been taken away.
        write(folder=folder, files={LIST: b"[]\n"})
    made = pathlib.Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    try:
        write(folder=made, files=files)
        made.chmod(_READABLE)
        yield made
        under.mkdir(exist_ok=True)
        # What stands there and on no list is what a run left behind that was killed.
        shutil.rmtree(under / name, ignore_errors=True)
        made.rename(under / name)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def write(*, folder: pathlib.Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, each whole or not at all."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.new")
        draft.write_bytes(content)
        draft.chmod(_READ_BY_ALL)
        os.replace(draft, path)


def add(*, folder: pathlib.Path, line: Line) -> None:
    """Add a line to the list, bound to the one before it."""
    found = lines(folder)
    bound = Line(**{**line.as_json(), "before": found[-1].hash if found else ""})
    said = json.dumps([one.as_json() for one in (*found, bound)], indent=1, ensure_ascii=False)
    write(folder=folder, files={LIST: f"{said}\n".encode()})


def empty(*, folder: pathlib.Path, name: str) -> None:
    """Remove the pages and files of a release; its cells and its manifest stay."""
    place = folder / RELEASES / name
    for path in sorted(place.rglob("*"), reverse=True):
        if path.is_dir():
            path.rmdir()
        elif path.name not in {CELLS, MANIFEST}:
            path.unlink()


def faults(folder: pathlib.Path) -> Iterator[str]:
    """Yield what is not as it was published: a file that changed, is missing or was added."""
    for one in kept(folder):
        place = folder / RELEASES / one.name
        expected = _hashes(place, one)
        if expected is None:
            yield f"{one.name}: its manifest is not the one that was published."
            continue
        wanted = expected if one.stands else {CELLS: expected.get(CELLS, "")}
        for name, digest in wanted.items():
            path = place / name
            if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
                yield f"{one.name}: {name} is not what was published."


def _hashes(place: pathlib.Path, one: Kept) -> dict[str, str] | None:
    try:
        content = (place / MANIFEST).read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest() != one.manifest:
        return None
    found: dict[str, str] = json.loads(content)["files"]
    return found


def _said(folder: pathlib.Path, one: Kept) -> Release:
    place = folder / RELEASES / one.name
    expected = _hashes(place, one)
    try:
        content = (place / CELLS).read_bytes()
    except OSError:
        content = b""
    if expected is None or hashlib.sha256(content).hexdigest() != expected.get(CELLS):
        message = f"The cells of the release {one.name} are not what was published."
        raise BadFolder(message)
    return stored.parse(content)
