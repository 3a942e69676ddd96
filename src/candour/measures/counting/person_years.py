"""Cases and days of service, person by person, counted in the engine and handed on as numbers."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from candour.measures.counting import selecting
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

    involved = selecting.received(register=register, unit="involvement", parameters=parameters)
    cases = involved.group_by("person_key").agg(cases=lambda rows: rows.count())
    met = _met(register, parameters, sanctions)
    spells = _spells(register, parameters)
    people = (
        cases.outer_join(_days(spells, parameters), "person_key", rname="served_{name}")
        .mutate(person_key=ibis.coalesce(ibis._.person_key, ibis._.served_person_key))
        .left_join(met, "person_key", rname="met_{name}")
        .select(
            cases=ibis.coalesce(ibis._.cases, 0),
            days=ibis.coalesce(ibis._.days, 0),
            happened=ibis._.met_person_key.notnull(),
        )
    )
    columns = ["cases", "days", "happened"]
    found = (
        people.group_by(columns)
        .agg(number=lambda rows: rows.count())
        .order_by(columns)
        .to_pyarrow()
    )
    return Tally(
        cases=np.array(found["cases"].to_pylist(), dtype=np.int64),
        days=np.array(found["days"].to_pylist(), dtype=np.int64),
        happened=np.array(found["happened"].to_pylist(), dtype=np.bool_),
        number=np.array(found["number"].to_pylist(), dtype=np.int64),
        never_left=_never_left(spells),
    )


def _spells(register: Register, parameters: Parameters) -> Any:
    return selecting.of_organisation(
        table=register.table("person_time"), parameters=parameters
    ).filter(lambda row: (row.from_on <= parameters.to_on) & (row.until_on >= parameters.from_on))


def _days(spells: Any, parameters: Parameters) -> Any:
    """Return people with their days of service in the window, no day counted twice."""
    import ibis

    first = ibis.greatest(spells.from_on, ibis.date(parameters.from_on.isoformat()))
    last = ibis.least(spells.until_on, ibis.date(parameters.to_on.isoformat()))
    # Spells of one organisation never overlap. Who serves two at once is one person all the same.
    most = (parameters.to_on - parameters.from_on).days + 1
    return (
        spells.select("person_key", days=last.delta(first, unit="day") + 1)
        .group_by("person_key")
        .agg(days=lambda rows: ibis.least(rows.days.sum(), most))
    )


def _never_left(spells: Any) -> int:
    serving = spells.filter(spells.ends_by == "as_of")
    return int(serving.person_key.nunique().to_pyarrow().as_py())


def _met(register: Register, parameters: Parameters, sanctions: Collection[str]) -> Any:
    decided = selecting.of_organisation(table=register.table("allegation"), parameters=parameters)
    return (
        decided.filter(decided.sanction.isin(sorted(sanctions)) & decided.person_key.notnull())
        .select("person_key")
        .distinct()
    )
