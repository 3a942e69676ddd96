"""Publishes a release that has passed disclosure control: its folder, its line, its leaf."""

import datetime
import hashlib
import pathlib
from dataclasses import dataclass

from django.db import transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.oversight.publishing import folder as releases
from candour.oversight.publishing import pages, stored
from candour.oversight.publishing.folder import Line
from candour.oversight.publishing.releasing import Prepared


class Overtaken(Exception):
    """Another release came between: this one was not checked against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Which release this one corrects, and what was wrong with it."""

    release: str
    why: str


def publish_release(
    *,
    prepared: Prepared,
    folder: pathlib.Path,
    corrects: Correction | None = None,
    by: Actor,
    at: datetime.datetime,
) -> str:
    """Put a release in its place, add its line to the list, and return its manifest's hash.

    Raises Overtaken where the gate did not see every release that stands on the list by now. Hold
    publishing.lock from before the list was read, and it never does.
    """
    demand("oversight.publish_release", by=by, at=at)
    if tuple(one.name for one in releases.kept(folder)) != prepared.after:
        message = "Another release was published meanwhile: start again."
        raise Overtaken(message)
    if corrects:
        releases.standing(folder=folder, name=corrects.release)
    name = prepared.release.name
    files = {
        **pages.of_release(prepared),
        releases.CELLS: stored.as_bytes(prepared.release),
    }
    facts = {
        "name": name,
        "as_of": prepared.as_of.isoformat(),
        "published_at": at.isoformat(timespec="seconds"),
        "snapshot": prepared.snapshot_sha256,
    }
    files[releases.MANIFEST] = releases.manifest(files=files, facts=facts)
    digest = hashlib.sha256(files[releases.MANIFEST]).hexdigest()
    # The leaf is first: a release that nobody can find is harmless, one that nobody logged is not.
    with transaction.atomic(), releases.placing(folder=folder, name=name, files=files):
        _log(name, digest=digest, corrects=corrects, by=by, at=at)
    said = at.isoformat(timespec="seconds")
    line = Line(what=releases.PUBLISHED, release=name, at=said, manifest=digest)
    releases.add(folder=folder, line=line)
    if corrects:
        pages.take_back(
            under=folder, name=corrects.release, what=releases.CORRECTED, why=corrects.why, at=at
        )
    releases.write(folder=folder, files=pages.above(releases.kept(folder)))
    return digest


def _log(
    name: str, *, digest: str, corrects: Correction | None, by: Actor, at: datetime.datetime
) -> None:
    entry = leaves.Entry(
        kind="export",
        what="oversight.publish_release",
        why="Figures were published after disclosure control",
        detail={
            "release": name,
            "manifest": digest,
            "corrects": corrects.release if corrects else "",
        },
    )
    leaves.append(entry=entry, by=by, at=at)
