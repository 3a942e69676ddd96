"""The reference of a case for whoever asks to see it: all they get, and a leaf says so."""

import datetime
import uuid

from candour.cases.models import Case
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand, refused


def reference_of(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> str:
    """Return a case's reference for whoever asks to see it: nothing else of it."""
    demand("cases.ask_to_see", by=by, at=at, file=file)
    reference = Case.objects.filter(file_id=file).values_list("reference", flat=True).first()
    if reference is None:
        raise refused("cases.ask_to_see", file=file)
    entry = leaves.Entry(
        kind="reference", what="cases.ask_to_see", file=file, why="Asks to see a case by reference"
    )
    leaves.append(entry=entry, by=by, at=at)
    return reference
