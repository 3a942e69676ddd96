"""Opens a handling again, to learn from it: only somebody outside had put the matter right."""

import dataclasses
import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import steps
from candour.cases.impartial.actions.name_handlers import handlers_of, name_handlers
from candour.cases.models import Case, OutsideSolution
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.permissions import demand, deny
from candour.intake.models import Report
from candour.law.events import EventKind

ROUTE = "solved_outside"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The case whose handling failed, who put the matter right, and why it is this case.

    `handlers`: whose handling it was; those who read and investigate the case if none is named.
    """

    reference: str
    solved_by: str
    why: str = dataclasses.field(repr=False)
    handlers: tuple[uuid.UUID, ...] = ()


class NoCase(Exception):
    """No case that you can open has this reference."""


class NotSolvedOutside(Exception):
    """Only a report of something that was put right outside opens a handling again."""


class AlreadyTied(Exception):
    """This report and this case are tied already."""


@transaction.atomic
def reopen_handling(
    *, report: uuid.UUID, failed: Failed, vault: Vault, by: Actor, at: datetime.datetime
) -> OutsideSolution:
    """Tie the report to the case and put the learning task on it; it counts as a failed route.

    Those whose handling it was can't see the report from now on, nor can those close to them.
    """
    demand("cases.reopen_handling", by=by, at=at, file=report)
    known = Report.objects.filter(file_id=report).first()
    if known is None:
        deny("cases.reopen_handling", by=by, at=at, file=report)
    if known.route != ROUTE:
        raise NotSolvedOutside
    case = Case.objects.filter(reference=failed.reference.strip().upper()).first()
    if case is None:
        raise NoCase
    demand("cases.read", by=by, at=at, file=case.file_id)
    place = keys.Place(file=report, organisation=known.organisation_id)
    item = keys.seal(place=place, kind="reason", text=failed.why)
    row = OutsideSolution(
        file_id=report,
        organisation_id=known.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        solved_by=failed.solved_by,
        case_file_id=case.file_id,
    )
    try:
        with transaction.atomic():
            OutsideSolution.objects.bulk_create([row])
    except IntegrityError:
        raise AlreadyTied from None
    events = steps.events(
        case=case, facts={EventKind.REOPENED_FOR_LEARNING: at.date()}, by=by, at=at
    )
    steps.finish(step="cases.reopen_handling", case=case, after=events, by=by, at=at)
    entry = leaves.Entry(
        kind="write",
        what="cases.reopen_handling",
        file=report,
        why="The internal route had failed",
        after=[item, row],
    )
    leaves.append(entry=entry, by=by, at=at)
    handlers = failed.handlers or handlers_of(case=case.file_id)
    name_handlers(file=report, handlers=handlers, vault=vault, by=by, at=at)
    return row
