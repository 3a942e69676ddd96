"""Publications of one yes or no of a whole force: how many there are, and of how many it is so."""

from collections.abc import Callable
from dataclasses import dataclass

from candour.measures.result import Result
from candour.oversight.publication import (
    ALL,
    Column,
    Count,
    Draft,
    DraftRow,
    Quotient,
    Shown,
    population,
)
from candour.pages import wording
from candour.pages.wording import Unit
from candour.stats.disclosure.cells import PUBLIC, Cell, Split


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which table of a measure holds it, and in which words it is told.

    answers: what there are so many of. said: what so many of them are, as in "About 40 said so".
    first: which column holds how many there are; how many of them, and the share, follow it.
    """

    table: str
    answers: str
    said: str
    first: int = 0

    def draft(self, result: Result) -> tuple[Draft, ...]:
        """Return the one row of the whole force; what the measure keeps back is not shown."""
        table = result.table(self.table)
        row = next(one for one in table.rows if one.label == ALL)
        shown = slice(self.first, self.first + 3)
        total, count = (int(value.value or 0) for value in row.values[shown][:2])
        of_total, of_count, of_share = table.columns[shown]
        of = self._of(result)
        whole, part = Cell(of=of), Cell(of=of, part="yes")
        return (
            Draft(
                name=table.name,
                title=table.title,
                definition=table.definition,
                heading=table.heading,
                columns=(
                    Column(text=of_total.text, unit=Unit.COUNT),
                    Column(text=of_count.text, unit=Unit.COUNT),
                    Column(text=of_share.text, unit=Unit.PERCENT),
                ),
                rows=(
                    DraftRow(
                        label=ALL,
                        values=(
                            Count(cell=whole, count=total, threshold=PUBLIC),
                            Count(cell=part, count=count, threshold=PUBLIC),
                            Quotient(numerator=part, denominator=whole),
                        ),
                    ),
                ),
                splits=(Split(of=of, whole="", parts=("yes", "no")),),
            ),
        )

    def headline(self) -> Callable[[tuple[Shown, ...]], str]:
        """Return what says it in plain words, from nothing but what is shown."""

        def said(tables: tuple[Shown, ...]) -> str:
            total, count = (tables[0].value(ALL, place) for place in (0, 1))
            if total is None:
                return f"There are too few {self.answers} to publish how many."
            told = f"There are about {wording.grouped(total)} {self.answers} in this period"
            if count is None:
                # As little is said where it is nearly all: the rest would be the few.
                return (
                    f"{told}. How many of them {self.said} can't be published: it is too few, or"
                    " all but too few."
                )
            return f"{told}; about {wording.grouped(count)} of them {self.said}."

        return said

    def _of(self, result: Result) -> str:
        # Answers come in for as long as somebody is asked, so each release has its own.
        asked = result.parameters
        window = f"{asked.from_on.isoformat()} to {asked.to_on.isoformat()}"
        return (
            f"{population(result, result.measure)} {self.table} as of {asked.as_of.isoformat()},"
            f" received {window}"
        )
