"""Says published figures beside ours as rows of text, the same on a terminal and on a page."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from candour.measures import words
from candour.measures.beside.computing import Beside
from candour.measures.beside.published import Published
from candour.measures.beside.scope import Comparison, Differs, Refusal
from candour.measures.result import Column
from candour.pages import wording

HEAD: Final = ("Figure", "Published", "Measured", words.INTERVAL, "Difference", "For this force")
INVENTED: Final = "Measured on an invented force: nobody in it exists or existed."
NOT_COMPARABLE: Final = "not comparable"


def rows(found: Sequence[Beside], *, is_invented: bool) -> Iterator[tuple[str, ...]]:
    """Yield one row for each figure; on a real register nothing was made to agree."""
    for one in found:
        column = Column(text="", unit=one.published.unit, has_interval=True)
        yield (
            one.published.what,
            published(one.published),
            words.cell(value=one.ours, column=column),
            words.interval(value=one.ours, column=column),
            _difference(one),
            one.published.role.value if is_invented else "measured, not made to agree",
        )


def published(one: Published) -> str:
    """Write a published figure, or its two ends."""
    if one.low == one.high:
        return wording.measured(one.low, unit=one.unit)
    return wording.interval(one.low, one.high, unit=one.unit)


def _difference(one: Beside) -> str:
    if one.difference is None:
        return ""
    # Of a range there is no difference while the figure lies within it.
    if one.published.low < one.published.high and not one.difference:
        return "within"
    sign = "+" if one.difference > 0 else ""
    if one.published.unit is wording.Unit.PERCENT:
        return f"{sign}{wording.grouped(one.difference * 100, digits=1)} points"
    return sign + wording.measured(round(one.difference, 1), unit=one.published.unit)


def comparison(found: Comparison | Refusal) -> str:
    """Write a comparison in one sentence; a refusal names no difference of the two."""
    said = " and ".join(
        f"{one.whose} ({wording.interval(one.low, one.high, unit=wording.Unit.PERCENT)})"
        if one.low < one.high
        else f"{one.whose} ({wording.measured(one.low, unit=wording.Unit.PERCENT)})"
        for one in (found.one, found.other)
    )
    if isinstance(found, Refusal):
        aspects = ", ".join(one.aspect for one in found.differs)
        return f"{said}: {NOT_COMPARABLE}. They differ, or one says nothing, in: {aspects}."
    low, high = (wording.grouped(end * 100, digits=1) for end in (found.least, found.most))
    return f"{said}: a difference of {low} to {high} points."


def text(*, found: Sequence[Beside], compared: Comparison | Refusal, is_invented: bool) -> str:
    """Return everything as a terminal prints it, with sources and what is defined otherwise."""
    lines = ["Published figures beside what the measures compute", INVENTED if is_invented else ""]
    lines += ["", *aligned([HEAD, *rows(found, is_invented=is_invented)]), ""]
    for one in found:
        lines += [f"{one.published.what}: {one.published.differs}", f"  {one.published.source}"]
    lines += ["", comparison(compared)]
    lines += [f"  {one.aspect}: {one.one} / {one.other}" for one in differs(compared)]
    return "\n".join(lines)


def aligned(table: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table: the first column to the left, and the last."""
    widths = [max(len(row[place]) for row in table) for place in range(len(table[0]))]
    for first, *middle, last in table:
        cells = [cell.rjust(width) for cell, width in zip(middle, widths[1:-1], strict=True)]
        yield "  ".join([first.ljust(widths[0]), *cells, last])


def differs(found: Comparison | Refusal) -> tuple[Differs, ...]:
    """Return what keeps two shares from being compared; nothing where nothing does."""
    return found.differs if isinstance(found, Refusal) else ()


def as_json(found: Sequence[Beside]) -> list[dict[str, Any]]:
    """Return every figure as plain values."""
    return [
        {
            "what": one.published.what,
            "published": [one.published.low, one.published.high],
            "measured": one.ours.value,
            "low": one.ours.low,
            "high": one.ours.high,
            "difference": one.difference,
            "unit": one.published.unit.value,
            "role": one.published.role.name.lower(),
            "differs": one.published.differs,
            "source": str(one.published.source),
        }
        for one in found
    ]
