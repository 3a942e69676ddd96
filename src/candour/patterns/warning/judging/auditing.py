"""Holds the flags of two years ago against what is known now, force by force and group by group."""

import uuid
from collections.abc import Mapping

import numpy as np

from candour.patterns.models import WarningAudit, WarningRound
from candour.patterns.warning.judging import groups as by_group
from candour.patterns.warning.judging import levelling, outcome
from candour.patterns.warning.judging.groups import Group
from candour.patterns.warning.known.history import History
from candour.patterns.warning.scoring import card as cards
from candour.patterns.warning.scoring import score as scoring

EVERYBODY = "everybody"


def audits(
    *, made: WarningRound, history: History, groups: Mapping[str, Mapping[str, str]]
) -> list[WarningAudit]:
    """Return a row for each force and group that is large enough; none where nobody was scored."""
    then = outcome.years_later(day=made.as_of, years=-outcome.TRAINING_YEARS)
    card = levelling.levelled(card=cards.read(), history=history, on=then)
    found = scoring.compute(history=history, on=then)
    if not found.people:
        return []
    met = outcome.happened(scored=found, history=history, after=then, before=made.as_of)
    points = cards.points(card=card, values=found.values)
    chances = cards.chances(card=card, points=points)
    flagged = {
        row.person_id for row in scoring.score(history=history, on=then, card=card) if row.flag
    }
    flags = np.array([one.id in flagged for one in found.people], dtype=np.bool_)
    bodies = np.array([one.organisation for one in found.people])
    rows = []
    for body in sorted(set(bodies)):
        here = bodies == body
        people = [one.id for one, is_here in zip(found.people, here, strict=True) if is_here]
        for kind, of in {EVERYBODY: dict.fromkeys(people, EVERYBODY), **groups}.items():
            audited = by_group.audit(
                kind=kind,
                groups=[of.get(person, "not known") for person in people],
                flags=flags[here],
                chances=chances[here],
                happened=met[here],
            )
            rows += [_row(made, uuid.UUID(body), kind, group) for group in audited.groups]
    return rows


def _row(made: WarningRound, body: uuid.UUID, kind: str, group: Group) -> WarningAudit:
    return WarningAudit(
        round=made,
        organisation_id=body,
        kind=kind,
        name=group.name,
        people=group.people,
        happened=group.missed.total,
        flagged=group.flagged.count,
        false_flags=group.false_flags.count,
        missed=group.missed.count,
        expected=round(group.expected, 2),
    )
