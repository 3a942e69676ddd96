"""Whether people would report again, as they answer once it is over, of whole forces only."""

from candour.oversight.answers import Asked
from candour.oversight.publication import Entry
from candour.oversight.scopes import ForceOnly, OfForce

_ASKED = Asked(
    table="by_year",
    answers="answers to the question whether they would report again",
    said="say that they would",
)

ENTRY = Entry(
    name="confidence",
    title="Would they report again",
    question="Of those whose matter is over, how many would report again?",
    measure="confidence",
    by="",
    scope=OfForce(by=(ForceOnly.CONFIDENCE,)),
    draft=_ASKED.draft,
    headline=_ASKED.headline(),
)
