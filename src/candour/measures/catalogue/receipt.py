"""Who is complained about: cases for each year of service, by recorded ethnicity of the officer."""

import dataclasses
from collections.abc import Mapping

import numpy as np

from candour.measures import sentences, words
from candour.measures.counting import groups, person_years, selecting
from candour.measures.counting.groups import OTHERS, UNKNOWN, WHITE
from candour.measures.counting.person_years import Served
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
from candour.measures.sentences import Compared
from candour.pages.figures import Bar, Bars, Figure, Reference
from candour.pages.wording import Unit
from candour.stats import periods, rates
from candour.stats.rates import Quotient
from candour.stats.survival import YEAR

DEFINITION = Definition(
    stage="Received: every case about a known person, whatever became of it",
    numerator="involvements received in the window: one person in one case",
    denominator="years of known service in the window, of everybody in the group, with a case or"
    " without",
    unit=Counted.INVOLVEMENT,
    basis=Basis.RECEIPT,
    missing="Cases about nobody identified, and people without a known day of service in the"
    " window, are in no group. Whoever has no recorded ethnicity is a row, and a table says what"
    " they could change. Groups with fewer than ten people or involvements are put together, and"
    " not shown where together they are fewer than ten.",
    method="Rate for each 1,000 years, and its ratio to that of White people: log-Wald interval"
    " with the variance summed by person; below thirty involvements in either group the wider of"
    " this and the exact conditional binomial one",
    references=(
        "Przyborowski and Wilenski 1940, Biometrika 31:313",
        "Liang and Zeger 1986, Biometrika 73:13",
    ),
)
_UNKNOWN = dataclasses.replace(
    DEFINITION,
    stage="Received: the same rates, if nobody had been left out",
    missing="The first row leaves out whoever has no recorded ethnicity; each other row puts them"
    " all into the groups that it names.",
)
_PER_THOUSAND = 1_000
_FEW = Value(value=None, note="fewer than ten")
_REFERENCE = Value(value=None, note="compared with")
_NO_WHITE = Value(value=None, note="fewer than ten White people to compare with")


def _compute(register: Register, parameters: Parameters) -> Computed:
    everybody = person_years.by_group(register=register, parameters=parameters)
    served = everybody.where(everybody.days > 0)
    parts = _parts(served)
    missing = _missing(register, parameters, everybody)
    return Computed(tables=(_rates(served, parts, missing), _bounds(served, missing)))


def _parts(served: Served) -> Mapping[str, Served]:
    """Return the groups that are shown: the recorded ones, the small ones together."""
    recorded = [name for name in np.unique(served.groups) if name != UNKNOWN]
    shown = groups.together(
        {str(name): served.of(name) for name in recorded}, size=_size, add=_both
    )
    unknown = served.of(UNKNOWN)
    return {**shown, **({UNKNOWN: unknown} if unknown.people else {})}


def _size(part: Served) -> int:
    return min(part.people, part.involvements)


def _both(one: Served, other: Served) -> Served:
    return Served(
        groups=np.concatenate([one.groups, other.groups]),
        cases=np.concatenate([one.cases, other.cases]),
        days=np.concatenate([one.days, other.days]),
        number=np.concatenate([one.number, other.number]),
    )


def _missing(register: Register, parameters: Parameters, everybody: Served) -> tuple[Missing, ...]:
    rows = selecting.received(register=register, unit="allegation", parameters=parameters)
    nobody = int(rows.filter(rows.person_key.isnull()).count().to_pyarrow().as_py())
    without = everybody.where(everybody.days == 0).involvements
    unknown = everybody.where(everybody.days > 0).of(UNKNOWN)
    return (
        Missing(
            what="allegations about nobody identified",
            count=nobody,
            total=int(rows.count().to_pyarrow().as_py()),
        ),
        Missing(
            what="involvements of people without a known day of service in the window",
            count=without,
            total=everybody.involvements,
        ),
        Missing(
            what="involvements of people whose ethnicity is not recorded",
            count=unknown.involvements,
            total=everybody.involvements - without,
        ),
    )


def _rates(served: Served, parts: Mapping[str, Served], missing: tuple[Missing, ...]) -> Tabled:
    white = parts.get(WHITE)
    rows = [Row(label=name, values=_row(name, part, white)) for name, part in parts.items()]
    rows.append(Row(label=selecting.ALL, values=(*_counts(served), _empty(), _empty())))
    return Tabled(
        name="rates",
        title="Cases received for each 1,000 years of service, by recorded ethnicity",
        definition=DEFINITION,
        heading="Recorded ethnicity",
        columns=(
            Column(text="People", unit=Unit.COUNT),
            Column(text="Years of service", unit=Unit.COUNT),
            Column(text="Involvements", unit=Unit.COUNT),
            Column(text="For 1,000 years", unit=Unit.COUNT, has_interval=True),
            Column(text="Ratio to White", unit=Unit.RATIO, has_interval=True),
            Column(text="Ratio that would have been found", unit=Unit.RATIO),
        ),
        rows=tuple(rows),
        missing=missing,
        notes=(
            *_said(parts, white),
            "People, and not cases, are taken to be independent of each other.",
            "The last column is the smallest ratio above 1 that data like these show in four cases"
            " of five. A smaller one may be there unseen.",
        ),
    )


def _empty() -> Value:
    return Value(value=None, note="all of them")


def _row(name: str, part: Served, white: Served | None) -> tuple[Value, ...]:
    if name == WHITE:
        return (*_counts(part), _REFERENCE, _REFERENCE)
    return (*_counts(part), *_ratio(part, white))


def _counts(part: Served) -> tuple[Value, ...]:
    if not part.people or _size(part) < groups.FEWEST:
        return (_FEW,) * 4
    found = _quotient(part)
    return (
        Value(value=part.people),
        Value(value=part.years),
        Value(value=part.involvements),
        _rate(part, found),
    )


def _rate(part: Served, found: Quotient) -> Value:
    """Return a rate with the wider of its exact interval and the one summed by person."""
    exact = rates.exact_rate(count=part.involvements, exposure=part.years)
    robust = rates.interval(of=found)
    low = exact.low if robust is None else min(exact.low, robust.low)
    high = exact.high if robust is None else max(exact.high, robust.high)
    return Value(
        value=found.value * _PER_THOUSAND, low=low * _PER_THOUSAND, high=high * _PER_THOUSAND
    )


def _quotient(part: Served) -> Quotient:
    return rates.quotient(parts=part.cases, wholes=part.days / YEAR, number=part.number)


def _ratio(part: Served, white: Served | None) -> tuple[Value, Value]:
    """Return the ratio to White people, and the one that would have been found."""
    if _size(part) < groups.FEWEST:
        return _FEW, _FEW
    if white is None or _size(white) < groups.FEWEST:
        return _NO_WHITE, _NO_WHITE
    found = rates.rate_ratio(of=_quotient(part), to=_quotient(white))
    if found is None:
        return _FEW, _FEW
    return (
        Value(value=found.value, low=found.interval.low, high=found.interval.high),
        Value(value=periods.detectable(log_error=found.log_error)),
    )


def _said(parts: Mapping[str, Served], white: Served | None) -> tuple[str, ...]:
    found = []
    for name, part in parts.items():
        ratio, detectable = _ratio(part, white)
        if name in (WHITE, UNKNOWN) or ratio.value is None:
            continue
        compared = Compared(
            definition=DEFINITION,
            of=name,
            against=WHITE,
            ratio=ratio,
            detectable=detectable.value,
        )
        found.append(sentences.said(compared))
    return tuple(found)


def _bounds(served: Served, missing: tuple[Missing, ...]) -> Tabled:
    """Say what the people whose ethnicity is not recorded could change, at the worst."""
    unknown = served.of(UNKNOWN)
    recorded = served.where(served.groups != UNKNOWN)
    parts = {
        WHITE: recorded.of(WHITE),
        OTHERS: recorded.where(recorded.groups != WHITE),
    }
    rows = [Row(label="None of them", values=_pair(parts))]
    for name in parts:
        filled = {**parts, name: _both(parts[name], unknown)}
        rows.append(Row(label=f"All of them: {name.lower()}", values=_pair(filled)))
    for label, name, other in (("lower", WHITE, OTHERS), ("raise", OTHERS, WHITE)):
        high, low = _split(of=parts[name], to=parts[other], unknown=unknown)
        filled = {name: _both(parts[name], high), other: _both(parts[other], low)}
        rows.append(Row(label=f"As they would {label} the ratio most", values=_pair(filled)))
    return Tabled(
        name="not_recorded",
        title="If everybody whose ethnicity is not recorded belonged to one group",
        definition=_UNKNOWN,
        heading="Those not recorded",
        columns=(
            Column(text=f"{WHITE}, for 1,000 years", unit=Unit.COUNT, has_interval=True),
            Column(text=f"{OTHERS}, for 1,000 years", unit=Unit.COUNT, has_interval=True),
            Column(text="Ratio of the two", unit=Unit.RATIO, has_interval=True),
        ),
        rows=tuple(rows),
        missing=missing,
        notes=(
            "The last two rows are the worst cases: those with most cases for their years in one"
            " group and the others in the other, wherever the line between them moves it furthest.",
        ),
    )


def _split(*, of: Served, to: Served, unknown: Served) -> tuple[Served, Served]:
    """Return who would have to be in each group for the ratio to be as high as it can be.

    Whoever has more cases for their years than some line belongs above it; so each line is tried.
    """
    if not unknown.people or not min(of.people, to.people):
        return unknown, unknown.where(unknown.days < 0)
    order = np.argsort(-unknown.cases / unknown.days, kind="stable")
    cases = np.concatenate([[0], np.cumsum((unknown.cases * unknown.number)[order])])
    days = np.concatenate([[0], np.cumsum((unknown.days * unknown.number)[order])])
    ours = (of.involvements + cases) / (of.years * YEAR + days)
    theirs = (to.involvements + cases[-1] - cases) / (to.years * YEAR + days[-1] - days)
    best = int(np.argmax(np.divide(ours, theirs, out=np.zeros_like(ours), where=theirs > 0)))
    is_above = np.zeros(len(order), dtype=np.bool_)
    is_above[order[:best]] = True
    return unknown.where(is_above), unknown.where(~is_above)


def _pair(parts: Mapping[str, Served]) -> tuple[Value, ...]:
    white, others = parts[WHITE], parts[OTHERS]
    if min(_size(white), _size(others)) < groups.FEWEST:
        return (_FEW,) * 3
    return (_counts(white)[3], _counts(others)[3], _ratio(others, white)[0])


def _draw(result: Result) -> tuple[Figure, ...]:
    table = result.table("rates")
    shown = [(row.label, row.values[4]) for row in table.rows if row.values[4].value is not None]
    said = "; ".join(
        f"{label}: {words.cell(value=value, column=table.columns[4])},"
        f" {words.interval(value=value, column=table.columns[4])}"
        for label, value in shown
    )
    return (
        Bars(
            identifier="receipt-ratio",
            title="Received: cases for each year of service, divided by those of White people",
            description=f"One bar for each group. {said or 'No group can be compared'}.",
            definition=words.in_words(definition=table.definition, result=result),
            axis="Ratio; 1 is no difference",
            unit=Unit.RATIO,
            reference=Reference(value=1.0, label="no difference"),
            heading="Recorded ethnicity",
            bars=tuple(
                Bar(label=label, value=value.value, low=value.low, high=value.high)
                for label, value in shown
            ),
        ),
    )


ENTRY = Entry(
    name="receipt",
    title="Who is complained about, by ethnicity",
    question="Are more cases received about some groups than about others, for the years they"
    " serve?",
    definition=DEFINITION,
    by=(),
    years=3,
    limits=(
        "Who did more that is wrong: a case is what somebody reported and somebody recorded.",
        "What became of the cases: that is another stage, with another ratio.",
        "Why: posts, shifts, rank and who reports whom differ between groups, and none of it is"
        " taken out here.",
    ),
    compute=_compute,
    draw=_draw,
)
