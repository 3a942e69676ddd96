"""People who had left before the case came, or left while it was open, and what became of it."""

from typing import Any, Final

from candour.law import outcomes
from candour.measures import shares
from candour.measures.counting import selecting
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
    stage="Serving or left: on the day of receipt, and on the day the case closed",
    numerator="involvements with a case to answer, or a finding after it, in any allegation",
    denominator="involvements in closed cases of people whose service is known, by whether they had"
    " left before the case was received, left while it was open, or served throughout",
    unit=Counted.INVOLVEMENT,
    basis=Basis.RECEIPT,
    missing="Open cases are left out, since somebody in them may still leave. So are people whose"
    " service is not known, and who joined only later. A case that is closed on an unknown day is"
    " left out.",
    method=f"{shares.METHOD}; the ratio with its variance summed by person",
    references=(
        *shares.WILSON,
        "Liang and Zeger 1986, Biometrika 73:13",
        "Police (Conduct) Regulations 2020, Schedule 1 (former officers)",
        "Police Act 1996, section 88C (barred list)",
    ),
)
BEFORE: Final = "Had left before the case was received"
DURING: Final = "Left while it was open"
SERVING: Final = "Served throughout"
_NAMES = {"before": BEFORE, "during": DURING, "serving": SERVING}
_WOULD_HAVE: Final = "would_have_been_dismissed"
_BARRING = frozenset(row.code for row in outcomes.SANCTIONS if row.is_barring)


def _compute(register: Register, parameters: Parameters) -> Computed:
    involved = selecting.received(register=register, unit="involvement", parameters=parameters)
    # Every table is of the same rows: they are put together once.
    closed = register.held(_with_ends(register, _stood(register, involved)))
    ended = closed.filter(closed.stood != "")
    missing = _missing(
        involved=selecting.number(involved),
        closed=selecting.number(closed),
        known=selecting.number(ended),
    )
    answered = _parts(ended, "has_answer")
    return Computed(
        tables=(
            Tabled(
                name="answered",
                title="Case to answer, by whether the person served",
                definition=DEFINITION,
                heading="Service",
                columns=shares.columns(total="Closed involvements", count="Case to answer"),
                rows=shares.rows(answered),
                missing=missing,
                notes=_notes(ended),
            ),
            _ends(ended, missing),
        )
    )


def _closed(register: Register, involved: Any) -> Any:
    cases = register.table("case").select("case_key", "closed_on")
    joined = involved.inner_join(cases, "case_key")
    return joined.filter(joined.closed_on.notnull())


def _stood(register: Register, involved: Any) -> Any:
    """Return of each involvement whether the person had left; empty where it can't be known."""
    import ibis

    # Most people are in no case; sorting out their service would be most of the work.
    served = selecting.service_of_busy(register)
    last = served.group_by("person_key", "organisation").agg(
        first_on=served.from_on.min(),
        until_on=served.until_on.max(),
        left_on=served.until_on.max(where=served.ends_by == "left"),
    )
    rows = _closed(register, involved).left_join(last, ["person_key", "organisation"])
    has_left = rows.left_on == rows.until_on
    return rows.select(
        "case_key",
        "person_key",
        stood=ibis.cases(
            (rows.until_on.isnull() | (rows.first_on > rows.received_on), ""),
            (has_left & (rows.until_on < rows.received_on), "before"),
            (has_left & (rows.until_on < rows.closed_on), "during"),
            else_="serving",
        ),
    )


def _with_ends(register: Register, stood: Any) -> Any:
    """Add how each involvement ended at worst: a case to answer, barring, or "would have"."""
    rows = register.table("allegation")
    ended = (
        rows.filter(rows.person_key.notnull())
        .group_by("case_key", "person_key")
        .agg(
            has_answer=rows.result.isin(sorted(ANSWER_RESULTS)).max(),
            is_barred=rows.sanction.isin(sorted(_BARRING)).max(),
            would_have=(rows.sanction == _WOULD_HAVE).max(),
        )
    )
    found = stood.left_join(ended, ["case_key", "person_key"]).select(
        "person_key", "stood", "has_answer", "is_barred", "would_have"
    )
    return found.fill_null({"has_answer": False, "is_barred": False, "would_have": False})


def _parts(ended: Any, counted: str) -> tuple[Part, ...]:
    return shares.parts(
        tallies=shares.tallied(rows=ended, by="stood", counted=counted),
        names=_NAMES,
        otherwise=SERVING,
    )


def _ends(ended: Any, missing: tuple[Missing, ...]) -> Tabled:
    """Say how often those who had left were found to be people who would have been dismissed."""
    left = ended.filter(ended.stood != "serving")
    barred, would_have = (shares.whole(_parts(left, name)) for name in ("is_barred", "would_have"))
    return Tabled(
        name="ends",
        title="What was decided of people who had left before the end",
        definition=DEFINITION,
        heading="Decided",
        columns=shares.columns(total="Closed involvements", count="So decided"),
        rows=shares.lone_rows(
            (
                Part(
                    label="Would have been dismissed",
                    count=would_have.count,
                    total=would_have.total,
                ),
                Part(label="Goes on the barred list", count=barred.count, total=barred.total),
            )
        ),
        missing=missing,
        notes=("Whoever would have been dismissed is on the barred list, too.",),
    )


def _missing(*, involved: int, closed: int, known: int) -> tuple[Missing, ...]:
    return (
        Missing(
            what="involvements in cases that are open, or closed on an unknown day",
            count=involved - closed,
            total=involved,
        ),
        Missing(
            what="closed involvements of people whose service is not known",
            count=closed - known,
            total=closed,
        ),
    )


def _notes(ended: Any) -> tuple[str, ...]:
    """Compare with those who served throughout; one person's cases are not independent."""
    found = shares.quotients(rows=ended, by="stood", whose="person_key", counted="has_answer")
    return tuple(
        shares.said_of(
            definition=DEFINITION,
            labels=(_NAMES[code], SERVING),
            of=found.get(code),
            against=found.get("serving"),
        )
        for code in ("before", "during")
    )


def _draw(result: Result) -> tuple[Figure, ...]:
    return (shares.chart(result=result, name="answered", place=2),)


ENTRY = Entry(
    name="former_officers",
    title="Former officers",
    question="What becomes of cases about people who had left, or who left before the end?",
    definition=DEFINITION,
    by=(),
    years=5,
    limits=(
        "Whether somebody left because of the case: why people leave is not known here.",
        "Whether leaving ends a case: it does not, and what is closed on leaving without a result"
        " counts as without a case to answer.",
    ),
    compute=_compute,
    draw=_draw,
)
