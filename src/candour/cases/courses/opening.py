"""What stands against a step by what is recorded, and what only a person can answer."""

import datetime
import uuid
from collections.abc import Iterable, Sequence

from candour.cases.courses import established, persons
from candour.cases.courses.sheets.shape import Sheet
from candour.cases.courses.standing import Course
from candour.core import states
from candour.core.states import Guard, Transition

# What the action of a step itself checks, when it is taken.
_CHECKED = {
    Guard.CHECKS_ARE_DONE, Guard.PANEL_HAS_NO_CONFLICT, Guard.OUTCOME_HAS_REASONS,
    Guard.IS_DISMISSAL, Guard.HAS_PARITY_REVIEW, Guard.REFERRAL_IS_VOLUNTARY,
}  # fmt: skip


class Known:
    """What is recorded for one course on a day, read once for each person however often asked."""

    def __init__(self, *, of: Course, on: datetime.date) -> None:
        self.of, self.on = of, on
        self.subjects: tuple[uuid.UUID | None, ...] = persons.subjects(case=of.case) or (None,)
        self._facts: dict[uuid.UUID | None, frozenset[Guard]] = {}

    def facts(self, about: uuid.UUID | None = None) -> frozenset[Guard]:
        """Return what holds, for the person whom a step is about."""
        if about not in self._facts:
            self._facts[about] = established.facts(of=self.of, about=about, on=self.on)
        return self._facts[about]


def asked_of(*, rows: Iterable[Transition], sheet: Sheet) -> tuple[Guard, ...]:
    """Return the facts that only a person can answer: neither computed nor given by an answer."""
    given = sheet.gives
    wanted = dict.fromkeys(guard for row in rows for guard in (*row.guard, *row.unless))
    return tuple(
        guard for guard in wanted if guard not in established.COMPUTED and guard not in given
    )


def against(*, rows: Sequence[Transition], sheet: Sheet, known: Known) -> tuple[str, ...]:
    """Return what stands against a step by what is recorded, whatever is answered on its form."""
    claimed = set(asked_of(rows=rows, sheet=sheet)) | sheet.gives | _CHECKED
    missing: list[str] = []
    for about in known.subjects if sheet.is_about_person else (None,):
        facts = known.facts(about)
        found = [_unmet(row, facts, claimed) for row in rows]
        if not all(found):
            return ()
        missing += [words for one in found for words in one]
    return tuple(dict.fromkeys(missing))


def possible(*, rows: Sequence[Transition], sheet: Sheet, known: Known) -> tuple[Transition, ...]:
    """Return the rows against which nothing recorded stands; all of them where none is so."""
    claimed = set(asked_of(rows=rows, sheet=sheet)) | sheet.gives | _CHECKED
    people = known.subjects if sheet.is_about_person else (None,)
    found = [
        row for row in rows
        if any(not _unmet(row, known.facts(about), claimed) for about in people)
    ]  # fmt: skip
    return tuple(found or rows)


def _unmet(row: Transition, facts: frozenset[Guard], claimed: set[Guard]) -> list[str]:
    missing = [f"This must be so first: {states.WORDS[guard]}." for guard in row.guard
               if guard not in facts and guard not in claimed]  # fmt: skip
    return missing + [
        f"This stands against it: {states.WORDS[guard]}." for guard in row.unless
        if guard in facts and guard not in claimed
    ]  # fmt: skip
