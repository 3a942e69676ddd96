"""Which severity level stands for an allegation, from the assessments recorded of it."""

import dataclasses
import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from candour.cases.models import IndependenceCheck, SeverityAssessment
from candour.core.calendar import covers
from candour.guard.models import Account
from candour.guard.seats import Seat
from candour.law.categories import CATEGORIES
from candour.law.severity import FLOORS, LEVELS, Floor, SeverityLevel

FACTS = "facts"
HISTORY = "history"
_SECOND_PERSON = {row.level for row in LEVELS if row.needs_second_person}
_RANKS = {row.level: row.rank for row in LEVELS}
_GROUPS = {row.code: row.groups for row in CATEGORIES}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """One recorded assessment: its level, who made it and when.

    by: the account. person: whose it is, or the account itself where nobody is named for it: two
    accounts of one person are no two people.
    """

    id: uuid.UUID
    level: SeverityLevel
    by: uuid.UUID | None
    person: uuid.UUID | None
    at: datetime.datetime
    reason_item: uuid.UUID | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The assessments of one allegation on both bases, oldest first.

    run: the last assessments with the history that came to one level, none in between. bar: the
    level that stood before them, which nobody lowers alone. level: the one that stands, or None
    while something is missing.
    """

    facts: tuple[Assessed, ...]
    history: tuple[Assessed, ...]
    run: tuple[Assessed, ...] = ()
    bar: SeverityLevel | None = None
    level: SeverityLevel | None = None

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
        if not self.run:
            return None
        last = self.history[-1].person
        others = [one.by for one in self.run if one.person not in (None, last)]
        return others[-1] if others else None

    @property
    def lowered_from(self) -> SeverityLevel | None:
        """Return the level that stood before, where the last assessment is lower; else None."""
        last = self.with_history
        if last is None or self.bar is None:
            return None
        return self.bar if _is_below(last.level, self.bar) else None

    @property
    def needs_second_person(self) -> bool:
        """Return whether the level counts only with somebody else: it is low, or was lowered."""
        last = self.with_history
        return last is not None and (last.level in _SECOND_PERSON or self.lowered_from is not None)

    @property
    def awaits_second_person(self) -> bool:
        """Return whether the level needs somebody else who agrees, and nobody has yet."""
        return self.needs_second_person and self.second_person is None


def standings(*, file: uuid.UUID) -> Mapping[uuid.UUID, Standing]:
    """Return what was assessed of each allegation of a case that the caller may use, by its id."""
    found: dict[uuid.UUID, dict[str, list[Assessed]]] = defaultdict(lambda: defaultdict(list))
    rows = list(SeverityAssessment.objects.filter(file_id=file).order_by("decided_at", "id"))
    whose = _people({row.decided_by for row in rows})
    for row in rows:
        found[row.allegation_id][row.basis].append(
            Assessed(
                id=row.id,
                level=SeverityLevel(row.level),
                by=row.decided_by,
                person=whose.get(row.decided_by, row.decided_by),
                at=row.decided_at,
                reason_item=row.reason_item_id,
            )
        )
    made = {allegation: _standing(bases) for allegation, bases in found.items()}
    return defaultdict(lambda: _standing({}), made)


def _people(accounts: Collection[uuid.UUID | None]) -> dict[uuid.UUID | None, uuid.UUID | None]:
    """Return whose accounts these are, where there are several and somebody is named."""
    known = [account for account in accounts if account is not None]
    if len(known) <= 1:
        return {}
    rows = Account.objects.filter(id__in=known, person_id__isnull=False)
    return dict(rows.values_list("id", "person_id"))


def since(*, standing: Standing, at: datetime.datetime) -> Standing:
    """Return what is left of a standing without what was assessed with the history before `at`."""
    later = [one for one in standing.history if one.at >= at]
    return stand(facts=standing.facts, history=later)


def told(*, file: uuid.UUID) -> frozenset[str]:
    """Return what was said of a case as a whole, in codes, that may set a floor."""
    rows = IndependenceCheck.objects.filter(file_id=file).order_by("-checked_at", "-id")
    newest = rows.values_list("told", flat=True).first()
    return frozenset(newest or ())


def floors(*, category: str, told: Collection[str], on: datetime.date) -> tuple[Floor, ...]:
    """Return the floors that are stated already, by the rules of a day.

    They are stated by the category of an allegation or by what was told of its case.
    """
    groups = _GROUPS.get(category, ())
    stated = (row for row in FLOORS if row.group in groups or not set(row.told).isdisjoint(told))
    return tuple(row for row in stated if covers(period=row.in_force, on=on))


def floors_above(
    *, level: SeverityLevel, category: str, told: Collection[str], on: datetime.date
) -> tuple[Floor, ...]:
    """Return the floors that are stated already and that a level lies below."""
    stated = floors(category=category, told=told, on=on)
    return tuple(row for row in stated if _is_below(level, row.lowest))


def authorities(*, made_by: Collection[uuid.UUID | None]) -> tuple[uuid.UUID, ...]:
    """Return which of these accounts are the appropriate authority's: they alone lower a floor."""
    known = [account for account in made_by if account is not None]
    rows = Account.objects.filter(id__in=known, seat=Seat.APPROPRIATE_AUTHORITY.value)
    return tuple(rows.order_by("id").values_list("id", flat=True))


def _is_below(level: SeverityLevel, other: SeverityLevel) -> bool:
    return _RANKS[level] < _RANKS[other]


def stand(*, facts: Sequence[Assessed], history: Sequence[Assessed]) -> Standing:
    """Fold what was assessed in the order it was made: the database folds it the same way.

    A level stands for what follows until it is lowered by two people, whether it was found on the
    facts or with the history.
    """
    fold = _Fold()
    made = [(one.at, FACTS, one) for one in facts] + [(one.at, HISTORY, one) for one in history]
    for _, basis, one in sorted(made, key=lambda each: each[:2]):
        fold.take_facts(one) if basis == FACTS else fold.take_history(one)
    return Standing(
        facts=tuple(facts),
        history=tuple(history),
        run=tuple(fold.run),
        bar=fold.before,
        level=fold.level,
    )


@dataclasses.dataclass(slots=True, kw_only=True)
class _Fold:
    """Where the levels of one allegation stand after some of its assessments.

    bar: what nobody goes below alone. before: the bar as it was before the run of one level.
    """

    on_facts: list[Assessed] = dataclasses.field(default_factory=list)
    stood_on_facts: SeverityLevel | None = None
    run: list[Assessed] = dataclasses.field(default_factory=list)
    is_broken: bool = False
    stood: SeverityLevel | None = None
    bar: SeverityLevel | None = None
    before: SeverityLevel | None = None
    level: SeverityLevel | None = None

    def take_facts(self, one: Assessed) -> None:
        """Let a level on the facts alone raise the bar, or set it while nothing else has."""
        self.on_facts = _continued(self.on_facts, one)
        is_lower = self.stood_on_facts is not None and _is_below(one.level, self.stood_on_facts)
        if is_lower and not _is_of_two(self.on_facts):
            return
        self.stood_on_facts = one.level
        is_raised = self.bar is not None and _is_below(self.bar, one.level)
        # What was assessed below it before is no agreement with what is assessed from now on.
        self.is_broken = self.is_broken or is_raised
        if self.stood is None or is_raised:
            self.bar = one.level

    def take_history(self, one: Assessed) -> None:
        """Let a level with the history stand, unless it waits for a second person."""
        run = [one] if self.is_broken else _continued(self.run, one)
        if len(run) == 1:
            self.before = self.bar
        self.run, self.is_broken = run, False
        is_lower = self.before is not None and _is_below(one.level, self.before)
        waits = (is_lower or one.level in _SECOND_PERSON) and not _is_of_two(run)
        self.level = None if waits else one.level
        if not waits:
            self.stood = self.bar = one.level


def _continued(run: list[Assessed], one: Assessed) -> list[Assessed]:
    return [*run, one] if run and run[-1].level is one.level else [one]


def _is_of_two(run: Sequence[Assessed]) -> bool:
    return len({each.person for each in run} - {None}) > 1


def _standing(bases: Mapping[str, Sequence[Assessed]]) -> Standing:
    return stand(facts=bases.get(FACTS, ()), history=bases.get(HISTORY, ()))
