"""Decides by name whether something that followed a report belongs to it, and parts the teams."""

import dataclasses
import datetime
import uuid

from django.db import connection, models, transaction

from candour.access.actions.draw_walls import draw_walls
from candour.cases import steps, words
from candour.cases.impartial import standing
from candour.guard.actors import Actor
from candour.guard.keys import NARRATIVE, Vault
from candour.guard.log import leaves
from candour.guard.permissions import demand, deny
from candour.patterns.models import Apart, Proposal, ProposalDecision
from candour.patterns.models.retaliation import OF_KIND, SOURCES

LINKED = "linked"
BECAUSE = "other_team"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What is decided, who a later matter comes from, and why; it is said that it was weighed."""

    answer: str
    reason: str = dataclasses.field(repr=False)
    comes_from: str = ""


class NotAgreed(Exception):
    """The reporter has not agreed to be known. Ask them in the mailbox first."""


class NotAnAnswer(Exception):
    """This answer is not open here. Choose one of those on the page."""


class AlreadyDecided(Exception):
    """This has been decided: two teams that were parted stay apart."""


class NobodyElse(Exception):
    """Everybody who reads the later case handles the first. Give it to another force first."""


@transaction.atomic
def decide_proposal(
    *,
    file: uuid.UUID,
    proposal: uuid.UUID,
    decided: Decided,
    vault: Vault,
    by: Actor,
    at: datetime.datetime,
) -> ProposalDecision:
    """Record the decision; where it is linked, nobody of the first team keeps the later case."""
    demand("patterns.decide_proposal", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    put = Proposal.objects.filter(id=proposal, file_id=file).first()
    if put is None:
        deny("patterns.decide_proposal", by=by, at=at, file=file)
    last = _check(put, decided)
    item = words.seal_reason(case=case, text=decided.reason)
    row = ProposalDecision(
        file_id=file,
        organisation_id=case.organisation_id,
        decided_at=at,
        decided_by=by.account,
        reason_item=item,
        supersedes=last,
        proposal=put,
        answer=decided.answer,
        comes_from=decided.comes_from,
    )
    ProposalDecision.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write",
        what="patterns.decide_proposal",
        file=file,
        why="What followed a report was decided by name",
        detail={"answer": decided.answer},
        after=[item, row],
    )
    leaves.append(entry=entry, by=by, at=at)
    if decided.answer == LINKED and put.later_file_id is not None:
        _part(put.later_file_id, row, vault=vault, by=by, at=at)
    return row


def _check(put: Proposal, decided: Decided) -> ProposalDecision | None:
    """Return the decision that this one replaces."""
    if put.knower_id is not None:
        raise NotAgreed
    says_where_from = decided.comes_from in {code for code, _ in SOURCES}
    if decided.answer not in OF_KIND[put.kind] or says_where_from is not (put.kind == "counter"):
        raise NotAnAnswer
    last = put.decisions.filter(superseded_by__isnull=True).first()
    if last is not None and last.answer == LINKED:
        raise AlreadyDecided
    return last


def _part(
    later: uuid.UUID,
    decision: ProposalDecision,
    *,
    vault: Vault,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Keep the two cases apart from now on: rows and their leaf first, then the walls."""
    team = _asked("select * from patterns.to_wall_off(%s, %s)", decision.file_id, later)
    readers = _asked("select account_id from access.remaining_readers(%s, %s)", later, NARRATIVE)
    if not readers - team:
        raise NobodyElse
    files = standing.opened(file=later)
    apart = Apart(
        file_id=later,
        organisation_id=standing.organisation(file=later),
        first_file_id=decision.file_id,
        decision=decision,
        since_at=at,
    )
    Apart.objects.bulk_create([apart])
    after: list[models.Model] = [apart]
    entry = leaves.Entry(
        kind="wall",
        what="patterns.keep_apart",
        file=later,
        why="No one team handles both cases",
        detail={"walled": len(team)},
        after=after,
    )
    leaves.append(entry=entry, by=by, at=at)
    for account in sorted(team):
        standing.put_up(files=files, account=account, because=BECAUSE)
    draw_walls(files=files, by=by, at=at, vault=vault)


def _asked(question: str, *of: uuid.UUID | str) -> frozenset[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute(question, list(of))
        return frozenset(account for (account,) in cursor.fetchall())
