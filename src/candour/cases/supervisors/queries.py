"""Supervisors who knew, as a case's page shows them, and whom an action would meet a third time."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from candour.cases.models import Allegation, SupervisorDecision, SupervisorNoted
from candour.cases.reading import heads, opened, staff
from candour.cases.reading.heads import CaseHead
from candour.cases.rules import ladder
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import SealedItem
from candour.guard.permissions import demand, refused
from candour.law.policies.ladder import RUNGS, SUPERVISORS
from candour.people import queries as people
from candour.people.queries import PersonCard

_FOUND = {row.code: row.name for row in SUPERVISORS}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision about a supervisor: what, by whom, when, why as far as it opens."""

    answer: str
    by: str
    at: datetime.datetime
    reason: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Supervisor:
    """One supervisor who was noted: the evidence, and the decisions, the newest first."""

    id: uuid.UUID
    name: str
    how: str
    decided: tuple[Decided, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """One kind of action that one person of the case has had before, and how often."""

    person_id: uuid.UUID
    name: str
    rung: str
    title: str
    times: int
    needs_reason: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SupervisorsPage:
    """Everything the page shows."""

    head: CaseHead
    supervisors: tuple[Supervisor, ...]
    repeated: tuple[Repeated, ...]

    @property
    def undecided(self) -> int:
        """Return for how many supervisors a decision is missing."""
        return sum(not one.decided for one in self.supervisors)


def supervisors_page(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> SupervisorsPage:
    """Return who knew, and which actions come again for whom the case is about."""
    demand("cases.read", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    noted = list(SupervisorNoted.objects.filter(file_id=file).order_by("noted_at", "id"))
    subjects = Allegation.objects.filter(file_id=file, subject_id__isnull=False)
    persons = sorted(set(subjects.values_list("subject_id", flat=True)), key=str)
    wanted = [*(one.person_id for one in noted), *(one for one in persons if one)]
    cards = people.cards(persons=wanted, by=by, at=at) if wanted else {}
    names = {person: card.name for person, card in cards.items()}
    return SupervisorsPage(
        head=head,
        supervisors=_supervisors(noted, names, vault, by=by, at=at),
        repeated=_repeated(file, [one for one in persons if one], names),
    )


def supervisors_like(
    *, said: Mapping[str, str], by: Actor, at: datetime.datetime
) -> tuple[PersonCard, ...]:
    """Return whom the typed name or number of a supervisor may mean."""
    demand("cases.supervisors_like", by=by, at=at)
    return people.cards_like(said=said, on=at.date(), by=by, at=at)


def noted_head(*, file: uuid.UUID, noted: uuid.UUID, by: Actor, at: datetime.datetime) -> CaseHead:
    """Return the head of the case for a form about one supervisor of it."""
    demand("cases.read", by=by, at=at, file=file)
    if not SupervisorNoted.objects.filter(id=noted, file_id=file).exists():
        raise refused("cases.read", file=file)
    return heads.read(file=file, by=by, on=at.date())


def repeated_head(
    *, file: uuid.UUID, person: uuid.UUID, rung: str, by: Actor, at: datetime.datetime
) -> CaseHead:
    """Return the head of the case for the form that asks why an action comes again."""
    demand("cases.read", by=by, at=at, file=file)
    here = Allegation.objects.filter(file_id=file, subject_id=person)
    if not here.exists() or rung not in {one.code for one in RUNGS}:
        raise refused("cases.read", file=file)
    return heads.read(file=file, by=by, on=at.date())


def _supervisors(
    noted: list[SupervisorNoted], names: Mapping[uuid.UUID, str], vault: Vault, *,
    by: Actor, at: datetime.datetime,
) -> tuple[Supervisor, ...]:  # fmt: skip
    rows = list(SupervisorDecision.objects.filter(noted__in=noted).order_by("-decided_at", "id"))
    sealed = [*(one.item_id for one in noted), *(one.reason_item_id for one in rows)]
    items = list(SealedItem.objects.filter(id__in=[one for one in sealed if one]).order_by("id"))
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    known = staff.called(accounts=[one.decided_by for one in rows], by=by, at=at)
    return tuple(
        Supervisor(
            id=one.id,
            name=names[one.person_id],
            how=texts.get(one.item_id, ""),
            decided=tuple(
                Decided(
                    answer=_FOUND[row.answer],
                    by=staff.named(known, row.decided_by),
                    at=row.decided_at,
                    reason=texts.get(row.reason_item_id, "") if row.reason_item_id else "",
                )
                for row in rows
                if row.noted_id == one.id
            ),
        )
        for one in noted
    )


def _repeated(
    file: uuid.UUID, persons: list[uuid.UUID], names: Mapping[uuid.UUID, str]
) -> tuple[Repeated, ...]:
    found = []
    for person in persons:
        for rung in RUNGS:
            times = ladder.times_before(person=person, file=file, rung=rung)
            if times:
                found.append(
                    Repeated(
                        person_id=person,
                        name=names[person],
                        rung=rung.code,
                        title=rung.name,
                        times=times,
                        needs_reason=ladder.needs_reason(person=person, file=file, rung=rung),
                    )
                )
    return tuple(found)
