"""Tables of published counts as tests write them: the planted leak, and windows of one force."""

import itertools
from collections.abc import Mapping

from candour.stats.disclosure.cells import Cell, Published, Release, Span, Split

# The table whose small cells were worked out from its margins: five groups in three columns.
PLANTED = ((131, 224, 99), (23, 31, 11), (9, 23, 9), (5, 17, 2), (7, 7, 2))
OF = "allegation"


def planted(*, base: int, threshold: int) -> Release:
    """The planted table with its margins, where only what is below the threshold is left out."""
    rows, columns = range(len(PLANTED)), range(len(PLANTED[0]))
    counts: dict[str, int] = {
        f"{row}/{column}": PLANTED[row][column] for row, column in itertools.product(rows, columns)
    }
    counts |= {f"row {row}": sum(PLANTED[row]) for row in rows}
    counts |= {f"column {column}": sum(line[column] for line in PLANTED) for column in columns}
    counts[""] = sum(counts[f"row {row}"] for row in rows)
    splits = {f"row {row}": [f"{row}/{column}" for column in columns] for row in rows}
    splits |= {f"column {column}": [f"{row}/{column}" for row in rows] for column in columns}
    return release(
        "planted",
        {Cell(of=OF, part=part): count for part, count in counts.items()},
        {**splits, "": [f"row {row}" for row in rows]},
        base=base,
        threshold=threshold,
    )


def release(
    name: str,
    counts: Mapping[Cell, int],
    splits: Mapping[str, list[str]] | None = None,
    *,
    base: int = 5,
    threshold: int = 10,
) -> Release:
    """A release of these counts: rounded down, and left out where they are small."""
    return Release(
        name=name,
        published=tuple(
            Published(
                cell=cell,
                value=count // base * base if count >= threshold else None,
                threshold=threshold,
                base=base,
            )
            for cell, count in counts.items()
        ),
        splits=tuple(
            Split(of=OF, whole=whole, parts=tuple(parts)) for whole, parts in (splits or {}).items()
        ),
    )


def received(first: int, last: int, *, part: str = "") -> Cell:
    """What was received from one day to another."""
    return Cell(of=OF, part=part, spans=(Span(axis="received", first=first, last=last),))


def open_at(day: int, first: int, last: int) -> Cell:
    """What was received from one day to another and is open at the end of a third."""
    spans = (Span(axis="ended", first=day + 1), Span(axis="received", first=first, last=last))
    return Cell(of=OF, spans=spans)
