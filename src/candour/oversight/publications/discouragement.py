"""How many of those who reported say that they were told not to, of whole forces only."""

from candour.oversight.answers import Asked
from candour.oversight.publication import Entry
from candour.oversight.scopes import ForceOnly, OfForce

_ASKED = Asked(
    table="by_year",
    answers="answers to the question whether anybody told them not to report",
    said="say that somebody did",
)

ENTRY = Entry(
    name="discouragement",
    title="Told not to report",
    question="How many of those who reported say that somebody told them not to?",
    measure="discouragement",
    by="",
    scope=OfForce(by=(ForceOnly.DISCOURAGEMENT,)),
    draft=_ASKED.draft,
    headline=_ASKED.headline(),
)
