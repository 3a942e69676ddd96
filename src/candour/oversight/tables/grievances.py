"""The table of grievances that were screened: rounded counts, with their definition."""

from collections.abc import Sequence

from candour.oversight import rounding
from candour.oversight.queries.grievances import Counted
from candour.oversight.tables.defined import Defined
from candour.pages.tables import Column, Table

_SAID = {
    "screened:indicated": "Screened: conduct indicated",
    "screened:look": "Screened: look at it",
    "screened:not_indicated": "Screened: not indicated",
    "moved": "Moved to conduct",
    "stays": "Stays a grievance, with a second person's agreement",
    "overdue": "Not decided within two working days",
}
DEFINITION = (
    "Of the last year, by the day of screening. Every row of HR's register is screened by published"
    " categories and words. A row that HR changes is screened, and counted, again.",
    "One to four reads as fewer than 5; every other count is rounded by itself at random to a"
    " multiple of five. What is behind a wall for you is in no number.",
)


def of(found: Sequence[Counted], *, key: bytes) -> Defined:
    """Return the counts, rounded so that a small one stays unknown."""
    return Defined(
        table=Table(
            caption="Grievances that were screened for conduct",
            columns=(
                Column(text="Employer", is_numeric=False),
                Column(text="What happened", is_numeric=False),
                Column(text="Grievances"),
            ),
            rows=tuple(
                (one.organisation, _SAID.get(one.what, one.what), _shown(one, key)) for one in found
            ),
        ),
        definition=DEFINITION,
        if_empty="No grievance was screened in the last year.",
    )


def _shown(one: Counted, key: bytes) -> str:
    what = f"grievances/{one.organisation_id}/{one.what}"
    return rounding.shown(count=one.number, what=what, key=key)
