"""The rows of a roster as another system tells them, and what became of them."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Somebody exists, under the source's own stable id."""

    ref: str
    source_row: int
    birth_year: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """What somebody is or was called; `search_key` is what candidate search compares."""

    ref: str
    source_row: int
    kind: str
    given: str
    family: str
    search_key: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """A number somebody holds, and when."""

    ref: str
    source_row: int
    kind: str
    value: str
    from_on: datetime.date | None = None
    until_on: datetime.date | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRow:
    """When somebody joined, when they left and why."""

    ref: str
    source_row: int
    kind: str
    joined_on: datetime.date | None = None
    left_on: datetime.date | None = None
    left_because: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CharacteristicRow:
    """A protected characteristic in the source's own code."""

    ref: str
    source_row: int
    kind: str
    value: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit by its code; without a name it keeps the one it has."""

    source_row: int
    code: str
    name: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PostingRow:
    """Where somebody served; the line manager by the source's own id, empty where not told."""

    ref: str
    source_row: int
    unit_code: str
    from_on: datetime.date
    until_on: datetime.date | None = None
    role: str = ""
    rank: str = ""
    manager_ref: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CourseRow:
    """Somebody was on one run of a training course."""

    ref: str
    source_row: int
    run: str
    from_on: datetime.date
    until_on: datetime.date | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RosterRows:
    """Everything a batch tells. A fact told by two rows counts for the first of them."""

    persons: tuple[PersonRow, ...] = ()
    names: tuple[NameRow, ...] = ()
    numbers: tuple[NumberRow, ...] = ()
    services: tuple[ServiceRow, ...] = ()
    characteristics: tuple[CharacteristicRow, ...] = ()
    units: tuple[UnitRow, ...] = ()
    postings: tuple[PostingRow, ...] = ()
    courses: tuple[CourseRow, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RosterBatch:
    """Rows of one organisation, and the file they came from by name and SHA-256."""

    organisation: uuid.UUID
    source: str
    content_hash: bytes
    rows: RosterRows


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RosterTally:
    """What was written, by row of the source; a row in none of these sets changed nothing.

    unknown_persons and held_numbers name rows that were not taken: nobody has that id, or someone
    else holds the number. unknown_managers were taken without the manager. moved: whose postings
    or courses changed, so that walls must be drawn anew.
    """

    new: frozenset[int]
    changed: frozenset[int]
    unknown_persons: frozenset[int]
    held_numbers: frozenset[int]
    unknown_managers: frozenset[int]
    written: Mapping[str, int]
    moved: frozenset[uuid.UUID]
