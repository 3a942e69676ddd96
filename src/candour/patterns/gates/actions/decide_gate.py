"""Decides by name whether a change may be made, with reasons that a body outside reads."""

import dataclasses
import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases.feeds import opening
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import DESCRIPTION, Place
from candour.guard.log import leaves
from candour.guard.permissions import demand, refused
from candour.law.policies import gates as policy
from candour.patterns.models import Gate, GateDecision

STEP = "patterns.decide_gate"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The answer, its coded reasons, conditions where it has any, and the words."""

    answer: str
    reasons: tuple[str, ...]
    terms: tuple[str, ...] = ()
    words: str = dataclasses.field(repr=False)


class NotADecision(Exception):
    """Give an answer and at least one reason; name conditions only where there are any."""


class NotYours(Exception):
    """The appropriate authority decides, and nobody decides about themselves."""


class LinkOfOne(Exception):
    """One person alone has said who this is. A second person confirms it before "not now"."""


@transaction.atomic
def decide_gate(
    *, file: uuid.UUID, decided: Decided, by: Actor, at: datetime.datetime
) -> GateDecision:
    """Record the decision; a later one replaces it. Silence records nothing."""
    demand("patterns.decide_gate", by=by, at=at, file=file)
    opening.one_at_a_time(file=file)
    gate = Gate.objects.filter(file_id=file).first()
    if gate is None:
        raise refused(STEP, file=file)
    _check(decided)
    place = Place(file=file, organisation=gate.organisation_id, compartment=DESCRIPTION)
    item = keys.seal(place=place, kind="reason", text=decided.words)
    row = GateDecision(
        file_id=file,
        organisation_id=gate.organisation_id,
        gate=gate,
        answer=decided.answer,
        reasons=list(decided.reasons),
        terms=list(decided.terms),
        reason_item=item,
        decided_at=at,
        decided_by=by.account,
        supersedes=gate.decisions.filter(superseded_by__isnull=True).first(),
    )
    try:
        with transaction.atomic():
            GateDecision.objects.bulk_create([row])
    except IntegrityError as error:
        # The database knows how each link was confirmed, also in cases that nobody here sees.
        if "one person alone" in str(error):
            raise LinkOfOne from None
        raise NotYours from None
    entry = leaves.Entry(
        kind="write",
        what=STEP,
        file=file,
        why="Whether a change may be made",
        detail={"answer": row.answer, "reasons": row.reasons},
        after=[item, row],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row


def _check(decided: Decided) -> None:
    known = {row.code for row in policy.REASONS}
    terms = {row.code for row in policy.TERMS}
    has_terms = decided.answer == policy.CONDITIONS
    if (
        decided.answer not in {row.code for row in policy.ANSWERS}
        or not decided.reasons
        or not known.issuperset(decided.reasons)
        or not terms.issuperset(decided.terms)
        or bool(decided.terms) is not has_terms
    ):
        raise NotADecision
