"""Days lost to suspension and restricted duties, year by year and unit by unit, each day once."""

import datetime
from dataclasses import dataclass
from typing import Any

from candour.measures.counting import posted, selecting
from candour.measures.parameters import Parameters
from candour.measures.register.reading import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One calendar year: how many people lost how many days, of how many served by everybody."""

    year: int
    people: int
    days: int
    served: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLost:
    """One unit under no name: who was posted there, their days there, and how many were lost."""

    people: int
    served: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What was lost. outside: days of nobody's known service. unplaced: days in no unit."""

    years: tuple[Year, ...]
    units: tuple[UnitLost, ...]
    outside: int
    unplaced: int


def lost(*, register: Register, parameters: Parameters) -> Lost:
    """Count the days of the window that suspension took."""
    days = _days(register, parameters)
    served = _served(register, parameters)
    theirs = served.semi_join(days, "person_key")
    within = (
        days.inner_join(
            theirs,
            (days.person_key == theirs.person_key)
            & days.on_day.between(theirs.from_on, theirs.until_on),
            rname="served_{name}",
        )
        .select("person_key", "on_day")
        .distinct()
    )
    years = within.group_by(year=within.on_day.year()).agg(
        people=within.person_key.nunique(), days=within.count()
    )
    placed, units = _units(register, parameters, within)
    whole = selecting.number(within)
    return Lost(
        years=tuple(
            Year(
                year=row["year"], people=row["people"], days=row["days"],
                served=_days_served(served, parameters, row["year"]),
            )
            for row in years.order_by("year").to_pyarrow().to_pylist()
        ),
        units=units,
        outside=selecting.number(days) - whole,
        unplaced=whole - placed,
    )  # fmt: skip


def _days(register: Register, parameters: Parameters) -> Any:
    """Return each day of each suspended person once."""
    import ibis

    spells = selecting.of_organisation(table=register.table("suspended"), parameters=parameters)
    first, last = _ends(parameters)
    within = spells.filter((spells.from_on <= last) & (spells.until_on >= first))
    ranged = within.select(
        "person_key",
        on_day=ibis.range(
            ibis.greatest(within.from_on, first).cast("timestamp"),
            (ibis.least(within.until_on, last) + ibis.interval(days=1)).cast("timestamp"),
            ibis.interval(days=1),
        ).unnest(),
    )
    return ranged.mutate(on_day=ranged.on_day.date()).distinct()


def _served(register: Register, parameters: Parameters) -> Any:
    return selecting.of_organisation(
        table=register.table("person_time"), parameters=parameters
    ).select("person_key", "from_on", "until_on")


def _days_served(served: Any, parameters: Parameters, year: int) -> int:
    """Return the days that everybody served in one year, as far as the window reaches."""
    import ibis

    first = max(parameters.from_on, datetime.date(year, 1, 1))
    last = min(parameters.to_on, datetime.date(year, 12, 31))
    within = served.filter((served.from_on <= last) & (served.until_on >= first))
    days = ibis.least(within.until_on, ibis.date(last.isoformat())).delta(
        ibis.greatest(within.from_on, ibis.date(first.isoformat())), unit="day"
    )
    return int(within.agg(n=(days + 1).sum()).to_pyarrow().to_pylist()[0]["n"] or 0)


def _units(
    register: Register, parameters: Parameters, within: Any
) -> tuple[int, tuple[UnitLost, ...]]:
    """Return how many days lie in some unit, and the units; a day counts where one was last put."""
    theirs = posted.spells(register=register, parameters=parameters, of=within)
    joined = within.inner_join(
        theirs,
        (within.person_key == theirs.person_key)
        & within.on_day.between(theirs.from_on, theirs.until_on),
        rname="posted_{name}",
    )
    of_day = selecting.newest(
        rows=joined, of=("person_key", "on_day"), value="unit_key", on="from_on"
    )
    taken = of_day.group_by("unit_key").agg(lost_days=of_day.count()).to_pyarrow().to_pylist()
    lost_days = {row["unit_key"]: row["lost_days"] for row in taken}
    units = (
        UnitLost(people=one.people, served=one.days, days=lost_days.get(key, 0))
        for key, one in posted.times(register=register, parameters=parameters).items()
    )
    return sum(lost_days.values()), tuple(sorted(units, key=lambda one: (-one.served, one.people)))


def _ends(parameters: Parameters) -> tuple[Any, Any]:
    import ibis

    return ibis.date(parameters.from_on.isoformat()), ibis.date(parameters.to_on.isoformat())
