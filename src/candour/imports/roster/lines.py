"""Parses one row of a roster: every cell a value of its kind, or the row refused with a reason."""

import dataclasses
import datetime
from dataclasses import dataclass, field

from candour.imports.reading.cells import Cells
from candour.imports.roster import columns

Name = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row that makes sense by itself. Lines that say the same are equal."""

    row: int = field(compare=False)
    ref: str
    given: str
    family: str
    former: tuple[Name, ...]
    aliases: tuple[Name, ...]
    birth_year: int | None
    numbers: tuple[tuple[str, str], ...]
    role: str
    rank: str
    unit_code: str
    unit_name: str
    posted_from: datetime.date | None
    posted_until: datetime.date | None
    manager_ref: str
    course_run: str
    course_from: datetime.date | None
    course_until: datetime.date | None
    joined: datetime.date | None
    left: datetime.date | None
    left_because: str
    kind: str
    ethnicity: str
    sex: str
    notes: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def tells_of_service(self) -> bool:
        """Say whether the row says anything of joining or leaving."""
        return bool(self.joined or self.left or self.left_because)

    @property
    def held(self) -> tuple[datetime.date | None, datetime.date | None]:
        """Return from when to when the row says its numbers were held."""
        return self.posted_from or self.joined, self.posted_until or self.left


def parse(*, cells: Cells, latest: int) -> Line:
    """Return what a row says; `cells` holds the reason if it must be refused."""
    cells.demand("person_ref", "family", "kind")
    if cells.text("person_ref") == columns.EXAMPLE_REF:
        cells.refuse("example_row", "person_ref")
    given, family = cells.text("given"), cells.text("family")
    line = Line(
        row=cells.row,
        ref=cells.text("person_ref"),
        given=given,
        family=family,
        former=tuple(_former(one, given) for one in _several(cells, "former_names")),
        aliases=tuple(_alias(one, family) for one in _several(cells, "aliases")),
        birth_year=cells.year("birth_year", latest=latest),
        numbers=tuple(
            (kind, value)
            for column, kind in columns.NUMBERS.items()
            if (value := cells.text(column))
        ),
        role=cells.text("role"),
        rank=cells.text("rank"),
        unit_code=cells.text("unit_code"),
        unit_name=cells.text("unit_name"),
        posted_from=cells.day("posted_from"),
        posted_until=cells.day("posted_until"),
        manager_ref=cells.text("line_manager_ref"),
        course_run=cells.text("course_run"),
        course_from=cells.day("course_from"),
        course_until=cells.day("course_until"),
        joined=cells.day("joined"),
        left=cells.day("left"),
        left_because=cells.text("left_because").casefold(),
        kind=cells.code("kind", known=frozenset(columns.KINDS)),
        ethnicity=cells.text("ethnicity"),
        sex=cells.text("sex"),
    )
    _check_posting(cells, line)
    if any((line.course_run, line.course_from, line.course_until)):
        cells.demand("course_run", "course_from")
    _check_order(cells, line)
    return _noted(line)


def _several(cells: Cells, column: str) -> list[str]:
    return [one for part in cells.text(column).split(";") if (one := part.strip())]


def _former(name: str, given: str) -> Name:
    """One word is a family name that went with the present given name."""
    before, _, last = name.rpartition(" ")
    return (before or given, last)


def _alias(name: str, family: str) -> Name:
    """One word is a given name that goes with the present family name."""
    before, _, last = name.rpartition(" ")
    return (before, last) if before else (last, family)


def _check_posting(cells: Cells, line: Line) -> None:
    """A posting needs a unit and a first day; a row without either tells of none."""
    tells_of_posting = any(
        (line.unit_code, line.unit_name, line.posted_from, line.posted_until, line.role,
         line.rank, line.manager_ref)
    )  # fmt: skip
    if tells_of_posting:
        cells.demand("unit_code", "posted_from")


def _check_order(cells: Cells, line: Line) -> None:
    pairs = (
        ("posted_from", "posted_until", line.posted_from, line.posted_until),
        ("course_from", "course_until", line.course_from, line.course_until),
        ("joined", "left", line.joined, line.left),
        ("joined", "posted_until", line.joined, line.posted_until),
    )
    for first, last, start, end in pairs:
        if start and end and end < start:
            cells.refuse("dates_out_of_order", first, last)


def _noted(line: Line) -> Line:
    """Return the line as it is taken, with a note of what was not taken as it stood."""
    notes: list[tuple[str, str]] = []
    manager, because = line.manager_ref, line.left_because
    if manager == line.ref:
        manager = ""
        notes.append(("own_manager", "line_manager_ref"))
    if because and because not in columns.LEFT_BECAUSE:
        because = "other"
        notes.append(("unknown_left_because", "left_because"))
    if line.posted_from and line.joined and line.posted_from < line.joined:
        notes.append(("posting_before_joining", "posted_from"))
    return dataclasses.replace(line, manager_ref=manager, left_because=because, notes=tuple(notes))
