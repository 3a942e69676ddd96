"""Cases and days of service, person by person, counted in the engine and handed on as numbers."""

import dataclasses
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
    import ibis

    people = _everybody(register, parameters, sanctions)
    columns = ["cases", "days", "happened"]
    others = quiet(register=register, parameters=parameters)
    told = ibis.union(
        people.select(*columns, number=ibis.literal(1, "int64"), serving=_number(people.serves)),
        others.select(
            "days", "number", cases=ibis.literal(0, "int64"), happened=False,
            serving=others.number * _number(others.serves),
        ).select(*columns, "number", "serving"),
    )  # fmt: skip
    found = (
        told.group_by(columns)
        .agg(number=told.number.sum(), serving=told.serving.sum())
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


def quiet(*, register: Register, parameters: Parameters) -> Any:
    """Return how many people have one stretch of service alike, and no case: most of all people.

    days: of the window. serves: whether they serve on. Whoever is not here is busy.
    """
    import ibis

    # The same for every window that begins on one day.
    whole = dataclasses.replace(parameters, to_on=parameters.as_of, by="")
    rows = register.once(("quiet", whole), lambda: _quiet(register, whole))
    until = (parameters.to_on - parameters.from_on).days
    within = rows.filter(rows["first"] <= until)
    return within.select(
        "group", "number", "serves", days=ibis.least(within["last"], until) - within["first"] + 1
    )


def _quiet(register: Register, parameters: Parameters) -> Any:
    import ibis

    whole = _spells(register.table("person_time"), parameters)
    served = whole.anti_join(selecting.busy(register), "person_key")
    ethnic = groups.of_people(register.table("characteristics"))
    people = served.left_join(ethnic, "person_key", rname="ethnic_{name}")
    start, end = (ibis.date(day.isoformat()) for day in (parameters.from_on, parameters.to_on))
    told = people.select(
        group=ibis.coalesce(people["group"], groups.UNKNOWN),
        first=ibis.greatest(people.from_on, start).delta(start, unit="day").cast("int64"),
        last=ibis.least(people.until_on, end).delta(start, unit="day").cast("int64"),
        serves=people.ends_by == "as_of",
    )
    alike = told.group_by("group", "first", "last", "serves").agg(number=told.count())
    return ibis.memtable(alike.to_pyarrow())


def _everybody(register: Register, parameters: Parameters, sanctions: Collection[str]) -> Any:
    """Return one row for each busy person: joining tables of people by their keys would cost the
    most, so that what is known of them stands below each other and is summed once."""
    import ibis

    none, one = ibis.literal(0, "int64"), ibis.literal(1, "int64")
    involved = selecting.received(register=register, unit="involvement", parameters=parameters)
    served = _stretches(_of_busy(register, parameters), parameters)
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
    ethnic = groups.of_people(selecting.ethnic_of_busy(register))
    people = (
        cases.outer_join(days, "person_key", rname="served_{name}")
        .mutate(person_key=ibis.coalesce(ibis._.person_key, ibis._.served_person_key))
        .left_join(ethnic, "person_key", rname="ethnic_{name}")
        .select(
            group=ibis.coalesce(ibis._.group, groups.UNKNOWN),
            cases=ibis.coalesce(ibis._.cases, 0),
            days=ibis.coalesce(ibis._.days, 0),
            number=ibis.literal(1, "int64"),
        )
    )
    columns = ["group", "cases", "days"]
    others = quiet(register=register, parameters=parameters)
    told = ibis.union(
        people, others.select("group", "days", "number", cases=ibis.literal(0, "int64")).select(
            *columns, "number"
        ),
    )  # fmt: skip
    found = told.group_by(columns).agg(number=told.number.sum()).order_by(columns).to_pyarrow()
    return Served(
        groups=np.array(found["group"].to_pylist(), dtype=np.str_),
        cases=np.array(found["cases"].to_pylist(), dtype=np.int64),
        days=np.array(found["days"].to_pylist(), dtype=np.int64),
        number=np.array(found["number"].to_pylist(), dtype=np.int64),
    )


def days_served(*, register: Register, parameters: Parameters) -> Any:
    """Return busy people with their days of service in the window."""
    return _days(_of_busy(register, parameters), parameters)


def _of_busy(register: Register, parameters: Parameters) -> Any:
    return _spells(selecting.service_of_busy(register), parameters)


def _spells(served: Any, parameters: Parameters) -> Any:
    return selecting.of_organisation(table=served, parameters=parameters).filter(
        lambda row: (row.from_on <= parameters.to_on) & (row.until_on >= parameters.from_on)
    )


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


def _number(is_so: Any) -> Any:
    return is_so.cast("int64")


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
