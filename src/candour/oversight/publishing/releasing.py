"""Builds a release: every publication of every organisation, through disclosure control."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from candour import catalogue
from candour.measures import parameters as asked
from candour.measures import running
from candour.measures.parameters import Parameters
from candour.measures.register.reading import Register
from candour.measures.result import Result
from candour.oversight import publications, rounding
from candour.oversight.publication import (
    Count,
    Draft,
    Drafted,
    Entry,
    Estimate,
    Quotient,
    Shown,
    ShownRow,
)
from candour.stats.disclosure import protect
from candour.stats.disclosure.cells import BASE, PUBLIC, Cell, Published, Release

_MONTHS_OF_QUARTER = 3
_SHARE_DIGITS = 2
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One publication of one organisation, as everybody may read it."""

    entry: Entry
    organisation: str
    parameters: Parameters
    tables: tuple[Shown, ...]

    @property
    def headline(self) -> str:
        """Return what it says, in plain words."""
        return self.entry.headline(self.tables)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A release that has passed the gate and is not published yet.

    after: the names of the releases that the gate looked at, in their order.
    """

    release: Release
    after: tuple[str, ...]
    as_of: datetime.date
    snapshot_sha256: str
    pages: tuple[Page, ...]

    @property
    def hidden(self) -> int:
        """Return how many counts are not shown."""
        return sum(one.value is None for one in self.release.published)


def entries() -> dict[str, Entry]:
    """Return every publication by name."""
    return catalogue.entries(publications, Entry)


def quarter_end(on: datetime.date) -> datetime.date:
    """Return the last day of the last quarter that is over by the end of a day."""
    tomorrow = on + _DAY
    months = (tomorrow.month - 1) // _MONTHS_OF_QUARTER * _MONTHS_OF_QUARTER
    return datetime.date(tomorrow.year, months + 1, 1) - _DAY


def prepare(*, register: Register, name: str, key: bytes, earlier: Sequence[Release]) -> Prepared:
    """Return what may be published of a register after these releases; raise Unsafe if nothing may.

    key: what rounding draws by; with the same key the same count of a cell reads the same for ever.
    """
    drafts = list(_drafts(register))
    counts = {
        value.cell: value for _, _, tables in drafts for table in tables for value in _counts(table)
    }
    splits = {split for _, _, tables in drafts for table in tables for split in table.splits}
    release = protect.protect(
        release=Release(
            name=name,
            published=tuple(_published(counts[cell], key) for cell in sorted(counts)),
            splits=tuple(sorted(splits, key=lambda one: (one.of, one.whole, one.parts))),
        ),
        earlier=earlier,
    )
    protect.gate(release=release, earlier=earlier)
    values = {one.cell: one.value for one in release.published}
    return Prepared(
        release=release,
        after=tuple(one.name for one in earlier),
        as_of=register.as_of,
        snapshot_sha256=register.manifest.hash,
        pages=tuple(
            Page(
                entry=entry,
                organisation=result.organisation,
                parameters=result.parameters,
                tables=tuple(_shown(table, values) for table in tables),
            )
            for entry, result, tables in drafts
        ),
    )


def _drafts(register: Register) -> Iterator[tuple[Entry, Result, tuple[Draft, ...]]]:
    until = quarter_end(register.as_of)
    for organisation in _organisations(register):
        for entry in entries().values():
            measure = running.entry_of(entry.measure)
            parameters = Parameters(
                as_of=register.as_of,
                from_on=asked.years_back(to_on=until, years=measure.years),
                to_on=until,
                organisation=organisation,
                by=entry.by,
            )
            result = running.run(entry=measure, register=register, parameters=parameters)
            yield entry, result, entry.draft(result)


def _organisations(register: Register) -> list[str]:
    """Return who has a case on the register, by name: a union has none, and needs no page."""
    names = register.manifest.organisations
    found = register.table("case").select("organisation").distinct().to_pyarrow()
    ids = (str(one) for one in found["organisation"].to_pylist())
    return sorted(ids, key=lambda one: (names.get(one, ""), one))


def _counts(table: Draft) -> Iterator[Count]:
    for row in table.rows:
        yield from (value for value in row.values if isinstance(value, Count))


def _published(one: Count, key: bytes) -> Published:
    """Round a count, or leave it out: nought is as small a number as three."""
    value = None
    if one.count >= one.threshold:
        value = rounding.rounded(count=one.count, what=one.cell.name, key=key)
    return Published(cell=one.cell, value=value, threshold=one.threshold, base=BASE)


def _shown(table: Draft, values: Mapping[Cell, int | None]) -> Shown:
    return Shown(
        name=table.name,
        title=table.title,
        definition=table.definition,
        heading=table.heading,
        columns=table.columns,
        rows=tuple(
            ShownRow(label=row.label, values=tuple(_value(one, values) for one in row.values))
            for row in table.rows
        ),
        notes=table.notes,
    )


def _value(one: Drafted, values: Mapping[Cell, int | None]) -> float | None:
    if isinstance(one, Count):
        return values[one.cell]
    if isinstance(one, Quotient):
        return _quotient(one, values)
    return _estimate(one, values)


def _quotient(one: Quotient, values: Mapping[Cell, int | None]) -> float | None:
    part, whole = values[one.numerator], values[one.denominator]
    if part is None or not whole:
        return None
    return round(min(part / whole, 1.0), _SHARE_DIGITS)


def _estimate(one: Estimate, values: Mapping[Cell, int | None]) -> float | None:
    rests = all(values[cell] is not None for cell in one.rests_on)
    if one.value is None or not rests or one.beside < PUBLIC:
        return None
    return round(one.value / one.precision) * one.precision
