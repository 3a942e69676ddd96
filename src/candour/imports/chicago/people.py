"""Officers and their units: persons without names, postings, and the rank of today's posting."""

from collections.abc import Iterator, Mapping

from candour.imports.chicago.tables import Folder, cells_of
from candour.imports.reading import parquet, sorting
from candour.imports.reading.cells import Cells
from candour.imports.reading.sorting import Repeats, Sorter
from candour.imports.source import RosterPart
from candour.people.roster import (
    CharacteristicRow,
    PersonRow,
    PostingRow,
    RosterRows,
    ServiceRow,
    UnitRow,
)


def officers(*, folder: Folder, size: int, latest: int) -> Iterator[RosterPart]:
    """Yield the officers in batches; `latest` is the last possible year of birth."""
    posted = {row["officer"] for row in folder.units.read() if not row["unit_end_date"]}
    repeats = Repeats()
    for batch in parquet.in_batches(folder.officers.read(), size):
        sorter = sorting.sorter(table="officers", rows=batch)
        found = [
            one
            for row in batch
            if (one := _officer(cells_of(row), sorter, repeats, posted, latest=latest))
        ]
        rows = RosterRows(
            persons=tuple(person for person, _, _ in found),
            services=tuple(service for _, service, _ in found),
            characteristics=tuple(trait for _, _, traits in found for trait in traits),
        )
        yield RosterPart(seen=sorter.seen(), rows=rows)


def units(*, folder: Folder, size: int) -> Iterator[RosterPart]:
    """Yield the postings in batches, with the units they are in."""
    ranks = {row["officer"]: row["cleaned_rank"] or "" for row in folder.officers.read()}
    repeats = Repeats()
    for batch in parquet.in_batches(folder.units.read(), size):
        sorter = sorting.sorter(table="unit_history", rows=batch)
        postings = tuple(
            one for row in batch if (one := _posting(cells_of(row), sorter, repeats, ranks))
        )
        named = tuple(
            UnitRow(source_row=one.source_row, code=one.unit_code, name=f"Unit {one.unit_code}")
            for one in postings
        )
        yield RosterPart(seen=sorter.seen(), rows=RosterRows(units=named, postings=postings))


def _officer(
    cells: Cells, sorter: Sorter, repeats: Repeats, posted: set[str], *, latest: int
) -> tuple[PersonRow, ServiceRow, tuple[CharacteristicRow, ...]] | None:
    cells.demand("officer")
    ref, row = cells.text("officer"), cells.row
    person = PersonRow(ref=ref, source_row=row, birth_year=cells.year("birth_year", latest=latest))
    service = ServiceRow(
        ref=ref, source_row=row, kind="officer", joined_on=cells.month("appointed_date")
    )
    traits = tuple(
        CharacteristicRow(ref=ref, source_row=row, kind=kind, value=value)
        for kind, column in (("ethnicity", "race"), ("sex", "gender"))
        if (value := cells.text(column))
    )
    if not sorter.takes(cells, repeats, key=ref):
        return None
    _note(cells, sorter, is_posted=ref in posted)
    return person, service, traits


def _note(cells: Cells, sorter: Sorter, *, is_posted: bool) -> None:
    if not cells.text("appointed_date"):
        sorter.note(cells, "appointed_missing", "appointed_date")
    if cells.text("cleaned_rank") and not is_posted:
        sorter.note(cells, "rank_without_posting", "cleaned_rank")
    if cells.text("current_unit") and not is_posted:
        sorter.note(cells, "unit_without_posting", "current_unit")


def _posting(
    cells: Cells, sorter: Sorter, repeats: Repeats, ranks: Mapping[str, str]
) -> PostingRow | None:
    cells.demand("officer", "unit_start_date")
    ref, unit = cells.text("officer"), cells.whole_number("unit")
    from_on, until_on = cells.day("unit_start_date"), cells.day("unit_end_date")
    if not unit:
        cells.refuse("unknown_unit", "unit")
    if from_on and until_on and until_on < from_on:
        cells.refuse("dates_out_of_order", "unit_start_date", "unit_end_date")
    if not sorter.takes(cells, repeats, key=(ref, unit, from_on)) or from_on is None:
        return None
    return PostingRow(
        ref=ref,
        source_row=cells.row,
        unit_code=f"{unit:03}",
        from_on=from_on,
        until_on=until_on,
        # The source knows one rank for each officer, today's, so it belongs to today's posting.
        rank=ranks.get(ref, "") if until_on is None else "",
    )
