"""Which grievances wait for a decision or a second person, and how many were screened as what."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from django.db import connection

from candour.access.models import Involvement
from candour.cases.grievances import waiting
from candour.cases.grievances.actions.decide_grievance import STAYS, said_in
from candour.cases.models import GrievanceDecision, GrievanceItem
from candour.cases.models.grievances import RESULTS
from candour.cases.reading import opened, staff
from candour.core import grievances
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import SealedItem
from candour.guard.permissions import demand, deny
from candour.law.policies.grievances import CATEGORIES
from candour.people import queries as people
from candour.people.queries import PersonCard

MOST = 200
_RESULTS = dict(RESULTS)
_CATEGORIES = {row.code: row.name for row in CATEGORIES}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GrievanceLine:
    """A grievance that waits: HR's codes, what the rules said, until when, for whom it waits."""

    file: uuid.UUID
    ref: str
    category: str
    result: str
    received_on: datetime.date
    due_on: datetime.date
    is_overdue: bool
    needs_second: bool
    is_own: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision or a second person's word: what, by whom, when, why as far as it opens."""

    title: str
    by: str
    at: datetime.datetime
    reason: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GrievancePage:
    """A grievance opened: who raised it about whom, its words, the rules that found it."""

    line: GrievanceLine
    raised_by: str
    about: str
    text: str
    because: tuple[str, ...]
    suggests: tuple[str, ...]
    candidates: tuple[PersonCard, ...]
    decisions: tuple[Decided, ...]
    is_open: bool
    can_review: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A number of one employer: screened:<result>, moved, stays or overdue."""

    organisation_id: uuid.UUID
    what: str
    number: int


def worklist(*, by: Actor, at: datetime.datetime) -> tuple[GrievanceLine, ...]:
    """Return the grievances that wait, as far as their files can be seen, the oldest first."""
    demand("cases.grievance_list", by=by, at=at)
    found = list(waiting.undecided().order_by("due_on", "id")[:MOST])
    return tuple(_line(one, by=by, on=at.date()) for one in found)


def grievance_page(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> GrievancePage:
    """Return a grievance with its words, and everybody of the register it may be about."""
    demand("cases.grievance", by=by, at=at, file=file)
    item = _item(file, by=by, at=at)
    said = said_in(item=item, vault=vault, by=by, at=at)
    here = Involvement.objects.filter(file_id=file).order_by("person_id")
    cards = people.cards(persons=here.values_list("person_id", flat=True), by=by, at=at)
    line = _line(item, by=by, on=at.date())
    return GrievancePage(
        line=line,
        raised_by=_named(said.get("raised_by")),
        about=_named(said.get("about")),
        text=str(said.get("text", "")),
        because=tuple(grievances.in_words(code=code) for code in item.because),
        suggests=tuple(item.suggests),
        candidates=tuple(sorted(cards.values(), key=lambda card: (card.name, card.person_id))),
        decisions=_decisions(item, vault, by=by, at=at),
        is_open=waiting.is_undecided(item) and not line.needs_second,
        can_review=line.needs_second and not line.is_own,
    )


def grievance_line(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> GrievanceLine:
    """Return a grievance by its codes; a file that is none is denied."""
    demand("cases.grievance", by=by, at=at, file=file)
    return _line(_item(file, by=by, at=at), by=by, on=at.date())


def grievance_counts(
    *, since: datetime.date, by: Actor, at: datetime.datetime
) -> tuple[Counted, ...]:
    """Count for each employer the actor oversees what grievances were screened as."""
    demand("cases.grievance_counts", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "select organisation_id, what, number from cases.grievance_counts(%s, %s)",
            [since, at.date()],
        )
        return tuple(
            Counted(organisation_id=organisation, what=what, number=number)
            for organisation, what, number in cursor.fetchall()
        )


def _item(file: uuid.UUID, *, by: Actor, at: datetime.datetime) -> GrievanceItem:
    found = GrievanceItem.objects.filter(file_id=file).select_related("item").first()
    if found is None:
        deny("cases.grievance", by=by, at=at, file=file)
    return found


def _line(item: GrievanceItem, *, by: Actor, on: datetime.date) -> GrievanceLine:
    decision = item.decisions.filter(superseded_by__isnull=True).first()
    needs_second = decision is not None and waiting.needs_second(decision)
    return GrievanceLine(
        file=item.file_id,
        ref=item.ref,
        category=_CATEGORIES.get(item.category, item.category),
        result=_RESULTS[item.result],
        received_on=item.received_on,
        due_on=item.due_on,
        is_overdue=on > item.due_on and waiting.is_undecided(item),
        needs_second=needs_second,
        is_own=decision is not None and decision.decided_by == by.account_id,
    )


def _named(person: object) -> str:
    if not isinstance(person, Mapping):
        return ""
    return " ".join(str(one) for one in person.values() if one)


def _decisions(
    item: GrievanceItem, vault: Vault, *, by: Actor, at: datetime.datetime
) -> tuple[Decided, ...]:
    rows = list(item.decisions.select_related("review").order_by("decided_at", "id"))
    reviews = [one.review for one in rows if hasattr(one, "review")]
    wanted = [one.reason_item_id for one in rows] + [one.item_id for one in reviews]
    sealed = [one for one in wanted if one is not None]
    items = list(SealedItem.objects.filter(id__in=sealed).order_by("id"))
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    accounts = [one.decided_by for one in rows] + [one.reviewed_by for one in reviews]
    known = staff.called(accounts=accounts, by=by, at=at)
    found = [
        Decided(
            title=_title(one),
            by=staff.named(known, one.decided_by),
            at=one.decided_at,
            reason=texts.get(one.reason_item_id, "") if one.reason_item_id else "",
        )
        for one in rows
    ]
    found += [
        Decided(
            title="A second person agreed" if one.is_agreed else "A second person did not agree",
            by=staff.named(known, one.reviewed_by),
            at=one.reviewed_at,
            reason=texts.get(one.item_id, ""),
        )
        for one in reviews
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def _title(one: GrievanceDecision) -> str:
    return "Stays a grievance" if one.answer == STAYS else "Moved to conduct"
