"""Cases and years of service unit by unit: where people were posted on the day a case came."""

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
class Posted:
    """Every unit, the one with most years first; placed: involvements that belong to some unit."""

    units: tuple[Unit, ...]
    placed: int
    received: int


def posted(*, register: Register, parameters: Parameters) -> Posted:
    """Count each unit of the window; a posting gives no time beyond known service."""
    stood = spells(register=register, parameters=parameters)
    involved = selecting.received(register=register, unit="involvement", parameters=parameters)
    key = ["person_key", "organisation"]
    # Most people are in no case: their postings need not be looked through for its day.
    theirs = spells(register=register, parameters=parameters, of=involved)
    came = involved.join(theirs, key).filter(
        lambda row: row.received_on.between(row.from_on, row.until_on)
    )
    cases = came.select("case_key", "person_key", "unit_key").distinct()
    found = (
        time(spells=stood, parameters=parameters)
        .left_join(cases.group_by("unit_key").agg(involvements=cases.count()), "unit_key")
        .to_pyarrow()
        .to_pylist()
    )
    units = sorted(
        (
            Unit(
                people=row["people"], years=row["days"] / YEAR,
                involvements=row["involvements"] or 0,
            )
            for row in found
        ),
        key=lambda one: (-one.years, one.people, one.involvements),
    )  # fmt: skip
    return Posted(
        units=tuple(units),
        placed=int(cases.select("case_key", "person_key").distinct().count().to_pyarrow().as_py()),
        received=int(involved.count().to_pyarrow().as_py()),
    )


def spells(*, register: Register, parameters: Parameters, of: Any = None) -> Any:
    """Return postings as far as their people are known to serve, of those in `of` or of all."""
    import ibis

    stood = selecting.of_organisation(table=register.table("posted"), parameters=parameters)
    served = register.table("person_time")
    if of is not None:
        stood, served = (one.semi_join(of, "person_key") for one in (stood, served))
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
    ).distinct()


def time(*, spells: Any, parameters: Parameters) -> Any:
    """Return how many people were posted to each unit in the window, and for how many days."""
    import ibis

    within = spells.filter(
        (spells.from_on <= parameters.to_on) & (spells.until_on >= parameters.from_on)
    )
    first = ibis.greatest(within.from_on, ibis.date(parameters.from_on.isoformat()))
    last = ibis.least(within.until_on, ibis.date(parameters.to_on.isoformat()))
    most = (parameters.to_on - parameters.from_on).days + 1
    people = (
        within.mutate(days=last.delta(first, unit="day") + 1)
        .group_by("unit_key", "person_key")
        .agg(days=lambda rows: ibis.least(rows.days.sum(), most))
    )
    return people.group_by("unit_key").agg(people=people.count(), days=people.days.sum())
