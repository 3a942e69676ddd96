"""Who is compared with whom: the same kind of service, work, exposure of the unit and years served.

How much conflict a unit meets is taken from what was known on the day: its incidents for each year
that somebody was posted there. Units are put in a few tiers, so that one team's own misconduct
doesn't become what is usual for it.
"""

import bisect
import dataclasses
import datetime
from collections.abc import Mapping, Sequence

import numpy as np

from candour.patterns.warning.known.history import Day, History, Person, Posting
from candour.patterns.warning.scoring.incidents import DAYS_A_YEAR, Floats, Incident

# The years over which the incidents of units are counted.
UNIT_YEARS = 5
TIERS = 5
# A unit of fewer posted years than this stands in the middle tier.
FEWEST_UNIT_YEARS = 25.0
BANDS = (3, 10, 20, 27)
_UNKNOWN_YEARS = 15.0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody stands on a day: the group of peers, the unit, the years served."""

    kind: str
    role: str
    tier: int
    band: int
    unit: str
    served: float
    moves: int

    @property
    def peers(self) -> str:
        """Return the group in words."""
        between = {0: f"under {BANDS[0]} years", len(BANDS): f"{BANDS[-1]} years or more"}
        years = between.get(self.band) or f"{BANDS[self.band - 1]} to {BANDS[self.band]} years"
        work = self.role or f"units of exposure tier {self.tier}"
        return f"{self.kind}; {work}; {years}"


def places(
    *,
    people: Sequence[Person],
    known: History,
    of: Mapping[str, Sequence[Incident]],
    on: datetime.date,
) -> tuple[Place, ...]:
    """Return where each person stands."""
    posted: dict[str, list[Posting]] = {}
    for posting in known.postings:
        posted.setdefault(posting.person, []).append(posting)
    tiers = _tiers(posted, of, on)
    return tuple(_place(one, posted.get(one.id, []), tiers, on) for one in people)


def exposures(*, people: Sequence[Person], since: Day, on: Day) -> Floats:
    """Return the years that each person served since the first day of the register."""
    first = [max(one.joined_on or since, since) for one in people]
    days = np.array([(on - day).days for day in first], dtype=np.float64)
    found: Floats = np.maximum(days, 1) / DAYS_A_YEAR
    return found


def _place(one: Person, posted: Sequence[Posting], tiers: Mapping[str, int], on: Day) -> Place:
    present = next((posting for posting in reversed(posted) if posting.until_on is None), None)
    served = (on - one.joined_on).days / DAYS_A_YEAR if one.joined_on else _UNKNOWN_YEARS
    unit = present.unit if present else ""
    return Place(
        kind=one.kind,
        role=present.role if present else "",
        tier=tiers.get(unit, (TIERS + 1) // 2),
        band=bisect.bisect_right(BANDS, served),
        unit=unit,
        served=served,
        moves=sum((on - posting.from_on).days < UNIT_YEARS * DAYS_A_YEAR for posting in posted),
    )


def _tiers(
    posted: Mapping[str, Sequence[Posting]], of: Mapping[str, Sequence[Incident]], on: Day
) -> dict[str, int]:
    since = on - datetime.timedelta(days=round(UNIT_YEARS * DAYS_A_YEAR))
    years: dict[str, float] = {}
    cases: dict[str, int] = {}
    for person, postings in posted.items():
        for posting in postings:
            days = (min(posting.until_on or on, on) - max(posting.from_on, since)).days
            if days > 0:
                years[posting.unit] = years.get(posting.unit, 0.0) + days / DAYS_A_YEAR
        for incident in of.get(person, ()):
            unit = _unit_on(postings, incident.received_on)
            if unit and incident.received_on >= since:
                cases[unit] = cases.get(unit, 0) + 1
    rates = {
        unit: cases.get(unit, 0) / number
        for unit, number in years.items()
        if number >= FEWEST_UNIT_YEARS
    }
    return _cut(rates, years)


def _unit_on(postings: Sequence[Posting], day: Day) -> str:
    for posting in reversed(postings):
        if posting.from_on <= day <= (posting.until_on or day):
            return posting.unit
    return ""


def _cut(rates: Mapping[str, float], years: Mapping[str, float]) -> dict[str, int]:
    """Cut the units, from the least exposed on, into tiers of about equal posted years."""
    total, before, found = sum(years[unit] for unit in rates), 0.0, {}
    for unit in sorted(rates, key=lambda unit: (rates[unit], unit)):
        found[unit] = 1 + min(int(TIERS * (before + years[unit] / 2) / total), TIERS - 1)
        before += years[unit]
    return found
