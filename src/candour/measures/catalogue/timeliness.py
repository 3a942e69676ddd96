"""How long cases take, with the open ones counted as open."""

import dataclasses
from collections.abc import Mapping

from candour.measures import words
from candour.measures.counting import curves, selecting, spells
from candour.measures.counting.spells import Tally
from candour.measures.entry import Entry, Grouping
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
from candour.pages import figures
from candour.pages.figures import Figure
from candour.pages.wording import Unit
from candour.stats import survival
from candour.stats.survival import YEAR, Spells

DEFINITION = Definition(
    stage="From receipt to the closing of the case",
    numerator="days from the day of receipt to the day of closing",
    denominator="all cases received in the window, the open ones too",
    unit=Counted.CASE,
    basis=Basis.RECEIPT,
    missing="A case that is open is known to have lasted at least until now, and counts for that"
    " long. A case closed at an unknown day is left out and counted beside the table.",
    method="Kaplan-Meier estimate with open cases censored at the cut-off; log(-log) intervals",
    references=(
        "Kaplan and Meier 1958, JASA 53:457",
        "Brookmeyer and Crowley 1982, Biometrics 38:29",
    ),
)
_STILL_OPEN = dataclasses.replace(
    DEFINITION, numerator="cases still open longer than so many years after their receipt"
)
_STATES = dataclasses.replace(
    DEFINITION,
    stage="Received, and where the case stands",
    numerator="cases in each state",
    denominator="all cases received in the window",
    method="Complete counts of the register, so there is no sampling error and no interval",
)
_CLOSED_ONLY = dataclasses.replace(
    DEFINITION,
    numerator="days from the day of receipt to the day of closing",
    denominator="the cases that have closed, and no others",
    missing="Every open case is left out, and those are the slow ones.",
    method="Median and mean of what has closed; no interval, since it estimates nothing",
    references=("Home Office, Police misconduct statistics: cases finalised in the year",),
)
_BEFORE_RECEIPT = dataclasses.replace(
    DEFINITION,
    stage="From the incident to its receipt",
    numerator="days from the day of the incident to the day of receipt",
    denominator="cases received in the window whose incident has a day",
    missing="Cases without a day of the incident, or with one after their receipt, are left out."
    " What was never reported is in no figure.",
    method="Quantiles of complete durations, with the same intervals as above",
)
CLOSED_ONLY_TITLE = (
    "Closed cases only: for comparison with national closure-based figures; too low while cases"
    " are open"
)
WHY_WRONG = (
    "It is wrong as a measure of speed, because the cases that take longest are still open and"
    " have no place in it: it would be as low if the slow cases were never finished at all."
)
QUANTILES = ((0.5, "Half closed by"), (0.75, "Three in four"), (0.9, "Nine in ten"))
YEARS = (1, 2, 4)
NOT_FOLLOWED = "not followed so long"


def _compute(register: Register, parameters: Parameters) -> Computed:
    cases = selecting.received(register=register, unit="case", parameters=parameters)
    counted = spells.tally(cases=cases, as_of=parameters.as_of, by=parameters.by)
    named = selecting.labels(by=parameters.by, register=register)
    groups = {selecting.ALL: counted} | {
        name: counted.of(group=code) for code, name in named.items() if code in counted.groups
    }
    heading = words.HEADINGS[parameters.by]
    missing = (_undated(counted),)
    return Computed(
        tables=(
            _states(groups, heading, missing),
            _durations(groups, heading, missing),
            _still_open(groups, heading, missing),
            _by_year(counted, missing),
            _closed_only(groups, heading, counted),
            _before_receipt(cases, parameters, named),
        ),
        curves=tuple(
            curves.of_spells(label=name, spells=part.spells)
            for name, part in _largest_first(groups)
        ),
    )


def _largest_first(groups: Mapping[str, Tally]) -> list[tuple[str, Tally]]:
    # All of them come first by themselves: no group is larger.
    return sorted(groups.items(), key=lambda group: -group[1].received)


def _undated(counted: Tally) -> Missing:
    return Missing(
        what="cases closed at an unknown day", count=counted.left_out, total=counted.received
    )


def _states(groups: Mapping[str, Tally], heading: str, missing: tuple[Missing, ...]) -> Tabled:
    texts = ("Received", "Open", "Closed", "Closed at an unknown day")
    return Tabled(
        name="states",
        title="Cases received and where they stand",
        definition=_STATES,
        heading=heading,
        columns=tuple(Column(text=text, unit=Unit.COUNT) for text in texts),
        rows=tuple(
            Row(
                label=name,
                values=tuple(
                    Value(value=number)
                    for number in (part.received, part.open, part.closed, part.left_out)
                ),
            )
            for name, part in groups.items()
        ),
        missing=missing,
    )


def _durations(groups: Mapping[str, Tally], heading: str, missing: tuple[Missing, ...]) -> Tabled:
    return Tabled(
        name="durations",
        title="How long cases take, the open ones counted as open",
        definition=DEFINITION,
        heading=heading,
        columns=_quantile_columns(),
        rows=tuple(
            Row(label=name, values=_quantiles(part.spells)) for name, part in groups.items()
        ),
        missing=missing,
    )


def _still_open(groups: Mapping[str, Tally], heading: str, missing: tuple[Missing, ...]) -> Tabled:
    return Tabled(
        name="still_open",
        title="Share of cases still open after one, two and four years",
        definition=_STILL_OPEN,
        heading=heading,
        columns=tuple(
            Column(text=_years(years), unit=Unit.PERCENT, has_interval=True) for years in YEARS
        ),
        rows=tuple(
            Row(label=name, values=tuple(_still_open_after(part, years) for years in YEARS))
            for name, part in groups.items()
        ),
        missing=missing,
    )


def _by_year(counted: Tally, missing: tuple[Missing, ...]) -> Tabled:
    return Tabled(
        name="by_year",
        title="By year of receipt",
        definition=DEFINITION,
        heading="Received in",
        columns=(
            Column(text="Received", unit=Unit.COUNT),
            Column(text="Open", unit=Unit.COUNT),
            *_quantile_columns()[:1],
            Column(text=f"Open {_years(1).lower()}", unit=Unit.PERCENT, has_interval=True),
        ),
        rows=tuple(_year(year, counted.of(year=year)) for year in counted.all_years()),
        missing=missing,
        notes=("The latest years have been followed for the shortest time.",),
    )


def _year(year: int, part: Tally) -> Row:
    values = (
        Value(value=part.received),
        Value(value=part.open),
        *_quantiles(part.spells)[:1],
        _still_open_after(part, 1),
    )
    return Row(label=str(year), values=values)


def _closed_only(groups: Mapping[str, Tally], heading: str, counted: Tally) -> Tabled:
    return Tabled(
        name="closed_only",
        title=CLOSED_ONLY_TITLE,
        definition=_CLOSED_ONLY,
        heading=heading,
        columns=(
            Column(text="Median", unit=Unit.DAYS),
            Column(text="Mean", unit=Unit.DAYS),
            Column(text="Closed", unit=Unit.COUNT),
            Column(text="Open, left out", unit=Unit.COUNT),
        ),
        rows=tuple(Row(label=name, values=_naive(part)) for name, part in groups.items()),
        missing=(
            Missing(what="open cases", count=counted.open, total=counted.received),
            _undated(counted),
        ),
        notes=(WHY_WRONG,),
    )


def _naive(part: Tally) -> tuple[Value, ...]:
    found = survival.naive_closed_only(spells=part.spells)
    counts = (Value(value=part.closed), Value(value=part.open))
    if found is None:
        nothing = Value(value=None, note="none has closed")
        return (nothing, nothing, *counts)
    return (Value(value=found.median), Value(value=found.mean), *counts)


def _before_receipt(cases: object, parameters: Parameters, named: Mapping[str, str]) -> Tabled:
    delays = spells.delays(cases=cases, by=parameters.by)
    groups = {selecting.ALL: delays.known()} | {
        name: delays.known(group=code) for code, name in named.items() if code in delays.groups
    }
    columns = (
        Column(text="With both days", unit=Unit.COUNT),
        *(
            Column(text=text, unit=Unit.DAYS, has_interval=True)
            for text in ("Half reported within", "Three in four", "Nine in ten")
        ),
        Column(text=f"Reported {_years(1).lower()}", unit=Unit.PERCENT, has_interval=True),
    )
    return Tabled(
        name="before_receipt",
        title="From the incident to the report",
        definition=_BEFORE_RECEIPT,
        heading=words.HEADINGS[parameters.by],
        columns=columns,
        rows=tuple(
            Row(
                label=name,
                values=(Value(value=part.cases), *_quantiles(part), _beyond(part, 1)),
            )
            for name, part in groups.items()
        ),
        missing=(
            Missing(
                what="cases without a day of the incident",
                count=delays.without_incident,
                total=delays.received,
            ),
            Missing(
                what="cases whose incident is dated after their receipt",
                count=delays.reversed,
                total=delays.received,
            ),
        ),
        notes=("A delay before the report is not the force's time, and never part of the above.",),
    )


def _quantile_columns() -> tuple[Column, ...]:
    return tuple(Column(text=text, unit=Unit.DAYS, has_interval=True) for _, text in QUANTILES)


def _quantiles(part: Spells) -> tuple[Value, ...]:
    curve = survival.kaplan_meier(spells=part)
    return tuple(_quantile(survival.quantile(curve=curve, share=share)) for share, _ in QUANTILES)


def _quantile(found: survival.Quantile) -> Value:
    note = words.NOT_REACHED if found.at is None else ""
    return Value(value=found.at, low=found.low, high=found.high, note=note)


def _still_open_after(part: Tally, years: int) -> Value:
    if part.oldest_days <= years * YEAR:
        # Even where the curve has come down to nothing, nobody has seen a case that old.
        return Value(value=None, note=NOT_FOLLOWED)
    return _beyond(part.spells, years)


def _beyond(part: Spells, years: int) -> Value:
    curve = survival.kaplan_meier(spells=part)
    found = survival.share_open(curve=curve, beyond=years * YEAR)
    if found is None:
        return Value(value=None, note=NOT_FOLLOWED)
    if found.interval is None:
        return Value(value=found.share)
    return Value(value=found.share, low=found.interval.low, high=found.interval.high)


def _years(years: int) -> str:
    return f"After {years} year{'s' if years > 1 else ''}"


def _draw(result: Result) -> tuple[Figure, ...]:
    table = result.table("durations")
    rows = {row.label: row.values[0] for row in table.rows}
    said = "; ".join(
        f"{name.lower()}: {words.cell(value=value, column=table.columns[0])}"
        for name, value in rows.items()
    )
    return (
        figures.Steps(
            identifier="timeliness-curve",
            title="Share of cases still open, by days since receipt",
            description=f"A line falls from 100% as cases close. Half had closed by: {said}."
            + (
                " Only the largest groups have a line."
                if result.curves[curves.MOST_LINES :]
                else ""
            ),
            definition=words.in_words(definition=_STILL_OPEN, result=result),
            axis="Days since receipt",
            unit=Unit.PERCENT,
            reference=figures.Reference(value=0.5, label="half"),
            lines=curves.lines(curves=result.curves, mark="half closed"),
        ),
    )


ENTRY = Entry(
    name="timeliness",
    title="How long cases take",
    question="How long do cases take from receipt to closing, counting those that are still open?",
    definition=DEFINITION,
    by=(Grouping.KIND, Grouping.SOURCE, Grouping.ORGANISATION),
    years=3,
    limits=(
        "Whether a case was handled well: a quick closing can be a bad one.",
        "Why a case is slow: what waits for a court is not told apart from what waits for nobody.",
        "How forces compare: they record different things, and the window may hold few cases.",
    ),
    compute=_compute,
    draw=_draw,
)
