"""How many allegations, cases, involvements and people, by source: four numbers, not one."""

from collections.abc import Mapping, Sequence

from candour.cases.models.case import SOURCES
from candour.measures.catalogue import units
from candour.measures.entry import Grouping
from candour.measures.result import Result
from candour.oversight import publication
from candour.oversight.publication import (
    ALL,
    Column,
    Count,
    Draft,
    DraftRow,
    Entry,
    Shown,
    population,
)
from candour.oversight.scopes import Anywhere, OfForce
from candour.pages import wording
from candour.pages.wording import Unit
from candour.stats.disclosure.cells import PUBLIC, WHOLE_FORCE, Cell, Split

_PERSON = "person"


def _draft(result: Result) -> tuple[Draft, ...]:
    table = result.table("counts")
    found = {row.label: [int(value.value or 0) for value in row.values] for row in table.rows}
    # Every source has a row: one that is left out would be known to have nothing.
    labels = [*(label for _, label in SOURCES), ALL]
    nothing = [0] * len(units.UNITS)
    return (
        Draft(
            name="counts",
            title="Allegations, cases, involvements and people",
            definition=table.definition,
            heading=table.heading,
            columns=tuple(Column(text=text, unit=Unit.COUNT) for _, text in units.UNITS),
            rows=tuple(
                DraftRow(label=label, values=_counts(result, label, found.get(label, nothing)))
                for label in labels
            ),
            splits=tuple(_splits(result, labels[:-1])),
            notes=(
                "A case from the public and one from inside can be about the same person, so the"
                " people of the sources don't add up.",
            ),
        ),
    )


def _counts(result: Result, label: str, numbers: Sequence[int]) -> tuple[Count, ...]:
    return tuple(
        Count(
            cell=_cell(result, unit, label),
            count=number,
            threshold=WHOLE_FORCE if label == ALL else PUBLIC,
        )
        for (unit, _), number in zip(units.UNITS, numbers, strict=True)
    )


def _cell(result: Result, unit: str, label: str) -> Cell:
    asked = result.parameters
    part = "" if label == ALL else f"source: {label}"
    if unit == _PERSON:
        # Somebody with cases in two windows is one person of both: people have no parts in time.
        return Cell(of=_people(result), part=part)
    window = publication.received(from_on=asked.from_on, to_on=asked.to_on)
    return Cell(of=population(result, unit), part=part, spans=(window,))


def _people(result: Result) -> str:
    asked = result.parameters
    window = f"{asked.from_on.isoformat()} to {asked.to_on.isoformat()}"
    return f"{population(result, _PERSON)}, cases received {window}"


def _splits(result: Result, labels: Sequence[str]) -> Sequence[Split]:
    parts = tuple(f"source: {label}" for label in labels)
    adding = [
        Split(of=population(result, unit), whole="", parts=parts)
        for unit, _ in units.UNITS
        if unit != _PERSON
    ]
    people = [
        Split(of=_people(result), whole="", parts=(part, f"none with {part}")) for part in parts
    ]
    return [*adding, *people]


def _headline(tables: tuple[Shown, ...]) -> str:
    numbers: Mapping[str, float | None] = {
        column.text.lower(): tables[0].value(ALL, place)
        for place, column in enumerate(tables[0].columns)
    }
    said = [f"about {wording.grouped(n)} {what}" for what, n in numbers.items() if n is not None]
    if not said:
        return "There are too few cases to publish how many."
    return f"{', '.join(said).capitalize()} are on record for this period."


ENTRY = Entry(
    name="units",
    title="How much is on record",
    question="How many allegations, cases, involvements and people does the register hold?",
    measure="units",
    by=Grouping.SOURCE,
    scope=OfForce(by=(Anywhere.SOURCE,)),
    draft=_draft,
    headline=_headline,
)
