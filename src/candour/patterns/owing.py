"""Puts what the patterns wait for into the lists of work: each part adds its own source."""

from candour.cases.work import beside
from candour.patterns.gates import waiting as gates


def register() -> None:
    """Add each source once."""
    for source in (gates.SOURCE,):
        if source not in beside.SOURCES:
            beside.SOURCES.append(source)
