"""Finds a return by its name."""

import functools

from candour import catalogue
from candour.oversight.returns import bodies
from candour.oversight.returns.layout import Entry


class NoSuchReturn(Exception):
    """There is no return of that name."""


@functools.cache
def entries() -> dict[str, Entry]:
    """Return every return by name."""
    return catalogue.entries(bodies, Entry)


def entry_of(name: str) -> Entry:
    """Return the return of a name, written with either sign between its words."""
    try:
        return entries()[name.replace("-", "_")]
    except KeyError:
        message = f"There is no return {name!r}; there are {', '.join(entries())}."
        raise NoSuchReturn(message) from None
