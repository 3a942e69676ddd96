"""Turns the rows of a roster that were taken into batches of whole persons."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from candour.imports.roster.checks import Ledger, Told
from candour.imports.roster.lines import Line
from candour.imports.source import Mark, NumbersPart, RosterPart, Seen
from candour.people.names import search_key
from candour.people.roster import (
    CharacteristicRow,
    CourseRow,
    NameRow,
    NumberRow,
    PersonRow,
    PostingRow,
    RosterRows,
    ServiceRow,
    UnitRow,
)

TABLE = "roster"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How a roster is cut: everything taken, everything rejected, rows to a batch."""

    ledger: Ledger
    rejected: Sequence[Mark]
    batch_rows: int


def numbers(*, cut: Cut) -> Iterator[NumbersPart]:
    """Yield every number in the file, so that earlier holders lose theirs first."""
    for people in _batches(cut):
        found = tuple(row for told in people for line in told.lines for row in _numbers(line))
        if found:
            yield NumbersPart(table=TABLE, numbers=found)


def people(*, cut: Cut) -> Iterator[RosterPart]:
    """Yield the persons with everything told of them, then the rows that were not taken."""
    units = _unit_names(cut.ledger)
    for batch in _batches(cut):
        lines = [line for told in batch for line in told.lines]
        yield RosterPart(
            seen=Seen(
                table=TABLE,
                rows=[line.row for line in lines],
                noted=[mark for line in lines for mark in _notes(line, units)],
            ),
            rows=_rows(batch, lines, cut.ledger, units),
        )
    for rejected in _slices(cut.rejected, cut.batch_rows):
        yield RosterPart(
            seen=Seen(table=TABLE, rows=[mark.row for mark in rejected], rejected=rejected),
            rows=RosterRows(),
        )


def _batches(cut: Cut) -> Iterator[list[Told]]:
    waiting: list[Told] = []
    rows = 0
    for told in cut.ledger.people.values():
        waiting.append(told)
        rows += len(told.lines)
        if rows >= cut.batch_rows:
            yield waiting
            waiting, rows = [], 0
    if waiting:
        yield waiting


def _slices(marks: Sequence[Mark], size: int) -> Iterator[list[Mark]]:
    one_by_one = iter(marks)
    while found := list(itertools.islice(one_by_one, size)):
        yield found


def _unit_names(ledger: Ledger) -> dict[str, str]:
    """Return the name of each unit as its latest posting tells it."""
    named = [
        (line.posted_from, line.unit_name, line.unit_code)
        for told in ledger.people.values()
        for line in told.lines
        if line.unit_code and line.unit_name and line.posted_from
    ]
    return {code: name for _, name, code in sorted(named)}


def _notes(line: Line, units: Mapping[str, str]) -> Iterator[Mark]:
    for reason, column in line.notes:
        yield Mark(row=line.row, reason=reason, columns=(column,))
    if line.unit_code and line.unit_name not in ("", units.get(line.unit_code)):
        yield Mark(row=line.row, reason="unit_named_twice", columns=("unit_name",))


def _rows(
    people: Sequence[Told], lines: Sequence[Line], ledger: Ledger, units: Mapping[str, str]
) -> RosterRows:
    return RosterRows(
        persons=(*_persons(people), *_managers(lines, ledger)),
        names=tuple(row for told in people for row in _names(told)),
        numbers=tuple(row for line in lines for row in _numbers(line)),
        services=tuple(row for told in people for row in _services(told)),
        characteristics=tuple(row for told in people for row in _characteristics(told)),
        units=tuple(
            UnitRow(source_row=line.row, code=line.unit_code, name=units.get(line.unit_code, ""))
            for line in lines
            if line.unit_code
        ),
        postings=tuple(_posting(line) for line in lines if line.unit_code),
        courses=tuple(
            CourseRow(
                ref=line.ref,
                source_row=line.row,
                run=line.course_run,
                from_on=line.course_from,
                until_on=line.course_until,
            )
            for line in lines
            if line.course_run and line.course_from
        ),
    )


def _persons(people: Sequence[Told]) -> Iterator[PersonRow]:
    for told in people:
        for line in told.lines:
            yield PersonRow(ref=line.ref, source_row=line.row, birth_year=line.birth_year)


def _managers(lines: Sequence[Line], ledger: Ledger) -> Iterator[PersonRow]:
    """Yield the line managers told of elsewhere in the file, so that they exist by then."""
    for ref in sorted({line.manager_ref for line in lines} & ledger.people.keys()):
        first = ledger.people[ref].lines[0]
        yield PersonRow(ref=ref, source_row=first.row, birth_year=first.birth_year)


def _names(told: Told) -> Iterator[NameRow]:
    given, family = (str(told.facts.get(part, ("", 0))[0]) for part in ("given", "family"))
    for line in told.lines:
        kinds = (
            ("current", ((given, family),)), ("former", line.former), ("alias", line.aliases),
        )  # fmt: skip
        for kind, found in kinds:
            for one, other in found:
                yield NameRow(
                    ref=line.ref,
                    source_row=line.row,
                    kind=kind,
                    given=one,
                    family=other,
                    search_key=search_key(given=one, family=other),
                )


def _numbers(line: Line) -> Iterator[NumberRow]:
    from_on, until_on = line.held
    for kind, value in line.numbers:
        yield NumberRow(
            ref=line.ref,
            source_row=line.row,
            kind=kind,
            value=value,
            from_on=from_on,
            until_on=until_on,
        )


def _services(told: Told) -> Iterator[ServiceRow]:
    """Yield the spells of service; a kind of which nothing is told is one spell without dates."""
    told_of = {line.kind for line in told.spells}
    for line in told.lines:
        if line.tells_of_service or line.kind not in told_of:
            yield ServiceRow(
                ref=line.ref,
                source_row=line.row,
                kind=line.kind,
                joined_on=line.joined,
                left_on=line.left,
                left_because=line.left_because,
            )


def _characteristics(told: Told) -> Iterator[CharacteristicRow]:
    for line in told.lines:
        for kind, value in (("ethnicity", line.ethnicity), ("sex", line.sex)):
            if value:
                yield CharacteristicRow(ref=line.ref, source_row=line.row, kind=kind, value=value)


def _posting(line: Line) -> PostingRow:
    if line.posted_from is None:
        message = "a posting without a first day was taken"
        raise ValueError(message)
    return PostingRow(
        ref=line.ref,
        source_row=line.row,
        unit_code=line.unit_code,
        from_on=line.posted_from,
        until_on=line.posted_until,
        role=line.role,
        rank=line.rank,
        manager_ref=line.manager_ref,
    )
