"""What happened to reporters since they reported, as they answer; nobody records what is upheld."""

from typing import Any, Final

from candour.law.aftercare import ROWS, Period
from candour.measures import shares
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
from candour.measures.shares import Part
from candour.pages.figures import Figure
from candour.pages.wording import Unit

DEFINITION = Definition(
    stage="Victimisation: reported at a check-in",
    numerator="reports whose reporter said at any check-in that something happened to them since",
    denominator="reports whose reporter answered a check-in by the cut-off",
    unit=Counted.REPORT,
    basis=Basis.RECEIPT,
    missing="Who was asked and has not answered is a bound. What happened and what is feared are"
    " answered apart: the second table counts those who fear something and to whom nothing has"
    " happened. Years of fewer than ten reports are put together; of fewer than five of one kind"
    " nothing is said.",
    method=shares.METHOD,
    references=(*shares.WILSON, "Equality Act 2010, section 27"),
)
NOT_RECORDED: Final = "not recorded"
_FIRST: Final = min(row.days for row in ROWS if row.period is Period.CHECK_IN)
_UNANSWERED: Final = "reports whose reporter was asked how they fare and has never answered"


def _compute(register: Register, parameters: Parameters) -> Computed:
    asked = _asked(register, parameters)
    rows = _answered(register, asked)
    actual, feared = _parts(rows, "is_actual"), _parts(rows, "is_feared")
    whole = shares.whole(actual)
    unanswered = _number(asked) - whole.total
    missing = (Missing(what=_UNANSWERED, count=unanswered, total=_number(asked)),)
    return Computed(
        tables=(
            _table("happened", "Something happened to them", actual, missing),
            _table("feared", "They fear something, and nothing has happened", feared, missing),
            shares.bounds(of=whole, unknown=unanswered, what=_UNANSWERED, definition=DEFINITION),
            _upheld(missing),
        )
    )


def _asked(register: Register, parameters: Parameters) -> Any:
    """Return reports with a mailbox whose first check-in has come."""
    import ibis

    reports = selecting.received(register=register, unit="report", parameters=parameters)
    waited = ibis.date(parameters.as_of.isoformat()).delta(reports.received_on, unit="day")
    return reports.filter(reports.is_reachable & (reports.state != "moved") & (waited >= _FIRST))


def _answered(register: Register, asked: Any) -> Any:
    told = register.table("told")
    answers = (
        told.filter(told.what == "check_in")
        .group_by("report_key")
        .agg(
            is_actual=told.code.isin(["actual", "both"]).max(),
            has_fear=told.code.isin(["perceived", "both"]).max(),
        )
    )
    rows = asked.inner_join(answers, "report_key")
    return rows.select(
        "report_key",
        year=rows.received_on.year().cast("string"),
        is_actual=rows.is_actual,
        is_feared=rows.has_fear & ~rows.is_actual,
    )


def _parts(rows: Any, counted: str) -> tuple[Part, ...]:
    tallies = shares.tallied(rows=rows, by="year", counted=counted)
    return shares.parts(tallies=tallies, names={year: year for year in tallies}, otherwise="")


def _table(name: str, title: str, parts: tuple[Part, ...], missing: tuple[Missing, ...]) -> Tabled:
    return Tabled(
        name=name,
        title=f"{title}, as answered at a check-in, by year of receipt",
        definition=DEFINITION,
        heading="Year of receipt",
        columns=shares.columns(total="Reports with an answer", count=title),
        rows=shares.careful_rows(parts),
        missing=missing,
        notes=("Reports of earlier years have been asked more often, so years are not compared.",),
    )


def _upheld(missing: tuple[Missing, ...]) -> Tabled:
    return Tabled(
        name="upheld",
        title="Victimisation upheld",
        definition=DEFINITION,
        heading="Reports",
        columns=(Column(text="Upheld", unit=Unit.COUNT),),
        rows=(Row(label=selecting.ALL, values=(Value(value=None, note=NOT_RECORDED),)),),
        missing=missing,
        notes=(
            "No national category of allegation says victimisation, so no result of a case can be"
            " counted as one. What was decided of matters that may answer a report stands on the"
            " page of retaliation.",
        ),
    )


def _number(rows: Any) -> int:
    return int(rows.count().to_pyarrow().as_py())


def _draw(result: Result) -> tuple[Figure, ...]:
    return (shares.chart(result=result, name="happened", place=2),)


ENTRY = Entry(
    name="victimisation",
    title="What happened after reporting",
    question="How many of those who reported say that they were treated badly since?",
    definition=DEFINITION,
    by=(),
    years=3,
    limits=(
        "Whether it happened because they reported: they are asked what happened, and the cause is"
        " for whoever looks into it.",
        "How many were treated badly: who suffers most may answer least, or most.",
        "Any unit: it is told of whole forces only.",
    ),
    compute=_compute,
    draw=_draw,
)
