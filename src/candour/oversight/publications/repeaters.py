"""How many people have one case and how many have more, and how many of them were dismissed."""

from candour.measures.catalogue import repeaters
from candour.measures.result import Result
from candour.oversight.publication import (
    ALL,
    Column,
    Count,
    Draft,
    DraftRow,
    Entry,
    Quotient,
    Shown,
    population,
)
from candour.oversight.scopes import Anywhere, OfForce
from candour.pages import wording
from candour.pages.wording import Unit
from candour.stats.counts import STRATA
from candour.stats.disclosure.cells import PUBLIC, WHOLE_FORCE, Cell, Split

_ONE, *_MORE = [str(stratum) for stratum in STRATA[1:]]
_MORE_THAN_ONE = str(repeaters.MORE_THAN_ONE)
_ROWS = (_ONE, *_MORE, _MORE_THAN_ONE)


def _draft(result: Result) -> tuple[Draft, ...]:
    table = result.table("dismissed")
    found = {row.label: [int(value.value or 0) for value in row.values[:2]] for row in table.rows}
    # Everybody with a case has one, or more than one.
    everybody = [sum(pair) for pair in zip(found[_ONE], found[_MORE_THAN_ONE], strict=True)]
    return (
        Draft(
            name="dismissed",
            title="People by number of cases, and how many were ever dismissed",
            definition=table.definition,
            heading=table.heading,
            columns=(
                Column(text="People", unit=Unit.COUNT),
                Column(text="Ever dismissed", unit=Unit.COUNT),
                Column(text="Share dismissed", unit=Unit.PERCENT),
            ),
            rows=tuple(
                _row(result, label, people=people, dismissed=dismissed)
                for label, (people, dismissed) in {**found, ALL: everybody}.items()
            ),
            splits=tuple(_splits(_of(result))),
            notes=table.notes,
        ),
    )


def _of(result: Result) -> str:
    # How many cases somebody has depends on the window, so each window has people of its own.
    asked = result.parameters
    window = f"{asked.from_on.isoformat()} to {asked.to_on.isoformat()}"
    return f"{population(result, 'person')} as of {asked.as_of.isoformat()}, cases {window}"


def _part(label: str) -> str:
    return "" if label == ALL else f"cases: {label}"


def _row(result: Result, label: str, *, people: int, dismissed: int) -> DraftRow:
    whole = Cell(of=_of(result), part=_part(label))
    part = Cell(of=_of(result), part=f"{_part(label)} dismissed")
    threshold = WHOLE_FORCE if label == ALL else PUBLIC
    return DraftRow(
        label=label,
        values=(
            Count(cell=whole, count=people, threshold=threshold),
            Count(cell=part, count=dismissed),
            Quotient(numerator=part, denominator=whole),
        ),
    )


def _splits(of: str) -> list[Split]:
    more = tuple(_part(label) for label in _MORE)
    sums = [
        ("", (_part(_ONE), _part(_MORE_THAN_ONE))),
        (_part(_MORE_THAN_ONE), more),
    ]
    return [
        *(Split(of=of, whole=whole, parts=parts) for whole, parts in sums),
        *(
            Split(
                of=of,
                whole=f"{whole} dismissed",
                parts=tuple(f"{part} dismissed" for part in parts),
            )
            for whole, parts in sums
        ),
        *(
            Split(
                of=of,
                whole=_part(label),
                parts=(f"{_part(label)} dismissed", f"{_part(label)} not dismissed"),
            )
            for label in (*_ROWS, ALL)
        ),
    ]


def _headline(tables: tuple[Shown, ...]) -> str:
    people, dismissed = (tables[0].value(_MORE_THAN_ONE, place) for place in (0, 1))
    if people is None:
        return "Too few people have more than one case to publish how many."
    said = f"About {wording.grouped(people)} people have more than one case in this period"
    if dismissed is None:
        return f"{said}. How many of them were dismissed is too few to publish."
    return f"{said}; about {wording.grouped(dismissed)} of them were ever dismissed."


ENTRY = Entry(
    name="repeaters",
    title="People with more than one case",
    question="How many people have more than one case, and how many of them were dismissed?",
    measure="repeaters",
    by="",
    scope=OfForce(by=(Anywhere.CASES,)),
    draft=_draft,
    headline=_headline,
)
