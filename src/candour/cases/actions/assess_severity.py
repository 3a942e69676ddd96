"""Assesses an allegation: on the facts alone, then again with the history on the screen."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from django.db import IntegrityError, models, transaction

from candour.cases import steps, words
from candour.cases.courses import following
from candour.cases.impartial.actions.check_independence import check_independence
from candour.cases.models import Allegation, Case, SeverityAssessment
from candour.cases.rules import links, severity
from candour.cases.rules.severity import Standing
from candour.core import assess
from candour.core.assess import Gap, Need, Proposal
from candour.core.states import Step
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.guard.seats import Seat
from candour.law.categories import FactGroup
from candour.law.conduct import standards
from candour.law.independence import DOMESTIC_SETTING
from candour.law.referral import Answer
from candour.law.severity import SeverityLevel


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What the assessor decides: on which basis, which level, and why.

    facts: answers to the questions behind the floors, asked with the history; none is not known.
    """

    allegation: uuid.UUID
    basis: str
    level: SeverityLevel
    reason: str
    facts: Mapping[FactGroup, Answer] = dataclasses.field(default_factory=dict)


class ScreeningIncomplete(Exception):
    """Decide every suggestion first, and screen again if something new has arrived."""


class NotEnough(Exception):
    """The assessment lacks something that it can't do without; `missing` says what."""

    def __init__(self, missing: tuple[Gap, ...]) -> None:
        super().__init__(" ".join(gap.words for gap in missing))
        self.missing = missing


@transaction.atomic
def assess_severity(
    *, file: uuid.UUID, assessed: Assessed, by: Actor, at: datetime.datetime
) -> SeverityAssessment:
    """Record one assessment; the database refuses it while a screening is open or out of date.

    A level below misconduct, or lower than the one that stood, is recorded, and stands once
    somebody else assesses the same.
    """
    demand("cases.assess_severity", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    allegation = Allegation.objects.get(id=assessed.allegation, file_id=file)
    if assessed.basis == severity.HISTORY:
        _demand_enough(case, allegation, assessed, by=by)
    item = words.seal_reason(case=case, text=assessed.reason)
    row = SeverityAssessment(
        file_id=file,
        organisation_id=case.organisation_id,
        allegation=allegation,
        basis=assessed.basis,
        level=assessed.level.value,
        reason_item=item,
        decided_at=at,
        decided_by=by.account,
        supersedes=SeverityAssessment.objects.filter(
            allegation=allegation, basis=assessed.basis, superseded_by__isnull=True
        ).first(),
    )
    try:
        with transaction.atomic():
            SeverityAssessment.objects.bulk_create([row])
    except IntegrityError:
        raise ScreeningIncomplete from None
    facts = {group.value: answer.value for group, answer in assessed.facts.items()}
    detail = {"standards_version": standards.VERSION, **({"facts": facts} if facts else {})}
    if assessed.facts.get(FactGroup.DOMESTIC) is Answer.YES:
        # From now on it is known of the case: its floor, and that another force investigates.
        check_independence(file=file, by=by, at=at, told=(DOMESTIC_SETTING,))
    after = [item, row, *_steps(case, assessed, by=by, at=at)]
    step = "cases.assess_severity"
    steps.finish(step=step, case=case, after=after, by=by, at=at, detail=detail)
    return row


def _steps(
    case: Case, assessed: Assessed, *, by: Actor, at: datetime.datetime
) -> list[models.Model]:
    """Write down the assessment once a level stands: the first of the case, or one that changes."""
    standing = severity.standings(file=case.file_id)[assessed.allegation]
    if assessed.basis != severity.HISTORY or standing.level is None:
        return []
    is_again = following.is_done(case, Step.ASSESS_SEVERITY)
    step = Step.REASSESS_SEVERITY if is_again else Step.ASSESS_SEVERITY
    return following.followed(case=case, step=step, by=by, at=at)


def _demand_enough(case: Case, allegation: Allegation, assessed: Assessed, *, by: Actor) -> None:
    standing = severity.standings(file=case.file_id)[allegation.id]
    on_facts = standing.on_facts
    told = severity.told(file=case.file_id)
    stated = severity.floors(category=allegation.category, told=told, on=case.received_on)
    proposal = Proposal(
        decided_by=by.account,
        category=allegation.category,
        facts={**assessed.facts, **{floor.group: Answer.YES for floor in stated}},
        level_on_facts=on_facts.level if on_facts else None,
        # The reason itself is sealed; no assessment exists without one.
        reason_on_facts="sealed" if on_facts else "",
        is_history_shown=True,
        level_with_history=assessed.level,
        reason_with_history=assessed.reason,
        lowered_by=_who_lowers(standing, assessed.level, by=by),
        lowering_reason=assessed.reason,
    )
    found = assess.assess_severity(proposal=proposal, on=case.received_on)
    missing = tuple(gap for gap in found.missing if gap.need is not Need.SECOND_PERSON)
    if missing:
        raise NotEnough(missing)
    if on_facts is not None:
        links.demand_two_for_level(
            person=allegation.subject_id,
            file=case.file_id,
            facts=on_facts.level,
            level=assessed.level,
        )


def _who_lowers(standing: Standing, level: SeverityLevel, *, by: Actor) -> uuid.UUID | None:
    """Return the authority who goes below a floor: the actor, or whom the actor agrees with."""
    if by.seat is Seat.APPROPRIATE_AUTHORITY:
        return by.account
    run = standing.run if standing.run and standing.run[-1].level is level else ()
    return next(iter(severity.authorities(made_by=[one.by for one in run])), None)
