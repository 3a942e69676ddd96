"""The shape of one row of the table of steps, and of one machine."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from candour.core.states.guards import Guard
from candour.core.states.names import Holder, Machine, State, Step
from candour.law.clocks import CLOCKS
from candour.law.events import CaseKind, EventKind, Party
from candour.law.instruments import (
    APPEALS_TRIBUNALS_RULES_2020,
    BARRED_LIST_REGULATIONS_2017,
    COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
    CONDUCT_REGULATIONS_2020,
    PARITY_POLICY,
    POLICE_REFORM_ACT_2002,
    SERVICE_POLICY,
)
from candour.law.provisions import Basis, Instrument, Provision, Verification

_NUMBER = re.compile(r"\d+[A-Z]*")
_KINDS = {
    Machine.COMPLAINT: (CaseKind.COMPLAINT,),
    Machine.CONDUCT_MATTER: (CaseKind.CONDUCT_MATTER,),
    Machine.DSI_MATTER: (CaseKind.DSI_MATTER,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Says where a row stands, whether it binds, and how far that was checked."""

    provisions: tuple[Provision, ...]
    basis: Basis
    verification: Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """States one step: from where, by whom, if what holds, to where, and what it records.

    target: None where the machine stays where it stands. guard: facts that must all hold.
    unless: facts none of which may hold. ahead: what it records for the day it fixes.
    opens: machines that begin beside this one, one for each person where they are held of persons.
    """

    machine: Machine
    sources: tuple[State, ...]
    step: Step
    target: State | None
    by: tuple[Party, ...]
    mark: Mark
    guard: tuple[Guard, ...] = ()
    unless: tuple[Guard, ...] = ()
    events: tuple[EventKind, ...] = ()
    ahead: tuple[EventKind, ...] = ()
    opens: tuple[Machine, ...] = ()
    note: str = ""

    @property
    def starts(self) -> tuple[str, ...]:
        """Return the ids of the clocks that what this step records starts."""
        return _clocks(self, met=False)

    @property
    def meets(self) -> tuple[str, ...]:
        """Return the ids of the clocks that what this step records meets."""
        return _clocks(self, met=True)

    def leads_to(self, source: State) -> State:
        """Return where the machine stands after this step from a state."""
        return self.target or source


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """Says who owns the days in some states while a fact holds, instead of the usual owner."""

    states: tuple[State, ...]
    fact: Guard
    owner: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Holds one machine whole.

    owners: whose every day is in a state that is not final. A final state is left only by a step
    that takes the matter up again. begins: what is recorded when the machine begins, before any
    step.
    """

    machine: Machine
    name: str
    summary: str
    holder: Holder
    initial: State
    final: frozenset[State]
    owners: Mapping[State, Party]
    rows: tuple[Transition, ...]
    owned_instead: tuple[Instead, ...] = ()
    begins: tuple[EventKind, ...] = ()

    @property
    def states(self) -> tuple[State, ...]:
        """Return every state of the machine, in the order in which they are named."""
        return tuple(state for state in State if state in self.owners or state in self.final)


def schedule_3(reference: str, verification: Verification) -> Mark:
    """Mark a row that stands in Schedule 3 to the Police Reform Act 2002."""
    url = f"{POLICE_REFORM_ACT_2002.url}/schedule/3"
    return _statutory(POLICE_REFORM_ACT_2002, f"Sch 3 {reference}", url, verification)


def complaints_regulation(reference: str, verification: Verification) -> Mark:
    """Mark a row that stands in the Complaints and Misconduct Regulations 2020."""
    return _regulation(COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020, reference, verification)


def conduct_regulation(reference: str, verification: Verification) -> Mark:
    """Mark a row that stands in the Conduct Regulations 2020."""
    return _regulation(CONDUCT_REGULATIONS_2020, reference, verification)


def lists_regulation(reference: str, verification: Verification) -> Mark:
    """Mark a row that stands in the Barred List and Advisory List Regulations 2017."""
    return _regulation(BARRED_LIST_REGULATIONS_2017, reference, verification)


def tribunal_rule(reference: str, verification: Verification) -> Mark:
    """Mark a row that stands in the Police Appeals Tribunals Rules 2020."""
    return _regulation(APPEALS_TRIBUNALS_RULES_2020, reference, verification)


def parity(reference: str) -> Mark:
    """Mark a row that only the policy of equal rights gives."""
    return _policy(PARITY_POLICY, reference)


def policy(reference: str) -> Mark:
    """Mark a row that only adopted policy gives."""
    return _policy(SERVICE_POLICY, reference)


def _policy(instrument: Instrument, reference: str) -> Mark:
    provision = Provision(instrument=instrument, reference=reference, url="")
    return Mark(provisions=(provision,), basis=Basis.POLICY, verification=Verification.SEEN)


def _regulation(instrument: Instrument, reference: str, verification: Verification) -> Mark:
    number = _NUMBER.search(reference)
    url = f"{instrument.url}/regulation/{number.group()}" if number else instrument.url
    return _statutory(instrument, reference, url, verification)


def _statutory(
    instrument: Instrument, reference: str, url: str, verification: Verification
) -> Mark:
    provision = Provision(instrument=instrument, reference=reference, url=url)
    return Mark(provisions=(provision,), basis=Basis.STATUTORY, verification=verification)


def _clocks(row: Transition, *, met: bool) -> tuple[str, ...]:
    kinds = set(_KINDS.get(row.machine, tuple(CaseKind)))
    recorded = {*row.events, *row.ahead}
    return tuple(
        clock.id
        for clock in CLOCKS
        if recorded & set(clock.met_by if met else clock.starts)
        and any(kinds & set(scope.case_kinds) for scope in clock.scopes)
    )
