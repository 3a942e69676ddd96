"""Units beside each other: which are outside what chance and ordinary differences give."""

from candour.measures import words
from candour.measures.counting import posted
from candour.measures.counting.posted import Posted, Unit
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
from candour.pages import wording
from candour.pages.figures import Figure, Pair, Pairs
from candour.pages.wording import Unit as Written
from candour.stats import funnel, rates
from candour.stats.funnel import Funnel, Placed

DEFINITION = Definition(
    stage="Received: every case about a known person, by the unit they were posted to that day",
    numerator="involvements received in the window while the person was posted to the unit",
    denominator="the number expected if every unit had the rate of all of them for each year of"
    " service in it",
    unit=Counted.INVOLVEMENT,
    basis=Basis.RECEIPT,
    missing="Cases of people who were posted nowhere that day are in no unit. Who stood in two"
    " units counts in both. Units with fewer than ten people, or of which fewer than ten"
    " involvements would be expected, are left out. Units stand under no name and are not ranked.",
    method="Funnel with limits of 99.8%: mid-p probability with the units' own spread, estimated on"
    " drawn-in scores, added to chance; 95% is for looking only",
    references=(
        "Spiegelhalter 2005, Stat Med 24:1185",
        "Lancaster 1961, JASA 56:223",
    ),
)
FEWEST = 10
FEWEST_UNITS = 5
TOO_FEW = (
    "Fewer than five units have ten people and ten expected involvements: too few to say what is"
    " ordinary."
)
INSIDE = "inside"
LOOK = "outside 95%, to look at"
CALLED = "outside 99.8%"


def _compute(register: Register, parameters: Parameters) -> Computed:
    found = posted.posted(register=register, parameters=parameters)
    years = sum(one.years for one in found.units)
    rate = sum(one.involvements for one in found.units) / years if years else 0.0
    shown = [one for one in found.units if _is_enough(one, rate)]
    is_few = len(shown) < FEWEST_UNITS
    placed = funnel.funnel(
        observed=[] if is_few else [one.involvements for one in shown],
        expected=[] if is_few else [one.years * rate for one in shown],
    )
    rows = tuple(
        Row(label=f"Unit {number}", values=_values(unit, place))
        for number, (unit, place) in enumerate(zip(shown, placed.units, strict=False), start=1)
    )
    return Computed(
        tables=(
            Tabled(
                name="units",
                title="Cases of each unit beside what would be expected",
                definition=DEFINITION,
                heading="Unit, most years of service first",
                columns=(
                    Column(text="Years of service", unit=Written.COUNT),
                    Column(text="Involvements", unit=Written.COUNT),
                    Column(text="Expected", unit=Written.COUNT),
                    Column(text="Ratio to expected", unit=Written.RATIO, has_interval=True),
                ),
                rows=rows,
                missing=_missing(found, len(found.units) - len(shown)),
                notes=_notes(placed),
            ),
        )
    )


def _is_enough(one: Unit, rate: float) -> bool:
    return one.people >= FEWEST and one.years * rate >= FEWEST


def _values(unit: Unit, place: Placed) -> tuple[Value, ...]:
    if place.observed < FEWEST:
        few = Value(value=None, note=f"fewer than ten; {_said(place)}")
        return (Value(value=unit.years), few, Value(value=place.expected), few)
    interval = rates.exact_rate(count=place.observed, exposure=place.expected)
    return (
        Value(value=unit.years),
        Value(value=place.observed),
        Value(value=place.expected),
        Value(value=place.value, low=interval.low, high=interval.high, note=_said(place)),
    )


def _said(place: Placed) -> str:
    if place.is_called:
        return CALLED
    return LOOK if place.is_to_look_at else INSIDE


def _missing(found: Posted, left_out: int) -> tuple[Missing, ...]:
    return (
        Missing(
            what="involvements of people who were posted nowhere on the day of receipt",
            count=found.received - found.placed,
            total=found.received,
        ),
        Missing(
            what="units with too few people or expected involvements",
            count=left_out,
            total=len(found.units),
        ),
    )


def _notes(placed: Funnel) -> tuple[str, ...]:
    if not placed.units:
        return (TOO_FEW,)
    called = sum(one.is_called for one in placed.units)
    look = sum(one.is_to_look_at for one in placed.units) - called
    spread = wording.measured(placed.spread**0.5, unit=Written.PERCENT, digits=0)
    return (
        f"Outside the limits of 99.8%: {called} of {len(placed.units)} units. Outside those of 95%"
        f" only: {look}; one unit in twenty lies there by chance.",
        f"Units differ by a standard deviation of {spread} beyond chance, which is taken for"
        " ordinary here. If it is misconduct that all units share, this figure can't see it.",
        "The interval is of the unit's own number by chance alone; whether it is called is said by"
        " the words beside it.",
    )


def _draw(result: Result) -> tuple[Figure, ...]:
    table = result.table("units")
    pairs = tuple(
        Pair(label=row.label, observed=row.values[1].value, expected=row.values[2].value)
        for row in table.rows
    )
    return (
        Pairs(
            identifier="funnel-units",
            title=table.title,
            description=f"Two bars for each of {len(pairs)} units. {table.notes[0]}",
            definition=words.in_words(definition=table.definition, result=result),
            axis="Involvements",
            unit=Written.COUNT,
            heading="Unit",
            pairs=pairs,
        ),
    )


ENTRY = Entry(
    name="funnel",
    title="Units beside what would be expected",
    question="Do some units have more cases, or fewer, than chance and ordinary differences between"
    " units give?",
    definition=DEFINITION,
    by=(),
    years=3,
    limits=(
        "Which unit is better or worse: most order among units is chance, so none is made.",
        "Anything about one ethnic group in one unit: the numbers are too small for it.",
        "Why: units differ in what they meet, and in who dares to report them.",
    ),
    compute=_compute,
    draw=_draw,
)
