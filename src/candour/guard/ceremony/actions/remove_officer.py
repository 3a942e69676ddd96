"""Takes an officer away: every seat that rests on his or her signature gets no seal any more."""

import datetime
import uuid

from django.db import transaction

from candour.core import certificates
from candour.core.certificates import NotCertified
from candour.guard.actors import Actor
from candour.guard.ceremony.papers import Refusal
from candour.guard.log import leaves
from candour.guard.models import OfficerCertificate
from candour.guard.permissions import demand


class NoSuchOfficer(Refusal):
    """No officer of that number is installed; candour key list shows who is."""


@transaction.atomic
def remove_officer(*, officer: uuid.UUID, by: Actor, at: datetime.datetime) -> int:
    """Take every certificate of an officer away; return how many there were."""
    demand("guard.remove_officer", by=by, at=at)
    gone = [row for row in OfficerCertificate.objects.order_by("id") if _is_of(row, officer)]
    if not gone:
        raise NoSuchOfficer(str(NoSuchOfficer.__doc__))
    entry = leaves.Entry(
        kind="certificate",
        what="guard.remove_officer",
        why="An officer may sign seats no more",
        detail={"officer": str(officer)},
        gone=gone,
    )
    leaves.append(entry=entry, by=by, at=at)
    OfficerCertificate.objects.filter(id__in=[row.id for row in gone]).delete()
    return len(gone)


def _is_of(row: OfficerCertificate, officer: uuid.UUID) -> bool:
    try:
        return certificates.read_officer(body=bytes(row.body)).officer_id == officer
    except NotCertified:
        return False
