"""The course of every matter as one table: role, state, step, condition.

Pure: a table and functions over it. A database that refuses forbidden moves is filled from `edges`.
"""

from candour.core.states.beside import Standing, begun, facts_beside
from candour.core.states.guards import WORDS, Guard
from candour.core.states.names import Holder, Machine, State, Step
from candour.core.states.owing import Owed, owed
from candour.core.states.rows import Mark, Track, Transition
from candour.core.states.table import (
    FINAL,
    INITIAL,
    OWNER_OF,
    TRACKS,
    TRANSITIONS,
    Edge,
    edges,
    is_final,
    owner_of,
)
from candour.core.states.taking import (
    Done,
    Refused,
    Taken,
    allowed,
    in_words,
    state_of,
    take,
)

__all__ = [
    "FINAL",
    "INITIAL",
    "OWNER_OF",
    "TRACKS",
    "TRANSITIONS",
    "WORDS",
    "Done",
    "Edge",
    "Guard",
    "Holder",
    "Machine",
    "Mark",
    "Owed",
    "Refused",
    "Standing",
    "State",
    "Step",
    "Taken",
    "Track",
    "Transition",
    "allowed",
    "begun",
    "edges",
    "facts_beside",
    "in_words",
    "is_final",
    "owed",
    "owner_of",
    "state_of",
    "take",
]
