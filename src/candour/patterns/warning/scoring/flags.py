"""Who is put to a panel: a policy of this system in three rules, each with its number."""

import dataclasses
from collections.abc import Sequence

BASIS = "policy"
# A flag never rests on one sender's word.
INDEPENDENT = 2
# How sure it must be that the rate is over so many times that of the peers.
TIMES_PEERS = 3.0
SURE = 0.8
# What matters of late must weigh together, by category and age.
HEAVY = 6.0
# From so many allegations on a panel always looks, whatever the peers have.
ALWAYS = 11

BECAUSE = {
    "rate": "Far more incidents than peers have, and heavy ones of late",
    "number": f"{ALWAYS} allegations or more",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the rules look at. above: the chance that the rate is over 3 times the peers'."""

    allegations: int
    independent: int
    severity: float
    above: float


def because(*, facts: Facts) -> Sequence[str]:
    """Return the codes of the rules that a person meets; none, and no flag is proposed."""
    if facts.independent < INDEPENDENT:
        return ()
    found = []
    if facts.above >= SURE and facts.severity >= HEAVY:
        found.append("rate")
    if facts.allegations >= ALWAYS:
        found.append("number")
    return tuple(found)
