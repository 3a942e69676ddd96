"""The marks every rule of law carries: where it stands, since when, and how far it was checked."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """Says whether a rule binds by law or only because the deployment adopted it."""

    STATUTORY = "statutory"
    POLICY = "policy"


class Verification(StrEnum):
    """Says how far a rule was checked against its source.

    seen: the operative words were read. partial: an excerpt, an older or a secondary text was
    read. memory: not checked; a lawyer must confirm it before it is relied on.
    """

    SEEN = "seen"
    PARTIAL = "partial"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """Holds the first and last day of a rule; no last day means that it still applies."""

    from_on: datetime.date
    until_on: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """Names an Act, a set of regulations, or a policy that stands beside them."""

    code: str
    title: str
    short: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """Points to the place in an instrument that a rule comes from."""

    instrument: Instrument
    reference: str
    url: str
