"""Complaints with all that is alleged in them: cases, allegations, findings, sanctions."""

import heapq
import itertools
import operator
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from candour.cases.actions.record_history import AllegationRow, CaseRow
from candour.imports.chicago.tables import Folder, cells_of
from candour.imports.reading import sorting
from candour.imports.reading.cells import Cells
from candour.imports.reading.sorting import Repeats, Sorter
from candour.imports.source import HistoryPart

# Rows without an id come last, as in the sorted tables.
_LAST = "\U0010ffff"
_OTHER = "L"
_NOT_KNOWN = "not_known"
_SENDERS = {"CIVILIAN": "public", "CPD EMPLOYEE": "internal"}
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The source's codes in our words; each answers None to a code that it doesn't know."""

    category: Callable[[str, Mapping[str, str]], str | None]
    finding: Callable[[str], str | None]
    sanction: Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Everything said under one complaint's id."""

    complaints: list[Row]
    alleged: list[Row]


def history(*, folder: Folder, codes: Codes, size: int) -> Iterator[HistoryPart]:
    """Yield complaints in batches, in the order of their id."""
    waiting: list[_Group] = []
    rows = 0
    for group in _groups(folder):
        waiting.append(group)
        rows += len(group.complaints) + len(group.alleged)
        if rows >= size:
            yield _part(waiting, folder, codes)
            waiting, rows = [], 0
    if waiting:
        yield _part(waiting, folder, codes)


def _groups(folder: Folder) -> Iterator[_Group]:
    complaints = ((row["cr_id"] or _LAST, True, row) for row in folder.complaints.read())
    alleged = ((row["cr_id"] or _LAST, False, row) for row in folder.alleged.read())
    by_id = operator.itemgetter(0)
    for _, found in itertools.groupby(heapq.merge(complaints, alleged, key=by_id), key=by_id):
        group = _Group(complaints=[], alleged=[])
        for _, is_complaint, row in found:
            (group.complaints if is_complaint else group.alleged).append(row)
        yield group


def _part(groups: Sequence[_Group], folder: Folder, codes: Codes) -> HistoryPart:
    cases_sorter = sorting.sorter(
        table="complaints", rows=[row for group in groups for row in group.complaints]
    )
    alleged_sorter = sorting.sorter(
        table="accused", rows=[row for group in groups for row in group.alleged]
    )
    cases: list[CaseRow] = []
    allegations: list[AllegationRow] = []
    for group in groups:
        complaint, case = _case(group, cases_sorter)
        found = _allegations(group, case, folder, codes, alleged_sorter)
        if case is not None and complaint is not None:
            cases.append(case)
            if not found:
                cases_sorter.note(complaint, "no_subject_recorded")
        allegations.extend(found)
    return HistoryPart(
        cases_seen=cases_sorter.seen(),
        allegations_seen=alleged_sorter.seen(),
        cases=tuple(cases),
        allegations=tuple(allegations),
    )


def _case(group: _Group, sorter: Sorter) -> tuple[Cells | None, CaseRow | None]:
    """Return the first row of a complaint that makes sense; any other has the same key."""
    repeats = Repeats()
    taken: tuple[Cells | None, CaseRow | None] = (None, None)
    for row in group.complaints:
        cells = cells_of(row)
        case = _complaint(cells, sorter, repeats)
        if case is not None:
            taken = (cells, case)
    return taken


def _complaint(cells: Cells, sorter: Sorter, repeats: Repeats) -> CaseRow | None:
    cells.demand("cr_id", "complaint_date")
    ref, received = cells.text("cr_id"), cells.day("complaint_date")
    incident, closed = cells.day("incident_date"), cells.day("closed_date")
    sender, category = cells.text("complainant_type"), cells.verbatim("category")
    if not sorter.takes(cells, repeats, key=ref) or received is None:
        return None
    is_undated = closed is not None and closed < received
    if is_undated:
        sorter.note(cells, "closed_before_receipt", "closed_date")
    if incident is not None and incident > received:
        sorter.note(cells, "incident_after_receipt", "incident_date")
    if cells.text("domestic_violence_i") == "Y":
        sorter.note(cells, "domestic_setting", "domestic_violence_i")
    if cells.text("police_shooting") == "Yes":
        sorter.note(cells, "police_shooting", "police_shooting")
    return CaseRow(
        source_ref=ref,
        source_row=cells.row,
        reference=f"CHI-{ref}",
        kind="complaint",
        source=_SENDERS.get(sender, "other_system"),
        incident_on=incident,
        received_on=received,
        closed_on=None if is_undated else closed,
        is_closed_undated=is_undated,
        source_category=category,
    )


def _allegations(
    group: _Group, case: CaseRow | None, folder: Folder, codes: Codes, sorter: Sorter
) -> list[AllegationRow]:
    """Return what is alleged of each officer; a row without an officer is somebody of its own."""
    repeats, unnamed = Repeats(), Counter[str]()
    found = []
    for row in group.alleged:
        cells = cells_of(row)
        cells.demand("cr_id")
        officer, code = cells.text("officer"), cells.text("complaint_code")
        if case is None:
            cells.refuse("unknown_complaint", "cr_id")
        unnamed[code] += not officer
        key = officer or f"unnamed {code} {unnamed[code]}"
        allegation = _allegation(cells, key, folder, codes)
        if sorter.takes(cells, repeats, key=key):
            found.append(allegation)
            _note(cells, folder, codes, sorter)
    return found


def _allegation(cells: Cells, key: str, folder: Folder, codes: Codes) -> AllegationRow:
    code, finding = cells.text("complaint_code"), cells.text("final_finding")
    sanction = cells.text("final_outcome")
    return AllegationRow(
        case_ref=cells.text("cr_id"),
        source_ref=key,
        source_row=cells.row,
        subject_ref=cells.text("officer"),
        category=codes.category(code, folder.groups) or _OTHER,
        source_category=" ".join(
            part for part in (code, cells.verbatim("complaint_category")) if part
        ),
        result=(codes.finding(finding) or _NOT_KNOWN) if finding else "",
        sanction=(codes.sanction(sanction) or _NOT_KNOWN) if finding and sanction else "",
    )


def _note(cells: Cells, folder: Folder, codes: Codes, sorter: Sorter) -> None:
    finding, sanction = cells.text("final_finding"), cells.text("final_outcome")
    if codes.category(cells.text("complaint_code"), folder.groups) is None:
        sorter.note(cells, "unknown_category", "complaint_code")
    if finding and codes.finding(finding) is None:
        sorter.note(cells, "unknown_finding", "final_finding")
    if finding and sanction and codes.sanction(sanction) is None:
        sorter.note(cells, "unknown_sanction", "final_outcome")
    if not finding and codes.sanction(sanction) not in (None, _NOT_KNOWN):
        sorter.note(cells, "sanction_without_finding", "final_outcome")
