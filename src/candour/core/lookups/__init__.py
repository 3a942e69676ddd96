"""How much reads of a reporter's records speak for a look-up that no task explains, in points.

A card adds up what is known of one officer's reads about one reporter: who the officer is to the
case, what was read, whether work explains it, when it was, how often. Points stand for bits of
evidence, rounded to halves: they were set by hand on feeds with planted truth and are no
probability. A card is a reason to ask, never a finding.
"""

import datetime
import enum
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

THRESHOLD = 6.5
# Reads closer together than this are one spell of work: a task given for one covers the others.
SPELL = datetime.timedelta(hours=2)


class Kind(enum.StrEnum):
    """What of hers was read; a mistyped or partial value says less."""

    NAME_AND_BIRTH = "name_and_birth"
    NAME = "name"
    ADDRESS = "address"
    POSTCODE = "postcode"
    VEHICLE = "vehicle"
    PHONE = "phone"
    CASE = "case"
    NAME_MISTYPED = "name_mistyped"
    VEHICLE_MISTYPED = "vehicle_mistyped"
    VEHICLE_PARTIAL = "vehicle_partial"


class Task(enum.StrEnum):
    """What a read was made for: a task that others gave, a call that others were at, or less."""

    GIVEN = "given"
    CALL = "call"
    STATED = "stated"
    NONE = "none"


class Relation(enum.StrEnum):
    """Who the officer is to the people the case concerns: the same sets as the wall's."""

    SUBJECT = "subject"
    ASSOCIATE = "associate"
    UNIT = "unit"
    LINE = "line"
    OTHER = "other"


KINDS: Mapping[Kind, float] = {
    Kind.NAME_AND_BIRTH: 4,
    Kind.VEHICLE: 4,
    Kind.PHONE: 4,
    Kind.CASE: 4,
    Kind.ADDRESS: 3.5,
    Kind.NAME: 1.5,
    Kind.POSTCODE: 1,
    Kind.NAME_MISTYPED: 1,
    Kind.VEHICLE_MISTYPED: 2,
    Kind.VEHICLE_PARTIAL: 1,
}
RELATIONS: Mapping[Relation, float] = {
    Relation.SUBJECT: 5,
    Relation.ASSOCIATE: 4,
    Relation.UNIT: 3.5,
    Relation.LINE: 3.5,
    Relation.OTHER: -3,
}
TASKS: Mapping[Task, float] = {
    Task.GIVEN: -6,
    Task.CALL: -6,
    Task.STATED: -1,
    Task.NONE: 0,
}
EXPLAINED = (Task.GIVEN, Task.CALL)
# Days after the report, and what a read in them adds; before it, the days in which stalking shows.
AFTER = ((30, 2.0), (180, 1.0))
BEFORE = ((120, 0.5),)
LONG_AGO = -1.0
# Reads on a usual day, and what such a habit takes away: a control room reads everybody.
HABITS = ((80, -5.0), (40, -2.0))
ANOTHER_KIND, MOST_KINDS = 1.0, 2.0
ANOTHER_DAY, MOST_DAYS = 1.5, 4.5
# What a day's own spell must say before the day counts: a neighbour's postcode says less.
LEAST_OF_A_DAY = 3.0
# What adds nothing is left out, but for these: they are what a reader of the card asks first.
_ALWAYS = ("relation.", "task.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One read that touched something of hers. `at` is the feed's own local time."""

    at: datetime.datetime
    kinds: frozenset[Kind]
    task: Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Looker:
    """Who read: what they are to the case, and how many records they read on a usual day."""

    relation: Relation
    reads_a_day: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One line of a card: what counts, and the points that it adds or takes away."""

    code: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The sum and what it is made of; `days` on which an unexplained read was made."""

    points: float
    because: tuple[Part, ...]
    days: tuple[datetime.date, ...]

    @property
    def is_alert(self) -> bool:
        """Say whether somebody should ask."""
        return self.points >= THRESHOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spell:
    on: datetime.date
    parts: tuple[Part, ...]

    @property
    def points(self) -> float:
        return sum(part.points for part in self.parts)


def score(*, reads: Sequence[Read], looker: Looker, reported_on: datetime.date) -> Card:
    """Return the card of one officer's reads about one reporter.

    The strongest spell counts in full. Further days count less each, and only where no given task
    explains them.
    """
    spells = [_spell(found, reported_on=reported_on) for found in _spells(reads)]
    if not spells:
        return Card(points=0, because=(), days=())
    strongest = max(spells, key=lambda spell: (spell.points, spell.on))
    days = tuple(sorted({spell.on for spell in spells if _counts(spell)}))
    parts = [Part(code=f"relation.{looker.relation}", points=RELATIONS[looker.relation])]
    parts += strongest.parts
    parts += [Part(code="habit", points=_habit(looker.reads_a_day))]
    further = len([day for day in days if day != strongest.on])
    parts += [Part(code="days", points=min(MOST_DAYS, ANOTHER_DAY * math.log2(1 + further)))]
    told = tuple(part for part in parts if part.points or part.code.startswith(_ALWAYS))
    return Card(points=round(sum(part.points for part in told), 1), because=told, days=days)


def _counts(spell: _Spell) -> bool:
    explained = {f"task.{task}" for task in EXPLAINED}
    is_explained = any(part.code in explained for part in spell.parts)
    return spell.points >= LEAST_OF_A_DAY and not is_explained


def _spells(reads: Sequence[Read]) -> list[list[Read]]:
    found: list[list[Read]] = []
    for read in sorted(reads, key=lambda one: one.at):
        if found and read.at - found[-1][-1].at <= SPELL:
            found[-1].append(read)
        else:
            found.append([read])
    return found


def _spell(reads: Sequence[Read], *, reported_on: datetime.date) -> _Spell:
    # Of two kinds that weigh the same, the first by name is the one that is told.
    every = {kind for read in reads for kind in read.kinds}
    kinds = sorted(every, key=lambda one: (-KINDS[one], one.value))
    tasks = {read.task for read in reads}
    task = next(one for one in Task if one in tasks)
    on = reads[0].at.date()
    things = {_thing(kind) for kind in kinds}
    more = min(MOST_KINDS, ANOTHER_KIND * (len(things) - 1))
    parts = (
        Part(code=f"kind.{kinds[0]}", points=KINDS[kinds[0]]),
        Part(code="kinds", points=more),
        Part(code=f"task.{task}", points=TASKS[task]),
        Part(code="when", points=_when((on - reported_on).days)),
    )
    told = tuple(part for part in parts if part.points or part.code.startswith(_ALWAYS))
    return _Spell(on=on, parts=told)


def _thing(kind: Kind) -> str:
    return kind.partition("_")[0]


def _when(days: int) -> float:
    steps = AFTER if days >= 0 else BEFORE
    return next((points for most, points in steps if abs(days) <= most), LONG_AGO)


def _habit(reads_a_day: float) -> float:
    return next((points for least, points in HABITS if reads_a_day >= least), 0.0)
