"""Screening: what was said of each person, whom it may be, and all that is known of those."""

import dataclasses
import datetime
import json
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from candour.cases.models import Allegation, Described, LinkDecision, Suggestion
from candour.cases.queries import resting
from candour.cases.queries.resting import Resting
from candour.cases.reading import heads, history, opened, progress, staff, wording
from candour.cases.reading.heads import CaseHead
from candour.cases.rules import links
from candour.cases.rules.links import Confirmed
from candour.core.matching.score import WEIGHTS, Level
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand
from candour.people import queries as people_queries
from candour.people.queries import PersonCard

# How another system calls a person among its own rows; nobody wears it on a shoulder.
_NOT_A_NUMBER = "source_id"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who answered what about a suggestion, and when."""

    answer: str
    words: str
    by: str
    at: datetime.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A confirmed link: which proposal to confirm it waits, or which second person confirmed it."""

    asked: uuid.UUID | None
    second: str
    is_by_two: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One suggestion: the person, why, what is known of them already, and what was decided."""

    id: uuid.UUID
    card: PersonCard
    numbers: tuple[str, ...]
    weight: float
    because: tuple[str, ...]
    against: tuple[str, ...]
    earlier: tuple[history.Earlier, ...]
    earlier_by_one: int
    decision: Decision | None
    link: Link | None
    before: tuple[Decision, ...]
    resting: tuple[Resting, ...]

    @property
    def is_ruled_out(self) -> bool:
        """Return whether somebody said that this is not the person."""
        return self.decision is not None and self.decision.answer == "not_same"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ScreenedPerson:
    """Someone described: the words where the vault opens them, and everyone it may be."""

    progress: progress.Person
    said: tuple[tuple[str, str], ...] | None
    screened_by: str
    alleged: tuple[str, ...]
    candidates: tuple[Candidate, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningPage:
    """Everything the screening page shows."""

    head: CaseHead
    people: tuple[ScreenedPerson, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """The answers by suggestion, history and links by person, and what rests on each answer."""

    made: Mapping[uuid.UUID, Sequence[Decision]]
    past: Mapping[uuid.UUID, tuple[history.Earlier, ...]]
    rests: Mapping[uuid.UUID, tuple[Resting, ...]]
    linked: Mapping[uuid.UUID, Link]
    by_one: Mapping[uuid.UUID, int]


def screening_page(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> ScreeningPage:
    """Return every person with every suggestion and every earlier allegation beside it."""
    demand("cases.history", by=by, at=at, file=file)
    past = history.earlier(file=file, by=by, at=at)
    suggestions = list(Suggestion.objects.filter(file_id=file).order_by("-weight", "id"))
    decisions = list(LinkDecision.objects.filter(file_id=file).order_by("decided_at", "id"))
    persons = progress.people(file=file)
    linked = links.confirmed(file=file)
    accounts = [
        *(one.decided_by for one in decisions),
        *(one.screened_by for one in persons),
        *(one.second for one in linked.values()),
    ]
    known = staff.called(accounts=accounts, by=by, at=at)
    beside = _Beside(
        made=_decisions(decisions, known),
        past=past,
        rests=resting.resting(file=file, by=by, at=at),
        linked={person: _link(one, known) for person, one in linked.items()},
        by_one=links.earlier_by_one(file=file),
    )
    candidates = _candidates(suggestions, beside, by=by, at=at)
    said = _said(file, vault, by=by, at=at)
    alleged = _alleged(file)
    return ScreeningPage(
        head=heads.read(file=file, by=by, on=at.date()),
        people=tuple(
            ScreenedPerson(
                progress=person,
                said=said.get(person.id),
                screened_by=staff.named(known, person.screened_by),
                alleged=tuple(alleged[person.id]),
                candidates=tuple(candidates[person.id]),
            )
            for person in persons
        ),
    )


def _candidates(
    suggestions: Sequence[Suggestion],
    beside: _Beside,
    *,
    by: Actor,
    at: datetime.datetime,
) -> Mapping[uuid.UUID, list[Candidate]]:
    found: dict[uuid.UUID, list[Candidate]] = defaultdict(list)
    if not suggestions:
        return found
    cards = people_queries.cards(persons=[one.person_id for one in suggestions], by=by, at=at)
    for one in suggestions:
        levels = [Level(code) for code in one.because]
        answers = beside.made.get(one.id, ())
        found[one.described_id].append(
            Candidate(
                id=one.id,
                card=cards[one.person_id],
                numbers=tuple(
                    number.capitalize()
                    for number in cards[one.person_id].numbers
                    if not number.startswith(_NOT_A_NUMBER)
                ),
                weight=one.weight,
                because=tuple(WEIGHTS[x].words for x in levels if WEIGHTS[x].bits > 0),
                against=tuple(WEIGHTS[x].words for x in levels if WEIGHTS[x].bits <= 0),
                earlier=beside.past.get(one.person_id, ()),
                earlier_by_one=beside.by_one.get(one.person_id, 0),
                decision=answers[-1] if answers else None,
                link=beside.linked.get(one.person_id) if _is_same(answers) else None,
                before=tuple(answers[:-1]),
                resting=beside.rests.get(one.id, ()),
            )
        )
    return found


def _is_same(answers: Sequence[Decision]) -> bool:
    return bool(answers) and answers[-1].answer == "same"


def _link(one: Confirmed, known: dict[uuid.UUID, staff.Colleague]) -> Link:
    second = staff.named(known, one.second) if one.is_by_two else ""
    return Link(asked=one.asked, second=second, is_by_two=one.is_by_two)


def _decisions(
    rows: Sequence[LinkDecision], known: dict[uuid.UUID, staff.Colleague]
) -> Mapping[uuid.UUID, Sequence[Decision]]:
    made: dict[uuid.UUID, list[Decision]] = defaultdict(list)
    for row in rows:
        made[row.suggestion_id].append(
            Decision(
                answer=row.answer,
                words=wording.ANSWERS[row.answer],
                by=staff.named(known, row.decided_by),
                at=row.decided_at,
            )
        )
    return made


def _said(
    file: uuid.UUID, vault: Vault, *, by: Actor, at: datetime.datetime
) -> dict[uuid.UUID, tuple[tuple[str, str], ...]]:
    rows = Described.objects.filter(file_id=file, item__isnull=False).select_related("item")
    items = {row.id: row.item for row in rows.order_by("number") if row.item is not None}
    texts = opened.texts(items=list(items.values()), vault=vault, by=by, at=at)
    return {
        described: wording.said(json.loads(texts[item.id]))
        for described, item in items.items()
        if item.id in texts
    }


def _alleged(file: uuid.UUID) -> Mapping[uuid.UUID | None, list[str]]:
    alleged: dict[uuid.UUID | None, list[str]] = defaultdict(list)
    for row in Allegation.objects.filter(file_id=file).order_by("number", "id"):
        alleged[row.described_id].append(wording.category(row.category))
    return alleged
