"""Picks the rows of a register that a figure is asked for, and names the groups they fall into."""

from collections.abc import Mapping
from typing import Any

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
