"""Shares as rows of a table: each with its interval, its bounds, and what is too small to show."""

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from candour.measures import sentences, words
from candour.measures.counting import selecting
from candour.measures.result import Column, Definition, Missing, Result, Row, Tabled, Value
from candour.measures.sentences import Compared
from candour.pages.figures import Bar, Bars, Figure
from candour.pages.wording import Unit
from candour.stats import periods, proportions, rates
from candour.stats.rates import Quotient

# A share of fewer is not shown.
FEWEST: Final = 10
# Of what reporters told, no number is shown that as few gave, or all but as few.
SMALL: Final = 5
_PAIR: Final = 2
TOGETHER: Final = "Smaller groups together"
_FEW: Final = Value(value=None, note="fewer than ten")
_HIDDEN: Final = Value(value=None, note="too few to show")
_ENDS: Final = ("It is true of none of them", "They are like the others", "It is true of all")
WILSON: Final = ("Wilson 1927, JASA 22:209",)
METHOD: Final = "Counts, with the Wilson interval of each share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One row: how many of how many."""

    label: str
    count: int
    total: int

    def __add__(self, other: "Part") -> "Part":
        """Return both together, under the first one's name."""
        return Part(
            label=self.label, count=self.count + other.count, total=self.total + other.total
        )


def tallied(*, rows: Any, by: str, counted: str) -> Mapping[str, tuple[int, int]]:
    """Return for each value of a column how many rows are counted, and how many there are."""
    found = rows.group_by(by).agg(count=rows[counted].sum(), total=rows.count()).order_by(by)
    return {
        row[by] or "": (int(row["count"] or 0), int(row["total"]))
        for row in found.to_pyarrow().to_pylist()
    }


def parts(
    *, tallies: Mapping[str, tuple[int, int]], names: Mapping[str, str], otherwise: str
) -> tuple[Part, ...]:
    """Return tallies under the names of their codes, codes of one name added, in that order."""
    found: dict[str, Part] = {}
    known = [code for code in names if code in tallies]
    for code in [*known, *(code for code in tallies if code not in names)]:
        count, total = tallies[code]
        label = names.get(code, otherwise)
        part = Part(label=label, count=count, total=total)
        found[label] = found[label] + part if label in found else part
    return tuple(found.values())


def whole(of: Sequence[Part], *, label: str = selecting.ALL) -> Part:
    """Return all parts as one."""
    return Part(label=label, count=sum(one.count for one in of), total=sum(one.total for one in of))


def rows(of: Sequence[Part]) -> tuple[Row, ...]:
    """Return the parts and their whole as rows; parts of fewer than ten are put together."""
    return _with_whole(of, frozenset())


def lone_rows(of: Sequence[Part]) -> tuple[Row, ...]:
    """Return parts that have no whole as rows: one thing may be in two of them, or in none."""
    return tuple(_row(one, is_hidden=False) for one in of)


def careful_rows(of: Sequence[Part]) -> tuple[Row, ...]:
    """Return the parts and their whole as rows in which no small number can be read or worked out.

    Parts of fewer than ten are put together. What is left out is enough that the shown whole less
    what is shown tells of no few: the next smallest are left out with it until it is.
    """
    shown = together(of)
    hidden = {one.label for one in (*shown, whole(of)) if _is_small(one, SMALL)}
    while selecting.ALL not in hidden and not _is_enough(shown, hidden):
        left = [one for one in shown if one.label not in hidden]
        hidden.add(min(left, key=_hidden_first).label if left else selecting.ALL)
    return _with_whole(of, hidden)


def split_rows(counts: Mapping[str, int]) -> tuple[Row, ...]:
    """Return how a whole falls into counts, none of them small: each row is one of its parts."""
    total = sum(counts.values())
    of = [Part(label=label, count=count, total=total) for label, count in counts.items()]
    hidden = {one.label for one in of if 0 < one.count < SMALL}
    while hidden and not is_many([one.count for one in of if one.label in hidden]):
        left = [one for one in of if one.label not in hidden and one.count]
        if not left:
            break
        hidden.add(min(left, key=_hidden_first).label)
    return tuple(_row(one, is_hidden=one.label in hidden) for one in of)


def is_few(one: Part) -> bool:
    """Tell whether a share stays hidden: of few, or true of few or of all but few."""
    return one.total < FEWEST or _is_small(one, SMALL)


def columns(*, total: str, count: str, share: str = "Share") -> tuple[Column, ...]:
    """Return the three columns of such rows: out of what, what is counted, and its share."""
    return (
        Column(text=total, unit=Unit.COUNT),
        Column(text=count, unit=Unit.COUNT),
        Column(text=share, unit=Unit.PERCENT, has_interval=True),
    )


def is_told(*, rows: Sequence[Row], label: str) -> bool:
    """Tell whether a row says how many: if not, nothing from which it follows may be said."""
    return any(row.label == label and row.values[1].value is not None for row in rows)


def bounds(
    *,
    of: Part,
    unknown: int,
    what: str,
    definition: Definition,
    least: int = SMALL,
    beside: Sequence[Row] = (),
) -> Tabled:
    """Return between which ends the share lies, whatever those are of whom nothing is known.

    least: fewer than so many, or all but as few, are not told; 1 tells every number. beside: rows
    of the same whole; where they keep it back, so does this.
    """
    is_kept_back = bool(beside) and not is_told(rows=beside, label=selecting.ALL)
    if of.total < FEWEST or _is_small(of, least) or is_kept_back:
        lines = tuple(Row(label=label, values=(_HIDDEN,)) for label in _ENDS)
    else:
        total = of.total + unknown
        ends = (of.count / total, of.count / of.total, (of.count + unknown) / total)
        lines = tuple(
            Row(label=label, values=(Value(value=share),))
            for label, share in zip(_ENDS, ends, strict=True)
        )
    return Tabled(
        name="bounds",
        title=f"The share, whatever is true of {what}",
        definition=definition,
        heading="What is taken to be true of them",
        columns=(Column(text="Share", unit=Unit.PERCENT),),
        rows=lines,
        missing=(Missing(what=what, count=unknown, total=of.total + unknown),),
    )


def said(*, definition: Definition, of: Part, against: Part) -> str:
    """Return how two shares compare whose parts are independent, or that they are too few."""
    return said_of(
        definition=definition,
        labels=(of.label, against.label),
        of=_quotient(of),
        against=_quotient(against),
    )


def last_two(
    *, definition: Definition, of: Sequence[Part], beside: Sequence[Row]
) -> tuple[str, ...]:
    """Return how the last two of some years compare, which were all watched for as long.

    beside: their rows. A ratio would tell of a year what its row keeps back.
    """
    pair = of[-_PAIR:]
    if len(pair) < _PAIR or not all(is_told(rows=beside, label=one.label) for one in pair):
        return ()
    before, last = pair
    return (said(definition=definition, of=last, against=before),)


def said_of(
    *,
    definition: Definition,
    labels: tuple[str, str],
    of: Quotient | None,
    against: Quotient | None,
) -> str:
    """Return how two quotients compare, or that they are too few to be compared."""
    ratio = rates.rate_ratio(of=of, to=against) if of and against else None
    if ratio is None:
        return f"{labels[0]} and {labels[1].lower()}: too few to be compared."
    return sentences.said(
        Compared(
            definition=definition,
            of=labels[0].lower(),
            against=labels[1].lower(),
            ratio=Value(value=ratio.value, low=ratio.interval.low, high=ratio.interval.high),
            detectable=periods.detectable(log_error=ratio.log_error),
        )
    )


def quotients(*, rows: Any, by: str, whose: str, counted: str) -> Mapping[str, Quotient]:
    """Return the share of each value of a column with its variance summed by person.

    What is too small to be compared is left out.
    """
    people = rows.group_by(by, whose).agg(count=rows[counted].sum(), total=rows.count())
    # Many people are alike: they are handed on as one row and how many of them there are.
    columns = [by, "count", "total"]
    alike = people.group_by(columns).agg(number=people.count()).order_by(columns)
    found: dict[str, list[tuple[int, int, int]]] = {}
    for row in alike.to_pyarrow().to_pylist():
        found.setdefault(row[by] or "", []).append(
            (int(row["count"] or 0), int(row["total"]), int(row["number"]))
        )
    divided = {value: _by_person(own) for value, own in found.items()}
    return {value: one for value, one in divided.items() if one is not None}


def _by_person(own: Sequence[tuple[int, int, int]]) -> Quotient | None:
    """Divide what is counted by its total, given for each how many people have them."""
    parts_, wholes, number = ([row[place] for row in own] for place in range(3))
    if _product(wholes, number) < FEWEST or _product(parts_, number) < SMALL:
        return None
    return rates.quotient(parts=parts_, wholes=wholes, number=number)


def _product(of: Sequence[int], number: Sequence[int]) -> int:
    return sum(one * times for one, times in zip(of, number, strict=True))


def chart(*, result: Result, name: str, place: int) -> Figure:
    """Return a bar for each row of a table that has a number in one of its columns."""
    tabled = result.table(name)
    column = tabled.columns[place]
    shown = [(row.label, row.values[place]) for row in tabled.rows]
    known = [(label, value) for label, value in shown if value.value is not None]
    told = "; ".join(f"{label}: {words.cell(value=value, column=column)}" for label, value in known)
    return Bars(
        identifier=f"{result.measure}-{name}".replace("_", "-"),
        title=tabled.title,
        description=f"One bar for each row. {told or 'There is too little to show'}.",
        definition=words.in_words(definition=tabled.definition, result=result),
        axis=column.text,
        unit=column.unit,
        heading=tabled.heading,
        bars=tuple(
            Bar(label=label, value=value.value, low=value.low, high=value.high)
            for label, value in known
        ),
    )


def together(of: Sequence[Part]) -> list[Part]:
    """Put the smallest parts together until none is left that is few."""
    shown = sorted((one for one in of if one.total), key=lambda one: (-one.total, one.label))
    rest: Part | None = None
    while shown and (shown[-1].total < FEWEST or (rest is not None and rest.total < FEWEST)):
        small = shown.pop()
        rest = dataclasses.replace(small + rest if rest else small, label=TOGETHER)
    ordered = [one for one in of if one in shown]
    if rest is None:
        return ordered
    return [*ordered, rest] if ordered else [dataclasses.replace(rest, label=selecting.ALL)]


def _with_whole(of: Sequence[Part], hidden: Collection[str]) -> tuple[Row, ...]:
    shown = together(of)
    lines = [_row(one, is_hidden=one.label in hidden) for one in shown]
    if any(one.label == selecting.ALL for one in shown):
        return tuple(lines)
    return (*lines, _row(whole(of), is_hidden=selecting.ALL in hidden))


def _is_enough(shown: Sequence[Part], hidden: Collection[str]) -> bool:
    """Tell whether what is left out can't be told from a whole that is shown."""
    own = [one for one in shown if one.label in hidden]
    with_it, without = [one.count for one in own], [one.total - one.count for one in own]
    return not own or (is_many(with_it) and is_many(without))


def is_many(numbers: Sequence[int]) -> bool:
    """Tell whether numbers of which only the sum is known tell of no few: by who they are, too."""
    return sum(number > 0 for number in numbers) > 1 and sum(numbers) >= _PAIR * SMALL


def _hidden_first(one: Part) -> tuple[bool, int, int, str]:
    """Order parts by which is left out first: the smallest that says something of both kinds."""
    return one.count in {0, one.total}, one.count, one.total, one.label


def _is_small(one: Part, least: int) -> bool:
    return 0 < one.count < least or 0 < one.total - one.count < least


def _row(one: Part, *, is_hidden: bool) -> Row:
    interval = proportions.wilson_interval(count=one.count, total=one.total)
    if one.total < FEWEST or interval is None:
        return Row(label=one.label, values=(_FEW,) * 3)
    if is_hidden:
        return Row(label=one.label, values=(Value(value=one.total), _HIDDEN, _HIDDEN))
    share = Value(value=one.count / one.total, low=interval.low, high=interval.high)
    return Row(label=one.label, values=(Value(value=one.total), Value(value=one.count), share))


def _quotient(of: Part) -> Quotient | None:
    """Divide a count by its total, where each stands for itself and they are enough."""
    if of.total < FEWEST or of.count < SMALL:
        return None
    return rates.quotient(
        parts=[1.0, 0.0], wholes=[1.0, 1.0], number=[of.count, of.total - of.count]
    )
