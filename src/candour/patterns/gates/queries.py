"""Which changes wait, one of them with the person's history beside it, and what HR is told."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterable

from django.db import connection

from candour.cases.reading import history, opened, staff
from candour.cases.reading.history import Earlier
from candour.cases.rules import links
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import SealedItem
from candour.guard.permissions import demand, refused
from candour.law.policies import gates as policy
from candour.patterns.gates import asking, waiting
from candour.patterns.gates.asking import Word
from candour.patterns.models import Gate, GateAsk, GateDecision
from candour.people import naming
from candour.people import queries as people
from candour.people.queries import PersonCard

MOST = 200
_UNKNOWN_FOR = datetime.timedelta(days=60)
_DECIDED_FOR = datetime.timedelta(days=365)
_CHANGES = {row.code: row.name for row in policy.CHANGES}
_CAUSES = {row.code: row.name for row in policy.CAUSES}
_ANSWERS = {row.code: row.name for row in policy.ANSWERS}
_REASONS = {row.code: row.name for row in policy.REASONS}
_TERMS = {row.code: row.name for row in policy.TERMS}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GateLine:
    """One gate by its codes and days."""

    file: uuid.UUID
    reference: str
    change: str
    on: datetime.date | None
    was_made: bool
    came_on: datetime.date
    due_on: datetime.date
    is_late: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A question about a number by which nobody is known."""

    ref: str
    number: str
    change: str
    asked_on: datetime.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision: the answer, reasons and conditions, by whom, when, the words if they open."""

    answer: str
    reasons: tuple[str, ...]
    terms: tuple[str, ...]
    by: str
    at: datetime.datetime
    words: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GatePage:
    """One gate with the person, why it waits, every earlier matter, and the decisions."""

    line: GateLine
    person: PersonCard
    because: tuple[str, ...]
    earlier: tuple[Earlier, ...]
    # How many of them rest on a link that one person alone confirmed.
    earlier_by_one: int
    decisions: tuple[Decided, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Overseen:
    """A gate as a body outside the force reads it: no person, no sealed word."""

    organisation: str
    reference: str
    change: str
    planned_on: datetime.date | None
    made_on: datetime.date | None
    due_on: datetime.date
    is_late: bool
    answer: str
    reasons: tuple[str, ...]
    terms: tuple[str, ...]
    decided_on: datetime.date | None
    decided_by: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one question is answered by now, for HR's file."""

    ref: str
    change: str
    planned_on: datetime.date
    word: Word


def worklist(*, by: Actor, at: datetime.datetime) -> tuple[GateLine, ...]:
    """Return the gates that wait, as far as their files can be seen, the oldest first."""
    demand("patterns.gate_list", by=by, at=at)
    found = list(waiting.undecided().order_by("due_on", "id")[:MOST])
    return tuple(_line(one, on=at.date()) for one in found)


def unknown(*, by: Actor, at: datetime.datetime) -> tuple[Unknown, ...]:
    """Return the questions of the actor's own forces about nobody who is known here."""
    demand("patterns.gate_list", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "select ref, number, change, asked_on from patterns.unknown_gate_asks(%s)",
            [at.date() - _UNKNOWN_FOR],
        )
        return tuple(
            Unknown(ref=ref, number=number, change=_CHANGES[change], asked_on=asked_on)
            for ref, number, change, asked_on in cursor.fetchall()
        )


def gate_line(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> GateLine:
    """Return a gate by its codes; a file that is none is denied."""
    demand("patterns.gate", by=by, at=at, file=file)
    return _line(_gate(file), on=at.date())


def gate_page(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> GatePage:
    """Return a gate with everything that is known of the person, for whoever no wall keeps from it.

    Whoever is kept from one of the earlier matters gets the answer for a gate that isn't there.
    """
    demand("patterns.gate", by=by, at=at, file=file)
    gate = _gate(file)
    past = history.earlier(file=file, by=by, at=at)
    return GatePage(
        line=_line(gate, on=at.date()),
        person=people.cards(persons=[gate.person_id], by=by, at=at)[gate.person_id],
        because=tuple(_CAUSES[code] for code in gate.because),
        earlier=past.get(gate.person_id, ()),
        earlier_by_one=links.earlier_by_one(file=file).get(gate.person_id, 0),
        decisions=_decisions(gate, vault, by=by, at=at),
    )


def gates_for_body(*, by: Actor, at: datetime.datetime) -> tuple[Overseen, ...]:
    """Return what a body outside the force reads; first what passed without its gate."""
    demand("patterns.gates_for_body", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "select organisation_id, reference, change, planned_on, made_on, due_on, answer,"
            " reasons, terms, decided_on, decided_by from patterns.gates_for_body(%s) limit %s",
            [at.date() - _DECIDED_FOR, MOST],
        )
        rows = cursor.fetchall()
    names = naming.organisation_names(organisations=[row[0] for row in rows])
    return tuple(
        Overseen(
            organisation=names.get(organisation, ""),
            reference=reference,
            change=_CHANGES[change],
            planned_on=planned_on,
            made_on=made_on,
            due_on=due_on,
            is_late=answer is None and due_on < at.date(),
            answer=_ANSWERS.get(answer, ""),
            reasons=_named(asking.terms_of(reasons), _REASONS),
            terms=_named(asking.terms_of(terms), _TERMS),
            decided_on=decided_on,
            decided_by=decided_by or "",
        )
        for organisation, reference, change, planned_on, made_on, due_on, answer, reasons, terms,
        decided_on, decided_by in rows
    )  # fmt: skip


def gate_answers(*, employer: uuid.UUID, by: Actor, at: datetime.datetime) -> tuple[Answer, ...]:
    """Return what each question of an employer is answered by now, the newest first."""
    demand("patterns.gate_answers", by=by, at=at)
    found = []
    asked = GateAsk.objects.filter(employer_id=employer).order_by("-asked_on", "ref")
    with connection.cursor() as cursor:
        for one in asked:
            cursor.execute("select word, terms from patterns.gate_word(%s, %s)",
                           [employer, one.ref])  # fmt: skip
            word, terms = cursor.fetchone()
            found.append(
                Answer(
                    ref=one.ref,
                    change=one.change,
                    planned_on=one.planned_on,
                    word=Word(word=word, terms=asking.terms_of(terms)),
                )
            )
    return tuple(found)


def _gate(file: uuid.UUID) -> Gate:
    found = Gate.objects.filter(file_id=file).first()
    if found is None:
        raise refused("patterns.gate", file=file)
    return found


def _line(gate: Gate, *, on: datetime.date) -> GateLine:
    return GateLine(
        file=gate.file_id,
        reference=gate.reference,
        change=_CHANGES[gate.change],
        on=gate.planned_on or gate.made_on,
        was_made=gate.made_on is not None,
        came_on=gate.came_on,
        due_on=gate.due_on,
        is_late=on > gate.due_on,
    )


def _decisions(
    gate: Gate, vault: Vault, *, by: Actor, at: datetime.datetime
) -> tuple[Decided, ...]:
    rows = list(GateDecision.objects.filter(gate=gate).order_by("-decided_at", "id"))
    sealed = [one.reason_item_id for one in rows if one.reason_item_id]
    items = list(SealedItem.objects.filter(id__in=sealed).order_by("id"))
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    known = staff.called(accounts=[one.decided_by for one in rows], by=by, at=at)
    return tuple(
        Decided(
            answer=_ANSWERS[one.answer],
            reasons=_named(one.reasons, _REASONS),
            terms=_named(one.terms, _TERMS),
            by=staff.named(known, one.decided_by),
            at=one.decided_at,
            words=texts.get(one.reason_item_id, "") if one.reason_item_id else "",
        )
        for one in rows
    )


def _named(codes: Iterable[str], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(names[code] for code in codes)
