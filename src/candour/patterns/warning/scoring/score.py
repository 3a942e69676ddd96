"""Scores everybody in service on a day from what was known then: one row for each person."""

import dataclasses
import datetime
from collections.abc import Sequence

import numpy as np

from candour.patterns.warning.known import history as known_then
from candour.patterns.warning.known.history import History, Person
from candour.patterns.warning.scoring import card as cards
from candour.patterns.warning.scoring import flags, incidents, peers, terms
from candour.patterns.warning.scoring.card import Card
from candour.patterns.warning.scoring.flags import Facts
from candour.patterns.warning.scoring.incidents import Floats, Incident, Incidents
from candour.patterns.warning.scoring.peers import Place
from candour.patterns.warning.scoring.weights import HALF_LIFE_YEARS
from candour.stats import counts, gamma_poisson
from candour.stats.gamma_poisson import Shrunk

SHORT_YEARS = 2.0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is said of one person; the fields are the columns of the file, in this order."""

    person_id: str
    rank: int
    points: float
    chance: float
    flag: bool
    flag_because: str
    independent_incidents: int
    cases_2y: int
    cases_career: int
    allegations_career: int
    incidents_2y: int
    incidents_career: int
    proven_career: int
    open_now: int
    severity_score: float
    years_served: float
    exposure_years: float
    peers: str
    peers_number: int
    expected: float
    rate: float
    rate_low: float
    rate_high: float
    over_3_times_peers: float
    evidence: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scored:
    """Everybody's numbers in columns, before they are ranked."""

    people: Sequence[Person]
    places: Sequence[Place]
    told: Sequence[Sequence[Incident]]
    allegations: Sequence[int]
    columns: Incidents
    values: Floats
    exposure: Floats
    shrunk: Shrunk


def score(*, history: History, on: datetime.date, card: Card) -> tuple[Row, ...]:
    """Return a row for everybody in service, the highest rank first.

    Nothing dated on the day or later takes part: the rows are the same whatever came of it.
    """
    found = compute(history=history, on=on)
    points = cards.points(card=card, values=found.values)
    chances = cards.chances(card=card, points=points)
    order = sorted(
        range(len(found.people)),
        key=lambda place: (-points[place], -found.shrunk.above[place], found.people[place].id),
    )
    alike = _alike(found.places)
    return tuple(
        _row(found, place, alike=alike[found.places[place].peers], rank=rank,
             given=(float(points[place]), float(chances[place])))
        for rank, place in enumerate(order, start=1)
    )  # fmt: skip


def compute(*, history: History, on: datetime.date) -> Scored:
    """Compute everybody's numbers from what was known when the day began."""
    known = known_then.as_known(history=history, on=on)
    people = known_then.in_service(history=known, on=on)
    of = incidents.of_each(matters=known.matters)
    columns = incidents.in_columns(of=of, people=[one.id for one in people], on=on)
    places = peers.places(people=people, known=known, of=of, on=on)
    since = min((one.received_on for one in known.matters), default=on)
    exposure = peers.exposures(people=people, since=since, on=on)
    said: dict[str, int] = {}
    for matter in known.matters:
        said[matter.person] = said.get(matter.person, 0) + 1
    return Scored(
        people=people,
        places=places,
        told=[of.get(one.id, ()) for one in people],
        allegations=[said.get(one.id, 0) for one in people],
        columns=columns,
        values=terms.values(known=terms.Known(incidents=columns, places=places)),
        exposure=exposure,
        shrunk=_shrunk(columns, places, exposure),
    )


def _shrunk(columns: Incidents, places: Sequence[Place], exposure: Floats) -> Shrunk:
    number = columns.total(of=np.ones(len(columns.person)))
    people = counts.people(counts=number, years=exposure)
    groups = [place.peers for place in places]
    found = gamma_poisson.among_peers(people=people, groups=groups, times=flags.TIMES_PEERS)
    nothing = np.zeros(len(places))
    return found or Shrunk(
        peer_mean=nothing, expected=nothing, rate=nothing, low=nothing, high=nothing, above=nothing
    )


def _alike(places: Sequence[Place]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place in places:
        found[place.peers] = found.get(place.peers, 0) + 1
    return found


def _row(found: Scored, place: int, *, alike: int, rank: int, given: tuple[float, float]) -> Row:
    told, of = found.told[place], found.columns
    mine = slice(*np.searchsorted(of.person, [place, place + 1]))
    ago, shrunk = of.years_ago[mine], found.shrunk
    severity = float((0.5 ** (ago / HALF_LIFE_YEARS) * of.severity[mine]).sum())
    recent = [one for one, years in zip(told, ago, strict=True) if years < SHORT_YEARS]
    cases = sorted({case for one in told for case in one.cases})
    facts = Facts(
        allegations=found.allegations[place],
        independent=incidents.independent(incidents=told),
        severity=severity,
        above=float(shrunk.above[place]),
    )
    because = flags.because(facts=facts)
    return Row(
        person_id=found.people[place].id,
        rank=rank,
        points=given[0],
        chance=round(given[1], 5),
        flag=bool(because),
        flag_because=" ".join(because),
        independent_incidents=facts.independent,
        cases_2y=len({case for one in recent for case in one.cases}),
        cases_career=len(cases),
        allegations_career=facts.allegations,
        incidents_2y=len(recent),
        incidents_career=len(told),
        proven_career=sum(one.is_proven for one in told),
        open_now=sum(one.is_open for one in told),
        severity_score=round(severity, 3),
        years_served=round(found.places[place].served, 2),
        exposure_years=round(float(found.exposure[place]), 2),
        peers=found.places[place].peers,
        peers_number=alike,
        expected=round(float(shrunk.expected[place]), 3),
        rate=round(float(shrunk.rate[place]), 4),
        rate_low=round(float(shrunk.low[place]), 4),
        rate_high=round(float(shrunk.high[place]), 4),
        over_3_times_peers=round(float(shrunk.above[place]), 4),
        evidence=" ".join(cases),
    )
