"""How many reporters were written to in their mailbox in time, of whole forces only."""

from candour.oversight.answers import Asked
from candour.oversight.publication import Entry
from candour.oversight.scopes import ForceOnly, OfForce

_ASKED = Asked(
    table="written_to",
    answers="reports with a mailbox",
    said="were written to within 28 days",
)

ENTRY = Entry(
    name="answers",
    title="Written to in their mailbox",
    question="How many of those who reported were written to within four weeks?",
    measure="channels",
    by="",
    scope=OfForce(by=(ForceOnly.ROUTE,)),
    draft=_ASKED.draft,
    headline=_ASKED.headline(),
)
