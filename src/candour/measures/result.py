"""What a measure answers: tables of values with their intervals, none without its definition."""

import dataclasses
import enum
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from candour.measures.parameters import Parameters
from candour.pages.wording import Unit


class Counted(enum.StrEnum):
    """The units of the register; a figure that doesn't say which one it counts says nothing."""

    ALLEGATION = "allegation"
    CASE = "case"
    INVOLVEMENT = "involvement: one person in one case"
    PERSON = "person"
    PERSON_YEAR = "year of a person's service"
    REPORT = "report: what somebody sent, recorded as a case or not"


class Basis(enum.StrEnum):
    """Which day of a case decides whether it belongs to the window."""

    RECEIPT = "day of receipt"
    CLOSURE = "day of closure"


class Undefined(ValueError):
    """A figure without its definition, or whose numbers contradict themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What a figure counts: at which stage, what of what, in which unit, and what is left out.

    The window and the cut-off stand in the parameters that every result carries with it.
    """

    stage: str
    numerator: str
    denominator: str
    unit: Counted
    basis: Basis
    missing: str
    method: str
    references: tuple[str, ...]

    def __post_init__(self) -> None:
        words = (self.stage, self.numerator, self.denominator, self.missing, self.method)
        if not all(text.strip() for text in (*words, *self.references)) or not self.references:
            message = "A figure needs its stage, numerator, denominator, missing rule and method."
            raise Undefined(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number and how far it may be off; without a number, `note` says why.

    An end of the interval that is None while the other is known was not reached.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        known = [number for number in (self.value, self.low, self.high) if number is not None]
        if not all(math.isfinite(number) for number in known):
            message = "A figure is a finite number, or none with a note."
            raise Undefined(message)
        if self.value is None and not self.note.strip():
            message = "Where there is no number, a note says why."
            raise Undefined(message)
        if self.low is not None and self.high is not None and self.low > self.high:
            message = "An interval runs from its low end to its high end."
            raise Undefined(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of values: what it says and in which unit. has_interval: values may carry one."""

    text: str
    unit: Unit
    has_interval: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What a table leaves out: how many of how many."""

    what: str
    count: int
    total: int

    @property
    def share(self) -> float | None:
        return self.count / self.total if self.total else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled:
    """A table of figures with its own definition, what is missing from it, and remarks on it."""

    name: str
    title: str
    definition: Definition
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    missing: tuple[Missing, ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row.values) != len(self.columns) for row in self.rows):
            message = "A row has one value for each column."
            raise Undefined(message)
        if not self.missing:
            message = "A table says what is missing from it, were it nothing."
            raise Undefined(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """From `at` on a curve stands at `value`, within its interval where there is one."""

    at: float
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A step curve; `mark` is the place on it that its table names, such as a median."""

    label: str
    points: tuple[Point, ...]
    mark: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """What a measure's own function returns; whoever ran it adds what it was asked of."""

    tables: tuple[Tabled, ...]
    curves: tuple[Curve, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A measure's answer: to which question, for which window, from which snapshot.

    organisation: the name of the one it is about, empty for all of them together.
    """

    measure: str
    parameters: Parameters
    organisation: str
    snapshot: str
    manifest_sha256: str
    tables: tuple[Tabled, ...]
    curves: tuple[Curve, ...] = ()

    def table(self, name: str) -> Tabled:
        return next(table for table in self.tables if table.name == name)

    def as_json(self) -> dict[str, Any]:
        """Return the result as plain values, every one of them."""
        said = dataclasses.asdict(self)
        said["parameters"] = self.parameters.as_json()
        for table, tabled in zip(said["tables"], self.tables, strict=True):
            table["columns"] = [
                {**column, "unit": column["unit"].value} for column in table["columns"]
            ]
            table["missing"] = [
                {**dataclasses.asdict(one), "share": one.share} for one in tabled.missing
            ]
        return said


def from_json(stored: Mapping[str, Any]) -> Result:
    """Return the result that `as_json` stored."""
    return Result(
        measure=stored["measure"],
        parameters=Parameters.from_json(stored["parameters"]),
        organisation=stored["organisation"],
        snapshot=stored["snapshot"],
        manifest_sha256=stored["manifest_sha256"],
        tables=tuple(_tabled(table) for table in stored["tables"]),
        curves=tuple(
            Curve(
                label=curve["label"],
                points=tuple(Point(**point) for point in curve["points"]),
                mark=curve["mark"],
            )
            for curve in stored["curves"]
        ),
    )


def _tabled(stored: Mapping[str, Any]) -> Tabled:
    definition = stored["definition"]
    return Tabled(
        name=stored["name"],
        title=stored["title"],
        definition=Definition(
            **{
                **definition,
                "unit": Counted(definition["unit"]),
                "basis": Basis(definition["basis"]),
                "references": tuple(definition["references"]),
            }
        ),
        heading=stored["heading"],
        columns=tuple(
            Column(**{**column, "unit": Unit(column["unit"])}) for column in stored["columns"]
        ),
        rows=tuple(
            Row(label=row["label"], values=tuple(Value(**value) for value in row["values"]))
            for row in stored["rows"]
        ),
        missing=tuple(
            Missing(what=one["what"], count=one["count"], total=one["total"])
            for one in stored["missing"]
        ),
        notes=tuple(stored["notes"]),
    )
