"""Referral: the questions of the law for this kind of case, the answers, and what they require."""

import dataclasses
import datetime
import uuid

from candour.cases import deadlines
from candour.cases.models import Case, Referral, ReferralAssessment
from candour.cases.reading import heads, staff, wording
from candour.cases.reading.heads import CaseHead
from candour.core import refer
from candour.core.deadlines import Deadline
from candour.core.refer import Question
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.referral import Answer


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The answers in force, what they require and by whom they were given."""

    answers: dict[str, Answer]
    found: refer.ReferralAssessment
    by: str
    at: datetime.datetime
    who: str
    to: str
    deadlines: tuple[Deadline, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A referral that was made."""

    on: datetime.date
    by: str
    criteria: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReferralPage:
    """Everything the referral page shows."""

    head: CaseHead
    questions: tuple[Question, ...]
    automatic: tuple[Question, ...]
    answered: Answered | None
    sent: Sent | None


def referral_page(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> ReferralPage:
    """Return the questions for this kind of case, and where its referral stands."""
    demand("cases.read", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    questions = refer.questions_for(kind=head.kind, on=head.received_on)
    current = ReferralAssessment.objects.filter(file_id=file, superseded_by__isnull=True).first()
    sent = Referral.objects.filter(file_id=file).order_by("decided_at", "id").first()
    made_by = [one.decided_by for one in (current, sent) if one is not None]
    known = staff.called(accounts=made_by, by=by, at=at)
    names = {one.criterion.code: one.criterion.name for one in questions}
    return ReferralPage(
        head=head,
        questions=tuple(one for one in questions if not one.applies.is_automatic),
        automatic=tuple(one for one in questions if one.applies.is_automatic),
        answered=_answered(current, head, known, on=at.date()) if current else None,
        sent=Sent(
            on=sent.referred_on,
            by=staff.named(known, sent.decided_by),
            criteria=tuple(names.get(code, code) for code in sent.criteria),
        )
        if sent
        else None,
    )


def _answered(
    row: ReferralAssessment,
    head: CaseHead,
    known: dict[uuid.UUID, staff.Colleague],
    *,
    on: datetime.date,
) -> Answered:
    answers = {code: Answer(answer) for code, answer in row.answers.items()}
    found = refer.assess_referral(kind=head.kind, answers=answers, on=head.received_on)
    case = Case.objects.get(file_id=head.file)
    clocks = deadlines.of_cases(cases=[case], on=on)[head.file]
    return Answered(
        answers=answers,
        found=found,
        by=staff.named(known, row.decided_by),
        at=row.decided_at,
        who=wording.parties(found.who),
        to=wording.parties(found.to),
        deadlines=tuple(one for one in clocks if one.clock_id in found.clock_ids),
    )
