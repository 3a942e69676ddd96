"""Heads and years of service by calendar year and kind of staff, with the cases of those people."""

import datetime
from dataclasses import dataclass
from typing import Any, Final

from candour.measures.counting import selecting
from candour.measures.parameters import Parameters
from candour.measures.register.reading import Register
from candour.stats.survival import YEAR

# All kinds together, everybody once.
YEARLY: Final = ""


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
    """One calendar year as far as the window reaches."""

    first: datetime.date
    last: datetime.date


def heads(*, register: Register, parameters: Parameters) -> tuple[Heads, ...]:
    """Count each calendar year of the window, by kind and then everybody once."""
    whole = selecting.of_organisation(
        table=register.table("person_time").select(
            "person_key", "organisation", "from_on", "until_on"
        ),
        parameters=parameters,
    )
    kinds = _kinds(register, whole)
    involved = selecting.received(register=register, unit="involvement", parameters=parameters)
    found = []
    for year in _years(parameters):
        came = involved.filter(involved.received_on.between(year.first, year.last))
        cases = came.group_by("person_key").agg(cases=came.count())
        all_kinds = _counted(whole.mutate(serves_as=_nothing()), cases, year)
        if not all_kinds:
            continue
        received = int(came.count().to_pyarrow().as_py())
        named, everybody = _people(kinds, year), all_kinds[0]
        rows = [*_counted(kinds, cases, year), everybody]
        found += [
            Heads(
                year=year.first.year,
                kind=row["serves_as"],
                serving=row["serving"],
                people=row["people"],
                years=row["days"] / YEAR,
                involvements=row["cases"],
                received=received,
                without_kind=everybody["people"] - named,
            )
            for row in rows
        ]
    return tuple(found)


def _nothing() -> Any:
    import ibis

    return ibis.literal(YEARLY)


def _years(parameters: Parameters) -> list[_Year]:
    return [
        _Year(
            first=max(datetime.date(year, 1, 1), parameters.from_on),
            last=min(datetime.date(year, 12, 31), parameters.to_on),
        )
        for year in range(parameters.from_on.year, parameters.to_on.year + 1)
    ]


def _kinds(register: Register, whole: Any) -> Any:
    """Return stretches of service by kind, none beyond what counts as service at all."""
    import ibis

    served = register.table("service")
    joined = served.join(
        whole,
        (served.person_key == whole.person_key)
        & (served.organisation == whole.organisation)
        & (served.from_on <= whole.until_on)
        & (served.until_on >= whole.from_on),
        rname="whole_{name}",
    )
    return joined.select(
        "person_key",
        "organisation",
        "serves_as",
        from_on=ibis.greatest(joined.from_on, joined.whole_from_on),
        until_on=ibis.least(joined.until_on, joined.whole_until_on),
    ).distinct()


def _within(spells: Any, year: _Year) -> Any:
    return spells.filter((spells.from_on <= year.last) & (spells.until_on >= year.first))


def _people(spells: Any, year: _Year) -> int:
    return int(_within(spells, year).person_key.nunique().to_pyarrow().as_py())


def _counted(spells: Any, cases: Any, year: _Year) -> list[dict[str, Any]]:
    import ibis

    within = _within(spells, year)
    first = ibis.greatest(within.from_on, ibis.date(year.first.isoformat()))
    last = ibis.least(within.until_on, ibis.date(year.last.isoformat()))
    most = (year.last - year.first).days + 1
    people = (
        within.mutate(
            days=last.delta(first, unit="day") + 1,
            is_there=within.until_on >= ibis.date(year.last.isoformat()),
        )
        .group_by("person_key", "serves_as")
        .agg(
            # Who serves two organisations at once is one person all the same.
            days=lambda rows: ibis.least(rows.days.sum(), most),
            is_there=lambda rows: rows.is_there.any(),
        )
        .left_join(cases, "person_key")
    )
    found: list[dict[str, Any]] = (
        people.group_by("serves_as")
        .agg(
            serving=people.is_there.sum(),
            people=people.count(),
            days=people.days.sum(),
            cases=people.cases.fill_null(0).sum(),
        )
        .order_by("serves_as")
        .to_pyarrow()
        .to_pylist()
    )
    return found
