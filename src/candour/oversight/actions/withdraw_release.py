"""Withdraws a release: its pages go, its place in the history and what it said stay."""

import datetime
import pathlib

from django.db import transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.oversight.publishing import folder as releases
from candour.oversight.publishing import pages


class NoReason(Exception):
    """A release is not withdrawn without saying why."""


def withdraw_release(
    *, release: str, why: str, folder: pathlib.Path, by: Actor, at: datetime.datetime
) -> None:
    """Withdraw a release that stands; later ones are checked against what it said for ever."""
    demand("oversight.withdraw_release", by=by, at=at)
    if not why.strip():
        message = "Say why, for everybody to read: --why."
        raise NoReason(message)
    releases.standing(folder=folder, name=release)
    with transaction.atomic():
        entry = leaves.Entry(
            kind="write",
            what="oversight.withdraw_release",
            why="Published figures were withdrawn",
            detail={"release": release},
        )
        leaves.append(entry=entry, by=by, at=at)
        pages.take_back(under=folder, name=release, what=releases.WITHDRAWN, why=why.strip(), at=at)
    releases.write(folder=folder, files=pages.above(releases.kept(folder)))
