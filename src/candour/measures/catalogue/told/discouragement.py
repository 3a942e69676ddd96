"""How many reporters were told not to report, to withdraw or to keep it informal."""

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
from candour.measures.shares import Part
from candour.pages.figures import Figure

DEFINITION = Definition(
    stage="Discouragement: what reporters answer seven days after the report, and at the end",
    numerator="answers that somebody told them not to report, to withdraw or to keep it informal",
    denominator="answers to the question whether anybody did",
    unit=Counted.REPORT,
    basis=Basis.RECEIPT,
    missing="Who was asked and has not answered is a bound. A yes is a matter of its own, with the"
    " body that received it and by its own day; nothing ties it to the report it speaks of, so that"
    " whoever handles that report can't know. A yes outside the askings has no share. Years of"
    " fewer than ten answers are put together; of fewer than five of one kind nothing is said.",
    method=shares.METHOD,
    references=shares.WILSON,
)
_SAID: Final = "discouraged"
_DENIED: Final = "not_discouraged"
_ASKINGS: Final = {"start": "Asked after seven days", "end": "Asked at the end"}
_ASKED_AFTER: Final = 7
_UNANSWERED: Final = "reports whose reporter was asked after seven days and has not answered"


def _compute(register: Register, parameters: Parameters) -> Computed:
    told = selecting.received(register=register, unit="told", parameters=parameters)
    answers = told.filter(told.what.isin([_SAID, _DENIED]))
    rows = answers.mutate(
        is_told=answers.what == _SAID, year=answers.received_on.year().cast("string")
    )
    asked = rows.filter(rows.code.isin(list(_ASKINGS)))
    askings = shares.parts(
        tallies=shares.tallied(rows=asked, by="code", counted="is_told"),
        names=_ASKINGS,
        otherwise="",
    )
    first = asked.filter(asked.code == "start")
    unanswered = max(_asked(register, parameters) - selecting.number(first), 0)
    unasked = selecting.number(rows) - selecting.number(asked)
    missing = (
        Missing(what=_UNANSWERED, count=unanswered, total=unanswered + selecting.number(first)),
        _unasked(unasked, selecting.number(rows)),
    )
    tallies = shares.tallied(rows=first, by="year", counted="is_told")
    years = shares.parts(tallies=tallies, names={year: year for year in tallies}, otherwise="")
    by_year = shares.careful_rows(years)
    return Computed(
        tables=(
            Tabled(
                name="asked",
                title="Told not to report, by when it was asked",
                definition=DEFINITION,
                heading="When",
                columns=shares.columns(total="Answers", count="Somebody told them so"),
                rows=shares.careful_rows(_sayable(askings)),
                missing=missing,
                notes=(),
            ),
            Tabled(
                name="by_year",
                title="Told not to report, as answered after seven days, by year",
                definition=DEFINITION,
                heading="Year",
                columns=shares.columns(total="Answers", count="Somebody told them so"),
                rows=by_year,
                missing=missing,
                notes=shares.last_two(definition=DEFINITION, of=years, beside=by_year),
            ),
            shares.bounds(
                of=shares.whole(years), unknown=unanswered, what=_UNANSWERED,
                definition=DEFINITION, beside=by_year,
            ),
        )
    )  # fmt: skip


def _sayable(askings: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the askings, or none: the whole less those of seven days would tell of a few."""
    return () if any(shares.is_few(one) for one in askings) else askings


def _unasked(unasked: int, answers: int) -> Missing:
    """Say how many said it unasked, unless it is so few that it would tell of single people."""
    if 0 < unasked < shares.SMALL:
        return Missing(
            what="answers outside the askings, too few to say how many", count=0, total=answers
        )
    return Missing(what="answers outside the askings", count=unasked, total=answers)


def _asked(register: Register, parameters: Parameters) -> int:
    """Return how many reports have a mailbox and were there for seven days."""
    reports = selecting.received(register=register, unit="report", parameters=parameters)
    return selecting.number(
        reports.filter(
            reports.is_reachable
            & (reports.state != "moved")
            & (reports.route != "handling")
            & (_days_of(reports.received_on, parameters) >= _ASKED_AFTER)
        )
    )


def _days_of(day: Any, parameters: Parameters) -> Any:
    import ibis

    return ibis.date(parameters.as_of.isoformat()).delta(day, unit="day")


def _draw(result: Result) -> tuple[Figure, ...]:
    return (shares.chart(result=result, name="by_year", place=2),)


ENTRY = Entry(
    name="discouragement",
    title="Told not to report",
    question="How many of those who reported say that somebody told them not to?",
    definition=DEFINITION,
    by=(),
    years=3,
    limits=(
        "Who was kept from reporting: they never answered, since they never reported.",
        "Whether it is true, and who said it: these are answers, and each yes is looked at by"
        " itself.",
        "Any unit: it is told of whole forces only.",
    ),
    compute=_compute,
    draw=_draw,
)
