"""The table of what reports left out and of words that got out, with its definition."""

from candour.oversight.queries.left_out import LeftOut
from candour.oversight.tables.defined import Defined
from candour.pages import wording
from candour.pages.tables import Column, Table


def of(found: LeftOut) -> Defined:
    """Return what was left out and what got out."""
    texts = ("Reference", "Force or body", "What", "On")
    return Defined(
        table=Table(
            caption="Left out of reports, and got out of cases",
            columns=tuple(Column(text=text, is_numeric=False) for text in texts),
            rows=tuple(
                (one.reference, one.organisation, one.what, wording.day(one.on))
                for one in found.rows
            ),
        ),
        definition=(
            "A finding counts as left out when the version before stated it and the next one does"
            " not, or says otherwise. Who did it, and why, is in the case for its reviewer.",
            "Words count when eight or more in a row stood in another file before the subject's"
            " side was given them. It says nothing of who passed them on.",
            "Ask the force or body by the reference. What is behind a wall for you is not here.",
        ),
        if_empty="Nothing was left out, and nothing got out.",
    )
