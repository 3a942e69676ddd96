"""Cases and days of service, person by person, counted in the engine and handed on as numbers."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from candour.measures.counting import groups, selecting
from candour.measures.parameters import Parameters
from candour.measures.register.reading import Register
from candour.stats import counts
from candour.stats.survival import YEAR

Numbers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tally:
    """How many people had so many cases in the window, so many days of service, and an outcome.

    Everybody is here who has a case or a day of service in the window; nobody else. never_left:
    how many of them serve on as far as anybody said.
    """

    cases: Numbers
    days: Numbers
    happened: Truths
    number: Numbers
    never_left: int

    @property
    def everybody(self) -> counts.People:
        """Return all of them for counting: their years say nothing."""
        return counts.people(counts=self.cases, years=np.ones(len(self.cases)), numbers=self.number)

    @property
    def outcomes(self) -> Truths:
        """Return for those of `everybody` who are alike whether they met the outcome."""
        return self.happened

    @property
    def exposed(self) -> counts.People:
        """Return those with a day of service in the window, with their years."""
        chosen = self.days > 0
        return counts.people(
            counts=self.cases[chosen],
            years=self.days[chosen] / YEAR,
            numbers=self.number[chosen],
        )

    @property
    def with_case(self) -> int:
        return int(self.number[self.cases > 0].sum())

    @property
    def without_exposure(self) -> int:
        """Return how many have a case in the window and not one known day of service."""
        return int(self.number[self.days == 0].sum())

    @property
    def years(self) -> float:
        return float((self.days * self.number).sum() / YEAR)


def tally(*, register: Register, parameters: Parameters, sanctions: Collection[str]) -> Tally:
    """Count each person's cases once per case, their days in the window, and whether any outcome
    of theirs, in any window, was one of these sanctions."""
    people = _everybody(register, parameters, sanctions)
    columns = ["cases", "days", "happened"]
    found = (
        people.group_by(columns)
        .agg(number=lambda rows: rows.count(), serving=lambda rows: rows.serves.sum())
        .order_by(columns)
        .to_pyarrow()
    )
    return Tally(
        cases=np.array(found["cases"].to_pylist(), dtype=np.int64),
        days=np.array(found["days"].to_pylist(), dtype=np.int64),
        happened=np.array(found["happened"].to_pylist(), dtype=np.bool_),
        number=np.array(found["number"].to_pylist(), dtype=np.int64),
        never_left=sum(found["serving"].to_pylist()),
    )


def _everybody(register: Register, parameters: Parameters, sanctions: Collection[str]) -> Any:
    """Return one row for each person: joining tables of people by their keys would cost the most,
    so that what is known of them stands below each other and is summed once."""
    import ibis

    none, one = ibis.literal(0, "int64"), ibis.literal(1, "int64")
    involved = selecting.received(register=register, unit="involvement", parameters=parameters)
    served = _stretches(_spells(register, parameters), parameters)
    met = _met(register, parameters, sanctions)
    told = ibis.union(
        involved.select(
            "person_key", cases=one, days=none, happened=False, serves=False, is_here=True
        ),
        served.select(
            "person_key", cases=none, days="days", happened=False, serves="serves", is_here=True
        ),
        met.select("person_key", cases=none, days=none, happened=True, serves=False, is_here=False),
    )
    return (
        told.group_by("person_key")
        .agg(
            cases=told.cases.sum(),
            days=_at_most(told.days.sum(), parameters),
            happened=told.happened.any(),
            serves=told.serves.any(),
            is_here=told.is_here.any(),
        )
        .filter(ibis._.is_here)
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Served:
    """How many people of a group had so many cases and days of service in the window."""

    groups: npt.NDArray[np.str_]
    cases: Numbers
    days: Numbers
    number: Numbers

    def of(self, *names: str) -> "Served":
        """Return the people of some groups."""
        chosen = np.isin(self.groups, names)
        return self.where(chosen)

    def where(self, chosen: Truths) -> "Served":
        """Return some of them."""
        return Served(
            groups=self.groups[chosen],
            cases=self.cases[chosen],
            days=self.days[chosen],
            number=self.number[chosen],
        )

    @property
    def people(self) -> int:
        return int(self.number.sum())

    @property
    def involvements(self) -> int:
        return int(self.cases @ self.number)

    @property
    def years(self) -> float:
        return float(self.days @ self.number / YEAR)


def by_group(*, register: Register, parameters: Parameters) -> Served:
    """Count each person's cases and days of service in the window, by recorded ethnicity."""
    import ibis

    involved = selecting.received(register=register, unit="involvement", parameters=parameters)
    cases = involved.group_by("person_key").agg(cases=lambda rows: rows.count())
    days = days_served(register=register, parameters=parameters)
    ethnic = groups.of_people(register.table("characteristics"))
    people = (
        cases.outer_join(days, "person_key", rname="served_{name}")
        .mutate(person_key=ibis.coalesce(ibis._.person_key, ibis._.served_person_key))
        .left_join(ethnic, "person_key", rname="ethnic_{name}")
        .select(
            group=ibis.coalesce(ibis._.group, groups.UNKNOWN),
            cases=ibis.coalesce(ibis._.cases, 0),
            days=ibis.coalesce(ibis._.days, 0),
        )
    )
    columns = ["group", "cases", "days"]
    found = (
        people.group_by(columns)
        .agg(number=lambda rows: rows.count())
        .order_by(columns)
        .to_pyarrow()
    )
    return Served(
        groups=np.array(found["group"].to_pylist(), dtype=np.str_),
        cases=np.array(found["cases"].to_pylist(), dtype=np.int64),
        days=np.array(found["days"].to_pylist(), dtype=np.int64),
        number=np.array(found["number"].to_pylist(), dtype=np.int64),
    )


def days_served(*, register: Register, parameters: Parameters) -> Any:
    """Return people with their days of service in the window."""
    return _days(_spells(register, parameters), parameters)


def _spells(register: Register, parameters: Parameters) -> Any:
    return selecting.of_organisation(
        table=register.table("person_time"), parameters=parameters
    ).filter(lambda row: (row.from_on <= parameters.to_on) & (row.until_on >= parameters.from_on))


def _days(spells: Any, parameters: Parameters) -> Any:
    """Return people with their days of service in the window, no day counted twice."""
    return (
        _stretches(spells, parameters)
        .group_by("person_key")
        .agg(days=lambda rows: _at_most(rows.days.sum(), parameters))
    )


def _stretches(spells: Any, parameters: Parameters) -> Any:
    """Return each spell's days in the window, and whether its person serves on."""
    import ibis

    first = ibis.greatest(spells.from_on, ibis.date(parameters.from_on.isoformat()))
    last = ibis.least(spells.until_on, ibis.date(parameters.to_on.isoformat()))
    days = (last.delta(first, unit="day") + 1).cast("int64")
    return spells.select("person_key", days=days, serves=spells.ends_by == "as_of")


def _at_most(days: Any, parameters: Parameters) -> Any:
    import ibis

    # Spells of one organisation never overlap. Who serves two at once is one person all the same.
    return ibis.least(days, (parameters.to_on - parameters.from_on).days + 1)


def _met(register: Register, parameters: Parameters, sanctions: Collection[str]) -> Any:
    decided = selecting.of_organisation(table=register.table("allegation"), parameters=parameters)
    return (
        decided.filter(decided.sanction.isin(sorted(sanctions)) & decided.person_key.notnull())
        .select("person_key")
        .distinct()
    )
