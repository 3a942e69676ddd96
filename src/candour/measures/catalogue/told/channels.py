"""What came in by each route, where it stands, and how an outside line's contacts add up."""

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Any, Final

from candour.intake import routes
from candour.law.duties import UPDATE
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
)
from candour.measures.shares import Part
from candour.pages.figures import Figure
from candour.pages.wording import Unit

DEFINITION = Definition(
    stage="Reporting: from what came in to where it stands at the cut-off",
    numerator="reports that were recorded as a case by the cut-off, whatever became of the case",
    denominator="reports, and contacts with outside lines that are no report, by route",
    unit=Counted.REPORT,
    basis=Basis.RECEIPT,
    missing="Each stands in exactly one place, with the body that had it first. What an outside"
    " line passed on is its report and counts once. Reports that the desk has yet to decide on are"
    " in the numbers and not in the share. Routes of fewer than ten are put together; of fewer than"
    " five recorded, or not, nothing is said.",
    method=shares.METHOD,
    references=shares.WILSON,
)
WITHIN: Final = datetime.timedelta(days=UPDATE.number)
_WRITTEN = dataclasses.replace(
    DEFINITION,
    stage="Two-way answers: the first letter to whoever reported",
    numerator=f"reports whose reporter was written to within {WITHIN.days} days",
    denominator="reports with a mailbox that were received as many days before the cut-off, or"
    " earlier",
    missing="Reports without a mailbox can't be answered in it, and are left out. Whether a letter"
    " answers what was asked is not known. Routes of fewer than ten are put together; of fewer than"
    " five written to, or not, nothing is said.",
)
PLACES: Final[Mapping[str, frozenset[str]]] = {
    "recorded": frozenset(
        {"recorded", "referred", "investigating", "outcome_given", "under_review"}
    ),
    "ended": frozenset({"answered", "closed"}),
    "elsewhere": frozenset({"moved", "handed_on"}),
    "refused": frozenset({"refused"}),
    "waiting": frozenset({"with_desk", "read", "pending", ""}),
}
_RECORDED: Final = PLACES["recorded"]
_LINE: Final = "hotline"
_OTHER: Final = "Another route"


def _compute(register: Register, parameters: Parameters) -> Computed:
    reports = selecting.received(register=register, unit="report", parameters=parameters)
    cases = register.table("case").select("case_key").distinct().mutate(is_case=True)
    joined = reports.left_join(cases, "case_key")
    # Every table is of the same rows: they are put together once.
    told = joined.select(
        "report_key", "received_on", "route", "state", "is_reachable",
        is_recorded=joined.is_case.fill_null(False) | joined.state.isin(sorted(_RECORDED)),
        is_waiting=joined.state.isin(sorted(PLACES["waiting"])),
    )  # fmt: skip
    rows = register.held(told)
    names = {name: str(route.label) for name, route in routes.every().items()}
    settled = rows.filter(rows.is_recorded | ~rows.is_waiting)
    parts = _parts(settled, "is_recorded", names)
    waiting = shares.whole(_parts(rows.filter(~rows.is_recorded), "is_waiting", names)).count
    missing = (
        Missing(
            what="reports and contacts on which nobody has decided yet",
            count=waiting,
            total=selecting.number(rows),
        ),
    )
    return Computed(
        tables=(
            _volumes(_parts(rows, "is_recorded", names), missing),
            Tabled(
                name="recorded",
                title="Recorded as a case, by route",
                definition=DEFINITION,
                heading="Route",
                columns=shares.columns(total="Decided on", count="Recorded"),
                rows=shares.careful_rows(parts),
                missing=missing,
                notes=(
                    "A report that is answered without a case may have been answered well: this"
                    " is no measure of being heard.",
                ),
            ),
            _written_to(register, rows, parameters.as_of, names),
            _reconciled(rows, missing),
        )
    )


def _parts(rows: Any, counted: str, names: Mapping[str, str]) -> tuple[Part, ...]:
    return shares.parts(
        tallies=shares.tallied(rows=rows, by="route", counted=counted),
        names=names,
        otherwise=_OTHER,
    )


def _volumes(parts: tuple[Part, ...], missing: tuple[Missing, ...]) -> Tabled:
    rows = shares.careful_rows([Part(label=one.label, count=0, total=one.total) for one in parts])
    return Tabled(
        name="volumes",
        title="What came in, by route",
        definition=DEFINITION,
        heading="Route",
        columns=(Column(text="Came in", unit=Unit.COUNT),),
        rows=tuple(Row(label=row.label, values=row.values[:1]) for row in rows),
        missing=missing,
        notes=(
            "A rise can mean that more happens or that more is told: routes open, close and win"
            " trust.",
        ),
    )


def _written_to(
    register: Register, rows: Any, as_of: datetime.date, names: Mapping[str, str]
) -> Tabled:
    """Say whose reporter was written to in time, of those that have a mailbox to read it in."""
    here = rows.filter((rows.report_key != "") & (rows.state != "moved"))
    reachable = here.filter(here.is_reachable)
    old = reachable.filter(reachable.received_on <= as_of - WITHIN)
    told = register.table("told")
    first = told.filter(told.what == "written_to").select("report_key", written_on="happened_on")
    joined = old.left_join(first, "report_key")
    days = joined.written_on.delta(joined.received_on, unit="day")
    answered = joined.select("route", is_answered=(days <= WITHIN.days).fill_null(False))
    return Tabled(
        name="written_to",
        title=f"Written to within {WITHIN.days} days, by route",
        definition=_WRITTEN,
        heading="Route",
        columns=shares.columns(total="Reports with a mailbox", count="Written to"),
        rows=shares.careful_rows(_parts(answered, "is_answered", names)),
        missing=(
            Missing(
                what="reports without a mailbox",
                count=selecting.number(here) - selecting.number(reachable),
                total=selecting.number(here),
            ),
            Missing(
                what=f"reports received too late to be watched for {WITHIN.days} days",
                count=selecting.number(reachable) - selecting.number(old),
                total=selecting.number(reachable),
            ),
        ),
    )


def _reconciled(rows: Any, missing: tuple[Missing, ...]) -> Tabled:
    """Say of the contacts of outside lines how many were passed on, refused or wait."""
    line = rows.filter(rows.route == _LINE)
    states = line.group_by("state").agg(n=line.count()).order_by("state").to_pyarrow().to_pylist()
    found = {row["state"]: int(row["n"]) for row in states}
    refused, pending = found.get("refused", 0), found.get("pending", 0)
    received = sum(found.values())
    counts = {
        "Passed on": received - refused - pending,
        "Refused, each with a reason": refused,
        "Pending": pending,
    }
    return Tabled(
        name="reconciliation",
        title="Contacts with outside lines: passed on, refused and pending make up all of them",
        definition=DEFINITION,
        heading="Disposition",
        columns=shares.columns(total="Received", count="Of them"),
        rows=shares.split_rows(counts),
        missing=missing,
        notes=(
            "What a line itself states that it received stands beside it on the page of"
            " reconciliation, batch by batch.",
        ),
    )


def _draw(result: Result) -> tuple[Figure, ...]:
    return (shares.chart(result=result, name="volumes", place=0),)


ENTRY = Entry(
    name="channels",
    title="What came in, by route",
    question="How many reports come in by each route, and how many of them become a case?",
    definition=DEFINITION,
    by=(),
    years=1,
    limits=(
        "How many people reported: one person can write twice, and one report can speak for many.",
        "Which route is better: people choose a route by what they have to say and what they fear.",
    ),
    compute=_compute,
    draw=_draw,
)
