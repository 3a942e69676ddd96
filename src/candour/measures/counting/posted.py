"""Cases and years of service unit by unit: where people were posted on the day a case came."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from candour.measures.counting import selecting
from candour.measures.parameters import Parameters
from candour.measures.register.reading import Register
from candour.stats.survival import YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit under no name: who was posted there, for how long, and cases that came then."""

    people: int
    years: float
    involvements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """How many people were posted to one unit, and their days there."""

    people: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Every unit, the one with most years first; placed: involvements that belong to some unit."""

    units: tuple[Unit, ...]
    placed: int
    received: int


def posted(*, register: Register, parameters: Parameters) -> Posted:
    """Count each unit of the window; a posting gives no time beyond known service."""
    involved = selecting.received(register=register, unit="involvement", parameters=parameters)
    key = ["person_key", "organisation"]
    # Most people are in no case: their postings need not be looked through for its day.
    theirs = spells(register=register, parameters=parameters, of=involved)
    came = involved.join(theirs, key).filter(
        lambda row: row.received_on.between(row.from_on, row.until_on)
    )
    cases = register.held(came.select("case_key", "person_key", "unit_key").distinct())
    of_unit = cases.group_by("unit_key").agg(involvements=cases.count()).to_pyarrow().to_pylist()
    involvements = {row["unit_key"]: row["involvements"] for row in of_unit}
    units = sorted(
        (
            Unit(people=one.people, years=one.days / YEAR, involvements=involvements.get(key, 0))
            for key, one in times(register=register, parameters=parameters).items()
        ),
        key=lambda one: (-one.years, one.people, one.involvements),
    )
    return Posted(
        units=tuple(units),
        placed=int(cases.select("case_key", "person_key").distinct().count().to_pyarrow().as_py()),
        received=int(involved.count().to_pyarrow().as_py()),
    )


def spells(*, register: Register, parameters: Parameters, of: Any = None) -> Any:
    """Return postings as far as their people are known to serve, of those in `of` or of all."""
    return _overlaps(register, parameters, of=of).distinct()


def _overlaps(
    register: Register, parameters: Parameters, *, of: Any = None, without: Any = None
) -> Any:
    import ibis

    stood = selecting.of_organisation(table=register.table("posted"), parameters=parameters)
    served = register.table("person_time")
    if of is not None:
        stood, served = stood.semi_join(of, "person_key"), selecting.service_of_busy(register)
    if without is not None:
        stood, served = (one.anti_join(without, "person_key") for one in (stood, served))
    joined = stood.join(
        served,
        (stood.person_key == served.person_key)
        & (stood.organisation == served.organisation)
        & (stood.from_on <= served.until_on)
        & (stood.until_on >= served.from_on),
        rname="served_{name}",
    )
    return joined.select(
        "person_key",
        "organisation",
        "unit_key",
        from_on=ibis.greatest(joined.from_on, joined.served_from_on),
        until_on=ibis.least(joined.until_on, joined.served_until_on),
    )


def times(*, register: Register, parameters: Parameters) -> Mapping[str, Time]:
    """Return for each unit how many people were posted to it in the window, for how many days."""
    return register.once(
        ("posted", parameters),
        lambda: {
            row["unit_key"]: Time(people=row["people"], days=row["days"])
            for row in _times(register, parameters).to_pyarrow().to_pylist()
        },
    )


def _times(register: Register, parameters: Parameters) -> Any:
    """Return them; of people who have one row of each table nothing can be there twice."""
    import ibis

    several = selecting.several(register)
    of_few = _within(spells(register=register, parameters=parameters, of=several), parameters)
    of_rest = _within(_overlaps(register, parameters, without=several), parameters)
    most = (parameters.to_on - parameters.from_on).days + 1
    few = of_few.group_by("unit_key", "person_key").agg(days=ibis.least(of_few.days.sum(), most))
    told = ibis.union(
        few.select("unit_key", "days"),
        of_rest.select("unit_key", days=ibis.least(of_rest.days, most)),
    )
    return told.group_by("unit_key").agg(people=told.count(), days=told.days.sum())


def _within(spells: Any, parameters: Parameters) -> Any:
    """Return spells of the window with their days in it."""
    import ibis

    within = spells.filter(
        (spells.from_on <= parameters.to_on) & (spells.until_on >= parameters.from_on)
    )
    first = ibis.greatest(within.from_on, ibis.date(parameters.from_on.isoformat()))
    last = ibis.least(within.until_on, ibis.date(parameters.to_on.isoformat()))
    days = (last.delta(first, unit="day") + 1).cast("int64")
    return within.select("unit_key", "person_key", days=days)
