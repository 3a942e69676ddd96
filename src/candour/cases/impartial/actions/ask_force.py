"""Asks a named force to investigate a case of this one; its answer is clocked."""

import datetime
import uuid

from django.db import connection, transaction

from candour.cases import steps
from candour.cases.impartial.actions.check_independence import check_independence
from candour.cases.models import ForceRequest
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.events import EventKind
from candour.people.models import Organisation


class NotAForce(Exception):
    """Ask another police force, not this one and no other kind of body."""


class AlreadyAsked(Exception):
    """A force has been asked and has not answered, or has accepted."""


@transaction.atomic
def ask_force(
    *, file: uuid.UUID, force: uuid.UUID, by: Actor, at: datetime.datetime
) -> ForceRequest:
    """Ask a force; it is told which force asks and why in codes, and nothing of the case."""
    demand("cases.ask_force", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    is_force = Organisation.objects.filter(id=force, kind="police_force").exists()
    if not is_force or force == case.organisation_id:
        raise NotAForce
    if any(answer != "declined" for answer in _answers(file)):
        raise AlreadyAsked
    check = check_independence(file=file, by=by, at=at)
    row = ForceRequest(
        file_id=file,
        organisation_id=case.organisation_id,
        force_id=force,
        because=check.because,
        asked_at=at,
        asked_by=by.account,
    )
    ForceRequest.objects.bulk_create([row])
    events = steps.events(case=case, facts={EventKind.OTHER_FORCE_ASKED: at.date()}, by=by, at=at)
    detail = {"recipients": [str(force)]}
    steps.finish(
        step="cases.ask_force", case=case, after=[row, *events], by=by, at=at, detail=detail
    )
    return row


def _answers(file: uuid.UUID) -> list[str | None]:
    with connection.cursor() as cursor:
        cursor.execute("select answer from cases.forces_asked(%s)", [file])
        return [answer for (answer,) in cursor.fetchall()]
