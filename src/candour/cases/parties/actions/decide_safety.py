"""Decides whether the reporter is safe if a subject is given something; nothing goes before it."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.cases.courses import following
from candour.cases.models import SafetyDecision
from candour.core.states import Step
from candour.guard.actors import Actor
from candour.guard.models import SealedItem
from candour.guard.permissions import demand
from candour.intake.actions.write_letter import write_letter
from candour.intake.mailboxes.letters import MESSAGE, Letter
from candour.intake.models import Correspondent
from candour.law.disclosure import SAFETY, STAGES


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The stage, how the reporter's safety was seen to, why, and the letter to the reporter."""

    stage: str
    answer: str
    why: str = dataclasses.field(repr=False)
    letter: str = dataclasses.field(default="", repr=False)


class LetterMissing(Exception):
    """Write to the reporter first: the letter goes to the mailbox with this decision."""


class CanBeReached(Exception):
    """The reporter has a mailbox. Tell them first, or say what harm telling them would do."""


class CannotBeReached(Exception):
    """There is no mailbox to write to. Choose another answer."""


class NotAnAnswer(Exception):
    """Choose the stage and how the reporter's safety was seen to."""


@transaction.atomic
def decide_safety(
    *, file: uuid.UUID, seen: Seen, by: Actor, at: datetime.datetime
) -> SafetyDecision:
    """Record the decision for one stage; where the reporter is told, the letter goes with it."""
    demand("cases.decide_safety", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    _check(file, seen)
    letter = _tell(file, seen, by=by, at=at)
    item = words.seal_reason(case=case, text=seen.why)
    decision = SafetyDecision(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        stage=seen.stage,
        answer=seen.answer,
        letter=letter,
    )
    SafetyDecision.objects.bulk_create([decision])
    followed = following.followed(case=case, step=Step.DECIDE_REPORTER_SAFETY, by=by, at=at)
    after = [*([letter] if letter else []), item, decision, *followed]
    detail = {"stage": seen.stage, "recipients": ["reporter"] if letter else []}
    steps.finish(step="cases.decide_safety", case=case, after=after, by=by, at=at, detail=detail)
    return decision


def _check(file: uuid.UUID, seen: Seen) -> None:
    known = {row.code for row in STAGES}, {row.code for row in SAFETY}
    if seen.stage not in known[0] or seen.answer not in known[1]:
        raise NotAnAnswer
    is_reachable = Correspondent.objects.filter(file_id=file, is_reachable=True).exists()
    if seen.answer == "unreachable" and is_reachable:
        raise CanBeReached
    if seen.answer == "told" and not is_reachable:
        raise CannotBeReached
    if seen.answer == "told" and not seen.letter.strip():
        raise LetterMissing


def _tell(file: uuid.UUID, seen: Seen, *, by: Actor, at: datetime.datetime) -> SealedItem | None:
    if seen.answer != "told":
        return None
    letter = Letter(text=seen.letter, kind=MESSAGE)
    return write_letter(file=file, letter=letter, by=by, at=at)
