"""The words of a case: what was reported, and the reason of every decision; they need the vault."""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Iterable

from django.db import connection

from candour.cases.models import (
    Case,
    Event,
    LinkDecision,
    Outcome,
    Referral,
    ReferralAssessment,
    SeverityAssessment,
)
from candour.cases.models.decisions import Decision
from candour.cases.reading import heads, narrative, opened, staff, wording
from candour.cases.reading.heads import CaseHead
from candour.cases.reading.narrative import Told
from candour.cases.words import TIES
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import SealedItem
from candour.guard.permissions import demand
from candour.intake.attachments import opening
from candour.law import independence


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something was decided: what, by whom, when, and in which words."""

    title: str
    by: str
    at: datetime.datetime
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage:
    """The story as it was told, and the reasons in the order in which they were given."""

    head: CaseHead
    told: Told | None
    ties: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...]
    sealed_to_others: int
    has_files: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    title: str
    by: uuid.UUID | None
    at: datetime.datetime
    item: uuid.UUID


def words_page(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> WordsPage:
    """Return the words that this vault opens, and how many others there are."""
    demand("cases.read", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    given = sorted(_given(file), key=lambda one: (one.at, one.item.bytes))
    rows = SealedItem.objects.filter(file_id=file, kind__in=["narrative", "reason", TIES])
    items = list(rows.order_by("id"))
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    story = next(
        (texts[one.id] for one in items if one.kind == "narrative" and one.id in texts), None
    )
    known = staff.called(accounts=[one.by for one in given], by=by, at=at)
    return WordsPage(
        head=head,
        told=narrative.told(narrative=json.loads(story), route=_route(file)) if story else None,
        ties=tuple(
            line
            for one in items
            if one.kind == TIES and one.id in texts
            for line in _ties(texts[one.id])
        ),
        reasons=tuple(
            Reason(title=one.title, by=staff.named(known, one.by), at=one.at, text=texts[one.item])
            for one in given
            if one.item in texts
        ),
        sealed_to_others=len(items) - len(texts),
        has_files=SealedItem.objects.filter(file_id=file, kind=opening.KIND).exists(),
    )


def _ties(text: str) -> Iterable[tuple[str, str]]:
    """Return how the reporter knows each person described, by the person's number."""
    names = {row.code: row.name for row in independence.TIES}
    for number, codes in sorted(json.loads(text).items(), key=lambda each: int(each[0])):
        yield number, ". ".join(names.get(code, code) for code in codes)


def _route(file: uuid.UUID) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select cases.route_of(%s)", [file])
        (route,) = cursor.fetchone()
        return route or "other"


def _given(file: uuid.UUID) -> Iterable[_Given]:
    case = Case.objects.get(file_id=file)
    if case.reason_item_id:
        title = f"Recorded as: {wording.KINDS[case.kind].lower()}"
        yield _Given(
            title=title, by=case.recorded_by, at=case.recorded_at, item=case.reason_item_id
        )
    for event in Event.objects.filter(file_id=file, item__isnull=False):
        if event.item_id:
            yield _Given(
                title=wording.event(event.kind),
                by=event.recorded_by,
                at=event.recorded_at,
                item=event.item_id,
            )
    for row, title in _decisions(file):
        if row.reason_item_id:
            yield _Given(title=title, by=row.decided_by, at=row.decided_at, item=row.reason_item_id)


def _decisions(file: uuid.UUID) -> Iterable[tuple[Decision, str]]:
    links = LinkDecision.objects.filter(file_id=file).select_related("suggestion__described")
    for link in links:
        number = link.suggestion.described.number
        yield link, f"Screening of person {number}: {wording.ANSWERS[link.answer].lower()}"
    for level in SeverityAssessment.objects.filter(file_id=file).select_related("allegation"):
        basis = "on the facts alone" if level.basis == "facts" else "with the history"
        named = wording.LEVELS[level.level].lower()
        yield level, f"Severity of allegation {level.allegation.number} {basis}: {named}"
    for answered in ReferralAssessment.objects.filter(file_id=file):
        yield answered, "Referral questions answered"
    for sent in Referral.objects.filter(file_id=file):
        yield sent, "Referred"
    for outcome in Outcome.objects.filter(file_id=file).select_related("allegation"):
        name = wording.result(outcome.result)[0].lower()
        yield outcome, f"Outcome of allegation {outcome.allegation.number}: {name}"
