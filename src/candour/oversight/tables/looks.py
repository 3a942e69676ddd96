"""The table of inquiries and refused looks: rounded counts, with their definition."""

from collections.abc import Sequence

from candour.cases.lookers.queries import PATTERNS
from candour.law.policies import looks as law
from candour.oversight import rounding
from candour.oversight.queries.looks import Counted
from candour.oversight.tables.defined import Defined
from candour.pages.tables import Column, Table

_SIMPLE = {
    "inquiry": "A reporter asked why somebody looked",
    "inquiry_late": "Asked more than 28 days ago and not answered",
    "withheld": "Looks withheld from a reporter under a harm test",
}
_SAID = {
    "answer": ("Answered", {row.code: row.name for row in law.ANSWERS}),
    "alarm": ("Refused look or search put to triage", PATTERNS),
    "triage": ("Triaged", {row.code: row.name for row in law.OUTCOMES}),
}
DEFINITION = (
    "Of the last year; late questions whenever they were asked. A refused look or search is counted"
    " once for each person and case until it is triaged. It is no allegation against anybody.",
    "One to four reads as fewer than 5; every other count is rounded by itself at random to a"
    " multiple of five. What is behind a wall for you is in no number.",
)


def of(found: Sequence[Counted], *, key: bytes) -> Defined:
    """Return the counts, rounded so that a small one stays unknown."""
    return Defined(
        table=Table(
            caption="Who looked: questions and refused looks",
            columns=(
                Column(text="Force or body", is_numeric=False),
                Column(text="What happened", is_numeric=False),
                Column(text="Times"),
            ),
            rows=tuple((one.organisation, _what(one.what), _shown(one, key)) for one in found),
        ),
        definition=DEFINITION,
        if_empty="Nothing was counted in the last year.",
    )


def _shown(one: Counted, key: bytes) -> str:
    return rounding.shown(count=one.number, what=f"looks/{one.organisation_id}/{one.what}", key=key)


def _what(code: str) -> str:
    group, _, name = code.partition(":")
    if group not in _SAID:
        return _SIMPLE.get(code, code)
    said, names = _SAID[group]
    return f"{said}: {names.get(name, name)}"
