"""How often reporters had to ask for news: it should be never."""

import datetime
from typing import Any, Final

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
from candour.stats import rates

WATCHED: Final = datetime.timedelta(days=180)
DEFINITION = Definition(
    stage="News: asked for by whoever reported, within 180 days of the report",
    numerator="reports whose reporter asked for news, once or more, within 180 days",
    denominator="reports with a mailbox that were received 180 days before the cut-off or earlier",
    unit=Counted.REPORT,
    basis=Basis.RECEIPT,
    missing="Reports without a mailbox, of which nobody can know whether the reporter asked, are"
    " left out. Asking by telephone is recorded nowhere. Years of fewer than ten reports are put"
    " together; of fewer than five that asked, or did not, nothing is said.",
    method=f"{shares.METHOD}; chases for 100 reports with their variance summed by report",
    references=(*shares.WILSON, "Liang and Zeger 1986, Biometrika 73:13"),
)
_PER_HUNDRED: Final = 100
_TWICE: Final = 2


def _compute(register: Register, parameters: Parameters) -> Computed:
    reports = selecting.received(register=register, unit="report", parameters=parameters)
    here = reports.filter((reports.report_key != "") & (reports.state != "moved"))
    reachable = here.filter(here.is_reachable)
    watched = reachable.filter(reachable.received_on <= parameters.as_of - WATCHED)
    rows = _chased(register, watched)
    missing = (
        Missing(
            what="reports without a mailbox",
            count=selecting.number(here) - selecting.number(reachable),
            total=selecting.number(here),
        ),
        Missing(
            what="reports received too late to be watched for 180 days",
            count=selecting.number(reachable) - selecting.number(watched),
            total=selecting.number(reachable),
        ),
    )
    years = _parts(rows, "has_chased")
    return Computed(
        tables=(
            _table("chased", "Reports whose reporter had to ask", "Asked", years, missing),
            _table(
                "twice", "Reports whose reporter had to ask twice or more", "Asked twice or more",
                _beside(_parts(rows, "has_chased_twice"), years), missing,
            ),
            _count(rows, missing),
        )
    )  # fmt: skip


def _chased(register: Register, watched: Any) -> Any:
    """Return each report with how often its reporter asked within the days."""
    told = register.table("told")
    asked = told.filter(told.what == "chased").select("report_key", "happened_on")
    joined = asked.inner_join(watched.select("report_key", "received_on"), "report_key")
    in_time = joined.filter(
        joined.happened_on.delta(joined.received_on, unit="day") <= WATCHED.days
    )
    counts = in_time.group_by("report_key").agg(chases=in_time.count())
    found = watched.left_join(counts, "report_key")
    chases = found.chases.fill_null(0)
    return found.select(
        "report_key",
        chases=chases,
        year=found.received_on.year().cast("string"),
        has_chased=chases >= 1,
        has_chased_twice=chases >= _TWICE,
    )


def _parts(rows: Any, counted: str) -> tuple[Part, ...]:
    tallies = shares.tallied(rows=rows, by="year", counted=counted)
    return shares.parts(tallies=tallies, names={year: year for year in tallies}, otherwise="")


def _beside(twice: tuple[Part, ...], once: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return who asked twice, or nothing: what one table has more than the other may be few."""
    apart = [one.count - more.count for one, more in zip(once, twice, strict=True)]
    return () if any(0 < number < shares.SMALL for number in (*apart, sum(apart))) else twice


def _table(
    name: str, title: str, count: str, parts: tuple[Part, ...], missing: tuple[Missing, ...]
) -> Tabled:
    rows = shares.careful_rows(parts)
    return Tabled(
        name=name,
        title=f"{title} for news within 180 days, by year of receipt",
        definition=DEFINITION,
        heading="Year of receipt",
        columns=shares.columns(total="Reports", count=count),
        rows=rows,
        missing=missing,
        notes=shares.last_two(definition=DEFINITION, of=parts, beside=rows),
    )


def _count(rows: Any, missing: tuple[Missing, ...]) -> Tabled:
    found = rows.group_by("chases").agg(n=rows.count()).order_by("chases").to_pyarrow().to_pylist()
    chases = sum(row["chases"] * row["n"] for row in found)
    reports = sum(row["n"] for row in found)
    return Tabled(
        name="count",
        title="Chases for 100 reports, within 180 days",
        definition=DEFINITION,
        heading="Reports",
        columns=(
            Column(text="Chases", unit=Unit.COUNT),
            Column(text="For 100 reports", unit=Unit.COUNT, has_interval=True),
        ),
        rows=(Row(label=selecting.ALL, values=_rate(found, chases, reports)),),
        missing=missing,
        notes=("The target is none: whoever reports hears how it goes without asking.",),
    )


def _rate(found: list[dict[str, int]], chases: int, reports: int) -> tuple[Value, Value]:
    # Whoever asked is counted beside this: what is more than once each tells how many asked again.
    again = sum((row["chases"] - 1) * row["n"] for row in found if row["chases"])
    if reports < shares.FEWEST or any(0 < one < shares.SMALL for one in (chases, again)):
        return (Value(value=None, note="too few to show"),) * 2
    quotient = rates.quotient(
        parts=[row["chases"] for row in found],
        wholes=[1.0] * len(found),
        number=[row["n"] for row in found],
    )
    interval = rates.interval(of=quotient) or rates.exact_rate(count=0, exposure=reports)
    return Value(value=chases), Value(
        value=_PER_HUNDRED * quotient.value,
        low=_PER_HUNDRED * interval.low,
        high=_PER_HUNDRED * interval.high,
    )


def _draw(result: Result) -> tuple[Figure, ...]:
    return (shares.chart(result=result, name="chased", place=2),)


ENTRY = Entry(
    name="chases",
    title="Having to ask for news",
    question="How often does somebody who reported have to ask for news?",
    definition=DEFINITION,
    by=(),
    years=3,
    limits=(
        "Who gave up asking: not to ask can mean that news came, or that none was hoped for.",
        "Which unit keeps people waiting: it is told of whole forces only.",
    ),
    compute=_compute,
    draw=_draw,
)
