"""Days that suspension and restricted duties took from the force, and how units share them."""

from candour.measures import shares
from candour.measures.counting import lost
from candour.measures.counting.lost import Lost, Year
from candour.measures.entry import Entry
from candour.measures.parameters import Parameters
from candour.measures.register.reading import Register
from candour.measures.result import (
    Basis,
    Column,
    Computed,
    Counted,
    Definition,
    Missing,
    Result,
    Row,
    Tabled,
    Value,
)
from candour.pages.figures import Figure
from candour.pages.wording import Unit
from candour.stats.survival import YEAR

DEFINITION = Definition(
    stage="Suspension from duty and restricted duties: from the day it begins to its end",
    numerator="days of the window on which somebody was suspended or on restricted duties, each"
    " day of a person once however many cases they are in",
    denominator="days of known service of everybody in the window",
    unit=Counted.PERSON_YEAR,
    basis=Basis.RECEIPT,
    missing="By the days themselves, whenever the case was received. The record does not tell"
    " suspension from restriction, so neither does this. Who is in no unit on a day is in no unit's"
    " days. Units with fewer than ten people are put with no one, and units stand under no name.",
    method="Complete counts, so without interval; the share of units with its Wilson interval",
    references=(*shares.WILSON, "Police (Conduct) Regulations 2020, reg 11"),
)
_FEW = Value(value=None, note="fewer than ten")
_BANDS = (
    (0.0, "No day"),
    (0.01, "Up to 1% of its days"),
    (0.05, "More than 1%, up to 5%"),
    (1.0, "More than 5%"),
)
NOTHING = "No suspension is recorded in this window: not recorded is not none."


def _compute(register: Register, parameters: Parameters) -> Computed:
    found = lost.lost(register=register, parameters=parameters)
    missing = _missing(found)
    return Computed(tables=(_years(found, missing), _units(found, missing)))


def _missing(found: Lost) -> tuple[Missing, ...]:
    """Say which days are in no year or unit, unless the totals would give back a hidden year."""
    shown = sum(one.days for one in found.years if _is_shown(one))
    outside, unplaced = (
        "days of suspension outside known service",
        "days of suspension of people who were posted nowhere",
    )
    if not all(_is_shown(one) for one in found.years):
        few = ", too few people in some year to say how many"
        return tuple(
            Missing(what=f"{what}{few}", count=0, total=shown) for what in (outside, unplaced)
        )
    return (
        Missing(what=outside, count=found.outside, total=found.outside + shown),
        Missing(what=unplaced, count=found.unplaced, total=shown),
    )


def _is_shown(one: Year) -> bool:
    return one.people >= shares.FEWEST and one.served > 0


def _years(found: Lost, missing: tuple[Missing, ...]) -> Tabled:
    return Tabled(
        name="by_year",
        title="Days lost to suspension and restricted duties, by year",
        definition=DEFINITION,
        heading="Year",
        columns=(
            Column(text="People", unit=Unit.COUNT),
            Column(text="Days lost", unit=Unit.DAYS),
            Column(text="Whole posts", unit=Unit.COUNT),
            Column(text="Share of all days", unit=Unit.PERCENT),
        ),
        rows=tuple(Row(label=str(one.year), values=_values(one)) for one in found.years),
        missing=missing,
        notes=() if found.years else (NOTHING,),
    )


def _values(one: Year) -> tuple[Value, ...]:
    if not _is_shown(one):
        return (_FEW,) * 4
    return (
        Value(value=one.people),
        Value(value=one.days),
        Value(value=one.days / YEAR),
        Value(value=one.days / one.served),
    )


def _units(found: Lost, missing: tuple[Missing, ...]) -> Tabled:
    """Say how many units lost how much of their days; a unit's own number is not told."""
    units = [one for one in found.units if one.people >= shares.FEWEST]
    rows, low = [], -1.0
    for high, label in _BANDS:
        number = sum(low < one.days / one.served <= high for one in units)
        rows.append(shares.Part(label=label, count=number, total=len(units)))
        low = high
    return Tabled(
        name="by_unit",
        title="Units by how many of their days were lost",
        definition=DEFINITION,
        heading="Days lost by a unit",
        columns=shares.columns(total="Units", count="Units that lost so many"),
        rows=shares.lone_rows(rows),
        missing=(
            *missing,
            Missing(
                what="units with fewer than ten people",
                count=len(found.units) - len(units),
                total=len(found.units),
            ),
        ),
        notes=(
            "Shown only where there are ten units or more. Days of each team and month, and the"
            " posts it takes to replace them, are for the force's own standards department.",
        ),
    )


def _draw(result: Result) -> tuple[Figure, ...]:
    return (shares.chart(result=result, name="by_year", place=1),)


ENTRY = Entry(
    name="suspended_days",
    title="Days lost to suspension",
    question="How many days does suspension or restriction take from the force, and is it spread"
    " over its units?",
    definition=DEFINITION,
    by=(),
    years=3,
    limits=(
        "Whether it was right to suspend anybody, or to leave somebody in post.",
        "Suspension alone: the record holds restricted duties under the same code.",
        "What is worked in the place of those days.",
    ),
    compute=_compute,
    draw=_draw,
)
