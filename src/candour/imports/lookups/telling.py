"""Says a card in words: for those outside whole, for those who handle the file without a place.

Who could look into the force's own systems must not learn from an alert which record is hers: the
handlers get days and kinds, never a moment, a record or a system.
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from candour.core.lookups import Kind, Relation, Task
from candour.imports.lookups.finding import Finding, Hit

KINDS: Mapping[str, str] = {
    Kind.NAME_AND_BIRTH: "name and date of birth",
    Kind.NAME: "name",
    Kind.ADDRESS: "address",
    Kind.POSTCODE: "postcode",
    Kind.VEHICLE: "vehicle",
    Kind.PHONE: "telephone number",
    Kind.CASE: "crime",
    Kind.NAME_MISTYPED: "name, mistyped",
    Kind.VEHICLE_MISTYPED: "vehicle, mistyped",
    Kind.VEHICLE_PARTIAL: "part of a registration mark",
}
RELATIONS: Mapping[str, str] = {
    Relation.SUBJECT: "is a person the file concerns",
    Relation.ASSOCIATE: "has a declared tie to a person the file concerns",
    Relation.UNIT: "is or was in the unit of a person the file concerns",
    Relation.LINE: "is in the line of command of a person the file concerns",
    Relation.OTHER: "has no known tie to a person the file concerns",
}
TASKS: Mapping[str, str] = {
    Task.GIVEN: "for a task that dispatch or an allocation gave",
    Task.CALL: "while others were at a call to the reporter",
    Task.STATED: "for a task that nobody but the officer stated",
    Task.NONE: "no task",
}
_CODES = {
    "when": "when it was read",
    "kinds": "several things of the reporter's in one go",
    "habit": "reads very many records every day",
    "days": "on several days",
}


def whole(*, found: Finding, reported_on: datetime.date) -> dict[str, Any]:
    """Return what those outside the force keep of a finding."""
    return {
        **coarse(found=found, reported_on=reported_on),
        "reads": [_read(hit) for hit in found.hits],
    }


def coarse(*, found: Finding, reported_on: datetime.date) -> dict[str, Any]:
    """Return what those who handle the file are told: the officer, days, kinds, the card."""
    return {
        "officer": found.officer,
        "relation": found.looker.relation.value,
        "points": found.card.points,
        "because": [[part.code, part.points] for part in found.card.because],
        "lines": list(lines(hits=found.hits, reported_on=reported_on)),
    }


def lines(*, hits: Sequence[Hit], reported_on: datetime.date) -> tuple[str, ...]:
    """Return one line for each day, kind and task: "read the reporter's vehicle 3 times, ..."."""
    counted = Counter((hit.read.at.date(), _main(hit.read.kinds), hit.read.task) for hit in hits)
    return tuple(
        f"Read the reporter's {KINDS[kind]} {_times(number)}, {_when(on, reported_on)},"
        f" {TASKS[task]}"
        for (on, kind, task), number in sorted(counted.items())
    )


def part(*, code: str) -> str:
    """Return a line of a card in words."""
    name, _, value = code.partition(".")
    found = {"relation": RELATIONS, "kind": KINDS, "task": TASKS}.get(name)
    return found[value] if found else _CODES[name]


def _read(hit: Hit) -> dict[str, Any]:
    return {
        "at": hit.read.at.isoformat(),
        "system": hit.system,
        "record": hit.record,
        "kinds": sorted(hit.read.kinds),
        "task": hit.read.task.value,
    }


def _main(kinds: frozenset[Kind]) -> Kind:
    return min(kinds, key=list(Kind).index)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _when(on: datetime.date, reported_on: datetime.date) -> str:
    days = (on - reported_on).days
    if not days:
        return "on the day of the report"
    span = "1 day" if abs(days) == 1 else f"{abs(days)} days"
    return f"{span} {'after' if days > 0 else 'before'} the report"
