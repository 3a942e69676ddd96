"""Cuts a delta into batches of whole cases, and accounts for every row of its files."""

import datetime
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from candour.imports.casesystem import columns, lines
from candour.imports.casesystem.delta import Table
from candour.imports.reading.cells import BadCell, Cells, as_text
from candour.imports.reading.sheets import Cell, Odd
from candour.imports.source import CaseSystemPart, Mark, Seen
from candour.imports.stated.rows import (
    AllegationLine,
    CaseLine,
    LinkLine,
    Matter,
    SubjectLine,
)

Line = CaseLine | AllegationLine | SubjectLine | LinkLine
L = TypeVar("L", CaseLine, AllegationLine, SubjectLine, LinkLine)
# The places of the rows of each table that name one case.
Places = Mapping[str, Sequence[int]]
_DAYS = ("assessed_on", "decided_on")


@dataclass(slots=True)
class _Account:
    """What is said of the rows of one file in one batch."""

    table: str
    rows: list[int] = field(default_factory=list)
    rejected: list[Mark] = field(default_factory=list)
    noted: list[Mark] = field(default_factory=list)

    def seen(self) -> Seen:
        return Seen(table=self.table, rows=self.rows, rejected=self.rejected, noted=self.noted)


def parts(
    *, tables: Mapping[str, Table], batch_rows: int, latest: datetime.date
) -> Iterator[CaseSystemPart]:
    """Yield the cases in the order of their reference, so many rows at a time."""
    found = {name: _by_reference(table) for name, table in tables.items()}
    waiting: list[str] = []
    rows = 0
    for reference in sorted(set(itertools.chain.from_iterable(found.values()))):
        waiting.append(reference)
        rows += sum(len(places.get(reference, ())) for places in found.values())
        if rows >= batch_rows:
            yield _part(waiting, tables, found, latest)
            waiting, rows = [], 0
    if waiting:
        yield _part(waiting, tables, found, latest)


def _by_reference(table: Table) -> dict[str, list[int]]:
    place = table.names.index("case_reference")
    found: dict[str, list[int]] = defaultdict(list)
    for number, (_, row) in enumerate(table.rows):
        cell = row[place] if place < len(row) else None
        found[_key(cell)].append(number)
    return found


def _key(cell: Cell | Odd) -> str:
    """Return what rows are put together by; a cell that is no reference is refused later."""
    try:
        return as_text(cell)
    except BadCell:
        return ""


def _part(
    references: Iterable[str],
    tables: Mapping[str, Table],
    found: Mapping[str, Places],
    latest: datetime.date,
) -> CaseSystemPart:
    accounts = {name: _Account(name) for name in tables}
    matters = []
    for reference in references:
        rows = {
            name: [tables[name].cells(place) for place in found[name].get(reference, ())]
            for name in tables
        }
        matter = _matter(rows, accounts, latest)
        if matter is not None:
            matters.append(matter)
    return CaseSystemPart(
        seen=tuple(account.seen() for account in accounts.values()), matters=tuple(matters)
    )


def _matter(
    rows: Mapping[str, list[Cells]], accounts: Mapping[str, _Account], latest: datetime.date
) -> Matter | None:
    def taken(
        table: str, parse: Callable[..., L], key: Callable[[L], str]
    ) -> list[tuple[Cells, L]]:
        if table not in rows:
            return []
        parsed = [(cells, parse(cells=cells, latest=latest)) for cells in rows[table]]
        return _once(accounts[table], parsed, key)

    cases = taken(columns.CASES, lines.case_line, lambda one: one.reference)
    case = cases[0][1] if cases else None
    allegations = taken(columns.ALLEGATIONS, lines.allegation_line, lambda one: one.number)
    subjects = taken(columns.SUBJECTS, lines.subject_line, lambda one: one.number)
    links = taken(columns.LINKS, lines.link_line, lambda one: one.linked)
    for table, some in ((columns.ALLEGATIONS, allegations), (columns.SUBJECTS, subjects),
                        (columns.LINKS, links)):  # fmt: skip
        _refuse_without_case(accounts.get(table), [cells for cells, _ in some], case)
    if case is None:
        return None
    _note(accounts[columns.CASES], cases[0][0], case)
    return Matter(
        case=case,
        allegations=tuple(_in_order(accounts, allegations, case)),
        subjects=tuple(line for _, line in subjects),
        links=tuple(line for _, line in links),
    )


def _once(
    account: _Account, parsed: Sequence[tuple[Cells, L]], key: Callable[[L], str]
) -> list[tuple[Cells, L]]:
    """Return the rows that can be taken, one for each key: none of those that contradict."""
    groups: dict[str, list[tuple[Cells, L]]] = defaultdict(list)
    for cells, line in parsed:
        account.rows.append(cells.row)
        if cells.reason:
            account.rejected.append(_mark(cells))
        else:
            groups[key(line)].append((cells, line))
    kept = []
    for group in groups.values():
        if len({_content(line) for _, line in group}) > 1:
            account.rejected += [
                Mark(row=cells.row, reason="contradicts_rows") for cells, _ in group
            ]
            continue
        kept.append(group[0])
        first = group[0][0].row
        account.rejected += [
            Mark(row=cells.row, reason="duplicate", other_row=first) for cells, _ in group[1:]
        ]
    return kept


def _content(line: Line) -> tuple[object, ...]:
    """Return what a row says, apart from its place."""
    if isinstance(line, CaseLine):
        return (line.candour_reference, line.has_words, *sorted(line.said.items()))
    if isinstance(line, AllegationLine):
        return (line.letter, *sorted(line.said.items()))
    if isinstance(line, SubjectLine):
        return (line.given, line.family, line.ethnicity)
    return ()


def _refuse_without_case(
    account: _Account | None, rows: Iterable[Cells], case: CaseLine | None
) -> None:
    if account is None or case is not None:
        return
    for cells in rows:
        account.rejected.append(
            Mark(row=cells.row, reason="unknown_complaint", columns=("case_reference",))
        )


def _in_order(
    accounts: Mapping[str, _Account],
    allegations: Iterable[tuple[Cells, AllegationLine]],
    case: CaseLine,
) -> Iterator[AllegationLine]:
    """Yield the allegations by their number; none is assessed or decided before the case began."""
    for cells, line in sorted(allegations, key=lambda one: _number(one[1].number)):
        early = [name for name in _DAYS if "" < line.said[name] < case.said["recorded_on"]]
        if not early:
            yield line
            continue
        cells.refuse("dates_out_of_order", *early)
        accounts[columns.ALLEGATIONS].rejected.append(_mark(cells))


def _number(text: str) -> tuple[int, str]:
    return (int(text), "") if text.isascii() and text.isdigit() else (1 << 40, text)


def _note(account: _Account, cells: Cells, case: CaseLine) -> None:
    if case.has_words:
        account.noted.append(Mark(row=cells.row, reason="words_dropped", columns=(columns.WORDS,)))
    if case.said["incident_on"] > case.said["recorded_on"]:
        account.noted.append(
            Mark(row=cells.row, reason="incident_after_receipt", columns=("incident_on",))
        )


def _mark(cells: Cells) -> Mark:
    return Mark(
        row=cells.row,
        reason=cells.reason,
        columns=tuple(cells.columns),
        other_row=cells.other_row,
    )
