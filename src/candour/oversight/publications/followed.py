"""How often what followed a report was decided to belong to it, of whole forces only."""

from candour.oversight.answers import Asked
from candour.oversight.publication import Entry
from candour.oversight.scopes import ForceOnly, OfForce

_ASKED = Asked(
    table="upheld",
    answers="reports of which what followed was decided by a named person",
    said="have something that was decided to belong to them",
    first=1,
)

ENTRY = Entry(
    name="followed",
    title="What followed a report",
    question="Of how many reports was something that followed decided to belong to them?",
    measure="victimisation",
    by="",
    scope=OfForce(by=(ForceOnly.VICTIMISATION,)),
    draft=_ASKED.draft,
    headline=_ASKED.headline(),
)
