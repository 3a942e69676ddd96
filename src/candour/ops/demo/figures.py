"""Publishes the figures of one invented force, so that the public pages have something to show."""

import datetime
import pathlib

from django.db import transaction

from candour.guard.actors import service
from candour.guard.permissions import demand
from candour.measures.register import reading
from candour.measures.synthetic import snapshot
from candour.oversight.actions.publish_release import publish_release
from candour.oversight.publishing import folder as releases
from candour.oversight.publishing import lock, releasing
from candour.oversight.publishing.pages import NoStyles
from candour.stats.disclosure.protect import Unsafe

# Why nothing can be published: the demonstration goes on without figures.
REFUSALS = (NoStyles, Unsafe, lock.AnotherIsPublishing, OSError)

_BY = service("demonstration")
_SEED = 1


def publish(*, data: pathlib.Path, out: pathlib.Path, key: bytes, at: datetime.datetime) -> None:
    """Draw the force and publish what may be said of it, unless anything is published already.

    Whatever ended an earlier try, the next one begins anew. Raises one of REFUSALS.
    """
    with lock.alone():
        if releases.kept(out):
            return
        with transaction.atomic():
            demand("oversight.prepare_release", by=_BY, at=at)
        written = snapshot.write(seed=_SEED, under=data / "invented", at=at)
        register = reading.read(folder=written)
        name = releases.next_name(folder=out, as_of=register.as_of)
        prepared = releasing.prepare(register=register, name=name, key=key, earlier=())
        publish_release(prepared=prepared, folder=out, by=_BY, at=at)
