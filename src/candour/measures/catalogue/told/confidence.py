"""Whether people would report again, as they answer once their matter is over."""

from typing import Any, Final

from candour.measures import shares
from candour.measures.counting import selecting
from candour.measures.entry import Entry
from candour.measures.parameters import Parameters
from candour.measures.register.reading import Register
from candour.measures.result import (
    Basis,
    Computed,
    Counted,
    Definition,
    Missing,
    Result,
    Tabled,
)
from candour.pages.figures import Figure

DEFINITION = Definition(
    stage="Confidence: what reporters answer once it is over",
    numerator="reports whose reporter would report again: for sure, or they think so",
    denominator="reports that are over and whose reporter answered the question by the cut-off",
    unit=Counted.REPORT,
    basis=Basis.RECEIPT,
    missing="Reports that are not over are not asked yet. Who was asked and has not answered is a"
    " bound. Years of fewer than ten answers are put together; of fewer than five of one kind"
    " nothing is said.",
    method=shares.METHOD,
    references=shares.WILSON,
)
SCORES: Final = {
    "5": "Yes, for sure", "4": "Yes, I think so", "3": "I don't know",
    "2": "No, I don't think so", "1": "No, never",
}  # fmt: skip
_WOULD: Final = ("5", "4")
_OVER: Final = ("outcome_given", "answered", "closed")
_UNANSWERED: Final = "reports that are over and whose reporter has not answered"


def _compute(register: Register, parameters: Parameters) -> Computed:
    reports = selecting.received(register=register, unit="report", parameters=parameters)
    reachable = reports.filter(reports.is_reachable & (reports.state != "moved"))
    rows = _answered(register, reachable)
    # Who was asked and answered was asked, also where the matter was opened again since.
    open_ones = reachable.filter(reachable.state.isin(list(_OVER))).anti_join(rows, "report_key")
    unanswered = selecting.number(open_ones)
    tallies = shares.tallied(rows=rows, by="year", counted="would")
    years = shares.parts(tallies=tallies, names={year: year for year in tallies}, otherwise="")
    whole, by_year = shares.whole(years), shares.careful_rows(years)
    missing = (Missing(what=_UNANSWERED, count=unanswered, total=unanswered + whole.total),)
    return Computed(
        tables=(
            Tabled(
                name="by_year",
                title="Would report again, by year of receipt",
                definition=DEFINITION,
                heading="Year of receipt",
                columns=shares.columns(total="Answers", count="Would report again"),
                rows=by_year,
                missing=missing,
                notes=(
                    "What came in late and is over already was quick, so years are not compared.",
                ),
            ),
            _scores(rows, missing),
            shares.bounds(
                of=whole, unknown=unanswered, what=_UNANSWERED, definition=DEFINITION,
                beside=by_year,
            ),
        )
    )  # fmt: skip


def _answered(register: Register, reachable: Any) -> Any:
    """Return the reports whose reporter answered, with the last answer."""
    told = register.table("told")
    answers = told.filter(told.what == "confidence")
    last = selecting.newest(rows=answers, of="report_key", value="code", on="happened_on")
    rows = reachable.inner_join(last.rename(score="code"), "report_key")
    return rows.select(
        "report_key",
        "score",
        year=rows.received_on.year().cast("string"),
        would=rows.score.isin(list(_WOULD)),
    )


def _scores(rows: Any, missing: tuple[Missing, ...]) -> Tabled:
    found = shares.tallied(rows=rows, by="score", counted="would")
    counts = {label: found.get(code, (0, 0))[1] for code, label in SCORES.items()}
    return Tabled(
        name="scores",
        title="Would you report again?",
        definition=DEFINITION,
        heading="Answer",
        columns=shares.columns(total="Answers", count="Of them"),
        rows=shares.split_rows(counts),
        missing=missing,
    )


def _draw(result: Result) -> tuple[Figure, ...]:
    return (shares.chart(result=result, name="scores", place=1),)


ENTRY = Entry(
    name="confidence",
    title="Would they report again",
    question="Of those whose matter is over, how many would report again?",
    definition=DEFINITION,
    by=(),
    years=3,
    limits=(
        "What those think who gave up, or never reported.",
        "How good the handling was: somebody may be well served and disappointed, or the reverse.",
        "Any unit: it is told of whole forces only.",
    ),
    compute=_compute,
    draw=_draw,
)
