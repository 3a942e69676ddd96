"""How much there is, in each unit: one number of "complaints" has four meanings."""

from collections.abc import Mapping
from typing import Any

from candour.measures import words
from candour.measures.counting import selecting
from candour.measures.entry import Entry
from candour.measures.entry import Grouping as By
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

DEFINITION = Definition(
    stage="Received: everything recorded, whatever became of it",
    numerator="allegations, cases, involvements or people, as the column says",
    denominator="none: these are counts",
    unit=Counted.CASE,
    basis=Basis.RECEIPT,
    missing="An allegation about nobody identified is counted as an allegation and in its case, and"
    " not among involvements and people.",
    method="Complete counts of the register, so there is no sampling error and no interval",
    references=("Units as in the review of misconduct cases of 2022: four different totals",),
)
UNITS = (
    ("allegation", "Allegations"),
    ("case", "Cases"),
    ("involvement", "Involvements"),
    ("person", "People"),
)


def _compute(register: Register, parameters: Parameters) -> Computed:
    by = parameters.by or By.SOURCE
    named = selecting.labels(by=by, register=register)
    counts = {unit: _counts(register, parameters, unit, by) for unit, _ in UNITS}
    shown = [code for code in named if counts["case"].get(code)]
    rows = [Row(label=named[code], values=_values(counts, code)) for code in shown]
    rows.append(Row(label=selecting.ALL, values=_values(counts, "")))
    return Computed(
        tables=(
            Tabled(
                name="counts",
                title="Allegations, cases, involvements and people",
                definition=DEFINITION,
                heading=words.HEADINGS[by],
                columns=tuple(Column(text=text, unit=Unit.COUNT) for _, text in UNITS),
                rows=tuple(rows),
                missing=_missing(register, parameters, counts),
                notes=(
                    "A person with cases in two rows is counted in both, and once in the last, so"
                    " people don't add up.",
                ),
            ),
        )
    )


def _counts(register: Register, parameters: Parameters, unit: str, by: str) -> Mapping[str, int]:
    """Count a unit in each group, and all of it under the empty name."""
    source = "involvement" if unit == "person" else unit
    found = selecting.received(register=register, unit=source, parameters=parameters)
    number = found.person_key.nunique() if unit == "person" else found.count()
    groups = found.group_by(by).agg(n=number).order_by(by).to_pyarrow().to_pylist()
    whole: Any = found.agg(n=number).to_pyarrow().to_pylist()[0]["n"]
    return {**{row[by]: row["n"] for row in groups}, "": whole}


def _values(counts: Mapping[str, Mapping[str, int]], code: str) -> tuple[Value, ...]:
    return tuple(Value(value=counts[unit].get(code, 0)) for unit, _ in UNITS)


def _missing(
    register: Register, parameters: Parameters, counts: Mapping[str, Mapping[str, int]]
) -> tuple[Missing, ...]:
    allegations = selecting.received(register=register, unit="allegation", parameters=parameters)
    nobody = allegations.filter(allegations.person_key.isnull()).count().to_pyarrow().as_py()
    with_one = allegations.case_key.nunique().to_pyarrow().as_py()
    cases = counts["case"][""]
    return (
        Missing(
            what="allegations about nobody identified",
            count=nobody,
            total=counts["allegation"][""],
        ),
        Missing(what="cases without an allegation", count=cases - with_one, total=cases),
    )


def _draw(result: Result) -> tuple[Figure, ...]:
    table = result.table("counts")
    everything = table.rows[-1]
    bars = tuple(
        Bar(label=column.text, value=value.value)
        for column, value in zip(table.columns, everything.values, strict=True)
    )
    parts = ", ".join(f"{words.written(bar.value)} {bar.label.lower()}" for bar in bars)
    return (
        Bars(
            identifier="units-counts",
            title="The same register in four units",
            description=f"Four bars: {parts}.",
            definition=words.in_words(definition=table.definition, result=result),
            axis="Number",
            unit=Unit.COUNT,
            heading="Unit",
            bars=bars,
        ),
    )


ENTRY = Entry(
    name="units",
    title="How much there is",
    question="How many allegations, cases, involvements and people does the register hold?",
    definition=DEFINITION,
    by=(By.SOURCE, By.KIND, By.ORGANISATION),
    years=9,
    limits=(
        "How much misconduct there is: only what somebody reported and somebody recorded is here.",
        "Whether more is reported than before: routes of reporting open, close and win trust.",
    ),
    compute=_compute,
    draw=_draw,
)
