"""What is shown of those who reported and of what followed: walled, and to few of what is kept."""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from candour.cases.models import Case
from candour.cases.reading import heads, opened, staff
from candour.cases.reading.heads import CaseHead
from candour.core import retaliation
from candour.core.retaliation import Because
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import SealedItem
from candour.guard.permissions import demand, deny
from candour.intake.models import Report
from candour.law.policies import retaliation as policy
from candour.patterns.models import (
    ActionDecision,
    Apart,
    EvidenceOrigin,
    KnownReporter,
    Proposal,
    ProposalDecision,
)
from candour.patterns.models.retaliation import ACTION_ANSWERS, ACTIONS, ANSWERS, SYSTEMS
from candour.patterns.policy import DECIDERS
from candour.people import queries as people
from candour.people.queries import PersonCard

MOST = 200
_WHAT = {row.kind.value: row.name for row in policy.KINDS}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something that followed a report: what, when, why it is put, and what was decided."""

    id: uuid.UUID
    file: uuid.UUID
    reference: str
    what: str
    later: str
    on: datetime.date
    because: tuple[str, ...]
    is_kept: bool
    is_counter: bool
    answer: str
    can_decide: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Who reported, by name where it opens, since when, and whether only the actor knows."""

    id: uuid.UUID
    name: str
    since_on: datetime.date
    is_kept: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A decision or a statement: what, by whom, when, in which words as far as they open."""

    title: str
    by: str
    at: datetime.datetime
    reason: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """What a case's page shows: as the first of two, and as a later one that is kept apart."""

    head: CaseHead
    reporters: tuple[Reporter, ...]
    lines: tuple[Line, ...]
    decisions: tuple[Done, ...]
    is_apart: bool
    can_decide: bool
    origins: tuple[Done, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A number of one force: <kind>:<answer or waits>, or no_decision."""

    organisation_id: uuid.UUID
    what: str
    number: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MonthTested:
    """One month's test of a force: events after and before, and how far chance explains it."""

    organisation_id: uuid.UUID
    month_on: datetime.date
    what: str
    people: int
    before: int
    after: int
    days_before: int
    days_after: int
    p: float | None
    p_trend: float | None


def worklist(*, by: Actor, at: datetime.datetime) -> tuple[Line, ...]:
    """Return what followed reports, as far as the actor sees it: what waits first."""
    demand("patterns.retaliation_list", by=by, at=at)
    found = _lines(Proposal.objects.order_by("-happened_on", "id")[:MOST], by)
    return tuple(sorted(found, key=lambda one: bool(one.answer)))


def case_page(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> CasePage:
    """Return who reported a case, what followed, what was decided, where evidence came from."""
    demand("patterns.retaliation", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    known = list(KnownReporter.objects.filter(file_id=file).order_by("noted_at", "id"))
    decided = list(ProposalDecision.objects.filter(file_id=file).order_by("decided_at", "id"))
    acted = list(ActionDecision.objects.filter(file_id=file).order_by("decided_at", "id"))
    said = list(EvidenceOrigin.objects.filter(file_id=file).order_by("noted_at", "id"))
    wanted = [*(one.item_id for one in known), *(one.item_id for one in said)]
    wanted += [one.reason_item_id for one in decided]
    wanted += [one.reason_item_id for one in acted]
    items = SealedItem.objects.filter(id__in=[one for one in wanted if one]).order_by("id")
    texts = opened.texts(items=list(items), vault=vault, by=by, at=at)
    accounts = [one.decided_by for one in (*decided, *acted)] + [one.noted_by for one in said]
    called = staff.called(accounts=accounts, by=by, at=at)
    return CasePage(
        head=head,
        reporters=_reporters(known, texts, by=by, at=at),
        lines=_lines(
            Proposal.objects.filter(file_id=file).order_by("-happened_on", "id")[:MOST], by
        ),
        decisions=_decisions(decided, acted, texts, called),
        is_apart=Apart.objects.filter(file_id=file).exists(),
        can_decide=by.seat in DECIDERS and any(one.knower_id is None for one in known),
        origins=tuple(_origin(one, texts, called) for one in said),
    )


def one_line(*, file: uuid.UUID, proposal: uuid.UUID, by: Actor, at: datetime.datetime) -> Line:
    """Return one thing that followed; what the actor can't see is as one that never was."""
    demand("patterns.decide_proposal", by=by, at=at, file=file)
    demand("patterns.retaliation", by=by, at=at, file=file)
    found = _lines(Proposal.objects.filter(file_id=file, id=proposal)[:1], by)
    if not found:
        deny("patterns.retaliation", by=by, at=at, file=file)
    return found[0]


def open_reporters(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[Reporter, ...]:
    """Return who is openly known to have reported a case."""
    demand("patterns.decide_action", by=by, at=at, file=file)
    demand("patterns.retaliation", by=by, at=at, file=file)
    heads.read(file=file, by=by, on=at.date())
    known = list(KnownReporter.objects.filter(file_id=file, knower_id__isnull=True).order_by("id"))
    items = SealedItem.objects.filter(id__in=[one.item_id for one in known]).order_by("id")
    texts = opened.texts(items=list(items), vault=vault, by=by, at=at)
    return _reporters(known, texts, by=by, at=at)


def can_change(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> bool:
    """Say whether something may still be written into a case; of a file that is a case alone."""
    demand("patterns.retaliation", by=by, at=at, file=file)
    return heads.read(file=file, by=by, on=at.date()).can_change


def people_like(
    *, file: uuid.UUID, said: Mapping[str, str], by: Actor, at: datetime.datetime
) -> tuple[PersonCard, ...]:
    """Return whom the typed name or number may mean; of a file that is a case alone."""
    demand("patterns.retaliation", by=by, at=at, file=file)
    heads.read(file=file, by=by, on=at.date())
    return people.cards_like(said=said, on=at.date(), by=by, at=at)


def retaliation_counts(
    *, since: datetime.date, by: Actor, at: datetime.datetime
) -> tuple[Counted, ...]:
    """Count for each force the actor oversees what followed reports and what was decided."""
    demand("patterns.retaliation_counts", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "select organisation_id, what, number from patterns.retaliation_counts(%s)", [since]
        )
        return tuple(
            Counted(organisation_id=organisation, what=what, number=number)
            for organisation, what, number in cursor.fetchall()
        )


def excess_tests(*, by: Actor, at: datetime.datetime) -> tuple[MonthTested, ...]:
    """Return the monthly tests of the forces the actor oversees, the newest first."""
    demand("patterns.retaliation_counts", by=by, at=at)
    names = [field.name for field in dataclasses.fields(MonthTested)]
    with connection.cursor() as cursor:
        cursor.execute("select * from patterns.excess_tests()")
        return tuple(MonthTested(**dict(zip(names, row, strict=True))) for row in cursor.fetchall())


def _lines(rows: Iterable[Proposal], by: Actor) -> tuple[Line, ...]:
    put = list(rows)
    files = {one.file_id for one in put} | {one.later_file_id for one in put}
    wanted = [one for one in files if one]
    references = dict(Report.objects.filter(file_id__in=wanted).values_list("file_id", "reference"))
    references |= dict(Case.objects.filter(file_id__in=wanted).values_list("file_id", "reference"))
    newest = ProposalDecision.objects.filter(
        proposal_id__in=[one.id for one in put], superseded_by__isnull=True
    )
    answers = dict(newest.values_list("proposal_id", "answer"))
    can_decide = by.seat in DECIDERS
    return tuple(
        _line(one, references, answers.get(one.id, ""), can_decide=can_decide) for one in put
    )


def _line(
    one: Proposal, references: Mapping[uuid.UUID, str], answer: str, *, can_decide: bool
) -> Line:
    later = references.get(one.later_file_id, "") if one.later_file_id else ""
    is_counter = one.kind == "counter"
    return Line(
        id=one.id,
        file=one.file_id,
        reference=references.get(one.file_id, ""),
        what="A later matter may be about them" if is_counter else _WHAT[one.what],
        later=later,
        on=one.happened_on,
        because=tuple(retaliation.WORDS[Because(code)] for code in one.because),
        is_kept=one.knower_id is not None,
        is_counter=is_counter,
        answer=dict(ANSWERS).get(answer, ""),
        can_decide=can_decide and one.knower_id is None and answer != "linked",
    )


def _reporters(
    known: Sequence[KnownReporter],
    texts: Mapping[uuid.UUID, str],
    *,
    by: Actor,
    at: datetime.datetime,
) -> tuple[Reporter, ...]:
    said = {
        one.id: uuid.UUID(json.loads(texts[one.item_id])["person"])
        for one in known
        if one.item_id is not None and one.item_id in texts
    }
    cards = people.cards(persons=said.values(), by=by, at=at) if said else {}
    return tuple(
        Reporter(
            id=one.id,
            name=cards[said[one.id]].name if one.id in said else "",
            since_on=one.since_on,
            is_kept=one.knower_id is not None,
        )
        for one in known
    )


def _decisions(
    decided: Sequence[ProposalDecision],
    acted: Sequence[ActionDecision],
    texts: Mapping[uuid.UUID, str],
    called: dict[uuid.UUID, staff.Colleague],
) -> tuple[Done, ...]:
    answers, actions, given = dict(ANSWERS), dict(ACTIONS), dict(ACTION_ANSWERS)
    titled: list[tuple[ProposalDecision | ActionDecision, str]] = [
        (one, answers[one.answer]) for one in decided
    ]
    titled += [(one, f"{actions[one.action]}? {given[one.answer]}") for one in acted]
    found = [
        Done(
            title=title,
            by=staff.named(called, one.decided_by),
            at=one.decided_at,
            reason=texts.get(one.reason_item_id, "") if one.reason_item_id else "",
        )
        for one, title in titled
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def _origin(
    one: EvidenceOrigin,
    texts: Mapping[uuid.UUID, str],
    called: dict[uuid.UUID, staff.Colleague],
) -> Done:
    said = json.loads(texts.get(one.item_id, "{}"))
    told = (("What it is", "what"), ("Who obtained it", "who"), ("Why", "why"))
    return Done(
        title=f"{dict(SYSTEMS)[one.system]}, {one.obtained_on:%d %B %Y}",
        by=staff.named(called, one.noted_by),
        at=one.noted_at,
        reason="\n".join(f"{label}: {said[name]}" for label, name in told if name in said),
    )
