"""How many reporters say that something happened to them since, of whole forces only."""

from candour.oversight.answers import Asked
from candour.oversight.publication import Entry
from candour.oversight.scopes import ForceOnly, OfForce

_ASKED = Asked(
    table="happened",
    answers="reports whose reporter said how they fare",
    said="say that something happened to them since",
)

ENTRY = Entry(
    name="victimisation",
    title="What happened after reporting",
    question="How many of those who reported say that they were treated badly since?",
    measure="victimisation",
    by="",
    scope=OfForce(by=(ForceOnly.VICTIMISATION,)),
    draft=_ASKED.draft,
    headline=_ASKED.headline(),
)
