"""Which severity level stands for an allegation, from the assessments recorded of it."""

import dataclasses
import datetime
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from candour.cases.models import SeverityAssessment
from candour.core.calendar import covers
from candour.law.categories import CATEGORIES
from candour.law.severity import FLOORS, LEVELS, Floor, SeverityLevel

FACTS = "facts"
HISTORY = "history"
_SECOND_PERSON = {row.level for row in LEVELS if row.needs_second_person}
_RANKS = {row.level: row.rank for row in LEVELS}
_GROUPS = {row.code: row.groups for row in CATEGORIES}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """One recorded assessment: its level, who made it and when."""

    id: uuid.UUID
    level: SeverityLevel
    by: uuid.UUID | None
    at: datetime.datetime
    reason_item: uuid.UUID | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The assessments of one allegation on both bases, oldest first."""

    facts: tuple[Assessed, ...]
    history: tuple[Assessed, ...]

    @property
    def on_facts(self) -> Assessed | None:
        """Return the assessment on the facts alone that is in force."""
        return self.facts[-1] if self.facts else None

    @property
    def with_history(self) -> Assessed | None:
        """Return the assessment with the history that is in force."""
        return self.history[-1] if self.history else None

    @property
    def run(self) -> tuple[Assessed, ...]:
        """Return the last assessments with the history that came to one level, none in between."""
        start = len(self.history)
        while start and self.history[start - 1].level is self.history[-1].level:
            start -= 1
        return self.history[start:]

    @property
    def second_person(self) -> uuid.UUID | None:
        """Return who else assessed the same level with the history, without another in between."""
        others = [one.by for one in self.run if one.by not in (None, self.history[-1].by)]
        return others[-1] if others else None

    @property
    def lowered_from(self) -> SeverityLevel | None:
        """Return the level that stood before, where the last assessment is lower; else None."""
        last = self.with_history
        before = _stood(self.history[: len(self.history) - len(self.run)])
        is_lower = last is not None and before is not None and _is_below(last.level, before)
        return before if is_lower else None

    @property
    def needs_second_person(self) -> bool:
        """Return whether the level counts only with somebody else: it is low, or was lowered."""
        last = self.with_history
        return last is not None and (last.level in _SECOND_PERSON or self.lowered_from is not None)

    @property
    def awaits_second_person(self) -> bool:
        """Return whether the level needs somebody else who agrees, and nobody has yet."""
        return self.needs_second_person and self.second_person is None

    @property
    def level(self) -> SeverityLevel | None:
        """Return the level that stands, or None while something is missing."""
        last = self.with_history
        return None if last is None or self.awaits_second_person else last.level


def standings(*, file: uuid.UUID) -> Mapping[uuid.UUID, Standing]:
    """Return what was assessed of each allegation of a case that the caller may use, by its id."""
    found: dict[uuid.UUID, dict[str, list[Assessed]]] = defaultdict(lambda: defaultdict(list))
    rows = SeverityAssessment.objects.filter(file_id=file).order_by("decided_at", "id")
    for row in rows:
        found[row.allegation_id][row.basis].append(
            Assessed(
                id=row.id,
                level=SeverityLevel(row.level),
                by=row.decided_by,
                at=row.decided_at,
                reason_item=row.reason_item_id,
            )
        )
    made = {allegation: _standing(bases) for allegation, bases in found.items()}
    return defaultdict(lambda: _standing({}), made)


def since(*, standing: Standing, at: datetime.datetime) -> Standing:
    """Return what is left of a standing without what was assessed with the history before `at`."""
    return dataclasses.replace(
        standing, history=tuple(one for one in standing.history if one.at >= at)
    )


def floors(*, category: str, on: datetime.date) -> tuple[Floor, ...]:
    """Return the floors that the category of an allegation sets, by the rules of a day."""
    groups = _GROUPS.get(category, ())
    return tuple(
        row for row in FLOORS if row.group in groups and covers(period=row.in_force, on=on)
    )


def floors_above(*, level: SeverityLevel, category: str, on: datetime.date) -> tuple[Floor, ...]:
    """Return the floors of a category that a level lies below."""
    return tuple(row for row in floors(category=category, on=on) if _is_below(level, row.lowest))


def _is_below(level: SeverityLevel, other: SeverityLevel) -> bool:
    return _RANKS[level] < _RANKS[other]


def _stood(history: Sequence[Assessed]) -> SeverityLevel | None:
    """Return the last level that stood: the database folds the same history the same way."""
    stood: SeverityLevel | None = None
    run: list[Assessed] = []
    for one in history:
        run = [*run, one] if run and run[-1].level is one.level else [one]
        is_lower = stood is not None and _is_below(one.level, stood)
        people = {each.by for each in run} - {None}
        if len(people) > 1 or not (is_lower or one.level in _SECOND_PERSON):
            stood = one.level
    return stood


def _standing(bases: Mapping[str, Sequence[Assessed]]) -> Standing:
    return Standing(facts=tuple(bases.get(FACTS, ())), history=tuple(bases.get(HISTORY, ())))
