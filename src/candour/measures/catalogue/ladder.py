"""Disparity stage by stage: from years of service to a case, and on to dismissal."""

import dataclasses
import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from candour.measures import sentences, words
from candour.measures.counting import groups, stages
from candour.measures.counting.groups import OTHERS, UNKNOWN, WHITE
from candour.measures.counting.stages import Ladder, Stage
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
from candour.stats.competing import Ratio
from candour.stats.rates import Quotient

DEFINITION = Definition(
    stage="From receipt to dismissal, one stage after the other: received, assessed as gross"
    " misconduct, case to answer, hearing, dismissed",
    numerator="involvements that reached the stage within four years of receipt",
    denominator="involvements that reached the stage before; for the first, years of service",
    unit=Counted.INVOLVEMENT,
    basis=Basis.RECEIPT,
    missing="Only cases received four years before the cut-off or earlier, so that each has been"
    " watched for as long. Who reached a stage is taken to have reached those before it. A stage"
    " of which the register holds nothing is 'not recorded' and no step. People whose ethnicity is"
    " not recorded are in no group; a table says what they could change.",
    method="Ratio of two shares, and of two rates, with log-Wald intervals whose variance is"
    " summed by person. The ratios of the steps multiply, and their logarithms add up, to the"
    " ratio for the years served",
    references=("Liang and Zeger 1986, Biometrika 73:13",),
)
_LET_GO = dataclasses.replace(
    DEFINITION,
    stage="Discharged under regulation 13 within four years of receipt, as a probationer: beside"
    " the ladder, no step of it",
    numerator="involvements after whose receipt the person was discharged under regulation 13",
    denominator="involvements received",
    missing="Only as far as the reason for leaving was recorded. It need not have to do with the"
    " case.",
)
_UNKNOWN = dataclasses.replace(
    DEFINITION,
    missing="The first row leaves out whoever has no recorded ethnicity; each other row puts them"
    " all into the group that it names.",
)
TOO_SHORT = (
    "The window holds no case that was received four years before the cut-off, so that no stage"
    " can be said without favouring whatever goes fast."
)
_NOT_RECORDED = Value(value=None, note="not recorded")
_FEW = Value(value=None, note="fewer than ten")
_PER_THOUSAND = 1_000
_NO_MISSING = Missing(what="people whose ethnicity is not recorded", count=0, total=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One stage of one group beside White people, from the stage before and from the beginning."""

    group: str
    stage: Stage
    white: Value
    ours: Value
    ratio: Ratio | None
    so_far: Ratio | None


def _compute(register: Register, parameters: Parameters) -> Computed:
    last = min(parameters.to_on, stages.followed_until(as_of=parameters.as_of))
    if last < parameters.from_on:
        return Computed(tables=(_steps_table((), (_NO_MISSING,), (TOO_SHORT,)),))
    found = stages.ladder(register=register, parameters=dataclasses.replace(parameters, to_on=last))
    missing = _missing(found)
    parts = _parts(found)
    white = parts.pop(WHITE, None)
    steps = [] if white is None else _steps(parts, white)
    notes = _notes(found, steps, last.isoformat())
    return Computed(
        tables=(
            _steps_table(_rows(found, steps), missing, notes),
            _let_go(found, parts, white, missing),
            _bounds(found, missing),
        )
    )


def _missing(found: Ladder) -> tuple[Missing, ...]:
    return (
        Missing(
            what="involvements of people whose ethnicity is not recorded",
            count=int(found.of(UNKNOWN).cases(Stage.RECEIVED)),
            total=int(found.cases(Stage.RECEIVED)),
        ),
        Missing(
            what="involvements of people without a known day of service in the window",
            count=found.without_service,
            total=found.received,
        ),
    )


def _parts(found: Ladder) -> dict[str, Ladder]:
    """Return the recorded groups, the small ones together, and all but White as one."""
    recorded = found.where(found.groups != UNKNOWN)
    places = {str(name): recorded.groups == name for name in np.unique(recorded.groups)}
    shown = groups.together(
        places, size=lambda chosen: _size(recorded.where(chosen)), add=np.logical_or
    )
    parts = {name: recorded.where(chosen) for name, chosen in shown.items()}
    if WHITE in parts and len(parts) > 2:
        parts[OTHERS] = recorded.where(recorded.groups != WHITE)
    return parts


def _size(of: Ladder) -> float:
    return min(float(of.people), of.cases(Stage.RECEIVED))


def _steps(parts: Mapping[str, Ladder], white: Ladder) -> list[_Step]:
    found = []
    for name, ours in parts.items():
        found.append(_first(name, ours, white))
        for before, stage in itertools.pairwise(ours.stages):
            found.append(_next(name, ours, white, (before, stage)))
    return found


def _first(name: str, ours: Ladder, white: Ladder) -> _Step:
    mine, theirs = (one.rate(Stage.RECEIVED) for one in (ours, white))
    ratio = rates.rate_ratio(of=mine, to=theirs)
    return _Step(
        group=name, stage=Stage.RECEIVED, white=_value(theirs, times=_PER_THOUSAND),
        ours=_value(mine, times=_PER_THOUSAND), ratio=ratio, so_far=ratio,
    )  # fmt: skip


def _next(name: str, ours: Ladder, white: Ladder, pair: tuple[Stage, Stage]) -> _Step:
    before, stage = pair
    mine, theirs = (
        one.share(stage, of=before) if one.cases(before) >= groups.FEWEST else None
        for one in (ours, white)
    )
    few = mine is None or theirs is None or min(mine.part, theirs.part) < groups.FEWEST
    return _Step(
        group=name,
        stage=stage,
        white=_FEW if few or theirs is None else _value(theirs),
        ours=_FEW if few or mine is None else _value(mine),
        ratio=None if few or mine is None or theirs is None else rates.ratio(of=mine, to=theirs),
        so_far=None if few else rates.ratio(of=ours.rate(stage), to=white.rate(stage)),
    )


def _value(of: Quotient, *, times: float = 1.0) -> Value:
    found = rates.interval(of=of)
    if found is None:
        return Value(value=0.0)
    high = found.high * times if times > 1 else min(found.high, 1.0)
    return Value(value=of.value * times, low=found.low * times, high=high)


def _shown(ratio: Ratio | None) -> Value:
    if ratio is None:
        return _FEW
    return Value(value=ratio.value, low=ratio.interval.low, high=ratio.interval.high)


def _rows(found: Ladder, steps: list[_Step]) -> tuple[Row, ...]:
    rows = []
    for name in dict.fromkeys(step.group for step in steps):
        by_stage = {step.stage: step for step in steps if step.group == name}
        for stage in Stage:
            label = f"{name}: {stage.value.lower()}"
            if stage not in found.recorded:
                rows.append(Row(label=label, values=(_NOT_RECORDED,) * 6))
                continue
            rows.append(Row(label=label, values=_cells(by_stage[stage])))
    return tuple(rows)


def _cells(step: _Step) -> tuple[Value, ...]:
    log = _FEW if step.ratio is None else Value(value=math.log(step.ratio.value))
    detectable = (
        _FEW
        if step.ratio is None
        else Value(value=periods.detectable(log_error=step.ratio.log_error))
    )
    return (step.white, step.ours, _shown(step.ratio), detectable, log, _shown(step.so_far))


def _steps_table(
    rows: tuple[Row, ...], missing: tuple[Missing, ...], notes: tuple[str, ...]
) -> Tabled:
    return Tabled(
        name="steps",
        title="From one stage to the next, each group beside White people",
        definition=DEFINITION,
        heading="Group and stage",
        columns=(
            Column(text="White, as a share or for 1,000 years", unit=Unit.RATIO, has_interval=True),
            Column(text="The group", unit=Unit.RATIO, has_interval=True),
            Column(text="Ratio of this step", unit=Unit.RATIO, has_interval=True),
            Column(text="Ratio that would have been found", unit=Unit.RATIO),
            Column(text="Logarithm of this step", unit=Unit.RATIO),
            Column(text="Ratio so far, for the years served", unit=Unit.RATIO, has_interval=True),
        ),
        rows=rows,
        missing=missing,
        notes=notes,
    )


def _notes(found: Ladder, steps: list[_Step], last: str) -> tuple[str, ...]:
    said = []
    for step in steps:
        if step.stage is not found.stages[-1] or step.so_far is None:
            continue
        definition = dataclasses.replace(
            DEFINITION,
            stage=f"{step.stage}: within four years of receipt, for the years served",
            denominator="years of service in the window",
        )
        compared = Compared(
            definition=definition, of=step.group, against=WHITE, ratio=_shown(step.so_far),
            detectable=periods.detectable(log_error=step.so_far.log_error),
        )  # fmt: skip
        said.append(sentences.said(compared))
    gaps = [stage.value.lower() for stage in Stage if stage not in found.recorded]
    if gaps:
        said.append(f"Not recorded, and so no step: {', '.join(gaps)}.")
    return (
        *said,
        f"Cases received up to {last}, the last day that leaves four years to watch.",
        "The first row of each group is a rate for 1,000 years, the others are shares of the row"
        " before.",
    )


def _let_go(
    found: Ladder,
    parts: Mapping[str, Ladder],
    white: Ladder | None,
    missing: tuple[Missing, ...],
) -> Tabled:
    rows = []
    if white is not None and found.is_let_go_recorded:
        for name, ours in parts.items():
            mine, theirs = (one.let_go_share() for one in (ours, white))
            few = min(mine.part, theirs.part) < groups.FEWEST
            values = (
                (_FEW,) * 3
                if few
                else (_value(theirs), _value(mine), _shown(rates.ratio(of=mine, to=theirs)))
            )
            rows.append(Row(label=name, values=values))
    elif not found.is_let_go_recorded:
        rows.append(Row(label="Everybody", values=(_NOT_RECORDED,) * 3))
    return Tabled(
        name="regulation_13",
        title="Probationers discharged under regulation 13, a stage of its own",
        definition=_LET_GO,
        heading="Recorded ethnicity",
        columns=(
            Column(text=WHITE, unit=Unit.PERCENT, has_interval=True),
            Column(text="The group", unit=Unit.PERCENT, has_interval=True),
            Column(text="Ratio of the two", unit=Unit.RATIO, has_interval=True),
        ),
        rows=tuple(rows),
        missing=missing,
        notes=("Who is discharged so never comes to a hearing, and is no dismissal above.",),
    )


def _bounds(found: Ladder, missing: tuple[Missing, ...]) -> Tabled:
    """Say what the people whose ethnicity is not recorded could change at the last stage."""
    unknown = found.groups == UNKNOWN
    is_white = found.groups == WHITE
    rows = []
    for label, white in (
        ("None of them", is_white),
        (f"All of them: {WHITE.lower()}", is_white | unknown),
        (f"All of them: {OTHERS.lower()}", is_white),
    ):
        others = ~white if label.endswith(OTHERS.lower()) else ~(white | unknown)
        pair = found.where(others), found.where(white)
        rows.append(Row(label=label, values=(_overall(*pair, Stage.RECEIVED),
                                             _overall(*pair, found.stages[-1]))))  # fmt: skip
    return Tabled(
        name="not_recorded",
        title="If everybody whose ethnicity is not recorded belonged to one group",
        definition=_UNKNOWN,
        heading="Those not recorded",
        columns=(
            Column(text="Received: ratio", unit=Unit.RATIO, has_interval=True),
            Column(text=f"{found.stages[-1]}: ratio so far", unit=Unit.RATIO, has_interval=True),
        ),
        rows=tuple(rows),
        missing=missing,
    )


def _overall(ours: Ladder, white: Ladder, stage: Stage) -> Value:
    least = min(one.cases(stage) for one in (ours, white))
    if least < groups.FEWEST:
        return _FEW
    return _shown(rates.rate_ratio(of=ours.rate(stage), to=white.rate(stage)))


def _draw(result: Result) -> tuple[Figure, ...]:
    table = result.table("steps")
    shown = [(row.label, row.values[2]) for row in table.rows if row.values[2].value is not None]
    said = "; ".join(
        f"{label}: {words.cell(value=value, column=table.columns[2])},"
        f" {words.interval(value=value, column=table.columns[2])}"
        for label, value in shown
    )
    return (
        Bars(
            identifier="ladder-steps",
            title="Each step from receipt to dismissal: the group divided by White people",
            description=f"One bar for each group and stage. {said or 'Nothing can be compared'}.",
            definition=words.in_words(definition=table.definition, result=result),
            axis="Ratio of the step; 1 is no difference",
            unit=Unit.RATIO,
            reference=Reference(value=1.0, label="no difference"),
            heading="Group and stage",
            bars=tuple(
                Bar(label=label, value=value.value, low=value.low, high=value.high)
                for label, value in shown
            ),
        ),
    )


ENTRY = Entry(
    name="ladder",
    title="Disparity, stage by stage",
    question="At which stage does a difference between groups arise, and what do the stages come to"
    " together?",
    definition=DEFINITION,
    by=(),
    years=9,
    limits=(
        "What happens now: these cases were received four years ago or earlier.",
        "Why a stage differs: what is alleged, by whom and on what evidence differs too.",
        "That a step is fair because its ratio is 1: whoever came so far was chosen by the steps"
        " before it.",
    ),
    compute=_compute,
    draw=_draw,
)
