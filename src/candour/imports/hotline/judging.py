"""Holds a contact of a file against what earlier files said of it."""

from collections.abc import Sequence
from enum import Enum

from candour.imports.contacts import PENDING, ContactRow
from candour.imports.models import Contact


class Verdict(Enum):
    """What becomes of a row."""

    NEW = "new"
    MOVED = "moved"
    KNOWN = "known"
    CONTRADICTS = "contradicts"


def judge(*, said: ContactRow, force: object, earlier: Sequence[Contact]) -> Verdict:
    """Say what a row is, given all that is held of its contact, the present word last.

    A contact moves from pending to passed on or refused, once, and never back. A file that repeats
    what once was so changes nothing, however late it comes.
    """
    if not earlier:
        return Verdict.NEW
    now = earlier[-1]
    if (now.force_id, now.received_on) != (force, said.received_on):
        return Verdict.CONTRADICTS
    if any(_agrees(said, held) for held in earlier):
        return Verdict.KNOWN
    if now.disposition == PENDING and said.disposition != PENDING:
        return Verdict.MOVED
    return Verdict.CONTRADICTS


def _agrees(said: ContactRow, held: Contact) -> bool:
    is_same = (said.disposition, said.reason) == (held.disposition, held.reason)
    # An empty cell says nothing, and so contradicts nothing.
    return is_same and said.category in ("", held.category)
