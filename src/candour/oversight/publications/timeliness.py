"""How many cases are open and how long cases take, the open ones counted as open."""

from candour.cases.models.case import KINDS
from candour.measures.catalogue import timeliness
from candour.measures.entry import Grouping
from candour.measures.result import Result, Tabled
from candour.oversight import publication
from candour.oversight.publication import (
    ALL,
    Column,
    Count,
    Draft,
    DraftRow,
    Entry,
    Estimate,
    Shown,
    population,
)
from candour.oversight.scopes import Anywhere, OfForce
from candour.pages import wording
from candour.pages.wording import Unit
from candour.stats.disclosure.cells import PUBLIC, WHOLE_FORCE, Cell, Split

# To so many days, and never closer.
PRECISION = 10.0
_CASE = "case"


def _draft(result: Result) -> tuple[Draft, ...]:
    labels = [ALL, *(label for _, label in KINDS)]
    return (_states(result, labels), _durations(result, labels))


def _states(result: Result, labels: list[str]) -> Draft:
    table = result.table("states")
    return Draft(
        name="states",
        title="Cases received, open and closed",
        definition=table.definition,
        heading=table.heading,
        columns=tuple(
            Column(text=text, unit=Unit.COUNT) for text in ("Received", "Open", "Closed")
        ),
        rows=tuple(DraftRow(label=label, values=_counts(result, table, label)) for label in labels),
        splits=(
            Split(
                of=population(result, _CASE),
                whole="",
                parts=tuple(_part(label) for label in labels[1:]),
            ),
        ),
    )


def _part(label: str) -> str:
    return "" if label == ALL else f"kind: {label}"


def _cells(result: Result, label: str) -> tuple[Cell, Cell, Cell]:
    asked = result.parameters
    window = publication.received(from_on=asked.from_on, to_on=asked.to_on)
    of, part = population(result, _CASE), _part(label)
    still_open, ended = publication.open_at(asked.as_of), publication.ended_by(asked.as_of)
    return (
        Cell(of=of, part=part, spans=(window,)),
        Cell(of=of, part=part, spans=(still_open, window)),
        Cell(of=of, part=part, spans=(ended, window)),
    )


def _counts(result: Result, table: Tabled, label: str) -> tuple[Count, ...]:
    received, still_open = (_number(table, label, place) for place in (0, 1))
    numbers = (received, still_open, received - still_open)
    limits = (WHOLE_FORCE if label == ALL else PUBLIC, PUBLIC, PUBLIC)
    return tuple(
        Count(cell=cell, count=number, threshold=limit)
        for cell, number, limit in zip(_cells(result, label), numbers, limits, strict=True)
    )


def _number(table: Tabled, label: str, place: int) -> int:
    row = next((row for row in table.rows if row.label == label), None)
    return int(row.values[place].value or 0) if row else 0


def _durations(result: Result, labels: list[str]) -> Draft:
    table = result.table("durations")
    return Draft(
        name="durations",
        title="How long cases take, the open ones counted as open",
        definition=table.definition,
        heading=table.heading,
        columns=tuple(Column(text=column.text, unit=Unit.DAYS) for column in table.columns),
        rows=tuple(
            DraftRow(label=label, values=_quantiles(result, table, label)) for label in labels
        ),
        notes=(
            f"Days are rounded to the nearest {PRECISION:.0f}. They are shown where the number of"
            " closed cases is shown too, and at least ten cases lie on either side.",
        ),
    )


def _quantiles(result: Result, table: Tabled, label: str) -> tuple[Estimate, ...]:
    received = _number(result.table("states"), label, 0)
    row = next((row for row in table.rows if row.label == label), None)
    cells = _cells(result, label)
    return tuple(
        Estimate(
            value=row.values[place].value if row else None,
            rests_on=(cells[0], cells[2]),
            beside=received * min(share, 1 - share),
            precision=PRECISION,
        )
        for place, (share, _) in enumerate(timeliness.QUANTILES)
    )


def _headline(tables: tuple[Shown, ...]) -> str:
    received, still_open = (tables[0].value(ALL, place) for place in (0, 1))
    half = tables[1].value(ALL, 0)
    if received is None:
        return "Too few cases were received in this period to publish how many."
    said = f"About {wording.grouped(received)} cases were received in this period"
    if still_open is not None:
        said += f", and about {wording.grouped(still_open)} of them are open"
    if half is not None:
        said += f". Half of the cases are closed within about {wording.grouped(half)} days"
    return f"{said}."


ENTRY = Entry(
    name="timeliness",
    title="How long cases take",
    question="How many cases are open, and how long does it take to close one?",
    measure="timeliness",
    by=Grouping.KIND,
    scope=OfForce(by=(Anywhere.KIND, Anywhere.STATE)),
    draft=_draft,
    headline=_headline,
)
