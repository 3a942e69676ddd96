"""What is upheld of allegations about two groups of officers, the open ones counted as open."""

import dataclasses
from collections.abc import Sequence

from candour.measures import words
from candour.measures.counting import comparing, ends
from candour.measures.counting.comparing import Cohort, Compared, Speed
from candour.measures.counting.ends import OTHER, UNKNOWN, WHITE, Allegations
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
from candour.pages import figures, wording
from candour.pages.figures import Bar, Bars, Figure
from candour.pages.wording import Unit
from candour.stats import competing, periods
from candour.stats.competing import Incidence
from candour.stats.periods import Trend
from candour.stats.survival import Quantile

DEFINITION = Definition(
    stage="From receipt to a case to answer, or to a finding that it is proven",
    numerator="allegations upheld within four years: a case to answer, or proven",
    denominator="all allegations about officers whose ethnicity is recorded, the open ones too",
    unit=Counted.ALLEGATION,
    basis=Basis.RECEIPT,
    missing="An open allegation counts for as long as it has been watched. An officer who left"
    " first is neither open nor 'not upheld'. Allegations about nobody known, or about people"
    " whose ethnicity is not recorded, are in neither group; the table of worst cases says what"
    " they could change.",
    method="Aalen-Johansen estimate at four years from what happened within each window, cases"
    " already open entering late; variance by the influence function, summed by officer",
    references=(
        "Aalen and Johansen 1978, Scand J Stat 5:141",
        "Brenner and Gefeller 1996, Cancer 78:2004",
    ),
)
_COHORTS = dataclasses.replace(
    DEFINITION,
    numerator="allegations upheld so far, and those still open",
    method="The lowest and the highest ratio that can still come of it: every open allegation"
    " against one group or against the other; no interval, since nothing is estimated",
    references=("Manski 1990, American Economic Review 80:319",),
)
_NAIVE = dataclasses.replace(
    DEFINITION,
    numerator="allegations upheld so far",
    missing="Open allegations are counted as not upheld, and they are not.",
    method="Plain division of counts; no interval, since it estimates nothing",
    references=("Candour, how figures are computed: outcomes while cases are open",),
)
_SPEED = dataclasses.replace(
    DEFINITION,
    stage="From receipt to any end",
    numerator="days from receipt until allegations ended",
    missing="An open allegation counts for as long as it has been watched.",
    method="Kaplan-Meier quantiles of each window, cases already open entering late;"
    " log(-log) intervals",
    references=("Brookmeyer and Crowley 1982, Biometrics 38:29",),
)
_UNKNOWN = dataclasses.replace(
    DEFINITION,
    stage="The latest window, if nobody had been left out",
    missing="Each row puts everybody whose ethnicity is not recorded into one of the groups.",
)
NAIVE_TITLE = "Naive shares, for comparison only: open allegations counted as not upheld"
WHY_WRONG = (
    "A ratio of these shares falls in the latest years even where nothing has changed, because"
    " what takes longest is still open. It must never be quoted alone."
)
CHANGED = (
    "Speed changed; not comparable: by when allegations end has moved by more than a tenth between"
    " windows, so that four years catch another part of them than before. Read the worst cases"
    " instead."
)
TOO_SHORT = (
    "The register does not reach back four years before any window, so that only the worst cases"
    " can be said."
)
_FEW = Value(value=None, note="fewer than ten")


def _compute(register: Register, parameters: Parameters) -> Computed:
    found = ends.ends(register=register, parameters=parameters)
    within = comparing.windows(reaches_back_to=parameters.from_on, until=parameters.as_of)
    white, other = (found.group(name) for name in (WHITE, OTHER))
    compared = [comparing.compare(white=white, other=other, window=one) for one in within]
    speeds = comparing.speeds(allegations=found, within=within)
    cohorts = comparing.cohorts(found)
    missing = _missing(found)
    horizon_ago = parameters.as_of.year - comparing.HORIZON_YEARS
    notes = _notes(compared, speeds, cohorts, before=horizon_ago)
    return Computed(
        tables=(
            _ratios(compared, missing, notes),
            _worst_cases(cohorts, missing),
            _speeds(speeds, missing),
            _unknown(found, compared, missing),
            _naive(cohorts, missing),
        )
    )


def _missing(found: Allegations) -> tuple[Missing, ...]:
    total = len(found.groups)
    return (
        Missing(
            what="allegations about nobody known, or about people whose ethnicity is not recorded",
            count=int((found.groups == UNKNOWN).sum()),
            total=total,
        ),
        Missing(
            what="allegations that ended on an unknown or impossible day",
            count=found.undated,
            total=total + found.undated,
        ),
    )


def _notes(
    compared: Sequence[Compared], speeds: Sequence[Speed], cohorts: Sequence[Cohort], *, before: int
) -> tuple[str, ...]:
    """Say what the ratios show, and no more than that."""
    if not compared:
        return (TOO_SHORT,)
    if comparing.speed_changed(speeds):
        return (CHANGED,)
    found = comparing.trend(compared)
    if found is None:
        return ("One window is no trend.",)
    is_certain = comparing.is_fall_certain if found.yearly < 0 else comparing.is_rise_certain
    return (said(trend=found, is_certain=is_certain(cohorts, before=before)),)


def said(*, trend: Trend, is_certain: bool) -> str:
    """Return the sentence about a trend; "falling" and "rising" have to be shown twice.

    is_certain: whether the worst cases leave no room for another answer.
    """
    change = (
        f"{wording.measured(trend.yearly, unit=Unit.PERCENT)} a year, 95% interval"
        f" {wording.measured(trend.low, unit=Unit.PERCENT)} to"
        f" {wording.measured(trend.high, unit=Unit.PERCENT)}"
    )
    if not trend.is_shown:
        return f"No change of the ratio is shown ({change}). That is not the same as no change."
    direction = "falling" if trend.yearly < 0 else "rising"
    if is_certain:
        return f"The ratio is {direction} ({change})."
    return (
        f"The estimate moves ({change}), but the open allegations leave room for no change at all:"
        " see the worst cases."
    )


def _ratios(
    compared: Sequence[Compared], missing: tuple[Missing, ...], notes: tuple[str, ...]
) -> Tabled:
    return Tabled(
        name="ratios",
        title="Upheld within four years, by calendar window",
        definition=DEFINITION,
        heading="What happened from",
        columns=(
            Column(text=WHITE, unit=Unit.PERCENT, has_interval=True),
            Column(text=OTHER, unit=Unit.PERCENT, has_interval=True),
            Column(text="Ratio of the two", unit=Unit.RATIO, has_interval=True),
            Column(text="Ratio that would have been found", unit=Unit.RATIO),
        ),
        rows=tuple(Row(label=_when(one), values=_ratio(one)) for one in compared),
        missing=missing,
        notes=(
            *notes,
            "The last column is the smallest ratio above 1 that data like these show in four cases"
            " of five. A smaller one may be there unseen.",
        ),
    )


def _when(one: Compared | Speed) -> str:
    first, last = (comparing.day_of(day) for day in (one.window.first, one.window.last))
    return f"{wording.day(first)} to {wording.day(last)}"


def _ratio(one: Compared) -> tuple[Value, ...]:
    if min(one.white.ended, one.other.ended) < comparing.FEWEST:
        return (_FEW,) * 4
    ratio = one.ratio
    if ratio is None:
        return (_share(one.white), _share(one.other), _FEW, _FEW)
    return (
        _share(one.white),
        _share(one.other),
        Value(value=ratio.value, low=ratio.interval.low, high=ratio.interval.high),
        Value(value=periods.detectable(log_error=ratio.log_error)),
    )


def _share(of: Incidence) -> Value:
    interval = competing.interval(of=of)
    if interval is None:
        return Value(value=of.share)
    return Value(value=of.share, low=interval.low, high=interval.high)


def _worst_cases(cohorts: Sequence[Cohort], missing: tuple[Missing, ...]) -> Tabled:
    return Tabled(
        name="worst_cases",
        title="What the open allegations can still change, by year of receipt",
        definition=_COHORTS,
        heading="Received in",
        columns=(
            Column(text=f"{WHITE}: received", unit=Unit.COUNT),
            Column(text="still open", unit=Unit.PERCENT),
            Column(text=f"{OTHER}: received", unit=Unit.COUNT),
            Column(text="still open", unit=Unit.PERCENT),
            Column(text="Lowest ratio", unit=Unit.RATIO),
            Column(text="Highest ratio", unit=Unit.RATIO),
        ),
        rows=tuple(Row(label=str(one.year), values=_bounds(one)) for one in cohorts),
        missing=missing,
    )


def _bounds(one: Cohort) -> tuple[Value, ...]:
    if min(one.white.received, one.other.received) < comparing.FEWEST:
        return (_FEW,) * 6
    low, high = (one.bounds.low, one.bounds.high) if one.bounds else (None, None)
    nothing = Value(value=None, note="nothing upheld")
    return (
        *(
            value
            for part in (one.white, one.other)
            for value in (Value(value=part.received), Value(value=part.open / part.received))
        ),
        nothing if low is None else Value(value=low),
        nothing if high is None else Value(value=high),
    )


def _speeds(found: Sequence[Speed], missing: tuple[Missing, ...]) -> Tabled:
    return Tabled(
        name="speeds",
        title="By when allegations ended, at the speed of each window",
        definition=_SPEED,
        heading="What happened from",
        columns=(
            Column(text="Half ended by", unit=Unit.DAYS, has_interval=True),
            Column(text="Three in four", unit=Unit.DAYS, has_interval=True),
        ),
        rows=tuple(
            Row(
                label=f"{one.group}, {_when(one)}",
                values=(_quantile(one.half), _quantile(one.three_quarters)),
            )
            for one in found
        ),
        missing=missing,
    )


def _quantile(found: Quantile) -> Value:
    note = words.NOT_REACHED if found.at is None else ""
    return Value(value=found.at, low=found.low, high=found.high, note=note)


def _unknown(
    found: Allegations, compared: Sequence[Compared], missing: tuple[Missing, ...]
) -> Tabled:
    rows = []
    for window in [one.window for one in compared][-1:]:
        for name in (WHITE, OTHER):
            parts = {
                group: found.courses.of(
                    (found.groups == group) | ((found.groups == UNKNOWN) & (group == name))
                )
                for group in (WHITE, OTHER)
            }
            one = comparing.compare(white=parts[WHITE], other=parts[OTHER], window=window)
            rows.append(Row(label=f"All of them: {name.lower()}", values=_ratio(one)[:3]))
    return Tabled(
        name="not_recorded",
        title="If everybody whose ethnicity is not recorded belonged to one group",
        definition=_UNKNOWN,
        heading="Those not recorded",
        columns=(
            Column(text=WHITE, unit=Unit.PERCENT, has_interval=True),
            Column(text=OTHER, unit=Unit.PERCENT, has_interval=True),
            Column(text="Ratio of the two", unit=Unit.RATIO, has_interval=True),
        ),
        rows=tuple(rows),
        missing=missing,
    )


def _naive(cohorts: Sequence[Cohort], missing: tuple[Missing, ...]) -> Tabled:
    still_open = sum(one.white.open + one.other.open for one in cohorts)
    total = sum(one.white.received + one.other.received for one in cohorts)
    return Tabled(
        name="naive",
        title=NAIVE_TITLE,
        definition=_NAIVE,
        heading="Received in",
        columns=(
            Column(text=WHITE, unit=Unit.PERCENT),
            Column(text=OTHER, unit=Unit.PERCENT),
            Column(text="Ratio", unit=Unit.RATIO),
        ),
        rows=tuple(Row(label=str(one.year), values=_plain(one)) for one in cohorts),
        missing=(
            Missing(what="open allegations counted as not upheld", count=still_open, total=total),
            *missing,
        ),
        notes=(WHY_WRONG,),
    )


def _plain(one: Cohort) -> tuple[Value, ...]:
    if min(one.white.received, one.other.received) < comparing.FEWEST:
        return (_FEW,) * 3
    white, other = (part.upheld / part.received for part in (one.white, one.other))
    ratio = Value(value=other / white) if white else Value(value=None, note="nothing upheld")
    return (Value(value=white), Value(value=other), ratio)


def _draw(result: Result) -> tuple[Figure, ...]:
    table = result.table("ratios")
    bars = tuple(
        Bar(label=row.label, value=value.value, low=value.low, high=value.high)
        for row in table.rows
        for value in row.values[2:3]
    )
    cells = "; ".join(
        f"{row.label}: {words.cell(value=row.values[2], column=table.columns[2])}"
        for row in table.rows
    )
    return (
        Bars(
            identifier="outcomes-ratio",
            title="Upheld within four years: the other groups' share divided by that of White"
            " officers",
            description=f"One bar for each window. {cells or 'No window reaches back far enough'}."
            f" {table.notes[0]}",
            definition=words.in_words(definition=table.definition, result=result),
            axis="Ratio; 1 is no difference",
            unit=Unit.RATIO,
            reference=figures.Reference(value=1.0, label="no difference"),
            heading="What happened from",
            bars=bars,
        ),
    )


ENTRY = Entry(
    name="outcomes",
    title="What is upheld, by ethnicity of the officer",
    question="Are allegations about some officers upheld more often than about others, and is that"
    " changing?",
    definition=DEFINITION,
    by=(),
    years=9,
    limits=(
        "Who is complained about: a group that more is alleged against is not seen here.",
        "Why: which allegations are made, by whom and on what evidence may differ between groups.",
        "One ethnic group by itself: the groups are White and all others together.",
    ),
    compute=_compute,
    draw=_draw,
)
