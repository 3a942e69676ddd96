"""Holds a row against the register of people: numbers, then names and the year of birth."""

import dataclasses
import datetime
import uuid

from candour.cases import screening
from candour.cases.crime.rows import YES, CrimeRow, Feed
from candour.cases.screening import Asked
from candour.core import crime
from candour.core.crime import Fit, Verdict
from candour.guard.actors import Actor
from candour.people import serving


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Who the row is for certain about, or the doubts; and everybody it may be about."""

    verdict: Verdict
    fits: tuple[Fit, ...]

    @property
    def candidates(self) -> tuple[uuid.UUID, ...]:
        """Return whom it may be about, the best first."""
        return tuple(one.match.person_id for one in self.fits)


def match(*, row: CrimeRow, feed: Feed, by: Actor, at: datetime.datetime) -> Found:
    """Compare a row with the register; part of recording it."""
    said = {name: value for name, value in row.person.items() if value}
    matches = screening.compare(asked=Asked(said=said, on=row.happened_on), by=by, at=at)
    persons = [one.person_id for one in matches]
    known = serving.of(persons=persons, on=row.happened_on, by=by, at=at) if persons else {}
    fits = tuple(
        Fit(
            match=one,
            is_birth_year_same=_same_year(row.born_on, known[one.person_id].birth_year),
            organisation=known[one.person_id].organisation,
            is_serving=known[one.person_id].is_serving,
            is_own=known[one.person_id].organisation == feed.organisation,
        )
        for one in matches
    )
    return Found(verdict=crime.judge(fits=fits, is_said_to_serve=row.serves == YES), fits=fits)


def _same_year(born_on: datetime.date | None, year: int | None) -> bool | None:
    return None if born_on is None or year is None else born_on.year == year
