"""How often the history beside an allegation raises its level, and for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from candour.law.severity import LEVELS
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

DEFINITION = Definition(
    stage="Assessed: the level on the facts alone, then with the earlier allegations beside it",
    numerator="allegations whose level with the history is higher (or lower) than on the facts",
    denominator="allegations assessed both ways",
    unit=Counted.ALLEGATION,
    basis=Basis.RECEIPT,
    missing="Allegations that were assessed one way or not at all are not here. People whose"
    " ethnicity is not recorded are a group of their own. Groups with fewer than ten assessed"
    " allegations are put together, and not shown where together they are fewer than ten.",
    method="Counts of allegations, with the Wilson interval of each share",
    references=("Wilson 1927, JASA 22:209",),
)
NOT_RECORDED = "Not recorded"
TOGETHER = "Smaller groups together"
# Below so many assessed allegations a group is shown with others or not at all.
FEWEST = 10
_RANK = {row.level.value: row.rank for row in LEVELS}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """How many allegations of a group were assessed both ways, raised, and lowered."""

    assessed: int
    raised: int
    lowered: int


def _compute(register: Register, parameters: Parameters) -> Computed:
    counted = _counts(register, parameters)
    groups = _merged({name: _group(pairs) for name, pairs in sorted(counted.items())})
    everybody = _group([pair for pairs in counted.values() for pair in pairs])
    unknown = _group(counted.get(NOT_RECORDED, ()))
    rows = [_row(name, group) for name, group in groups.items()]
    rows.append(_row(selecting.ALL, everybody))
    return Computed(
        tables=(
            Tabled(
                name="uplift",
                title="Levels raised by the history, by recorded ethnicity of the officer",
                definition=DEFINITION,
                heading="Recorded ethnicity",
                columns=(
                    Column(text="Assessed both ways", unit=Unit.COUNT),
                    Column(text="Raised", unit=Unit.COUNT),
                    Column(text="Share raised", unit=Unit.PERCENT, has_interval=True),
                    Column(text="Share lowered", unit=Unit.PERCENT, has_interval=True),
                ),
                rows=tuple(rows),
                missing=_missing(register, parameters, everybody, unknown),
                notes=(
                    "A group about whom more is reported has more history to be raised by: this"
                    " share carries on whatever disparity there is in who is reported.",
                ),
            ),
        )
    )


def _counts(
    register: Register, parameters: Parameters
) -> Mapping[str, Sequence[tuple[str, str, int]]]:
    """Return for each ethnicity how many allegations have each pair of levels."""
    assessed = selecting.received(register=register, unit="assessment", parameters=parameters)
    people = register.table("characteristics")
    known = people.filter(people.kind == "ethnicity").select("person_key", "value")
    joined = assessed.left_join(known, "person_key").group_by("value", "on_facts", "with_history")
    found: dict[str, list[tuple[str, str, int]]] = {}
    for row in joined.agg(n=lambda rows: rows.count()).to_pyarrow().to_pylist():
        group = found.setdefault(row["value"] or NOT_RECORDED, [])
        group.append((row["on_facts"], row["with_history"], row["n"]))
    return found


def _merged(groups: Mapping[str, _Group]) -> Mapping[str, _Group]:
    """Put groups of few allegations together, the smallest first, until none is left that few.

    A single allegation could be told by its group, and a lone small group by the total.
    """
    shown = dict(sorted(groups.items(), key=lambda one: (-one[1].assessed, one[0])))
    rest = _Group(assessed=0, raised=0, lowered=0)
    while shown and (0 < rest.assessed < FEWEST or list(shown.values())[-1].assessed < FEWEST):
        _, small = shown.popitem()
        rest = _Group(
            assessed=rest.assessed + small.assessed,
            raised=rest.raised + small.raised,
            lowered=rest.lowered + small.lowered,
        )
    ordered = {
        name: shown[name] for name in sorted(shown, key=lambda name: (name == NOT_RECORDED, name))
    }
    return {**ordered, **({TOGETHER: rest} if rest.assessed >= FEWEST else {})}


def _group(pairs: Sequence[tuple[str, str, int]]) -> _Group:
    return _Group(
        assessed=sum(number for *_, number in pairs),
        raised=sum(number for facts, after, number in pairs if _RANK[after] > _RANK[facts]),
        lowered=sum(number for facts, after, number in pairs if _RANK[after] < _RANK[facts]),
    )


def _row(name: str, group: _Group) -> Row:
    if 0 < group.assessed < FEWEST:
        few = Value(value=None, note="fewer than ten")
        return Row(label=name, values=(few,) * 4)
    return Row(
        label=name,
        values=(
            Value(value=group.assessed),
            Value(value=group.raised),
            _share(group.raised, group.assessed),
            _share(group.lowered, group.assessed),
        ),
    )


def _share(number: int, total: int) -> Value:
    interval = proportions.wilson_interval(count=number, total=total)
    if interval is None:
        return Value(value=None, note="nothing assessed")
    return Value(value=number / total, low=interval.low, high=interval.high)


def _missing(
    register: Register, parameters: Parameters, everybody: _Group, unknown: _Group
) -> tuple[Missing, ...]:
    rows = selecting.received(register=register, unit="allegation", parameters=parameters)
    total: Any = rows.count().to_pyarrow().as_py()
    return (
        Missing(
            what="allegations not assessed both ways",
            count=total - everybody.assessed,
            total=total,
        ),
        Missing(
            what="assessed allegations whose officer's ethnicity is not recorded",
            count=unknown.assessed,
            total=everybody.assessed,
        ),
    )


def _draw(result: Result) -> tuple[Figure, ...]:
    table = result.table("uplift")
    bars = tuple(
        Bar(label=row.label, value=row.values[2].value)
        for row in table.rows
        if row.values[2].value is not None
    )
    said = "; ".join(f"{bar.label}: {bar.value:.0%}" for bar in bars)
    return (
        Bars(
            identifier="uplift-raised",
            title="Share of assessed allegations whose level the history raised",
            description=f"One bar for each group. {said or 'Nothing was assessed both ways.'}.",
            definition=words.in_words(definition=table.definition, result=result),
            axis="Share raised",
            unit=Unit.PERCENT,
            heading="Recorded ethnicity",
            bars=bars,
        ),
    )


ENTRY = Entry(
    name="uplift",
    title="What the history adds",
    question="How often does the history beside an allegation raise its level, and does it do so"
    " alike for every group?",
    definition=DEFINITION,
    by=(),
    years=3,
    limits=(
        "That raising a level was right or wrong: the history may be long for good reasons.",
        "Bias of those who assess: the history itself carries that of those who reported.",
    ),
    compute=_compute,
    draw=_draw,
)
