"""Writes the pages that are published today as files, and removes every other: run at any time."""

import datetime

from django.conf import settings
from django.db import transaction

from candour.cases.models import Publication, PublicationCheck, PublicationEnd
from candour.cases.papers import publishing
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.intake.notices import folder


@transaction.atomic
def tend_publications(*, by: Actor, at: datetime.datetime) -> int:
    """End what is over, then make the folder hold today's pages; return how many these are."""
    demand("cases.tend_publications", by=by, at=at)
    _end(by=by, at=at)
    shown = PublicationCheck.objects.filter(
        agrees=True, publication__end__isnull=True, publication__from_on__lte=at.date()
    )
    rows = shown.select_related("publication").order_by("id")
    pages = [publishing.published(check=row) for row in rows]
    # A file that could not be written or removed is seen to in the next round.
    transaction.on_commit(lambda: folder.write(folder=settings.PUBLISHED, pages=pages))
    return len(pages)


def _end(*, by: Actor, at: datetime.datetime) -> None:
    over = Publication.objects.filter(
        checked__agrees=True, end__isnull=True, until_on__lt=at.date()
    )
    for row in over.order_by("until_on", "id"):
        end = PublicationEnd(
            file_id=row.file_id,
            organisation_id=row.organisation_id,
            publication=row,
            why="expired",
            ended_at=at,
        )
        PublicationEnd.objects.bulk_create([end])
        entry = leaves.Entry(
            kind="write",
            what="cases.tend_publications",
            file=row.file_id,
            why="The last day of a published page has passed",
            after=[end],
        )
        leaves.append(entry=entry, by=by, at=at)
