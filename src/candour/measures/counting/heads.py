"""Heads and years of service by calendar year and kind of staff, with the cases of those people.

All years are counted at once. Most people have one stretch of service: of them the engine counts
how many have the same one, and only who has several is looked at person by person, year by year.
"""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from candour.measures.counting import selecting
from candour.measures.parameters import Parameters
from candour.measures.register.reading import Register
from candour.stats.survival import YEAR

# All kinds together, everybody once.
YEARLY: Final = ""
# So many rows of service are counted at once. Of a larger register people take turns, by the last
# letter of their pseudonyms.
_AT_ONCE: Final = 25_000_000
_LETTERS: Final = "0123456789abcdef"

Numbers = npt.NDArray[np.int64]
# Of a year, by its first day, and a kind.
_Place = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """Who served in one year as one kind, on its last day and on any, for how long; their cases.

    received: involvements of that year of anybody. without_kind: who is counted among all and
    under no kind.
    """

    year: int
    kind: str
    serving: int
    people: int
    years: float
    involvements: int
    received: int
    without_kind: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Year:
    """One calendar year as far as the window reaches, its days counted from the window's first."""

    year: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sums:
    """What was counted so far; named: people of any known kind, each once."""

    serving: Counter[_Place] = field(default_factory=Counter)
    people: Counter[_Place] = field(default_factory=Counter)
    days: Counter[_Place] = field(default_factory=Counter)
    cases: Counter[_Place] = field(default_factory=Counter)
    named: Counter[int] = field(default_factory=Counter)


def heads(*, register: Register, parameters: Parameters) -> tuple[Heads, ...]:
    """Count each calendar year of the window, by kind and then everybody once."""
    involved = selecting.received(register=register, unit="involvement", parameters=parameters)
    came = involved.select("person_key", year=involved.received_on.year())
    years = _years(parameters)
    sums = _Sums()
    several = selecting.several(register)
    for some in _parts(register):
        _add_alike(some.without(several), parameters, years, sums)
        _add_several(some.among(several), parameters, years, sums)
    of_people = _Service(
        whole=selecting.service_of_busy(register),
        served=register.table("service"),
    )
    _add_cases(of_people.spells(parameters), came, years, sums)
    received = _counted(came.group_by("year").agg(number=came.count()), "year", "number")
    return tuple(
        Heads(
            year=one.year,
            kind=kind,
            serving=sums.serving[one.first, kind],
            people=sums.people[one.first, kind],
            years=sums.days[one.first, kind] / YEAR,
            involvements=sums.cases[one.first, kind],
            received=received.get(one.year, 0),
            without_kind=sums.people[one.first, YEARLY] - sums.named[one.first],
        )
        for one in years
        for kind in _kinds_of(sums, one)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Service:
    """Rows of what counts as service at all, and of service by kind, about some people."""

    whole: Any
    served: Any

    def among(self, people: Any) -> "_Service":
        return _Service(
            whole=self.whole.semi_join(people, "person_key"),
            served=self.served.semi_join(people, "person_key"),
        )

    def without(self, people: Any) -> "_Service":
        return _Service(
            whole=self.whole.anti_join(people, "person_key"),
            served=self.served.anti_join(people, "person_key"),
        )

    def everybody(self, parameters: Parameters) -> Any:
        """Return stretches of service in the window, under no kind."""
        import ibis

        whole = selecting.of_organisation(table=self.whole, parameters=parameters)
        return _clipped(whole.mutate(serves_as=ibis.literal(YEARLY)), parameters)

    def kinds(self, parameters: Parameters) -> Any:
        """Return stretches by kind, none beyond what counts as service at all."""
        import ibis

        whole = selecting.of_organisation(
            table=self.whole.select("person_key", "organisation", "from_on", "until_on"),
            parameters=parameters,
        )
        served = self.served
        joined = served.join(
            whole,
            (served.person_key == whole.person_key)
            & (served.organisation == whole.organisation)
            & (served.from_on <= whole.until_on)
            & (served.until_on >= whole.from_on),
            rname="whole_{name}",
        )
        both = joined.select(
            "person_key",
            "organisation",
            "serves_as",
            from_on=ibis.greatest(joined.from_on, joined.whole_from_on),
            until_on=ibis.least(joined.until_on, joined.whole_until_on),
        )
        return _clipped(both, parameters)

    def spells(self, parameters: Parameters) -> Any:
        """Return both."""
        import ibis

        return ibis.union(self.everybody(parameters), self.kinds(parameters))


def _years(parameters: Parameters) -> list[_Year]:
    found = []
    for year in range(parameters.from_on.year, parameters.to_on.year + 1):
        first = max(datetime.date(year, 1, 1), parameters.from_on)
        last = min(datetime.date(year, 12, 31), parameters.to_on)
        found.append(
            _Year(
                year=year,
                first=(first - parameters.from_on).days,
                last=(last - parameters.from_on).days,
            )
        )
    return found


def _kinds_of(sums: _Sums, year: _Year) -> list[str]:
    """Return the kinds of one year, everybody last."""
    kinds = sorted(kind for first, kind in sums.people if first == year.first)
    return [*(kind for kind in kinds if kind != YEARLY), YEARLY] if YEARLY in kinds else []


def _parts(register: Register) -> Iterator[_Service]:
    """Yield the service of some people after the other, until everybody has had their turn."""
    whole, served = register.table("person_time"), register.table("service")
    rows = register.manifest.rows("person_time") + register.manifest.rows("service")
    parts = min(1 + rows // _AT_ONCE, len(_LETTERS))
    for part in range(parts):
        yield _Service(whole=_turn(whole, part, parts), served=_turn(served, part, parts))


def _turn(rows: Any, part: int, parts: int) -> Any:
    """Return the rows of some people; whose pseudonym ends in no such letter is among the first."""
    if parts == 1:
        return rows
    if rows.person_key.type().is_integer():
        return rows.filter(rows.person_key % parts == part)
    last, own = rows.person_key.right(1), _LETTERS[part::parts]
    if part:
        return rows.filter(last.isin(list(own)))
    return rows.filter(last.notin([letter for letter in _LETTERS if letter not in own]))


def _clipped(rows: Any, parameters: Parameters) -> Any:
    """Return stretches as far as they lie in the window, their days counted from its first."""
    import ibis

    start, end = (ibis.date(day.isoformat()) for day in (parameters.from_on, parameters.to_on))
    return rows.filter((rows.from_on <= end) & (rows.until_on >= start)).select(
        "person_key",
        "organisation",
        "serves_as",
        first=ibis.greatest(rows.from_on, start).delta(start, unit="day").cast("int64"),
        last=ibis.least(rows.until_on, end).delta(start, unit="day").cast("int64"),
    )


def _add_alike(some: _Service, parameters: Parameters, years: list[_Year], sums: _Sums) -> None:
    """Add people with one stretch, by how many have the same."""
    for rows in (some.everybody(parameters), some.kinds(parameters)):
        alike = rows.group_by("serves_as", "first", "last").agg(number=rows.count()).to_pyarrow()
        kinds = np.array(alike["serves_as"].to_pylist(), dtype=np.str_)
        first, last, number = (_numbers(alike[name]) for name in ("first", "last", "number"))
        for kind in map(str, np.unique(kinds)):
            mine = kinds == kind
            for year in years:
                people = _add(sums, year, kind, first[mine], last[mine], number[mine])
                sums.named[year.first] += people if kind != YEARLY else 0


def _add(
    sums: _Sums, year: _Year, kind: str, first: Numbers, last: Numbers, number: Numbers
) -> int:
    is_in = (first <= year.last) & (last >= year.first)
    people = int(number[is_in].sum())
    if people:
        place = (year.first, kind)
        days = np.minimum(last, year.last) - np.maximum(first, year.first) + 1
        sums.people[place] += people
        sums.serving[place] += int(number[is_in & (last >= year.last)].sum())
        sums.days[place] += int((days * number)[is_in].sum())
    return people


def _add_several(some: _Service, parameters: Parameters, years: list[_Year], sums: _Sums) -> None:
    """Add people with several stretches, each once in a year and a kind."""
    import ibis

    rows = _in_years(some.spells(parameters).distinct(), years)
    days = ibis.least(rows["last"], rows.year_last) - ibis.greatest(rows["first"], rows.year_first)
    each = (
        rows.mutate(days=days + 1, is_there=rows["last"] >= rows.year_last)
        .group_by("person_key", "serves_as", "year_first", "year_last")
        .agg(days=lambda some: some.days.sum(), is_there=lambda some: some.is_there.any())
    )
    # Who serves two organisations at once is one person all the same.
    most = each.year_last - each.year_first + 1
    found = each.group_by("year_first", "serves_as").agg(
        serving=each.is_there.sum(), people=each.count(), days=ibis.least(each.days, most).sum()
    )
    for row in found.to_pyarrow().to_pylist():
        place = (row["year_first"], row["serves_as"])
        sums.serving[place] += row["serving"]
        sums.people[place] += row["people"]
        sums.days[place] += int(row["days"])
    kinds = rows.filter(rows.serves_as != YEARLY).group_by("year_first")
    named = kinds.agg(number=lambda some: some.person_key.nunique())
    sums.named.update(_counted(named, "year_first", "number"))


def _add_cases(spells: Any, came: Any, years: list[_Year], sums: _Sums) -> None:
    """Add the cases of each year of people who served in it, by kind."""
    cases = came.group_by("person_key", "year").agg(cases=came.count())
    rows = _in_years(spells.inner_join(cases, "person_key"), years)
    mine = rows.filter(rows.year == rows.year_number)
    each = mine.select("person_key", "serves_as", "year_first", "cases").distinct()
    found = each.group_by("year_first", "serves_as").agg(cases=each.cases.sum())
    for row in found.to_pyarrow().to_pylist():
        sums.cases[row["year_first"], row["serves_as"]] += int(row["cases"])


def _in_years(rows: Any, years: list[_Year]) -> Any:
    """Return rows once for each year that their stretch reaches into."""
    import ibis

    told = ibis.memtable(
        {
            "year_number": [one.year for one in years],
            "year_first": [one.first for one in years],
            "year_last": [one.last for one in years],
        },
        schema=dict.fromkeys(("year_number", "year_first", "year_last"), "int64"),
    )
    return rows.join(told, (rows["first"] <= told.year_last) & (rows["last"] >= told.year_first))


def _counted(rows: Any, key: str, number: str) -> Mapping[int, int]:
    return {row[key]: int(row[number]) for row in rows.to_pyarrow().to_pylist()}


def _numbers(column: Any) -> Numbers:
    return np.asarray(column.to_numpy(), dtype=np.int64)
