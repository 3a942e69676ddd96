"""Writes what a case system is given: the same files that it gives, whole or not there at all."""

import csv
import datetime
import hashlib
import io
import json
import pathlib
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from candour.imports.casesystem import columns
from candour.imports.casesystem.ours import OurCase

MANIFEST = "manifest.json"
_PRIVATE = 0o700
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """The files of one delta back, and what its manifest says of them."""

    files: Mapping[str, bytes]
    manifest: bytes
    cases: int
    rows: int

    @property
    def content_hash(self) -> str:
        """Return the SHA-256 of the manifest, which holds those of the files."""
        return hashlib.sha256(self.manifest).hexdigest()


def tables(cases: Iterable[OurCase]) -> dict[str, list[Row]]:
    """Return the rows of each file, in an order that says nothing of when a case came in."""
    ordered = sorted(cases, key=lambda one: (one.reference, one.file))
    return {
        columns.CASES: [_case(one) for one in ordered],
        columns.ALLEGATIONS: [row for one in ordered for row in _allegations(one)],
        columns.SUBJECTS: [row for one in ordered for row in _subjects(one)],
    }


def pack(*, cases: Sequence[OurCase], since: datetime.date, on: datetime.date) -> Packed:
    """Return the files and their manifest."""
    found = tables(cases)
    files = {f"{name}.csv": _csv(columns.GIVEN[name], rows) for name, rows in found.items()}
    said = {
        "format": "candour case system, version 1",
        "since": since.isoformat(),
        "given_on": on.isoformat(),
        "files": [
            {
                "name": name,
                "rows": len(found[name.removesuffix(".csv")]),
                "sha256": hashlib.sha256(data).hexdigest(),
            }
            for name, data in files.items()
        ],
    }
    return Packed(
        files=files,
        manifest=json.dumps(said, indent=2).encode() + b"\n",
        cases=len(found[columns.CASES]),
        rows=sum(len(rows) for rows in found.values()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """A delta that was written under a name that nobody reads yet."""

    half: pathlib.Path
    whole: pathlib.Path

    def finish(self) -> pathlib.Path:
        """Give it its name, all files at once."""
        return self.half.rename(self.whole)

    def drop(self) -> None:
        """Take it away again."""
        shutil.rmtree(self.half, ignore_errors=True)


def write(*, packed: Packed, to: pathlib.Path, name: uuid.UUID, on: datetime.date) -> Half:
    """Write the files into a hidden folder beside the one that they will be."""
    called = f"candour-{on.isoformat()}-{name.hex[:8]}"
    to.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    half = to / f".{called}.part"
    half.mkdir(mode=_PRIVATE)
    for file, data in {**packed.files, MANIFEST: packed.manifest}.items():
        (half / file).write_bytes(data)
    return Half(half=half, whole=to / called)


def _case(one: OurCase) -> Row:
    return {
        **one.said,
        "case_reference": one.reference,
        "candour_reference": one.candour_reference,
    }


def _allegations(one: OurCase) -> Iterator[Row]:
    for number, allegation in sorted(one.allegations.items()):
        said = dict(allegation.said)
        if allegation.letter:
            said["category"] = ""
        yield {
            **said,
            "legacy_category": allegation.letter,
            "case_reference": one.reference,
            "allegation_number": number,
        }


def _subjects(one: OurCase) -> Iterator[Row]:
    numbers = {allegation.said["subject_number"] for allegation in one.allegations.values()}
    for number in sorted(numbers - {""}):
        yield {"case_reference": one.reference, "number": number}


def _csv(names: Sequence[str], rows: Iterable[Row]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
