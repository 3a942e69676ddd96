"""Parses one row of each file: every cell a value of its kind in our codes, or the row refused."""

import datetime
from collections.abc import Mapping

from candour.imports.casesystem import codes, columns
from candour.imports.reading.cells import Cells, is_empty
from candour.imports.stated.rows import AllegationLine, CaseLine, LinkLine, SubjectLine

_DAYS_OF_CASE = ("incident_on", "recorded_on", "referred_on", "finalised_on")


def case_line(*, cells: Cells, latest: datetime.date) -> CaseLine:
    """Return what a row of cases.csv says; `cells` holds the reason if it must be refused."""
    cells.demand("case_reference", "kind", "recorded_on")
    reference = _reference(cells)
    days = {name: _day(cells, name, latest=latest) for name in _DAYS_OF_CASE}
    recorded_on = days["recorded_on"]
    for name in ("referred_on", "finalised_on"):
        if recorded_on and days[name] and days[name] < recorded_on:
            cells.refuse("dates_out_of_order", "recorded_on", name)
    return CaseLine(
        row=cells.row,
        reference=reference,
        candour_reference=cells.text("candour_reference"),
        has_words=not is_empty(cells.values.get(columns.WORDS)),
        said={
            "kind": _mapped(cells, "kind", codes.KINDS),
            "source": _mapped(cells, "source", codes.SOURCES) or "other_system",
            **days,
            "handling_officer": cells.text("handling_officer"),
            "crime_reference": cells.text("crime_reference"),
        },
    )


def allegation_line(*, cells: Cells, latest: datetime.date) -> AllegationLine:
    """Return what a row of allegations.csv says."""
    cells.demand("case_reference", "allegation_number")
    letter, category = _category(cells)
    outcome = _mapped(cells, "outcome", codes.ACCEPTED_OUTCOMES)
    sanction = _mapped(cells, "sanction", codes.ACCEPTED_SANCTIONS)
    decided_on = _day(cells, "decided_on", latest=latest)
    if (sanction or decided_on) and not outcome:
        cells.refuse("missing", "outcome")
    assessment = _mapped(cells, "assessment", codes.ASSESSMENTS)
    assessed_on = _day(cells, "assessed_on", latest=latest)
    if assessed_on and not assessment:
        cells.refuse("missing", "assessment")
    return AllegationLine(
        row=cells.row,
        reference=_reference(cells),
        number=cells.text("allegation_number"),
        letter=letter,
        said={
            "subject_number": cells.text("subject_number"),
            "category": category,
            "assessment": assessment,
            "assessed_on": assessed_on,
            "outcome": outcome,
            "sanction": sanction,
            "decided_on": decided_on,
        },
    )


def subject_line(*, cells: Cells, latest: datetime.date) -> SubjectLine:
    """Return what a row of subjects.csv says."""
    cells.demand("case_reference", "number")
    return SubjectLine(
        row=cells.row,
        reference=_reference(cells),
        number=cells.text("number"),
        given=cells.text("given"),
        family=cells.text("family"),
        ethnicity=cells.text("ethnicity"),
    )


def link_line(*, cells: Cells, latest: datetime.date) -> LinkLine:
    """Return what a row of links.csv says."""
    cells.demand("case_reference", "linked_reference")
    reference, linked = _reference(cells), cells.text("linked_reference")
    if reference and reference == linked:
        cells.refuse("links_to_itself", "linked_reference")
    return LinkLine(row=cells.row, reference=reference, linked=linked)


def _reference(cells: Cells) -> str:
    reference = cells.text("case_reference")
    if reference == columns.EXAMPLE_REF:
        cells.refuse("example_row", "case_reference")
    return reference


def _mapped(cells: Cells, column: str, known: Mapping[str, str]) -> str:
    return known.get(cells.code(column, known=frozenset(known)), "")


def _category(cells: Cells) -> tuple[str, str]:
    """Return the letter, if one was used, and the present category."""
    letter, code = cells.text("legacy_category"), cells.text("category")
    found = codes.nearest(letter=letter) if letter else codes.category(code=code)
    if found is None or (letter and code):
        cells.refuse("category_not_one", "category", "legacy_category")
    return letter.upper(), found or ""


def _day(cells: Cells, column: str, *, latest: datetime.date) -> str:
    found = cells.day(column)
    if found is None:
        return ""
    if found > latest:
        cells.refuse("day_to_come", column)
    return found.isoformat()
