"""Which severity level stands for an allegation, from the assessments recorded of it."""

import dataclasses
import datetime
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from candour.cases.models import SeverityAssessment
from candour.law.severity import LEVELS, SeverityLevel

FACTS = "facts"
HISTORY = "history"
_SECOND_PERSON = {row.level for row in LEVELS if row.needs_second_person}


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
    def second_person(self) -> uuid.UUID | None:
        """Return who else assessed the same level with the history, without another in between."""
        last = self.with_history
        for earlier in reversed(self.history[:-1]):
            if last is None or earlier.level is not last.level:
                return None
            if earlier.by not in (None, last.by):
                return earlier.by
        return None

    @property
    def awaits_second_person(self) -> bool:
        """Return whether the level needs somebody else who agrees, and nobody has yet."""
        last = self.with_history
        return last is not None and last.level in _SECOND_PERSON and self.second_person is None

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


def _standing(bases: Mapping[str, Sequence[Assessed]]) -> Standing:
    return Standing(facts=tuple(bases.get(FACTS, ())), history=tuple(bases.get(HISTORY, ())))
