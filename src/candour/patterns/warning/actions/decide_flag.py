"""The authority decides on a flag after the panel's views: what, why, and until when."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand, deny
from candour.patterns.models import WarningDecision, WarningFlag
from candour.patterns.models.warning import REASONS
from candour.patterns.warning import panel
from candour.patterns.warning.actions.give_view import AlreadyDecided

LATEST = datetime.timedelta(days=366)


class PanelHasNotMet(Exception):
    """Two people must give their view before anything is decided."""


class NoReason(Exception):
    """Choose at least one reason."""


class ReviewOutOfReach(Exception):
    """Choose a review day after today and within a year."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What is decided, why in codes, and the day of the review."""

    decision: str
    reasons: tuple[str, ...]
    review_on: datetime.date


@transaction.atomic
def decide_flag(
    *, flag: uuid.UUID, decided: Decided, by: Actor, at: datetime.datetime
) -> WarningDecision:
    """Add the decision; no rule and no number decides by itself."""
    demand("patterns.decide_flag", by=by, at=at)
    if not WarningFlag.objects.filter(id=flag).exists():
        deny("patterns.decide_flag", by=by, at=at)
    _check(flag, decided, at.date())
    row = WarningDecision(
        flag_id=flag,
        decision=decided.decision,
        reasons=sorted(decided.reasons),
        review_on=decided.review_on,
        decided_by=by.account,
        decided_at=at,
    )
    WarningDecision.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write",
        what="patterns.decide_flag",
        why="The panel looked at a flag of early warning",
        detail={"flag": str(flag), "decision": decided.decision},
        after=[row],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row


def _check(flag: uuid.UUID, decided: Decided, today: datetime.date) -> None:
    if WarningDecision.objects.filter(flag_id=flag).exists():
        raise AlreadyDecided
    if panel.views_given(flag=flag) < panel.NEEDED:
        raise PanelHasNotMet
    if not decided.reasons or not set(decided.reasons) <= {code for code, _ in REASONS}:
        raise NoReason
    if not today < decided.review_on <= today + LATEST:
        raise ReviewOutOfReach
