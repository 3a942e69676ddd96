"""Says a figure in words: its definition in one paragraph, its values and intervals in a cell."""

from candour.measures.result import Column, Definition, Missing, Result, Value
from candour.pages import wording
from candour.pages.wording import Unit

HEADINGS = {"kind": "Kind of case", "source": "Source", "organisation": "Organisation", "": "Group"}
INTERVAL = "95% interval"
NOT_REACHED = "not reached"


def in_words(*, definition: Definition, result: Result) -> str:
    """Return a definition with its window and cut-off as one paragraph."""
    asked = result.parameters
    whose = f" by {result.organisation}" if result.organisation else ""
    return (
        f"Counted: {definition.numerator}; out of: {definition.denominator}. Stage:"
        f" {definition.stage.lower()}. Unit: {definition.unit.value}. Cases received{whose} from"
        f" {wording.day(asked.from_on)} to {wording.day(asked.to_on)}, by"
        f" {definition.basis.value}, as known at the end of {wording.day(asked.as_of)}."
        f" {definition.missing} Method: {definition.method}."
    )


def facts(*, definition: Definition, result: Result) -> tuple[tuple[str, str], ...]:
    """Return a definition with its window and cut-off as names and texts."""
    asked = result.parameters
    return (
        ("Stage", definition.stage),
        ("Counted", definition.numerator),
        ("Out of", definition.denominator),
        ("Unit", definition.unit.value),
        ("Cases belong to the window by", definition.basis.value),
        ("Window", f"{wording.day(asked.from_on)} to {wording.day(asked.to_on)}"),
        ("As known at the end of", wording.day(asked.as_of)),
        ("Organisation", result.organisation or "all on the register"),
        ("What is missing", definition.missing),
        ("Method", definition.method),
        ("References", "; ".join(definition.references)),
    )


def written(value: float | None, *, unit: Unit = Unit.COUNT) -> str:
    """Write a number as sentences do."""
    return wording.measured(value, unit=unit)


def cell(*, value: Value, column: Column) -> str:
    """Write a value, or the note that stands where there is none."""
    if value.value is None:
        return value.note
    number = wording.measured(value.value, unit=column.unit)
    return f"{number} ({value.note})" if value.note else number


def interval(*, value: Value, column: Column) -> str:
    """Write an interval; an end that was not reached is left open."""
    if value.low is None and value.high is None:
        return ""
    if value.low is None:
        return f"up to {wording.measured(value.high, unit=column.unit)}"
    if value.high is None:
        return f"from {wording.measured(value.low, unit=column.unit)}"
    high = wording.measured(value.high, unit=column.unit)
    if column.unit is Unit.DAYS:
        # The unit once is enough, and wide tables are hard to read.
        return f"{wording.measured(value.low, unit=Unit.COUNT)} to {high}"
    return f"{wording.measured(value.low, unit=column.unit)} to {high}"


def missing(one: Missing) -> str:
    """Write what is missing with its share."""
    share = "" if one.share is None else f" ({wording.measured(one.share, unit=Unit.PERCENT)})"
    return f"{one.what}: {wording.grouped(one.count)} of {wording.grouped(one.total)}{share}"
