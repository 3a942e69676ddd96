"""People by how many cases had come in about them when somebody first investigated one of them."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from candour.measures import words
from candour.measures.counting import selecting
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
from candour.stats import proportions
from candour.stats.counts import STRATA, Stratum

DEFINITION = Definition(
    stage="From the first case about a person to the day on which an investigator was first"
    " appointed in any case about them",
    numerator="people about whom so many cases had been received on that day, from every source,"
    " the one that was investigated among them",
    denominator="people with a case received in the window, in one of whose cases an investigator"
    " was appointed up to the cut-off",
    unit=Counted.PERSON,
    basis=Basis.RECEIPT,
    missing="Cases about nobody identified, and links that nobody has confirmed, belong to no"
    " person here, so the true numbers are higher. Cases from another system come without the day"
    " of an investigation: they count as received, and as not investigated.",
    method="Counts of people, with the Wilson interval of each share",
    references=("Wilson 1927, JASA 22:209",),
)
_WAITING = dataclasses.replace(
    DEFINITION,
    stage="No investigator was appointed in any case about the person up to the cut-off",
    numerator="people about whom so many cases have been received up to the cut-off",
    denominator="people with a case received in the window, in none of whose cases an investigator"
    " was appointed up to the cut-off",
)
_WITH_CASE = STRATA[1:]
_OTHER_SYSTEM = "other_system"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Counts:
    """Cases of each person up to their first investigation, or up to the cut-off without one."""

    investigated: Mapping[int, int]
    waiting: Mapping[int, int]
    missing: tuple[Missing, ...]


def _compute(register: Register, parameters: Parameters) -> Computed:
    found = _count(register, parameters)
    return Computed(
        tables=(
            _table(
                name="investigated",
                title="People by number of cases when one was first investigated",
                definition=DEFINITION,
                counts=found.investigated,
                missing=found.missing,
            ),
            _table(
                name="waiting",
                title="People of whom no case was investigated, by number of cases so far",
                definition=_WAITING,
                counts=found.waiting,
                missing=found.missing,
            ),
        )
    )


def _count(register: Register, parameters: Parameters) -> _Counts:
    known = selecting.of_organisation(table=register.table("involvement"), parameters=parameters)
    inside = selecting.received(register=register, unit="involvement", parameters=parameters)
    rows = _beside_first(register, known, parameters)
    rows = rows.filter(rows.person_key.isin(inside.person_key))
    is_before = rows.began_on.isnull() | (rows.received_on <= rows.began_on)
    people = rows.group_by("person_key").agg(
        number=is_before.sum(), is_investigated=rows.began_on.notnull().any()
    )
    columns = ["number", "is_investigated"]
    alike = people.group_by(columns).agg(people=people.count()).order_by(columns)
    found = alike.to_pyarrow().to_pylist()
    investigated, waiting = (
        {int(row["number"]): int(row["people"]) for row in found if row["is_investigated"] == is_so}
        for is_so in (True, False)
    )
    return _Counts(
        investigated=investigated,
        waiting=waiting,
        missing=_missing(register, inside, parameters),
    )


def _beside_first(register: Register, known: Any, parameters: Parameters) -> Any:
    """Return involvements, each beside the first day of an investigation of its person."""
    steps = selecting.of_organisation(table=register.table("step"), parameters=parameters)
    begun = steps.filter(steps.what == "investigation")
    first = begun.group_by("person_key").agg(began_on=begun.happened_on.min())
    held = known.left_join(first, "person_key")
    return held.select("person_key", "received_on", "began_on")


def _missing(register: Register, inside: Any, parameters: Parameters) -> tuple[Missing, ...]:
    said = selecting.received(register=register, unit="allegation", parameters=parameters)
    return (
        Missing(
            what="allegations about nobody identified",
            count=selecting.number(said.filter(said.person_key.isnull())),
            total=selecting.number(said),
        ),
        Missing(
            what="involvements from another system, without the day of an investigation",
            count=selecting.number(inside.filter(inside.source == _OTHER_SYSTEM)),
            total=selecting.number(inside),
        ),
    )


def _table(
    *,
    name: str,
    title: str,
    definition: Definition,
    counts: Mapping[int, int],
    missing: tuple[Missing, ...],
) -> Tabled:
    return Tabled(
        name=name,
        title=title,
        definition=definition,
        heading="Cases",
        columns=(
            Column(text="People", unit=Unit.COUNT),
            Column(text="Share of these people", unit=Unit.PERCENT, has_interval=True),
        ),
        rows=tuple(
            Row(label=str(stratum), values=_values(_within(counts, stratum), sum(counts.values())))
            for stratum in _WITH_CASE
        ),
        missing=missing,
    )


def _within(counts: Mapping[int, int], stratum: Stratum) -> int:
    return sum(
        people
        for number, people in counts.items()
        if stratum.low <= number and (stratum.high is None or number <= stratum.high)
    )


def _values(number: int, total: int) -> tuple[Value, Value]:
    interval = proportions.wilson_interval(count=number, total=total)
    if interval is None:
        return Value(value=number), Value(value=None, note="nobody")
    share = Value(value=number / total, low=interval.low, high=interval.high)
    return Value(value=number), share


def _draw(result: Result) -> tuple[Figure, ...]:
    table = result.table("investigated")
    shown = [(row.label, row.values[1]) for row in table.rows if row.values[1].value is not None]
    said = "; ".join(
        f"{label}: {words.cell(value=value, column=table.columns[1])}" for label, value in shown
    )
    return (
        Bars(
            identifier="reports-before",
            title="Cases about a person when one was first investigated",
            description=f"One bar for each number of cases. {said or 'Nobody was investigated'}.",
            definition=words.in_words(definition=table.definition, result=result),
            axis="Share of people who were investigated",
            unit=Unit.PERCENT,
            heading="Cases",
            bars=tuple(
                Bar(label=label, value=value.value, low=value.low, high=value.high)
                for label, value in shown
            ),
        ),
    )


ENTRY = Entry(
    name="reports_before",
    title="Reports before the first investigation",
    question="How many cases had come in about somebody, from every source, before one of them was"
    " investigated for the first time?",
    definition=DEFINITION,
    by=(),
    years=9,
    limits=(
        "That an earlier case should have been investigated: some need no investigation in law.",
        "That anybody did what was alleged: a case is counted whatever became of it.",
        "How long people will go on without one: who was not investigated yet stands in a table of"
        " their own, since only the end of time would show their numbers.",
    ),
    compute=_compute,
    draw=_draw,
)
