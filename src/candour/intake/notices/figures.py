"""The folder of public figures: every release that was published, as it was published.

`candour publish` fills it and the report site shows it, with no right on a table in between. A file
is shown only while it is what its release's manifest says, and a release only while it stands.
"""

import dataclasses
import datetime
import hashlib
import json
import pathlib
import re
from collections.abc import Mapping
from typing import Any, Final

LIST: Final = "releases.json"
_RELEASES, _MANIFEST = "releases", "manifest.json"
# Each part of a path as `candour publish` writes them: never a dot in front, so never two.
_PART = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_MOST_PARTS: Final = 4
_ABOVE = frozenset({"index.html", "history.html", "method.html", LIST})
_ASSETS: Final = "assets"
# What stays of a release that was taken back: that it was, and what others are checked against.
_LEFT_BEHIND = frozenset({"index.html", _MANIFEST, "cells.json"})
_PUBLISHED: Final = "published"
_TYPES: Final[Mapping[str, str]] = {
    ".csv-metadata.json": "application/csvm+json",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".pdf": "application/pdf",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release as the list has it. why: why it was taken back, empty while it stands."""

    name: str
    published_on: datetime.date
    manifest: str
    is_corrected: bool
    why: str

    @property
    def stands(self) -> bool:
        return not self.why


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file that may be read, and of which type it is."""

    name: str
    content: bytes
    content_type: str


def releases(*, folder: pathlib.Path) -> tuple[Release, ...]:
    """Return every release, the newest first; none where the list is missing or broken."""
    try:
        lines = json.loads((folder / LIST).read_text(encoding="utf-8"))
        back = {line["release"]: line for line in lines if line["what"] != _PUBLISHED}
        found = [
            _release(line, back.get(line["release"]))
            for line in lines
            if line["what"] == _PUBLISHED
        ]
    except (OSError, ValueError, TypeError, KeyError):
        return ()
    return tuple(reversed(found))


def read(*, folder: pathlib.Path, path: str) -> File | None:
    """Return a file as it was published; None for all else, whatever the reason."""
    parts = path.split("/")
    if len(parts) > _MOST_PARTS or not all(_PART.fullmatch(part) for part in parts):
        return None
    content_type = next((kind for end, kind in _TYPES.items() if path.endswith(end)), None)
    if content_type is None:
        return None
    content = _content(folder, parts)
    if content is None:
        return None
    return File(name=parts[-1], content=content, content_type=content_type)


def _content(folder: pathlib.Path, parts: list[str]) -> bytes | None:
    if parts[0] == _RELEASES and len(parts) > 2:
        return _of_release(folder, name=parts[1], within="/".join(parts[2:]))
    is_above = len(parts) == 1 and parts[0] in _ABOVE
    is_style = len(parts) == 2 and parts[0] == _ASSETS and parts[1].endswith(".css")
    return _bytes(folder.joinpath(*parts)) if is_above or is_style else None


def _of_release(folder: pathlib.Path, *, name: str, within: str) -> bytes | None:
    release = next((one for one in releases(folder=folder) if one.name == name), None)
    if release is None:
        return None
    place = folder / _RELEASES / name
    manifest = _bytes(place / _MANIFEST)
    if manifest is None or hashlib.sha256(manifest).hexdigest() != release.manifest:
        return None
    if within == _MANIFEST:
        return manifest
    if not release.stands and within not in _LEFT_BEHIND:
        return None
    content = _bytes(place / within)
    # The page that says that a release was taken back came after its manifest.
    if not release.stands and within == "index.html":
        return content
    expected = json.loads(manifest)["files"].get(within)
    is_published = content is not None and hashlib.sha256(content).hexdigest() == expected
    return content if is_published else None


def _bytes(path: pathlib.Path) -> bytes | None:
    try:
        return None if path.is_symlink() else path.read_bytes()
    except OSError:
        return None


def _release(line: Mapping[str, Any], back: Mapping[str, Any] | None) -> Release:
    if not _PART.fullmatch(line["release"]):
        raise ValueError(line["release"])
    return Release(
        name=line["release"],
        published_on=datetime.datetime.fromisoformat(line["at"]).date(),
        manifest=line["manifest"],
        is_corrected=back is not None and back["what"] == "corrected",
        why=back["why"] if back else "",
    )
