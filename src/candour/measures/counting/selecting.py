"""Picks the rows of a register that a figure is asked for, and names the groups they fall into."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from candour.cases.models.case import KINDS, SOURCES
from candour.measures.entry import Grouping
from candour.measures.parameters import Parameters
from candour.measures.register.reading import Register

ALL = "All"


def received(*, register: Register, unit: str, parameters: Parameters) -> Any:
    """Return the rows of a unit whose case was received in the window."""
    return of_organisation(
        table=register.table(unit).filter(
            lambda row: row.received_on.between(parameters.from_on, parameters.to_on)
        ),
        parameters=parameters,
    )


def of_organisation(*, table: Any, parameters: Parameters) -> Any:
    """Return the rows of one organisation, or all of them."""
    if not parameters.organisation:
        return table
    return table.filter(table.organisation == parameters.organisation)


def number(rows: Any) -> int:
    """Return how many rows there are."""
    return int(rows.count().to_pyarrow().as_py())


def several(register: Register) -> Any:
    """Return who has two rows or more of one table of people, who are few.

    Whoever is not here is one row wherever tables of people are joined.
    """
    return register.once("several", lambda: _several(register))


def busy(register: Register) -> Any:
    """Return these, and everybody about whom there is a case: the others can be counted by kind."""
    return register.once("busy", lambda: _busy(register))


def ethnic_of_busy(register: Register) -> Any:
    """Return what is recorded of the ethnicity of those about whom there is a case."""

    def read() -> Any:
        people = register.table("characteristics")
        theirs = people.semi_join(busy(register), "person_key")
        return register.held(theirs.filter(theirs.kind == "ethnicity"))

    return register.once("ethnic", read)


def service_of_busy(register: Register) -> Any:
    """Return the stretches of service of those about whom there is a case."""

    def read() -> Any:
        return register.held(register.table("person_time").semi_join(busy(register), "person_key"))

    return register.once("service", read)


def _several(register: Register) -> Any:
    import ibis

    people = register.table("characteristics")
    tables = [register.table(name) for name in ("person_time", "service", "posted")]
    found = []
    for rows in (*tables, people.filter(people.kind == "ethnicity")):
        keys = rows.select("person_key")
        if register.is_numbered:
            found.append(_twice(keys))
            continue
        number = keys.group_by("person_key").agg(number=keys.count())
        found.append(number.filter(number.number > 1).select("person_key"))
    return ibis.memtable(ibis.union(*found, distinct=True).to_pyarrow())


def _twice(keys: Any) -> Any:
    """Return the numbers that stand among others more than once: sorting takes the least room."""
    import ibis
    import pyarrow

    numbers = np.sort(keys.to_pyarrow()["person_key"].to_numpy())
    found = np.unique(numbers[1:][numbers[1:] == numbers[:-1]])
    return ibis.memtable(pyarrow.table({"person_key": pyarrow.array(found, pyarrow.uint64())}))


def _busy(register: Register) -> Any:
    import ibis

    names = ("involvement", "allegation", "suspended")
    cases = [register.table(name).select("person_key") for name in names]
    found = ibis.union(*cases, several(register), distinct=True)
    return register.held(found.filter(found.person_key.notnull()))


def newest(*, rows: Any, of: str | tuple[str, ...], value: str, on: str) -> Any:
    """Return for each key or keys the value of its last day; of several on that day, the largest.

    Engines would each choose otherwise among those of one day.
    """
    keys = (of,) if isinstance(of, str) else of
    days = rows.group_by(*keys, on).agg(rows[value].max().name(value))
    return days.group_by(*keys).agg(days[value].argmax(days[on]).name(value))


def labels(*, by: str, register: Register) -> Mapping[str, str]:
    """Return what the groups are called, in the order in which they are shown."""
    if by == Grouping.KIND:
        return dict(KINDS)
    if by == Grouping.SOURCE:
        return dict(SOURCES)
    if by == Grouping.ORGANISATION:
        return dict(sorted(register.manifest.organisations.items(), key=lambda one: one[1]))
    return {}
