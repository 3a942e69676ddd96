"""Opens a new epoch of a file for the readers who are left, after somebody's keys were taken."""

import datetime
import uuid

from django.db import models

from candour.access import custody, standing
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.permissions import demand


def renew_epochs(
    *, file: uuid.UUID, by: Actor, at: datetime.datetime
) -> tuple[tuple[models.Model, ...], dict[str, object]]:
    """Return the rows of a new epoch of each compartment, and how it is kept by custodians.

    Where nobody is left to read, the last epoch stays: what is sealed to none is lost. Belongs to
    its caller's transaction and leaf.
    """
    demand("access.renew_epochs", by=by, at=at)
    held = custody.custody_of(file=file, on=at.date())
    rows: list[models.Model] = []
    for key in (*standing.latest_keys(file=file), *standing.keys_of_few(file=file)):
        readers = standing.remaining(key=key, on=at.date())
        if readers:
            epoch = keys.open_epoch(
                place=standing.place_of(key=key), epoch=key.epoch + 1, readers=readers, custody=held
            )
            rows.extend(epoch.rows)
    return tuple(rows), held.said
