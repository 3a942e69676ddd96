"""How one matter holds several machines side by side.

A case holds one machine of its own (complaint, conduct matter, death or serious injury matter, or
grievance) from its first day. A step whose row names `opens` begins another beside it: of the case,
or one for each person. Each machine has its own history and is folded alone; none reads the state
of another. They meet in one fact only: OTHER_MACHINES_CLOSED, which this module computes and which
every end of a case needs, so that a case with fourteen subjects ends when all fourteen have.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from candour.core.states.guards import Guard
from candour.core.states.names import Machine, State
from candour.core.states.table import FINAL, INITIAL
from candour.core.states.taking import Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """States where one machine of a matter stands. subject: the person, where it is held of one."""

    machine: Machine
    state: State
    subject: str | None = None


def begun(*, taken: Taken, subject: str | None) -> tuple[Standing, ...]:
    """Return the machines that a step began, each in its first state."""
    return tuple(
        Standing(machine=machine, state=INITIAL[machine], subject=subject)
        for machine in taken.row.opens
    )


def facts_beside(
    *, of: Machine, standings: Iterable[Standing], subject: str | None = None
) -> frozenset[Guard]:
    """Return what the other machines of a matter establish for one of them.

    The machine of the case waits for all others. One that is held of a person waits only for
    others of that person: never for the case, which waits for it.
    """
    still_open = [
        one
        for one in standings
        if (one.machine, one.subject) != (of, subject)
        and (subject is None or one.subject == subject)
        and one.state not in FINAL[one.machine]
    ]
    return frozenset() if still_open else frozenset({Guard.OTHER_MACHINES_CLOSED})
