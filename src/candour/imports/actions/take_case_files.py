"""Takes what case systems laid down, each file once by its hash, and gives back once a day."""

import datetime
import pathlib
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import InterfaceError, OperationalError

from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.imports.actions.give_back import give_back
from candour.imports.actions.run_import import Request, run_import
from candour.imports.models import CaseFile, GivenBack
from candour.imports.models.case_system import FAILED, KNOWN, REFUSED, TAKEN, WAITS
from candour.imports.running.lock import AnotherImportIsRunning
from candour.imports.source import CannotRead, fingerprint
from candour.imports.sources import casesystem
from candour.people.models import OrganisationName

INCOMING, BACK = "in", "back"
# Laid down beside a file once it is whole, by whoever can't rename.
DONE = ".done"
# Without either, a file that has not grown for so long is taken for whole.
_STILL = datetime.timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folder:
    organisation: uuid.UUID
    name: str
    path: pathlib.Path


def take_case_files(*, by: Actor, at: datetime.datetime) -> int:
    """Take every file that is whole; return how many were taken. Twice does what once does.

    One that fails is put aside with its reason until it changes or somebody says so.

    Each batch of a file is a transaction of its own, as in every import.
    """
    demand("imports.take_case_files", by=by, at=at)
    taken = 0
    for folder in _folders(settings.CASE_SYSTEM):
        for path in sorted((folder.path / INCOMING).glob("*.zip")):
            if not path.name.startswith("."):
                taken += _tried(path, folder, by=by, at=at)
        _give(folder, by=by, at=at)
    return taken


def _folders(root: pathlib.Path) -> Iterator[_Folder]:
    """Yield the folders that are called as an organisation is called now."""
    if not root.is_dir():
        return
    for path in sorted(root.iterdir()):
        named = OrganisationName.objects.filter(name=path.name, until_on__isnull=True)
        found = named.order_by("organisation_id").first()
        if path.is_dir() and found is not None:
            yield _Folder(organisation=found.organisation_id, name=path.name, path=path)


def _tried(path: pathlib.Path, folder: _Folder, *, by: Actor, at: datetime.datetime) -> bool:
    """Take a file; one that can't be opened says so on its page, and stops no other."""
    try:
        return _take(path, folder, by=by, at=at)
    except OSError:
        _say_unopened(path, folder, at)
        return False


def _say_unopened(path: pathlib.Path, folder: _Folder, at: datetime.datetime) -> None:
    """Say once that a file can't be opened: its moment is when that was seen first."""
    waiting = CaseFile.objects.filter(
        organisation_id=folder.organisation, name=path.name, state=WAITS
    )
    if not waiting.exclude(said="").exists():
        CaseFile.objects.update_or_create(
            organisation_id=folder.organisation,
            name=path.name,
            state=WAITS,
            defaults={"said": "It can't be opened.", "size": 0, "seen_at": at},
        )


def _take(path: pathlib.Path, folder: _Folder, *, by: Actor, at: datetime.datetime) -> bool:
    digest = fingerprint(path)
    settled = CaseFile.objects.filter(
        organisation_id=folder.organisation, content_hash=digest
    ).exclude(state=WAITS)
    if settled.filter(name=path.name).exists():
        return False
    row = _waiting(path, folder, at)
    if not _is_whole(path, row, at):
        return False
    row.content_hash = digest
    if settled.exclude(state__in=(REFUSED, FAILED)).exists():
        _settle(row, KNOWN, at)
        return False
    return _run(path, row, folder, by=by, at=at)


def _waiting(path: pathlib.Path, folder: _Folder, at: datetime.datetime) -> CaseFile:
    """Return the row of a file that waits; its moment is when it was last seen to grow."""
    size = path.stat().st_size
    row, _ = CaseFile.objects.get_or_create(
        organisation_id=folder.organisation,
        name=path.name,
        state=WAITS,
        defaults={"size": size, "seen_at": at},
    )
    if row.size != size or row.said:
        row.size, row.seen_at, row.said = size, at, ""
        row.save(update_fields=["size", "seen_at", "said"])
    return row


def _is_whole(path: pathlib.Path, row: CaseFile, at: datetime.datetime) -> bool:
    if path.with_name(f"{path.name}{DONE}").exists():
        return True
    return at - row.seen_at >= _STILL and zipfile.is_zipfile(path)


def _run(
    path: pathlib.Path, row: CaseFile, folder: _Folder, *, by: Actor, at: datetime.datetime
) -> bool:
    request = Request(source=casesystem.ENTRY, path=path, organisation=folder.name)
    try:
        report = run_import(request=request, by=by, at=at)
    except AnotherImportIsRunning:
        return False
    except CannotRead as refusal:
        row.said = str(refusal)
        _settle(row, REFUSED, at)
        return False
    except (OSError, OperationalError, InterfaceError):
        # Not the file's fault: the next round tries it.
        raise
    except Exception as failure:  # one file's fault never stops the others
        # Its kind alone: what it says may quote a row.
        row.said = f"Taking it in broke off ({type(failure).__name__})."
        _settle(row, FAILED, at)
        return False
    row.run_id = report.run
    _settle(row, TAKEN, at)
    return True


def _settle(row: CaseFile, state: str, at: datetime.datetime) -> None:
    row.state, row.settled_at = state, at
    row.save()


def _give(folder: _Folder, *, by: Actor, at: datetime.datetime) -> None:
    """Give back once a day what changed since the last time, where somebody made the folder."""
    to = folder.path / BACK
    given = GivenBack.objects.filter(organisation_id=folder.organisation)
    if not to.is_dir() or given.filter(given_on=at.date()).exists():
        return
    last = given.order_by("-given_at").values_list("given_on", flat=True).first()
    give_back(
        organisation=folder.organisation,
        since=last or datetime.date(1900, 1, 1),
        to=to,
        by=by,
        at=at,
    )
