"""Reads everything a score may be made from: a folder of public records, or the register."""

import datetime
import pathlib

from django.db import transaction

from candour import clock
from candour.guard.actors import service
from candour.patterns.warning.known import folder as folders
from candour.patterns.warning.known import register
from candour.patterns.warning.known.history import History

_BY = service("command line")


class NotYet(Exception):
    """Nothing is known as of a day that has not begun."""


def history(*, folder: pathlib.Path | None, on: datetime.date) -> History:
    """Return the history of a folder, or else of the register, whose reading leaves a leaf."""
    if folder is not None:
        return folders.read(folder=folder)
    if on > clock.today():
        message = "The register can't be known as of a day that lies ahead."
        raise NotYet(message)
    with transaction.atomic():
        return register.read(by=_BY, at=clock.now())


def groups(*, folder: pathlib.Path | None, kind: str) -> dict[str, str]:
    """Return each person's group by a protected characteristic, for an audit and nothing else."""
    if folder is not None:
        return folders.groups(folder=folder, kind=kind)
    with transaction.atomic():
        return register.groups(kind=kind, by=_BY, at=clock.now())
