"""Reviews asked for, decided and upheld, by who reported."""

from typing import Any

from candour.law.events import ReporterKind
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
    stage="Review: decided by the body that reviews",
    numerator="cases of which the newest decided review was upheld",
    denominator="cases in which a review was decided by the cut-off, and it is recorded how",
    unit=Counted.CASE,
    basis=Basis.RECEIPT,
    missing="Reviews that are not decided yet are left out and counted beside it; so are decisions"
    " of which nobody recorded what they were, which bound the share.",
    method=f"{shares.METHOD}; the ratio with its log-Wald interval, or the exact one of rates where"
    " it is wider",
    references=(*shares.WILSON, "Police Reform Act 2002, Schedule 3 para 25"),
)
INSIDE = "From inside the police"
OUTSIDE = "Members of the public"
_OUTSIDE = (ReporterKind.PUBLIC, ReporterKind.FAMILY_OF_OFFICER)
_WITHOUT = (ReporterKind.ANONYMOUS,)
_NAMES = {
    **{kind.value: OUTSIDE for kind in _OUTSIDE},
    **{
        kind.value: INSIDE for kind in ReporterKind if kind not in _OUTSIDE and kind not in _WITHOUT
    },
    ReporterKind.ANONYMOUS.value: "Anonymous",
    "": "Not recorded",
}
_UNSAID = "decided reviews of which nobody recorded the decision"


def _compute(register: Register, parameters: Parameters) -> Computed:
    steps = selecting.received(register=register, unit="case_step", parameters=parameters)
    applied = steps.filter(steps.what == "review_applied").select("case_key").distinct()
    newest = _newest(steps)
    decided = newest.filter(newest.answer.isin(["upheld", "not_upheld"]))
    kinds = register.table("reporter").select("case_key", "reporter_kind")
    joined = decided.left_join(kinds, "case_key")
    parts = shares.parts(
        tallies=shares.tallied(
            rows=joined.select("reporter_kind", is_upheld=joined.answer == "upheld"),
            by="reporter_kind",
            counted="is_upheld",
        ),
        names=_NAMES,
        otherwise="Not recorded",
    )
    unsaid = selecting.number(newest) - selecting.number(decided)
    return Computed(
        tables=(
            Tabled(
                name="upheld",
                title="Reviews upheld, by who reported",
                definition=DEFINITION,
                heading="Who reported",
                columns=shares.columns(total="Reviews decided", count="Upheld"),
                rows=shares.rows(parts),
                missing=(
                    Missing(
                        what="cases whose review was asked for and is not decided",
                        count=selecting.number(applied.anti_join(newest, "case_key")),
                        total=selecting.number(applied),
                    ),
                    Missing(what=_UNSAID, count=unsaid, total=selecting.number(newest)),
                ),
                notes=_notes(parts),
            ),
            shares.bounds(
                of=shares.whole(parts), unknown=unsaid, what=_UNSAID, definition=DEFINITION,
                least=1,
            ),
        )
    )  # fmt: skip


def _newest(steps: Any) -> Any:
    """Return how the newest decided review of each case ended."""
    decided = steps.filter(steps.what == "review_decided")
    last = selecting.newest(rows=decided, of="case_key", value="code", on="happened_on")
    return last.rename(answer="code")


def _notes(parts: tuple[shares.Part, ...]) -> tuple[str, ...]:
    by_label = {one.label: one for one in parts}
    if INSIDE not in by_label or OUTSIDE not in by_label:
        return ()
    return (shares.said(definition=DEFINITION, of=by_label[INSIDE], against=by_label[OUTSIDE]),)


def _draw(result: Result) -> tuple[Figure, ...]:
    return (shares.chart(result=result, name="upheld", place=2),)


ENTRY = Entry(
    name="reviews",
    title="Reviews upheld",
    question="Of the reviews that were decided, how many were upheld?",
    definition=DEFINITION,
    by=(),
    years=3,
    limits=(
        "How many decisions were wrong: a decision that nobody asks to have reviewed is not here,"
        " and police staff have no right of their own to a review.",
        "Whether reviews are upheld more often than before: those of recent cases that take long"
        " are not decided yet.",
    ),
    compute=_compute,
    draw=_draw,
)
