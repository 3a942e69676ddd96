"""Decides from coded answers whether a case must go to the IOPC, who sends it, and why."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from candour.core.calendar import covers
from candour.law.events import CaseKind, Party
from candour.law.referral import CRITERIA, Answer, Applies, Criterion

T = TypeVar("T")


class UnknownCriterion(ValueError):
    """An answer was given to a question that is not asked for this kind of case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralAssessment:
    """States whether a case must be referred, and the reasons.

    is_undetermined: nothing requires referral so far, and an answer is still not known.
    is_voluntary: nothing requires it, and somebody who may refer wants to. who, to: who refers,
    and who receives or is told; empty where nobody need or will. unknown: codes of the mandatory
    criteria that could not be answered, also where another one already requires referral.
    """

    is_required: bool
    is_undetermined: bool
    is_voluntary: bool
    criteria: tuple[str, ...]
    unknown: tuple[str, ...]
    because: tuple[str, ...]
    who: tuple[Party, ...]
    to: tuple[Party, ...]
    clock_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Holds a criterion as it applies to one kind of case; an automatic one is not asked."""

    criterion: Criterion
    applies: Applies


def questions_for(*, kind: CaseKind, on: datetime.date) -> tuple[Question, ...]:
    """Return the criteria for a kind of case that the law in force for it contains.

    References: PRA 2002 Sch 3 paras 4, 13, 14C; C&M Regs 2020 regs 4, 7.
    """
    return tuple(
        Question(criterion=criterion, applies=applies)
        for criterion in CRITERIA
        for applies in criterion.applies
        if applies.case_kind is kind and covers(period=criterion.in_force, on=on)
    )


def assess_referral(
    *, kind: CaseKind, answers: Mapping[str, Answer], on: datetime.date
) -> ReferralAssessment:
    """Say whether a case must be referred, from answers by criterion code.

    A question without an answer counts as not known. `on` is the day that selects the law.

    References: PRA 2002 Sch 3 paras 4, 13, 14C; C&M Regs 2020 regs 4, 7.
    """
    questions = questions_for(kind=kind, on=on)
    _refuse_strangers(answers, questions)
    mandatory = [one for one in questions if one.criterion.is_mandatory]
    met = [one for one in mandatory if _answer(one, answers) is Answer.YES]
    unknown = [one for one in mandatory if _answer(one, answers) is Answer.NOT_KNOWN]
    wanted = [
        one
        for one in questions
        if not one.criterion.is_mandatory and _answer(one, answers) is Answer.YES
    ]
    acting = met or wanted
    return ReferralAssessment(
        is_required=bool(met),
        is_undetermined=bool(unknown) and not met,
        is_voluntary=bool(wanted) and not met,
        criteria=tuple(one.criterion.code for one in acting),
        unknown=tuple(one.criterion.code for one in unknown),
        because=_because(mandatory, [*met, *wanted], unknown),
        who=_unique(one.criterion.referred_by for one in acting),
        to=_unique(party for one in acting for party in one.criterion.told),
        clock_ids=_unique(one.applies.clock_id for one in met),
    )


def _refuse_strangers(answers: Mapping[str, Answer], questions: Iterable[Question]) -> None:
    strangers = sorted(set(answers) - {one.criterion.code for one in questions})
    if strangers:
        message = f"Not asked for this kind of case: {', '.join(strangers)}"
        raise UnknownCriterion(message)


def _answer(question: Question, answers: Mapping[str, Answer]) -> Answer:
    if question.applies.is_automatic:
        return Answer.YES
    return answers.get(question.criterion.code, Answer.NOT_KNOWN)


def _because(
    mandatory: list[Question], met: list[Question], unknown: list[Question]
) -> tuple[str, ...]:
    reasons = [_met_reason(one) for one in met]
    reasons += [f"{one.criterion.name}: not known yet." for one in unknown]
    if not reasons and mandatory:
        reasons.append("Every question that the law asks was answered no.")
    if not mandatory:
        reasons.append("No law held here governs a matter of this date.")
    return tuple(reasons)


def _met_reason(question: Question) -> str:
    provision = question.applies.provision
    always = " Every case of this kind is referred." if question.applies.is_automatic else ""
    source = f"{provision.instrument.short} {provision.reference}"
    return f"{question.criterion.name} ({source}).{always}"


def _unique(values: Iterable[T | None]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(value for value in values if value is not None))
