"""How many serve as what, year by year: what every rate is divided by."""

from candour.measures import words
from candour.measures.counting import heads
from candour.measures.counting.heads import YEARLY, Heads
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
from candour.pages.figures import Bar, Bars, Figure
from candour.pages.wording import Unit
from candour.stats import rates

DEFINITION = Definition(
    stage="Serving: everybody with a day of known service in the year, with a case or without",
    numerator="people serving on the last day of the year, days served in it, and cases received"
    " in it, once for each person",
    denominator="for the rates, years of service in that year and of that kind",
    unit=Counted.PERSON_YEAR,
    basis=Basis.RECEIPT,
    missing="Service whose first day is not known gives no time. Who serves as two kinds at once"
    " counts in both, and once in 'All'. Cases of people who served on no day of that year as"
    " anything known are left out of the rates and counted beside them. Fewer than ten people are"
    " not shown.",
    method="Complete counts, so without interval; rates with the exact (Garwood) interval, which"
    " takes cases for independent of each other",
    references=("Garwood 1936, Biometrika 28:437",),
)
KINDS = {"officer": "Officers", "special": "Special constables", "staff": "Staff", YEARLY: "All"}
FEWEST = 10
_FEW = Value(value=None, note="fewer than ten")
_PER_THOUSAND = 1_000


def _compute(register: Register, parameters: Parameters) -> Computed:
    found = heads.heads(register=register, parameters=parameters)
    rows = tuple(
        Row(label=f"{one.year}: {KINDS.get(one.kind, one.kind).lower()}", values=_values(one))
        for one in found
        if one.people
    )
    total = sum(one.received for one in found if one.kind == YEARLY)
    counted = sum(one.involvements for one in found if one.kind == YEARLY)
    last, first = parameters.to_on, parameters.from_on
    whole = (
        "The first and the last year are counted only as far as the window reaches:"
        f" {first.isoformat()} to {last.isoformat()}."
    )
    return Computed(
        tables=(
            Tabled(
                name="heads",
                title="People and years of service, by year and kind",
                definition=DEFINITION,
                heading="Year and kind",
                columns=(
                    Column(text="Serving on the last day", unit=Unit.COUNT),
                    Column(text="Served on any day", unit=Unit.COUNT),
                    Column(text="Years of service", unit=Unit.COUNT),
                    Column(text="Cases, once for each person", unit=Unit.COUNT),
                    Column(text="For 1,000 years", unit=Unit.COUNT, has_interval=True),
                ),
                rows=rows,
                missing=(
                    Missing(
                        what="involvements of people who served on no known day of that year",
                        count=total - counted,
                        total=total,
                    ),
                    *_without_kind(found),
                ),
                notes=(
                    whole,
                    "A rise of cases for each year of service is no rise of misconduct: what is"
                    " reported and recorded may have changed.",
                ),
            ),
        )
    )


def _without_kind(found: tuple[Heads, ...]) -> tuple[Missing, ...]:
    """Say how much of everybody's time is of no recorded kind; overlaps can hide some of it."""
    years = sorted({one.year for one in found})
    everybody = sum(one.people for one in found if one.kind == YEARLY)
    unknown = sum(one.without_kind for one in found if one.kind == YEARLY)
    if not years:
        return ()
    return (Missing(what="people-in-a-year of no recorded kind", count=unknown, total=everybody),)


def _values(one: Heads) -> tuple[Value, ...]:
    if one.people < FEWEST:
        return (_FEW,) * 5
    interval = rates.exact_rate(count=one.involvements, exposure=one.years)
    return (
        Value(value=one.serving) if one.serving >= FEWEST or not one.serving else _FEW,
        Value(value=one.people),
        Value(value=one.years),
        Value(value=one.involvements),
        Value(
            value=_PER_THOUSAND * one.involvements / one.years,
            low=_PER_THOUSAND * interval.low,
            high=_PER_THOUSAND * interval.high,
        ),
    )


def _draw(result: Result) -> tuple[Figure, ...]:
    table = result.table("heads")
    whole = f": {KINDS[YEARLY].lower()}"
    shown = [
        (row.label.removesuffix(whole), row.values[4])
        for row in table.rows
        if row.label.endswith(whole) and row.values[4].value is not None
    ]
    said = "; ".join(
        f"{label}: {words.cell(value=value, column=table.columns[4])}" for label, value in shown
    )
    return (
        Bars(
            identifier="workforce-rate",
            title="Cases received for each 1,000 years of service",
            description=f"One bar for each year. {said or 'Nobody is known to have served'}.",
            definition=words.in_words(definition=table.definition, result=result),
            axis="Cases for 1,000 years of service",
            unit=Unit.COUNT,
            heading="Year",
            bars=tuple(
                Bar(label=label, value=value.value, low=value.low, high=value.high)
                for label, value in shown
            ),
        ),
    )


ENTRY = Entry(
    name="workforce",
    title="How many serve, as what",
    question="How many people served in each year, as what, and how many cases is that for each"
    " year of service?",
    definition=DEFINITION,
    by=(),
    years=5,
    limits=(
        "How many served by the force's own count: only those whose service was imported are here.",
        "How much misconduct there is for each person: a case is what was reported and recorded.",
    ),
    compute=_compute,
    draw=_draw,
)
