"""Case to answer where it is one person's word against another's, and where there is more."""

from typing import Any

from candour.law.events import ReporterKind
from candour.measures import shares
from candour.measures.counting import selecting
from candour.measures.counting.finalised import NO_CASE
from candour.measures.counting.stages import ANSWER_RESULTS
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
    stage="Case to answer: decided, with whether it is one word against another",
    numerator="allegations with a case to answer, or a finding after it",
    denominator="allegations of which it was decided whether there is a case to answer, in a"
    " stratum that whoever decided gave them",
    unit=Counted.ALLEGATION,
    basis=Basis.RECEIPT,
    missing="Allegations that are open, or ended in another way, are left out. Where nobody said"
    " whether it is one word against another, that is a row and a bound: imported histories don't"
    " say it.",
    method=f"{shares.METHOD}; the ratio of both with its variance summed by person",
    references=(*shares.WILSON, "Liang and Zeger 1986, Biometrika 73:13"),
)
ALONE = "One person's word against another's"
MORE = "More evidence than two accounts"
_STRATA = {"yes": ALONE, "no": MORE}
UNSAID = "Not recorded"
_WHAT = "decided allegations of which nobody said whether it is one word against another"
_REPORTERS = {
    ReporterKind.POLICE_OFFICER_SAME_FORCE.value: "Officer of the same force",
    ReporterKind.POLICE_STAFF_SAME_FORCE.value: "Police staff of the same force",
    ReporterKind.PUBLIC.value: "Member of the public",
}


def _compute(register: Register, parameters: Parameters) -> Computed:
    weighed = selecting.received(register=register, unit="weighed", parameters=parameters)
    decided = weighed.filter(weighed.result.isin(sorted({*ANSWER_RESULTS, NO_CASE})))
    rows = decided.mutate(
        is_answered=decided.result.isin(sorted(ANSWER_RESULTS)),
        # An allegation about nobody known stands for itself.
        whose=decided.person_key.fill_null(decided.case_key),
    )
    parts = shares.parts(
        tallies=shares.tallied(rows=rows, by="word_against_word", counted="is_answered"),
        names=_STRATA,
        otherwise=UNSAID,
    )
    known = [one for one in parts if one.label != UNSAID]
    unsaid = sum(one.total for one in parts) - sum(one.total for one in known)
    missing = (Missing(what=_WHAT, count=unsaid, total=sum(one.total for one in parts)),)
    return Computed(
        tables=(
            Tabled(
                name="strata",
                title="Case to answer, by whether it is one word against another",
                definition=DEFINITION,
                heading="What there is",
                columns=shares.columns(total="Decided", count="With a case to answer"),
                rows=shares.rows(parts),
                missing=missing,
                notes=(_sentence(rows),),
            ),
            _stratum(parts, unsaid),
            _by_reporter(register, rows, missing),
        )
    )


def _stratum(parts: tuple[Part, ...], unsaid: int) -> Tabled:
    """Return how large the stratum is, whatever those are of which nobody said it."""
    found = {one.label: one.total for one in parts}
    alone, more = found.get(ALONE, 0), found.get(MORE, 0)
    return shares.bounds(
        of=Part(label=ALONE, count=alone, total=alone + more),
        unknown=unsaid,
        what=_WHAT,
        definition=DEFINITION,
        least=1,
    )


def _by_reporter(register: Register, rows: Any, missing: tuple[Missing, ...]) -> Tabled:
    alone = rows.filter(rows.word_against_word == "yes")
    kinds = register.table("reporter").select("case_key", "reporter_kind")
    tallies = shares.tallied(
        rows=alone.left_join(kinds, "case_key"), by="reporter_kind", counted="is_answered"
    )
    return Tabled(
        name="by_reporter",
        title="Case to answer where it is one word against another, by whose word it is",
        definition=DEFINITION,
        heading="Who reported",
        columns=shares.columns(total="Decided", count="With a case to answer"),
        rows=shares.rows(shares.parts(tallies=tallies, names=_REPORTERS, otherwise="Anybody else")),
        missing=missing,
        notes=(
            "Plain shares: what is alleged may differ between rows, and which lines of"
            " corroboration were found.",
        ),
    )


def _sentence(rows: Any) -> str:
    """Compare both strata; several allegations about one person are not independent."""
    found = shares.quotients(
        rows=rows, by="word_against_word", whose="whose", counted="is_answered"
    )
    return shares.said_of(
        definition=DEFINITION, labels=(ALONE, MORE), of=found.get("yes"), against=found.get("no")
    )


def _draw(result: Result) -> tuple[Figure, ...]:
    return (shares.chart(result=result, name="strata", place=2),)


ENTRY = Entry(
    name="word_against_word",
    title="One word against another",
    question="How often is there a case to answer where it is one person's word against another's?",
    definition=DEFINITION,
    by=(),
    years=3,
    limits=(
        "Whether the right people were believed: it counts decisions, and not what happened.",
        "Whether there was no other evidence: whoever decided says so, after the lines of"
        " corroboration were looked for.",
    ),
    compute=_compute,
    draw=_draw,
)
