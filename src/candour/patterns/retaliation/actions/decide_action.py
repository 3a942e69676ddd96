"""Decides by name, with the report in mind, whether who reported may be moved or disciplined."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.law.policies import retaliation as policy
from candour.law.policies.retaliation import HrKind
from candour.patterns.models import ActionDecision, KnownReporter

ALLOWED, REFUSED = "allowed", "refused"
_ACTIONS = frozenset(row.code for row in policy.ACTIONS)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Of whom, what, whether it may be done, whether they agreed, and why."""

    reporter: uuid.UUID
    action: str
    answer: str
    consents: bool
    reason: str = dataclasses.field(repr=False)


class NoReporter(Exception):
    """Nobody is recorded here as who reported, or they have not agreed to be known."""


class NotAnAction(Exception):
    """Choose what is to be done, and whether it may be."""


class ConsentMissing(Exception):
    """Who reported is moved only if they agreed, freely. Move the person complained of."""


@transaction.atomic
def decide_action(
    *, file: uuid.UUID, decided: Decided, by: Actor, at: datetime.datetime
) -> ActionDecision:
    """Record the decision; a later one replaces it, and nothing before it becomes allowed."""
    demand("patterns.decide_action", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    reporter = KnownReporter.objects.filter(
        id=decided.reporter, file_id=file, knower_id__isnull=True
    ).first()
    if reporter is None:
        raise NoReporter
    if decided.action not in _ACTIONS or decided.answer not in (ALLOWED, REFUSED):
        raise NotAnAction
    is_move = decided.action == HrKind.MOVED.value
    if is_move and decided.answer == ALLOWED and not decided.consents:
        raise ConsentMissing
    item = words.seal_reason(case=case, text=decided.reason)
    row = ActionDecision(
        file_id=file,
        organisation_id=case.organisation_id,
        decided_at=at,
        decided_by=by.account,
        reason_item=item,
        supersedes=reporter.actions.filter(
            action=decided.action, superseded_by__isnull=True
        ).first(),
        reporter=reporter,
        action=decided.action,
        answer=decided.answer,
        consents=decided.consents,
    )
    ActionDecision.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write",
        what="patterns.decide_action",
        file=file,
        why="Whether who reported may be moved or disciplined",
        detail={"action": row.action, "answer": row.answer},
        after=[item, row],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row
