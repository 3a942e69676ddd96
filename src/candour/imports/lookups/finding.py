"""Turns rows that touch something watched into reads, and reads into one card for each officer."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from candour.core import lookups
from candour.core.lookups import Card, Kind, Looker, Read, Relation, Task
from candour.imports.lookups import canonical, columns, terms
from candour.imports.lookups.terms import Keyed

# What was typed means nothing where the record that it led to is somebody else's.
_LED_TO = {
    terms.NAME_BORN: frozenset({Kind.NAME, Kind.NAME_MISTYPED}),
    terms.VEHICLE: frozenset({Kind.VEHICLE_MISTYPED, Kind.VEHICLE_PARTIAL}),
}
# How long a case stays with whoever it was allocated to, as far as one read of theirs tells.
CASE_LASTS = timedelta(days=90)
Row = Mapping[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One row that touched something of hers: the read, and where the feed says that it is."""

    read: Read
    system: str
    record: str
    task: str = ""
    is_allocated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One officer's reads about one watch, and the card that they make."""

    watch: int
    officer: str
    looker: Looker
    hits: tuple[Hit, ...]
    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known of a watch besides its terms; officers by their number as the feed has it."""

    reported_on: datetime.date
    relations: Mapping[str, Relation]
    has_birth: bool = False


Hits = dict[tuple[int, str], list[Hit]]


def gather(*, rows: Iterable[Row], keyed: Keyed, about: Sequence[About], into: Hits) -> None:
    """Add each row's hits under the watch and the officer that it is about."""
    for row in rows:
        for watch, kinds in _kinds(row, keyed, about).items():
            hit = Hit(
                read=Read(at=_moment(row["at"] or ""), kinds=kinds, task=_task(row)),
                system=row["system"] or "",
                record=row["record"] or "",
                task=canonical.code(text=row["task"] or ""),
                is_allocated=_given_by(row) == columns.ALLOCATED,
            )
            into.setdefault((watch, officer(row["officer"])), []).append(hit)


def officer(number: str | None) -> str:
    """Return an officer's number as it is compared."""
    return canonical.code(text=number or "")


def cards(
    *, hits: Hits, about: Sequence[About], reads_a_day: Mapping[str, float]
) -> tuple[Finding, ...]:
    """Return a card for each officer and watch, the strongest first."""
    found = []
    for (watch, who), theirs in _explained(hits).items():
        looker = Looker(
            relation=about[watch].relations.get(who, Relation.OTHER),
            reads_a_day=reads_a_day.get(who, 0),
        )
        ordered = tuple(sorted(theirs, key=lambda hit: (hit.read.at, hit.record)))
        card = lookups.score(
            reads=[hit.read for hit in ordered],
            looker=looker,
            reported_on=about[watch].reported_on,
        )
        found.append(Finding(watch=watch, officer=who, looker=looker, hits=ordered, card=card))
    return tuple(sorted(found, key=lambda one: (-one.card.points, one.watch, one.officer)))


def _kinds(row: Row, keyed: Keyed, about: Sequence[About]) -> dict[int, frozenset[Kind]]:
    found: dict[int, set[Kind]] = defaultdict(set)
    for slot in terms.SLOTS:
        for watch, kind in keyed.meaning.get(row[slot] or "", ()):
            found[watch].add(kind)
    return {
        watch: left
        for watch, kinds in found.items()
        if (left := frozenset(kinds - _of_somebody_else(row, watch, keyed, about)))
    }


def _of_somebody_else(
    row: Row, watch: int, keyed: Keyed, about: Sequence[About]
) -> frozenset[Kind]:
    """Return the kinds that fall away because the record opened has another birth or mark."""
    gone: frozenset[Kind] = frozenset()
    for slot, kinds in _LED_TO.items():
        shown = row[slot]
        if shown is None or (slot == terms.NAME_BORN and not about[watch].has_birth):
            continue
        if all(whose != watch for whose, _ in keyed.meaning.get(shown, ())):
            gone |= kinds
    return gone


def _explained(hits: Hits) -> Hits:
    """Return the hits with what others' reads about the same reporter say of their tasks.

    A task that is only stated counts as given where somebody was given the same; so do reads of
    whoever was allocated her case, from then on. A read without any, while others were at a call
    to her, belongs to the call.
    """
    given: dict[int, list[tuple[str, Hit]]] = defaultdict(list)
    for (watch, who), theirs in hits.items():
        given[watch] += [(who, hit) for hit in theirs if hit.read.task is Task.GIVEN]
    return {
        (watch, who): [_with_task(hit, who, given[watch]) for hit in theirs]
        for (watch, who), theirs in hits.items()
    }


def _with_task(hit: Hit, who: str, given: Sequence[tuple[str, Hit]]) -> Hit:
    if hit.read.task is Task.GIVEN:
        return hit
    told = (_same_task(hit, who, one, whose) for whose, one in given)
    task = min((one for one in told if one), key=list(Task).index, default=None)
    return hit if task is None else replace(hit, read=replace(hit.read, task=task))


def _same_task(hit: Hit, who: str, other: Hit, whose: str) -> Task | None:
    apart = hit.read.at - other.read.at
    is_own_case = whose == who and other.is_allocated and timedelta() <= apart <= CASE_LASTS
    if is_own_case or (hit.task and hit.task == other.task):
        return Task.GIVEN
    is_at_call = whose != who and not other.is_allocated and abs(apart) <= lookups.SPELL
    return Task.CALL if is_at_call else None


def _given_by(row: Row) -> str:
    return (row["task_by"] or "").strip().casefold()


def _task(row: Row) -> Task:
    given_by = _given_by(row)
    if given_by in columns.GIVEN_BY:
        return Task.GIVEN
    return Task.STATED if given_by or row["task"] else Task.NONE


def _moment(text: str) -> datetime.datetime:
    """Return the feed's own local time; an offset in it is left aside."""
    return datetime.datetime.fromisoformat(text.strip()).replace(tzinfo=None)
