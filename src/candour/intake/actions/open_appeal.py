"""Opens a body's public appeal for witnesses: what it asks, about which days, and until when."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.access import desks
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.intake.models import Appeal


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What an appeal says: who asks about which force, in which words, about which days."""

    body: str
    force: str
    title: str
    about: str
    from_on: datetime.date
    until_on: datetime.date
    closes_on: datetime.date


class NotOutside(Exception):
    """That body takes no reports about that force, so nobody there could read the answers."""


class EndsBeforeItBegins(Exception):
    """The days of the appeal end before they begin, or it would close before today."""


def open_appeal(*, asking: Asking, by: Actor, at: datetime.datetime) -> uuid.UUID:
    """Open an appeal whose answers only that body gets; return its id.

    Raises NotOutside where the body has not accepted reports about the force with two readers.
    """
    demand("intake.open_appeal", by=by, at=at)
    if asking.until_on < asking.from_on or asking.closes_on < at.date():
        raise EndsBeforeItBegins("An appeal can't end before it begins.")
    force = next((one for one in desks.receivers() if one.name == asking.force), None)
    bodies = force.outside if force else ()
    body = next((one for one in bodies if one.name == asking.body), None)
    if force is None or body is None:
        message = f"{asking.body} takes no reports about {asking.force}, or has not two readers."
        raise NotOutside(message)
    appeal = Appeal(
        organisation_id=body.organisation_id,
        force_id=force.organisation_id,
        title=asking.title,
        about=asking.about,
        from_on=asking.from_on,
        until_on=asking.until_on,
        opened_on=at.date(),
        closes_on=asking.closes_on,
    )
    with transaction.atomic():
        Appeal.objects.bulk_create([appeal])
        entry = leaves.Entry(
            kind="write", what="intake.open_appeal", detail={"appeal": str(appeal.id)}
        )
        leaves.append(entry=entry, by=by, at=at)
    return appeal.id
