"""Builds one return to one body: counted, checked against itself, logged, and then written."""

import datetime
import hashlib
import os
import pathlib
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.measures.actions.take_snapshot import take_snapshot
from candour.measures.register import folders, pseudonyms, reading
from candour.oversight.returns import checking, files
from candour.oversight.returns.checking import LeftOut
from candour.oversight.returns.layout import Asked, Counted, Entry


class AlreadyThere(Exception):
    """A return is written once; the folder that it would be in exists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which period, as known on which day. out: where it is written; None only checks it."""

    from_on: datetime.date
    to_on: datetime.date
    as_of: datetime.date
    organisation: str = ""
    out: pathlib.Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A return: what it counts and lacks, where it stands, and the hash of its manifest."""

    counted: Counted
    left_out: tuple[LeftOut, ...]
    folder: pathlib.Path | None
    digest: str


def build_return(
    *, entry: Entry, wanted: Wanted, under: pathlib.Path, by: Actor, at: datetime.datetime
) -> Built:
    """Count a return from a snapshot of its own, which is gone again when this returns."""
    demand("oversight.build_return", by=by, at=at)
    place = wanted.out / _name(entry, wanted) if wanted.out else None
    if place and place.exists():
        raise AlreadyThere(AlreadyThere.__doc__)
    key = pseudonyms.new_key()
    taken = take_snapshot(as_of=wanted.as_of, under=under, by=by, at=at, key=key)
    try:
        asked = Asked(
            register=reading.read_as_written(folder=taken.folder),
            from_on=wanted.from_on,
            to_on=wanted.to_on,
            organisation=wanted.organisation,
        )
        counted = entry.count(asked)
        checking.agree(counted)
        left = checking.left_out(counted=counted, asked=asked, key=key)
    finally:
        folders.remove(under=under, names={taken.folder.name})
    made = files.of_return(entry=entry, counted=counted, left=left, as_of=wanted.as_of,
                           period=(wanted.from_on, wanted.to_on),
                           organisation=wanted.organisation)  # fmt: skip
    digest = hashlib.sha256(made[files.MANIFEST]).hexdigest()
    with transaction.atomic():
        _log(entry, wanted, digest=digest, left=left, by=by, at=at)
        if place:
            _write(place, made)
    return Built(counted=counted, left_out=left, folder=place, digest=digest)


def _name(entry: Entry, wanted: Wanted) -> str:
    # One force's return never stands where another's, or all forces', would.
    whose = f"-{wanted.organisation}" if wanted.organisation else ""
    return f"{entry.name}-{wanted.from_on.isoformat()}-{wanted.to_on.isoformat()}{whose}"


def _write(place: pathlib.Path, made: Mapping[str, bytes]) -> None:
    """Write all files or none, for their owner alone: the numbers in them are exact."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = pathlib.Path(tempfile.mkdtemp(prefix=".new-", dir=place.parent))
    try:
        for name, body in made.items():
            descriptor = os.open(draft / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(body)
        draft.rename(place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _log(
    entry: Entry,
    wanted: Wanted,
    *,
    digest: str,
    left: Sequence[LeftOut],
    by: Actor,
    at: datetime.datetime,
) -> None:
    written = leaves.Entry(
        kind="export",
        what="oversight.build_return",
        why="A return to a body that counts misconduct matters",
        detail={
            "return": entry.name,
            "organisation": wanted.organisation,
            "from": wanted.from_on.isoformat(),
            "to": wanted.to_on.isoformat(),
            "manifest": digest,
            "left_out": len(left),
            "is_written": wanted.out is not None,
        },
        recipients=[entry.name] if wanted.out else [],
    )
    leaves.append(entry=written, by=by, at=at)
