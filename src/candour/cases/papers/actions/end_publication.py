"""Takes a published page down before its last day."""

import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import steps
from candour.cases.models import Publication, PublicationEnd
from candour.guard.actors import Actor
from candour.guard.permissions import demand, deny


class AlreadyEnded(Exception):
    """This page is not published any more."""


@transaction.atomic
def end_publication(
    *, file: uuid.UUID, publication: uuid.UUID, by: Actor, at: datetime.datetime
) -> PublicationEnd:
    """Record that a page is taken down; the next round of the worker removes its file."""
    demand("cases.end_publication", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    row = Publication.objects.filter(id=publication, file_id=file, checked__agrees=True).first()
    if row is None:
        deny("cases.end_publication", by=by, at=at, file=file)
    end = PublicationEnd(
        file_id=file,
        organisation_id=case.organisation_id,
        publication=row,
        why="withdrawn",
        ended_at=at,
        ended_by=by.account,
    )
    try:
        with transaction.atomic():
            PublicationEnd.objects.bulk_create([end])
    except IntegrityError:
        raise AlreadyEnded from None
    steps.finish(step="cases.end_publication", case=case, after=[end], by=by, at=at)
    return end
