"""What the page of checks shows of a case: by codes, days and names; none of its words."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from candour.cases.checks.lasting import until_on
from candour.cases.models import (
    AbuseCheck,
    Allegation,
    Case,
    FollowUp,
    IndependenceCheck,
    Learning,
    NoCaseCheck,
    SecondAsk,
    SeparationDefault,
    StepTaken,
)
from candour.cases.models.proceeding import FOLLOWED, ITEM_ANSWERS, LEARNED_ON, LEARNING_ENDS
from candour.cases.reading import heads, staff, wording
from candour.cases.reading.heads import CaseHead
from candour.core.states import Step
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.categories import CATEGORIES, FactGroup
from candour.law.policies.checks import ABUSE_ITEMS, SECONDED, TOPICS
from candour.people import queries as people
from candour.people.models import Unit

_SECONDED = {row.code: row.name for row in SECONDED}
_DOMESTIC = {row.code for row in CATEGORIES if FactGroup.DOMESTIC in row.groups}
_ANSWERS, _STATES = dict(ITEM_ANSWERS), dict(FOLLOWED)
_ON, _ENDS = dict(LEARNED_ON), dict(LEARNING_ENDS)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AllegationLine:
    """One allegation and whether the checks before "no case to answer" are recorded."""

    id: uuid.UUID
    number: int
    about: str
    checked_on: datetime.date | None
    checked_by: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLine:
    """Something that needs a second person: what, of whom, by whom, and what became of it."""

    id: uuid.UUID
    what: str
    person: str
    by: str
    on: datetime.date
    answer: str
    answered_by: str

    @property
    def waits(self) -> bool:
        """Return whether nobody has answered it."""
        return not self.answer


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MovedLine:
    """Somebody who moves because nobody decided in time; whether somebody has decided since."""

    person: str
    since: datetime.date
    told: str
    decided_on: datetime.date | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AbuseLine:
    """One line of the checklist: its question, the answer that counts, and the file that shows."""

    code: str
    name: str
    asks: str
    answer: str
    by: str
    on: datetime.date | None
    evidence: uuid.UUID | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FollowLine:
    """One topic that is followed for a year: where it stands, whose it is, when it is next."""

    topic: str
    name: str
    state: str
    owner: str
    next_on: datetime.date | None
    until_on: datetime.date
    is_late: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LearningLine:
    """One piece of learning: on what, whose, by when, and what became of it."""

    id: uuid.UUID
    on: str
    owner: str
    by_on: datetime.date
    ended: str
    is_late: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChecksPage:
    """Everything that the page of checks shows."""

    head: CaseHead
    allegations: tuple[AllegationLine, ...]
    proposals: tuple[ProposalLine, ...]
    moved: tuple[MovedLine, ...]
    is_abuse: bool
    abuse: tuple[AbuseLine, ...]
    followed: tuple[FollowLine, ...]
    learning: tuple[LearningLine, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """What people of the register and people with accounts are called."""

    persons: Mapping[uuid.UUID, people.PersonCard]
    accounts: dict[uuid.UUID, staff.Colleague]

    def person(self, one: uuid.UUID | None) -> str:
        return self.persons[one].name if one is not None and one in self.persons else ""

    def account(self, one: uuid.UUID | None) -> str:
        return staff.named(self.accounts, one)


def checks_page(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> ChecksPage:
    """Return the checks of a case, and what of them waits."""
    demand("cases.checks", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    case = Case.objects.get(file_id=file)
    asks = list(SecondAsk.objects.filter(file_id=file).select_related("answer"))
    moved = list(SeparationDefault.objects.filter(file_id=file).order_by("proposed_at", "id"))
    checks = list(NoCaseCheck.objects.filter(file_id=file, superseded_by__isnull=True))
    abuse = list(AbuseCheck.objects.filter(file_id=file, superseded_by__isnull=True))
    follow = list(FollowUp.objects.filter(file_id=file, superseded_by__isnull=True))
    learning = list(Learning.objects.filter(file_id=file).select_related("end"))
    accounts = [one.decided_by for one in (*asks, *checks, *abuse)]
    accounts += [one.answer.decided_by for one in asks if hasattr(one, "answer")]
    accounts += [one.owner_id for one in follow] + [one.owner_id for one in learning]
    accounts += [one.told_id for one in moved]
    known = {one.about_id for one in asks if one.about_id} | {one.person_id for one in moved}
    names = _Names(
        persons=people.cards(persons=known, by=by, at=at) if known else {},
        accounts=staff.called(accounts=accounts, by=by, at=at),
    )
    return ChecksPage(
        head=head,
        allegations=_allegations(file, {one.allegation_id: one for one in checks}, names),
        proposals=tuple(_proposal(one, names) for one in sorted(asks, key=_when)),
        moved=tuple(_moved(one, names) for one in moved),
        is_abuse=is_abuse(case=case),
        abuse=_abuse({one.code: one for one in abuse}, names),
        followed=_followed(case, {one.topic: one for one in follow}, names, on=at.date()),
        learning=tuple(_learning(one, names, on=at.date()) for one in learning),
    )


def is_abuse(*, case: Case) -> bool:
    """Say whether a case is about domestic abuse; part of showing its checks."""
    codes = Allegation.objects.filter(file_id=case.file_id).values_list("category", flat=True)
    checked = IndependenceCheck.objects.filter(file_id=case.file_id).order_by("checked_at").last()
    told = set(checked.told) | set(checked.because) if checked else set()
    return bool(set(codes) & _DOMESTIC) or bool(told & {"domestic", "domestic_abuse"})


def _when(one: SecondAsk) -> tuple[datetime.datetime, bytes]:
    return one.decided_at, one.id.bytes


def _allegations(
    file: uuid.UUID, checks: Mapping[uuid.UUID, NoCaseCheck], names: _Names
) -> tuple[AllegationLine, ...]:
    rows = Allegation.objects.filter(file_id=file).order_by("number", "id")
    return tuple(
        AllegationLine(
            id=row.id,
            number=row.number,
            about=wording.category(row.category, source=row.source_category),
            checked_on=checks[row.id].decided_at.date() if row.id in checks else None,
            checked_by=names.account(checks[row.id].decided_by) if row.id in checks else "",
        )
        for row in rows
    )


def _proposal(one: SecondAsk, names: _Names) -> ProposalLine:
    answer = one.answer if hasattr(one, "answer") else None
    agreed = "" if answer is None else "Agreed" if answer.agrees else "Not agreed"
    return ProposalLine(
        id=one.id,
        what=_SECONDED[one.what],
        person=names.person(one.about_id),
        by=names.account(one.decided_by),
        on=one.decided_at.date(),
        answer=agreed,
        answered_by=names.account(answer.decided_by) if answer else "",
    )


def _moved(one: SeparationDefault, names: _Names) -> MovedLine:
    decided = StepTaken.objects.filter(
        file_id=one.file_id,
        about_id=one.person_id,
        step=Step.SEPARATE.value,
        decided_at__gte=one.proposed_at,
    )
    last = decided.order_by("decided_at").last()
    return MovedLine(
        person=names.person(one.person_id),
        since=one.proposed_at.date(),
        told=names.account(one.told_id) if one.told_id else "",
        decided_on=last.happened_on if last else None,
    )


def _abuse(checks: Mapping[str, AbuseCheck], names: _Names) -> tuple[AbuseLine, ...]:
    return tuple(
        AbuseLine(
            code=item.code,
            name=item.name,
            asks=item.asks,
            answer=_ANSWERS[checks[item.code].answer] if item.code in checks else "",
            by=names.account(checks[item.code].decided_by) if item.code in checks else "",
            on=checks[item.code].decided_at.date() if item.code in checks else None,
            evidence=checks[item.code].evidence_id if item.code in checks else None,
        )
        for item in ABUSE_ITEMS
    )


def _followed(
    case: Case, rows: Mapping[str, FollowUp], names: _Names, *, on: datetime.date
) -> tuple[FollowLine, ...]:
    found = []
    for topic in TOPICS:
        row = rows.get(topic.code)
        next_on = row.next_on if row else None
        found.append(
            FollowLine(
                topic=topic.code,
                name=topic.name,
                state=_STATES[row.state] if row else "",
                owner=names.account(row.owner_id) if row and row.owner_id else "",
                next_on=next_on,
                until_on=row.until_on if row else until_on(case),
                is_late=next_on is not None and next_on < on,
            )
        )
    return tuple(found)


def _learning(one: Learning, names: _Names, *, on: datetime.date) -> LearningLine:
    ended = _ENDS[one.end.code] if hasattr(one, "end") else ""
    unit = Unit.objects.filter(id=one.unit_id).first() if one.unit_id else None
    return LearningLine(
        id=one.id,
        on=unit.name if unit else _ON[one.learned_on],
        owner=names.account(one.owner_id),
        by_on=one.by_on,
        ended=ended,
        is_late=not ended and one.by_on < on,
    )
