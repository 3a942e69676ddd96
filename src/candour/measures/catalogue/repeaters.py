"""People by number of cases, beside what chance and length of service would give."""

import dataclasses
from collections.abc import Sequence

from candour.law.outcomes import IMPORTED_SANCTIONS, SANCTIONS
from candour.measures import words
from candour.measures.counting import person_years, selecting
from candour.measures.counting.person_years import Tally
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
from candour.pages.figures import Figure, Pair, Pairs
from candour.pages.wording import Unit
from candour.stats import counts, proportions
from candour.stats.counts import STRATA, Fit, Stratum
from candour.stats.proportions import Interval

DEFINITION = Definition(
    stage="Received: every case about a known person, whatever became of it",
    numerator="people with so many cases received in the window",
    denominator="people with at least one case received in the window",
    unit=Counted.PERSON,
    basis=Basis.RECEIPT,
    missing="Cases about nobody identified belong to no person here, so the true numbers of cases"
    " per person are higher. A case counts once for each person in it.",
    method="Counts of people, with the Wilson interval of each share",
    references=("Wilson 1927, JASA 22:209",),
)
_DISMISSED = dataclasses.replace(
    DEFINITION,
    stage="Dismissed in any case up to the cut-off, in the window or before it",
    numerator="people who were ever dismissed",
    denominator="people with so many cases received in the window",
    missing="Who resigned or retired before a decision was not dismissed. Outcomes without a day"
    " are left out.",
    method="Counts of people, with the exact (Clopper-Pearson) interval of each share",
    references=("Clopper and Pearson 1934, Biometrika 26:404",),
)
_EXPECTED = dataclasses.replace(
    DEFINITION,
    numerator="people with so many cases received in the window, as found and as expected",
    denominator="people with a day of known service in the window, with or without a case",
    missing="People whose days of service are not known are left out of this table and counted"
    " beside it.",
    method="Poisson: everybody has cases at one rate per year of service. Gamma-Poisson: rates"
    " differ between people; mean and shape by marginal likelihood. Both use each person's years",
    references=("Lawless 1987, Can J Stat 15:209", "Clayton and Kaldor 1987, Biometrics 43:671"),
)
_EXPOSURE = dataclasses.replace(
    _EXPECTED,
    numerator="cases received in the window, counted once for each person in them",
    denominator="years of known service in the window",
    unit=Counted.PERSON_YEAR,
)
_CONCENTRATION = dataclasses.replace(
    _EXPECTED,
    numerator="involvements held by the people with most cases",
    denominator="involvements of people with a day of known service in the window",
    unit=Counted.INVOLVEMENT,
    method="Share of involvements held by the top part of people, beside the same share under one"
    " common rate: rare cases are concentrated by themselves",
    references=("Expected under Poisson with each person's years of service",),
)
_WITH_CASE = STRATA[1:]
MORE_THAN_ONE = Stratum(low=2, high=None)
_DISMISSALS = frozenset(
    sanction.code for sanction in (*SANCTIONS, *IMPORTED_SANCTIONS) if sanction.is_dismissal
)
_PER_THOUSAND = 1_000


def _compute(register: Register, parameters: Parameters) -> Computed:
    found = person_years.tally(register=register, parameters=parameters, sanctions=_DISMISSALS)
    exposed = found.exposed
    poisson = counts.fit_poisson(people=exposed)
    gamma = counts.fit_gamma_poisson(people=exposed)
    missing = _without_exposure(found)
    return Computed(
        tables=(
            _people(found, missing),
            _dismissed(found, missing),
            _expected(exposed, poisson, gamma, missing),
            _exposure(found, exposed, gamma, missing),
            _concentration(exposed, missing),
        )
    )


def _without_exposure(found: Tally) -> tuple[Missing, ...]:
    return (
        Missing(
            what="people with a case and no known day of service in the window",
            count=found.without_exposure,
            total=found.with_case,
        ),
    )


def _people(found: Tally, missing: tuple[Missing, ...]) -> Tabled:
    strata = (*_WITH_CASE, MORE_THAN_ONE)
    numbers = counts.observed_strata(people=found.everybody, strata=strata)
    return Tabled(
        name="people",
        title="People by number of cases",
        definition=DEFINITION,
        heading="Cases",
        columns=(
            Column(text="People", unit=Unit.COUNT),
            Column(text="Share of people with a case", unit=Unit.PERCENT, has_interval=True),
        ),
        rows=tuple(
            Row(
                label=str(stratum),
                values=(Value(value=number), _share(number, found.with_case)),
            )
            for stratum, number in zip(strata, numbers, strict=True)
        ),
        missing=missing,
    )


def _share(number: int, total: int) -> Value:
    interval = proportions.wilson_interval(count=number, total=total)
    return _with_interval(number / total if total else None, interval)


def _dismissed(found: Tally, missing: tuple[Missing, ...]) -> Tabled:
    rows = counts.outcomes_by_stratum(
        people=found.everybody, happened=found.outcomes, strata=(*_WITH_CASE, MORE_THAN_ONE)
    )
    return Tabled(
        name="dismissed",
        title="Ever dismissed, by number of cases",
        definition=_DISMISSED,
        heading="Cases",
        columns=(
            Column(text="People", unit=Unit.COUNT),
            Column(text="Ever dismissed", unit=Unit.COUNT),
            Column(text="Share", unit=Unit.PERCENT, has_interval=True),
        ),
        rows=tuple(
            Row(
                label=str(row.stratum),
                values=(
                    Value(value=row.people),
                    Value(value=row.happened),
                    _with_interval(row.share, row.interval),
                ),
            )
            for row in rows
        ),
        missing=missing,
        notes=(
            "A dismissal ends service and with it further cases, so the strata are not alike in"
            " time at risk.",
        ),
    )


def _with_interval(share: float | None, interval: Interval | None) -> Value:
    if share is None or interval is None:
        return Value(value=None, note="nobody")
    return Value(value=share, low=interval.low, high=interval.high)


def _expected(
    exposed: counts.People, poisson: Fit | None, gamma: Fit | None, missing: tuple[Missing, ...]
) -> Tabled:
    observed = counts.observed_strata(people=exposed)
    columns = zip(observed, _under(exposed, poisson), _under(exposed, gamma), strict=True)
    return Tabled(
        name="expected",
        title="People by number of cases, as found and as expected",
        definition=_EXPECTED,
        heading="Cases",
        columns=(
            Column(text="Found", unit=Unit.COUNT),
            Column(text="Expected at one common rate (Poisson)", unit=Unit.COUNT),
            Column(text="Expected where rates differ (Gamma-Poisson)", unit=Unit.COUNT),
        ),
        rows=tuple(
            Row(label=str(stratum), values=(Value(value=number), one_rate, rates_differ))
            for stratum, (number, one_rate, rates_differ) in zip(STRATA, columns, strict=True)
        ),
        missing=missing,
        notes=(
            "More people with many cases than one common rate gives means that rates differ between"
            " people. It doesn't say why: posts differ in risk, and so do those who report.",
        ),
    )


def _under(exposed: counts.People, fit: Fit | None) -> Sequence[Value]:
    if fit is None:
        return [Value(value=None, note="no case")] * len(STRATA)
    return [
        Value(value=number) for number in counts.expected_strata(model=fit.model, people=exposed)
    ]


def _exposure(
    found: Tally, exposed: counts.People, gamma: Fit | None, missing: tuple[Missing, ...]
) -> Tabled:
    columns = (
        ("People", Unit.COUNT, Value(value=exposed.total)),
        ("Without a leaving day", Unit.COUNT, Value(value=found.never_left)),
        ("Years of service", Unit.COUNT, Value(value=found.years)),
        ("Involvements", Unit.COUNT, Value(value=exposed.cases)),
        ("Involvements for 1,000 years", Unit.COUNT, _rate(gamma)),
        ("Shape of the spread", Unit.RATIO, _shape(gamma)),
    )
    return Tabled(
        name="exposure",
        title="Years of service, and how rates differ",
        definition=_EXPOSURE,
        heading=words.HEADINGS[""],
        columns=tuple(Column(text=text, unit=unit) for text, unit, _ in columns),
        rows=(Row(label=selecting.ALL, values=tuple(value for *_, value in columns)),),
        missing=missing,
        notes=(
            "Who has no leaving day is taken to serve on. Where a source leaves these days out, the"
            " years are too many, and so are the people who seem to have no case.",
            "A small shape means that few people hold most cases; a large one, that all are alike.",
        ),
    )


def _rate(gamma: Fit | None) -> Value:
    if gamma is None:
        return Value(value=None, note="no case")
    return Value(value=gamma.model.mean * _PER_THOUSAND)


def _shape(gamma: Fit | None) -> Value:
    if gamma is None:
        return Value(value=None, note="no case")
    if gamma.model.shape is None:
        return Value(value=None, note="no spread beyond chance")
    return Value(value=gamma.model.shape, note="" if gamma.converged else "the fit did not settle")


def _concentration(exposed: counts.People, missing: tuple[Missing, ...]) -> Tabled:
    found = counts.concentration(people=exposed) or ()
    return Tabled(
        name="concentration",
        title="How much the people with most cases hold",
        definition=_CONCENTRATION,
        heading="People with most cases",
        columns=(
            Column(text="Share of involvements", unit=Unit.PERCENT),
            Column(text="At one common rate", unit=Unit.PERCENT),
        ),
        rows=tuple(
            Row(
                label=f"Top {top.top:.0%}",
                values=(Value(value=top.held), Value(value=top.by_chance)),
            )
            for top in found
        ),
        missing=missing,
    )


def _draw(result: Result) -> tuple[Figure, ...]:
    table = result.table("expected")
    pairs = tuple(
        Pair(label=row.label, observed=row.values[0].value, expected=row.values[1].value)
        for row in table.rows
        if row.label != str(STRATA[0]) and row.values[1].value is not None
    )
    said = "; ".join(
        f"{pair.label}: {words.written(pair.observed)} found,"
        f" {words.written(pair.expected)} expected"
        for pair in pairs
    )
    return (
        Pairs(
            identifier="repeaters-expected",
            title="People by number of cases, as found and at one common rate",
            description=f"Two bars for each number of cases. {said or 'There is no case.'}.",
            definition=words.in_words(definition=table.definition, result=result),
            axis="People",
            unit=Unit.COUNT,
            heading="Cases",
            pairs=pairs,
        ),
    )


ENTRY = Entry(
    name="repeaters",
    title="People with more than one case",
    question="How many people have one, two, three to five, or six and more cases, and is it more"
    " than chance and length of service would give?",
    definition=DEFINITION,
    by=(),
    years=9,
    limits=(
        "Who will have another case: these are numbers of people, and no score of anybody.",
        "That anybody did what was alleged: a case is counted whatever became of it.",
        "Why some have many: some posts meet more conflict, and some people are reported sooner.",
    ),
    compute=_compute,
    draw=_draw,
)
