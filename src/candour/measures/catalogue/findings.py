"""Case to answer by what is alleged and by who reported: believed alike, or not."""

import dataclasses
from collections import Counter

import numpy as np
import numpy.typing as npt

from candour.law.categories import CATEGORIES
from candour.law.events import REPORTER_KINDS, ReporterKind
from candour.measures import sentences, words
from candour.measures.counting import comparing, ends, gaps, selecting, stages
from candour.measures.counting.ends import UPHELD, Allegations
from candour.measures.counting.gaps import Gap
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
from candour.stats import periods, proportions
from candour.stats.alike.texts import Texts
from candour.stats.competing import Ratio

DEFINITION = Definition(
    stage="Case to answer: from receipt, within four years",
    numerator="allegations with a case to answer, or a finding after it, within four years",
    denominator="all allegations about known people that were received four years before the"
    " cut-off or earlier, the open ones too",
    unit=Counted.ALLEGATION,
    basis=Basis.RECEIPT,
    missing="An officer who left first is neither open nor cleared. Allegations about nobody known"
    " are left out. Where nobody recorded who reported, that is a row. Groups of fewer than ten"
    " allegations are put together, and not shown where together they are fewer than ten.",
    method="Counts of allegations, with the Wilson interval of each share",
    references=("Wilson 1927, JASA 22:209",),
)
_GAPS = dataclasses.replace(
    DEFINITION,
    stage="Case to answer: within four years, by who reported",
    denominator="all allegations about known people of years of receipt that somebody has watched"
    " for four years; what is open counts for as long as it has been watched",
    missing="Adjusted only for what was known before anybody assessed anything: what is alleged and"
    " the year of receipt. What evidence there was is not recorded, and so not taken out.",
    method="Pseudo-observations of the Aalen-Johansen share within each year of receipt, regressed"
    " with a log link; variance summed by officer",
    references=(
        "Klein and Andersen 2005, Biometrics 61:223",
        "Liang and Zeger 1986, Biometrika 73:13",
    ),
)
_UNKNOWN = dataclasses.replace(
    _GAPS,
    missing="The first row leaves out reports of which nobody recorded who made them; each other"
    " row takes them all to be of one kind.",
)
OFFICER = "Officer of the same force"
STAFF = "Police staff of the same force"
UNKNOWN = "Not recorded"
TOGETHER = "Smaller groups together"
_OTHER_FORCE = "Officer or staff of another force"
_OTHER_CODE = "Another code"
_ELSEWHERE = {
    ReporterKind.POLICE_OTHER_FORCE_OFF_DUTY.value: _OTHER_FORCE,
    ReporterKind.POLICE_OTHER_FORCE_ON_DUTY.value: _OTHER_FORCE,
    "": UNKNOWN,
}
_REPORTERS = {**{row.kind.value: row.name for row in REPORTER_KINDS}, **_ELSEWHERE}
_LETTERS = {row.code: row.name for row in CATEGORIES if row.parent is None}
_PARENTS = {row.code: row.parent or row.code for row in CATEGORIES}
_FEW = Value(value=None, note="fewer than ten")
_CANNOT_SAY = Value(value=None, note="the data can't say")
NO_OFFICERS = (
    "Fewer than ten allegations were reported by officers of the same force, or none of them led to"
    " a case to answer, so that nothing can be compared with them."
)


def _compute(register: Register, parameters: Parameters) -> Computed:
    rows = selecting.received(register=register, unit="allegation", parameters=parameters)
    found = ends.ends(
        register=register, parameters=parameters, upheld=stages.ANSWER_RESULTS, about_known=True
    )
    nobody = int(rows.filter(rows.person_key.isnull()).count().to_pyarrow().as_py())
    reporters = found.reporters.named(_REPORTERS, otherwise=UNKNOWN)
    letters = found.categories.named(_PARENTS, otherwise=_OTHER_CODE)
    last = comparing.number_of(stages.followed_until(as_of=parameters.as_of))
    is_followed = found.courses.received <= last
    missing = _missing(found, reporters, nobody, int((~is_followed).sum()))
    is_answered = (found.courses.causes == UPHELD) & (
        found.courses.last - found.courses.received <= comparing.HORIZON
    )
    types = letters.named(_LETTERS, otherwise=_OTHER_CODE)
    return Computed(
        tables=(
            _shares("by_type", "What is alleged", types.where(is_followed),
                    is_answered[is_followed], missing),
            _shares("by_reporter", "Who reported", reporters.where(is_followed),
                    is_answered[is_followed], missing),
            *_compared(found, reporters, letters, missing),
        )
    )  # fmt: skip


def _missing(
    found: Allegations, reporters: Texts, nobody: int, too_late: int
) -> tuple[Missing, ...]:
    total = len(reporters)
    return (
        Missing(
            what="allegations of which nobody recorded who reported",
            count=int((reporters == UNKNOWN).sum()),
            total=total,
        ),
        Missing(
            what="allegations about nobody known",
            count=nobody,
            total=total + nobody + found.undated,
        ),
        Missing(
            what="allegations that ended on an unknown or impossible day",
            count=found.undated,
            total=total + found.undated,
        ),
        Missing(
            what="allegations received too late to be watched for four years",
            count=too_late,
            total=total,
        ),
    )


def _shares(
    name: str, heading: str, texts: Texts, is_answered: npt.NDArray[np.bool_],
    missing: tuple[Missing, ...],
) -> Tabled:  # fmt: skip
    number, answered = texts.counts(), texts.counts(is_answered)
    parts: Counter[str] = Counter()
    with_case: Counter[str] = Counter()
    for text, size in number.items():
        label = TOGETHER if size < gaps.FEWEST else text
        parts[label] += size
        with_case[label] += answered.get(text, 0)
    order = sorted(parts, key=lambda one: (one in (UNKNOWN, TOGETHER), one))
    rows = [_row(one, with_case[one], parts[one]) for one in order]
    rows.append(_row(selecting.ALL, int(is_answered.sum()), len(texts)))
    return Tabled(
        name=name,
        title=f"Case to answer within four years: {heading.lower()}",
        definition=DEFINITION,
        heading=heading,
        columns=(
            Column(text="Allegations", unit=Unit.COUNT),
            Column(text="With a case to answer", unit=Unit.COUNT),
            Column(text="Share", unit=Unit.PERCENT, has_interval=True),
        ),
        rows=tuple(rows),
        missing=missing,
        notes=(
            "Plain shares, with nothing taken out: what differs between rows may explain them.",
        ),
    )


def _row(label: str, count: int, total: int) -> Row:
    interval = proportions.wilson_interval(count=count, total=total)
    if total < gaps.FEWEST or interval is None:
        return Row(label=label, values=(_FEW,) * 3)
    share = Value(value=count / total, low=interval.low, high=interval.high)
    return Row(label=label, values=(Value(value=total), Value(value=count), share))


def _compared(
    found: Allegations, reporters: Texts, letters: Texts, missing: tuple[Missing, ...]
) -> tuple[Tabled, Tabled]:
    of = gaps.crossed(gaps.alleged(courses=found.courses, reporters=reporters, categories=letters))
    shown = gaps.gaps_of(of=of.where(of.reporters != UNKNOWN), against=OFFICER)
    bounds = [Row(label="None of them", values=_staff(shown))]
    for label in (OFFICER, STAFF):
        filled = gaps.gaps_of(of=of.renamed(UNKNOWN, label), against=OFFICER)
        bounds.append(Row(label=f"All of them: {label.lower()}", values=_staff(filled)))
    return _gaps(shown, missing), _bounds(tuple(bounds), missing)


def _gaps(shown: tuple[Gap, ...], missing: tuple[Missing, ...]) -> Tabled:
    said = [
        sentences.said(
            Compared(
                definition=_GAPS,
                of=f"{one.reporter} (adjusted)",
                against=OFFICER,
                ratio=_ratio(one.adjusted),
                detectable=periods.detectable(log_error=one.adjusted.log_error),
            )
        )
        for one in shown
        if one.adjusted is not None
    ]
    return Tabled(
        name="gaps",
        title=f"Case to answer by who reported, divided by that of: {OFFICER.lower()}",
        definition=_GAPS,
        heading="Who reported",
        columns=(
            Column(text="Allegations", unit=Unit.COUNT),
            Column(text="Crude ratio", unit=Unit.RATIO, has_interval=True),
            Column(text="Adjusted ratio", unit=Unit.RATIO, has_interval=True),
            Column(text="Ratio that would have been found", unit=Unit.RATIO),
        ),
        rows=tuple(
            Row(
                label=one.reporter,
                values=(
                    Value(value=one.number),
                    _ratio(one.crude),
                    _ratio(one.adjusted),
                    _detectable(one.adjusted),
                ),
            )
            for one in shown
        ),
        missing=missing,
        notes=(
            *(said if shown else (NO_OFFICERS,)),
            "Where few reports come from a group and only the strongest, a gap against it looks"
            " smaller than it is.",
        ),
    )


def _bounds(rows: tuple[Row, ...], missing: tuple[Missing, ...]) -> Tabled:
    return Tabled(
        name="not_recorded",
        title="Police staff beside officers, if all reports of unknown origin were of one kind",
        definition=_UNKNOWN,
        heading="Those not recorded",
        columns=(
            Column(text="Crude ratio", unit=Unit.RATIO, has_interval=True),
            Column(text="Adjusted ratio", unit=Unit.RATIO, has_interval=True),
        ),
        rows=rows,
        missing=missing,
    )


def _staff(shown: tuple[Gap, ...]) -> tuple[Value, Value]:
    for one in shown:
        if one.reporter == STAFF:
            return _ratio(one.crude), _ratio(one.adjusted)
    return _FEW, _FEW


def _ratio(found: Ratio | None) -> Value:
    if found is None:
        return _CANNOT_SAY
    return Value(value=found.value, low=found.interval.low, high=found.interval.high)


def _detectable(found: Ratio | None) -> Value:
    if found is None:
        return _CANNOT_SAY
    return Value(value=periods.detectable(log_error=found.log_error))


def _draw(result: Result) -> tuple[Figure, ...]:
    return (_chart(result, "by_type", 2, None), _chart(result, "gaps", 2, 1.0))


def _chart(result: Result, name: str, place: int, one: float | None) -> Figure:
    table = result.table(name)
    column = table.columns[place]
    shown = [(row.label, row.values[place]) for row in table.rows if row.values[place].value]
    said = "; ".join(
        f"{label}: {words.cell(value=value, column=column)},"
        f" {words.interval(value=value, column=column)}"
        for label, value in shown
    )
    return Bars(
        identifier=f"findings-{name.replace('_', '-')}",
        title=table.title,
        description=f"One bar for each row. {said or 'Nothing can be compared'}.",
        definition=words.in_words(definition=table.definition, result=result),
        axis=column.text if one is None else f"{column.text}; 1 is no difference",
        unit=column.unit,
        reference=None if one is None else Reference(value=one, label="no difference"),
        heading=table.heading,
        bars=tuple(
            Bar(label=label, value=value.value, low=value.low, high=value.high)
            for label, value in shown
        ),
    )


ENTRY = Entry(
    name="findings",
    title="Case to answer, by allegation and by who reported",
    question="Does what somebody reports lead to a case to answer as often, whoever they are?",
    definition=DEFINITION,
    by=(),
    years=9,
    limits=(
        "Why: the strength of the evidence is not recorded, and one word against another is not"
        " told apart from a recording.",
        "Who did not report at all, and whose reports were never recorded.",
        "What happens now: these allegations were received four years ago or earlier.",
    ),
    compute=_compute,
    draw=_draw,
)
