"""Dismissals for proven gross misconduct: by calendar window, and by how much came before."""

import dataclasses
from collections.abc import Sequence

import numpy as np

from candour.measures import words
from candour.measures.catalogue import outcomes
from candour.measures.counting import comparing, dismissed, ends
from candour.measures.counting.dismissed import Cohort, Followed, Histories
from candour.measures.counting.ends import Allegations
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
from candour.pages.figures import Bar, Bars, Figure
from candour.pages.wording import Unit
from candour.stats import competing, proportions
from candour.stats.competing import Incidence
from candour.stats.counts import Stratum
from candour.stats.periods import Courses, Trend

DEFINITION = Definition(
    stage="Dismissed: of gross misconduct proven within four years of receipt",
    numerator="allegations proven as gross misconduct and followed by dismissal",
    denominator="allegations proven as gross misconduct, the open ones counted for as long as they"
    " have been watched",
    unit=Counted.ALLEGATION,
    basis=Basis.RECEIPT,
    missing="Findings that another system gave only as proven do not say how grave they are, and"
    " are not here. A former officer who would have been dismissed is proven and not dismissed; how"
    " many are so stands beside. Whoever left first, without a finding, is neither.",
    method="Two Aalen-Johansen shares at four years from what happened within each window, cases"
    " already open entering late, and one divided by the other; variance by the influence function,"
    " summed by officer, on the scale of log odds",
    references=(
        "Aalen and Johansen 1978, Scand J Stat 5:141",
        "Brenner and Gefeller 1996, Cancer 78:2004",
    ),
)
_COHORTS = dataclasses.replace(
    DEFINITION,
    stage="Dismissed: of gross misconduct proven so far, by year of receipt",
    missing="Nothing is assumed of what is open: the last columns let all of it be proven, and"
    " nobody or everybody be dismissed for it.",
    method="Counts, and the lowest and highest share that can still come of them; no interval,"
    " since nothing is estimated",
    references=("Manski 1990, American Economic Review 80:319",),
)
_BY_HISTORY = dataclasses.replace(
    DEFINITION,
    stage="Dismissed: of gross misconduct proven up to the cut-off, by the cases that came before",
    numerator="involvements with proven gross misconduct that were followed by dismissal",
    denominator="involvements with proven gross misconduct of people with so many earlier cases",
    unit=Counted.INVOLVEMENT,
    missing="Earlier cases are all that the register holds about the person, whatever became of"
    " them; those before it begins, and those about nobody identified, are unknown. Fewer than ten"
    " involvements are not shown.",
    method="Counts, with the exact (Clopper-Pearson) interval of each share",
    references=("Clopper and Pearson 1934, Biometrika 26:404",),
)
BANDS = (
    Stratum(low=0, high=0),
    Stratum(low=1, high=1),
    Stratum(low=2, high=2),
    Stratum(low=3, high=5),
    Stratum(low=6, high=None),
    Stratum(low=1, high=None),
)
_FEW = Value(value=None, note="fewer than ten")
_NOTHING = Value(value=None, note="nothing proven or open")
_EVERYBODY = "All"


def _compute(register: Register, parameters: Parameters) -> Computed:
    found = ends.ends(register=register, parameters=parameters)
    courses = dismissed.courses(found)
    within = comparing.windows(reaches_back_to=parameters.from_on, until=parameters.as_of)
    followed = [dismissed.followed(courses=courses, window=window) for window in within]
    cohorts = dismissed.cohorts(courses)
    missing = _missing(found)
    horizon_ago = parameters.as_of.year - comparing.HORIZON_YEARS
    notes = _notes(followed, courses, cohorts, before=horizon_ago)
    histories = dismissed.histories(register=register, parameters=parameters)
    return Computed(
        tables=(
            _windows(followed, missing, notes),
            _cohorts(cohorts, missing),
            _by_history(histories, missing),
        )
    )


def _missing(found: Allegations) -> tuple[Missing, ...]:
    total = len(found.results)
    return (
        Missing(
            what="allegations found proven without saying how grave",
            count=int((found.results == "proven").sum()),
            total=total,
        ),
        Missing(
            what="former officers who would have been dismissed",
            count=int((found.sanctions == dismissed.FORMER).sum()),
            total=total,
        ),
        Missing(
            what="allegations that ended on an unknown or impossible day",
            count=found.undated,
            total=total + found.undated,
        ),
    )


def _notes(
    followed: Sequence[Followed], courses: Courses, cohorts: Sequence[Cohort], *, before: int
) -> tuple[str, ...]:
    """Say what the windows show, and no more than that."""
    if not followed:
        return (outcomes.TOO_SHORT,)
    shown = [one for one in followed if _is_enough(one)]
    if len(shown) < 2:
        return ("Fewer than two windows have enough proven gross misconduct to be compared.",)
    within = [one.window for one in shown]
    speeds = comparing.speeds_of(parts={_EVERYBODY: courses}, within=within)
    if comparing.speed_changed(speeds):
        return (outcomes.CHANGED,)
    found = dismissed.trend(shown)
    if found is None:
        return ("In fewer than two windows some were dismissed and some were not.",)
    return (outcomes.said(trend=found, is_certain=_is_certain(found, cohorts, before=before)),)


def _is_certain(found: Trend, cohorts: Sequence[Cohort], *, before: int) -> bool:
    """Say whether the worst cases of the years that are nearly over agree with the direction."""
    known = [(one.low, one.high) for one in cohorts if one.year < before]
    bounds = [(low, high) for low, high in known if low is not None and high is not None]
    if len(bounds) < 2:
        return False
    (first_low, first_high), (last_low, last_high) = bounds[0], bounds[-1]
    return last_high < first_low if found.yearly < 0 else last_low > first_high


def _is_enough(one: Followed) -> bool:
    return one.proven.ended >= comparing.FEWEST


def _windows(
    followed: Sequence[Followed], missing: tuple[Missing, ...], notes: tuple[str, ...]
) -> Tabled:
    return Tabled(
        name="windows",
        title="Dismissals for proven gross misconduct, by calendar window",
        definition=DEFINITION,
        heading="What happened from",
        columns=(
            Column(text="Proven gross misconduct, of all received", unit=Unit.PERCENT,
                   has_interval=True),
            Column(text="Dismissed, of all received", unit=Unit.PERCENT, has_interval=True),
            Column(text="Dismissed, of proven gross misconduct", unit=Unit.PERCENT,
                   has_interval=True),
        ),
        rows=tuple(Row(label=_when(one), values=_values(one)) for one in followed),
        missing=missing,
        notes=notes,
    )  # fmt: skip


def _when(one: Followed) -> str:
    first, last = (comparing.day_of(day) for day in (one.window.first, one.window.last))
    return f"{wording.day(first)} to {wording.day(last)}"


def _values(one: Followed) -> tuple[Value, ...]:
    if not _is_enough(one) or one.value is None:
        return (_FEW,) * 3
    share = (
        Value(value=one.value, note="no interval: all or none of them")
        if one.interval is None
        else Value(value=one.value, low=one.interval.low, high=one.interval.high)
    )
    return (_share(one.proven), _share(one.dismissed), share)


def _share(of: Incidence) -> Value:
    interval = competing.interval(of=of)
    if interval is None:
        return Value(value=of.share)
    return Value(value=of.share, low=interval.low, high=interval.high)


def _cohorts(cohorts: Sequence[Cohort], missing: tuple[Missing, ...]) -> Tabled:
    return Tabled(
        name="cohorts",
        title="What the open allegations can still change, by year of receipt",
        definition=_COHORTS,
        heading="Received in",
        columns=(
            Column(text="Received", unit=Unit.COUNT),
            Column(text="Still open", unit=Unit.PERCENT),
            Column(text="Proven gross misconduct so far", unit=Unit.COUNT),
            Column(text="Lowest share dismissed", unit=Unit.PERCENT),
            Column(text="Highest share dismissed", unit=Unit.PERCENT),
        ),
        rows=tuple(Row(label=str(one.year), values=_bounds(one)) for one in cohorts),
        missing=missing,
        notes=("These shares are bounds, and no estimates.",),
    )


def _bounds(one: Cohort) -> tuple[Value, ...]:
    if one.received < comparing.FEWEST:
        return (_FEW,) * 5
    is_few = 0 < one.proven + one.open < comparing.FEWEST
    low, high = (
        _FEW if is_few else _NOTHING if end is None else Value(value=end)
        for end in (one.low, one.high)
    )
    proven = _FEW if 0 < one.proven < comparing.FEWEST else Value(value=one.proven)
    return (Value(value=one.received), Value(value=one.open / one.received), proven, low, high)


def _by_history(histories: Histories, missing: tuple[Missing, ...]) -> Tabled:
    return Tabled(
        name="by_history",
        title="Dismissals for proven gross misconduct, by number of earlier cases",
        definition=_BY_HISTORY,
        heading="Earlier cases",
        columns=(
            Column(text="Proven gross misconduct", unit=Unit.COUNT),
            Column(text="Dismissed", unit=Unit.COUNT),
            Column(text="Share", unit=Unit.PERCENT, has_interval=True),
        ),
        rows=tuple(Row(label=str(band), values=_band(histories, band)) for band in BANDS),
        missing=missing,
        notes=(
            "Whoever was dismissed for an earlier case has no later one, so the rows are not alike"
            " in who could come into them.",
        ),
    )


def _band(histories: Histories, band: Stratum) -> tuple[Value, ...]:
    highest = np.inf if band.high is None else band.high
    chosen = (histories.earlier >= band.low) & (histories.earlier <= highest)
    total, count = int(chosen.sum()), int(histories.is_dismissed[chosen].sum())
    interval = proportions.exact_interval(count=count, total=total)
    if total < comparing.FEWEST or interval is None:
        return (Value(value=None, note="nobody") if not total else _FEW,) * 3
    share = Value(value=count / total, low=interval.low, high=interval.high)
    return (Value(value=total), Value(value=count), share)


def _draw(result: Result) -> tuple[Figure, ...]:
    table = result.table("windows")
    shown = [(row.label, row.values[2]) for row in table.rows]
    said = "; ".join(
        f"{label}: {words.cell(value=value, column=table.columns[2])}" for label, value in shown
    )
    return (
        Bars(
            identifier="dismissals-windows",
            title=table.title,
            description=f"One bar for each window. {said or 'No window reaches back far enough'}."
            f" {table.notes[0]}",
            definition=words.in_words(definition=table.definition, result=result),
            axis="Dismissed, of proven gross misconduct",
            unit=Unit.PERCENT,
            heading="What happened from",
            bars=tuple(
                Bar(label=label, value=value.value, low=value.low, high=value.high)
                for label, value in shown
            ),
        ),
    )


ENTRY = Entry(
    name="dismissals",
    title="Dismissals for proven gross misconduct",
    question="How often does proven gross misconduct end in dismissal, is that changing, and does"
    " it depend on what came before?",
    definition=DEFINITION,
    by=(),
    years=9,
    limits=(
        "Whether a dismissal was right: panels weigh what these figures don't hold.",
        "Who resigned before a hearing: they are neither proven nor dismissed.",
        "That a history led to dismissal: those with one may have done worse things.",
    ),
    compute=_compute,
    draw=_draw,
)
