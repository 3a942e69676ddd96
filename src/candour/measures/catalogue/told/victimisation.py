"""What happened to reporters since they reported, as they answer, and as named people decide."""

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from candour.law.aftercare import ROWS, Period
from candour.measures import decided, shares
from candour.measures.counting import selecting
from candour.measures.counting.ends import UPHELD_RESULTS
from candour.measures.decided import Course
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
from candour.measures.shares import Part
from candour.pages.figures import Figure

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
UPHELD = Definition(
    stage="Victimisation: what followed a report, decided by a named person",
    numerator="reports of which something that followed was decided to belong to them: it may"
    " answer the report and is linked to it, or it is recorded as a matter of its own",
    denominator="reports of which all that followed and was put to named people is decided by the"
    " cut-off, or something is decided to belong to them",
    unit=Counted.REPORT,
    basis=Basis.RECEIPT,
    missing="Reports after which nothing was put to anybody are not here, nor are those whose"
    " reporter one person keeps: nobody may decide of them. What waits is a bound. Only the"
    " decision in force by the cut-off counts. Years of fewer than ten reports are put together; of"
    " fewer than five that wait, belong or don't, no row says how many.",
    method=shares.METHOD,
    references=(*shares.WILSON, "Equality Act 2010, section 27"),
)
ENDED = Definition(
    stage="Later cases about whoever reported, linked to the report: how they stand",
    numerator="later reports and cases that stand so at the cut-off",
    denominator="later reports and cases, each once, of which the decision in force says that they"
    " may answer a report",
    unit=Counted.CASE,
    basis=Basis.RECEIPT,
    missing="What HR did is not here: no case follows from the decision by itself. Years are those"
    " of the first report. Of a later case of another force no result is known here, and a case"
    " that was closed without one has none. Fewer than ten are not shown, nor fewer than five of"
    " one kind.",
    method=shares.METHOD,
    references=shares.WILSON,
)
CASE, NO_CASE, NOT_YET = "Case to answer, or proven", "Neither", "No result for all of it yet"
_LINKED: Final = "linked"
# What of the answers says that something belongs to the report: of a matter, and of what HR did.
_BELONGS: Final = [_LINKED, "matter"]
_WAITING: Final = "reports of which something that followed waits for a decision"
_FIRST: Final = min(row.days for row in ROWS if row.period is Period.CHECK_IN)
_UNANSWERED: Final = "reports whose reporter was asked how they fare and has never answered"


def _compute(register: Register, parameters: Parameters) -> Computed:
    asked = _asked(register, parameters)
    rows = _answered(register, asked)
    actual, feared = _parts(rows, "is_actual"), _parts(rows, "is_feared")
    whole = shares.whole(actual)
    unanswered = selecting.number(asked) - whole.total
    missing = (Missing(what=_UNANSWERED, count=unanswered, total=selecting.number(asked)),)
    followed = _followed(register, parameters)
    happened = _table("happened", "Something happened to them", actual, missing)
    return Computed(
        tables=(
            happened,
            _table("feared", "They fear something, and nothing has happened", feared, missing),
            shares.bounds(
                of=whole, unknown=unanswered, what=_UNANSWERED, definition=DEFINITION,
                beside=happened.rows,
            ),
            *_upheld(_of_reports(followed), _stands(register, followed, parameters)),
        )
    )  # fmt: skip


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


def _upheld(followed: Any, ended: Mapping[str, int]) -> tuple[Tabled, ...]:
    """Return what was decided of what followed, its bounds, and how linked cases stand."""
    courses = _courses(followed)
    shown = decided.shown(courses)
    missing = decided.missing(of=shown, put=sum(one.put for one in courses), what=_WAITING)
    bounds = decided.bounds(of=shown, what=_WAITING, definition=UPHELD)
    return (
        Tabled(
            name="upheld",
            title="What followed a report, and was decided to belong to it",
            definition=UPHELD,
            heading="Year of receipt",
            columns=decided.columns(
                put="Reports with something put to a named person",
                decided="Decided",
                so="Something belongs to the report",
            ),
            rows=shown.rows,
            missing=(missing,),
            notes=(
                "That something belongs to a report says that it may answer it, and that another"
                " team looks at it or a matter is recorded. It is no finding that anybody did"
                " wrong.",
                "Reports of earlier years have been watched for longer, so years are not compared.",
            ),
        ),
        dataclasses.replace(
            bounds,
            name="upheld_bounds",
            title="The share of which something belongs to the report, whatever is decided of those"
            " that wait",
        ),
        _ended(ended, is_shown=shown.whole is not None),
    )


def _courses(followed: Any) -> tuple[Course, ...]:
    """Return for each year how many reports there are, decided, and decided to have a part."""
    years = followed.group_by("year").agg(
        put=followed.count(),
        so=followed.belongs.cast("int64").sum(),
        waiting=(followed.waits & ~followed.belongs).cast("int64").sum(),
    )
    return tuple(
        Course(
            label=row["year"],
            put=int(row["put"]),
            decided=int(row["put"]) - int(row["waiting"]),
            so=int(row["so"]),
        )
        for row in years.order_by("year").to_pyarrow().to_pylist()
    )


def _followed(register: Register, parameters: Parameters) -> Any:
    """Return what followed reports, one row for each thing that was put to named people."""
    rows = selecting.received(register=register, unit="followed", parameters=parameters)
    return rows.mutate(answer=rows.answer.fill_null(""))


def _of_reports(followed: Any) -> Any:
    """Return for each report whether anything belongs to it, and whether anything waits."""
    found = followed.group_by("report_key").agg(
        received_on=followed.received_on.min(),
        belongs=followed.answer.isin(_BELONGS).max(),
        waits=(followed.answer == "").max(),
    )
    return found.select(
        "report_key", "belongs", "waits", year=found.received_on.year().cast("string")
    )


def _stands(register: Register, followed: Any, parameters: Parameters) -> Mapping[str, int]:
    """Return how many of the linked later cases stand how; of each, as a whole."""
    import ibis

    is_linked = (followed.what == "counter") & (followed.answer == _LINKED)
    linked = followed.filter(is_linked).select(case_key="later_case_key").distinct()
    alleged = selecting.of_organisation(table=register.table("allegation"), parameters=parameters)
    result = alleged.result.fill_null("")
    results = alleged.group_by("case_key").agg(
        is_case=result.isin(sorted(UPHELD_RESULTS)).max(), is_open=(result == "").max()
    )
    cases = selecting.of_organisation(table=register.table("case"), parameters=parameters)
    ended = cases.select(
        "case_key", is_closed=cases.closed_on.notnull() | cases.is_closed_undated.fill_null(False)
    )
    found = linked.left_join(results, "case_key").left_join(ended, "case_key")
    # A case that is closed gets no result any more, as where outcomes are counted.
    is_over = ibis.coalesce(found.is_closed, ibis.literal(False))
    stands = found.select(
        stands=ibis.cases(
            (ibis.coalesce(found.is_case, ibis.literal(False)), CASE),
            (ibis.coalesce(found.is_open, ibis.literal(True)) & ~is_over, NOT_YET),
            else_=NO_CASE,
        )
    )
    counted = stands.group_by("stands").agg(n=stands.count()).to_pyarrow().to_pylist()
    return {row["stands"]: int(row["n"]) for row in counted}


def _ended(ended: Mapping[str, int], *, is_shown: bool) -> Tabled:
    counts = {name: ended.get(name, 0) for name in (CASE, NO_CASE, NOT_YET)}
    # A few that were linked are told by no table.
    told = counts if is_shown else dict.fromkeys(counts, 0)
    return Tabled(
        name="later_cases",
        title="Later cases about whoever reported, decided to belong to the report: how they stand",
        definition=ENDED,
        heading="How the later case stands",
        columns=shares.columns(total="Later cases", count="That stand so"),
        rows=shares.split_rows(told),
        missing=(
            Missing(
                what="linked reports and cases left out here", count=0, total=sum(told.values())
            ),
        ),
        notes=(
            "The later case is one about whoever reported. A case to answer there is one against"
            " people that it names, and says nothing of the first report.",
            "Results are of the case as a whole: a snapshot does not say who in it reported.",
        ),
    )


def _draw(result: Result) -> tuple[Figure, ...]:
    return (shares.chart(result=result, name="happened", place=2),)


ENTRY = Entry(
    name="victimisation",
    title="What happened after reporting",
    question="How many of those who reported say that they were treated badly since, and what was"
    " decided of what followed?",
    definition=DEFINITION,
    by=(),
    years=3,
    limits=(
        "Whether it happened because they reported: they are asked what happened, and the cause is"
        " for whoever looks into it.",
        "How many were treated badly: who suffers most may answer least, or most.",
        "Who did wrong: what is decided to belong to a report may answer it, and what it is has"
        " still to be found.",
        "Whether fewer links mean fewer reprisals: only what stands out is put to anybody, of"
        " reporters who agreed to be known.",
        "Any unit: it is told of whole forces only.",
    ),
    compute=_compute,
    draw=_draw,
)
