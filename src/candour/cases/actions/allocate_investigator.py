"""Gives a case to an investigator whom no wall keeps from it, in this force or another."""

import datetime
import uuid

from django.db import connection, models, transaction

from candour.access import desks
from candour.cases import steps
from candour.cases.courses import following
from candour.cases.impartial.actions.check_independence import check_independence
from candour.cases.impartial.actions.hand_to_force import accepted_by
from candour.cases.models import Case
from candour.core.states import Guard, Step
from candour.guard import files, keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import Account, SeatCertificate
from candour.guard.permissions import demand
from candour.guard.seats import Seat
from candour.intake.actions.tell_progress import tell_progress
from candour.law.duties import UPDATE


class NotEligible(Exception):
    """This investigator can't be given the case."""


class AnotherForce(Exception):
    """Another force must investigate this case. Ask one, and give it to their people."""


@transaction.atomic
def allocate_investigator(
    *, file: uuid.UUID, account: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> None:
    """Grant the case and wrap its keys for the investigator; why not is never said."""
    demand("cases.allocate", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    check = check_independence(file=file, by=by, at=at)
    if account not in eligible(file=file):
        raise NotEligible
    if check.is_required and not is_of_force(account=account, force=accepted_by(file=file)):
        raise AnotherForce
    seats = SeatCertificate.objects.filter(account_id=account, revoked_on__isnull=True)
    readers = keys.certified(
        seats=[(row.account_id, bytes(row.body), row.signatures) for row in seats],
        officers=desks.officers(),
        on=at.date(),
        seat=Seat.INVESTIGATOR,
    )
    if not readers:
        raise NotEligible
    grants = files.grant(
        file=file,
        organisation=case.organisation_id,
        accounts=[account],
        role="investigator",
        on=at.date(),
    )
    for compartment in keys.COMPARTMENTS:
        place = keys.Place(file=file, organisation=case.organisation_id, compartment=compartment)
        keys.add_reader(place=place, reader=readers[0], vault=vault)
    next_on = at.date() + datetime.timedelta(days=UPDATE.number)
    tell_progress(file=file, state="investigating", next_on=next_on, by=by, at=at)
    detail = {"recipients": [str(account)]}
    after = [*grants, *_steps(case, by=by, at=at)]
    steps.finish(step="cases.allocate", case=case, after=after, by=by, at=at, detail=detail)


def _steps(case: Case, *, by: Actor, at: datetime.datetime) -> list[models.Model]:
    """Write down that the investigation began, where it may, and who was appointed."""
    gives = (Guard.INVESTIGATOR_IS_ELIGIBLE,)
    begun = following.followed(case=case, step=Step.INVESTIGATE, by=by, at=at)
    appointed = following.followed(
        case=case, step=Step.APPOINT_INVESTIGATOR, by=by, at=at, gives=gives
    )
    return [*begun, *appointed]


def is_of_force(*, account: uuid.UUID, force: uuid.UUID | None) -> bool:
    """Say whether somebody serves with the force that accepted a case; part of allocating it."""
    return force is not None and Account.objects.filter(id=account, organisation_id=force).exists()


def eligible(*, file: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """Return the accounts that could be given the case; part of allocating it."""
    with connection.cursor() as cursor:
        cursor.execute("select account_id from access.eligible_investigators(%s)", [file])
        return tuple(account for (account,) in cursor.fetchall())
