"""Puts people to the panel: who meets a rule, and a few drawn by chance among them."""

import datetime
import hashlib
import random
import uuid
from collections.abc import Mapping, Sequence

from django.db import connection, models, transaction
from django.db.models import Q

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.patterns.models import (
    WarningAudit,
    WarningDecision,
    WarningEvidence,
    WarningFlag,
    WarningOrigin,
    WarningRound,
    WarningWall,
)
from candour.patterns.warning.judging import auditing
from candour.patterns.warning.known import register
from candour.patterns.warning.known.history import History
from candour.patterns.warning.scoring import card as cards
from candour.patterns.warning.scoring import flags as rules
from candour.patterns.warning.scoring import score as scoring
from candour.patterns.warning.scoring.score import Row

# A round is due when the last is so old.
EVERY = datetime.timedelta(days=28)
# So many of those put to the panel met no rule and were drawn by chance: one at least.
BY_CHANCE = 0.05
# What is put to the panel is written a few at a time.
_AT_ONCE = 500


@transaction.atomic
def propose_flags(
    *, by: Actor, at: datetime.datetime, dice: random.Random | None = None
) -> WarningRound | None:
    """Score everybody as of today and put people to the panel; None while no round is due."""
    demand("patterns.propose_flags", by=by, at=at)
    with connection.cursor() as cursor:
        # The worker and a hand-started tick may come at once.
        cursor.execute("select pg_advisory_xact_lock(hashtext('patterns.propose_flags'))")
    on = at.date()
    if WarningRound.objects.filter(as_of__gt=on - EVERY).exists():
        return None
    history = register.read(by=by, at=at)
    if not history.matters:
        return None
    card = cards.read()
    rows = scoring.score(history=history, on=on, card=card)
    flagged, drawn = _chosen(rows, on, dice or random.SystemRandom())
    made = WarningRound(
        as_of=on,
        card=hashlib.sha256(cards.FILE.read_bytes()).hexdigest(),
        people=len(rows),
        flagged=len(flagged),
        sampled=len(drawn),
        computed_at=at,
    )
    WarningRound.objects.bulk_create([made])
    _log([made], by=by, at=at)
    bodies = {one.id: one.organisation for one in history.people}
    put = [*((row, False) for row in flagged), *((row, True) for row in drawn)]
    for start in range(0, len(put), _AT_ONCE):
        _put(made, put[start : start + _AT_ONCE], bodies, by=by, at=at)
    _audit(made, history, by=by, at=at)
    return made


def _chosen(
    rows: Sequence[Row], on: datetime.date, dice: random.Random
) -> tuple[list[Row], list[Row]]:
    """Return who meets a rule, and who is drawn; nobody who waits already or is being helped."""
    busy = _busy(on)
    free = [row for row in rows if row.person_id not in busy]
    flagged = [row for row in free if row.flag]
    # Of others, only those that look like flagged ones on paper: else the panel would know.
    others = [
        row for row in free if not row.flag and row.independent_incidents >= rules.INDEPENDENT
    ]
    number = min(len(others), max(1, round(BY_CHANCE * len(flagged)))) if flagged else 0
    return flagged, dice.sample(others, number)


def _busy(on: datetime.date) -> frozenset[str]:
    decided = WarningDecision.objects.filter(review_on__lte=on).values("flag_id")
    waiting = WarningFlag.objects.filter(~Q(id__in=decided))
    return frozenset(str(one) for one in waiting.values_list("person_id", flat=True))


def _put(
    made: WarningRound,
    put: Sequence[tuple[Row, bool]],
    bodies: Mapping[str, str],
    *,
    by: Actor,
    at: datetime.datetime,
) -> None:
    flags = [_flag(made, row, bodies[row.person_id], at) for row, _ in put]
    pairs = list(zip(flags, put, strict=True))
    origins = [
        WarningOrigin(flag=flag, because=row.flag_because, is_sample=is_sample)
        for flag, (row, is_sample) in pairs
    ]
    evidence = [
        WarningEvidence(flag=flag, file_id=uuid.UUID(case))
        for flag, (row, _) in pairs
        for case in row.evidence.split()
    ]
    walls = [
        WarningWall(flag=flag, account_id=account)
        for flag in flags
        for account in _close(flag, at.date())
    ]
    WarningFlag.objects.bulk_create(flags)
    WarningOrigin.objects.bulk_create(origins)
    WarningEvidence.objects.bulk_create(evidence)
    WarningWall.objects.bulk_create(walls)
    _log([*flags, *origins, *evidence], by=by, at=at)


def _flag(made: WarningRound, row: Row, body: str, at: datetime.datetime) -> WarningFlag:
    return WarningFlag(
        round=made,
        organisation_id=uuid.UUID(body),
        person_id=uuid.UUID(row.person_id),
        raised_at=at,
        incidents_short=row.incidents_2y,
        incidents=row.incidents_career,
        independent=row.independent_incidents,
        proven=row.proven_career,
        years=row.exposure_years,
        peers=row.peers,
        expected=row.expected,
        rate=row.rate,
        rate_low=row.rate_low,
        rate_high=row.rate_high,
        severity=row.severity_score,
    )


def _close(flag: WarningFlag, on: datetime.date) -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute("select patterns.close_accounts(%s, %s)", [flag.person_id, on])
        return [account for (account,) in cursor.fetchall()]


def _audit(made: WarningRound, history: History, *, by: Actor, at: datetime.datetime) -> None:
    groups = {kind: register.groups(kind=kind, by=by, at=at) for kind in ("ethnicity", "sex")}
    rows = auditing.audits(made=made, history=history, groups=groups)
    WarningAudit.objects.bulk_create(rows)
    if rows:
        _log(rows, by=by, at=at)


def _log(rows: Sequence[models.Model], *, by: Actor, at: datetime.datetime) -> None:
    entry = leaves.Entry(
        kind="write",
        what="patterns.propose_flags",
        why="Like peers have far fewer incidents, or there are many",
        after=rows,
    )
    leaves.append(entry=entry, by=by, at=at)
