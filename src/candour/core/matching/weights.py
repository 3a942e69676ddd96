"""What each level of agreement counts: the chances that training wrote to a readable file.

A level's weight, in bits, is log2(m/u): how often it is seen between a description and the person
meant (m), against how often with anybody else (u). Where it is known how many people share what
was said (a rare name, a small unit), that share stands in place of u.

References: Fellegi and Sunter (1969), A theory for record linkage, JASA 64:1183; Linacre et al.
(2022), Splink, IJPDS 7:3.
"""

import dataclasses
import functools
import json
import math
import pathlib
from collections.abc import Mapping
from typing import Any

from candour.core.matching.levels import Level

SHIPPED = pathlib.Path(__file__).with_name("weights.json")
# What people set before anything was learned: every training starts here, never from another one.
BY_HAND = pathlib.Path(__file__).with_name("weights_by_hand.json")
# No chance is taken for nothing: an untrained level is rare, not impossible.
LEAST = 1e-9


class NotWeights(Exception):
    """Refuses a file that is not one of weights, and says what is wrong with it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """How often a level is seen with the person meant, and how often with anybody else."""

    m: float
    u: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A trained table: the chances of each level, and what is held before anything is compared.

    known: how often somebody described is on the register at all; swapped: how often the parts of
    a name stand in each other's place; propose_at: how probable one person must be to be proposed.
    """

    name: str
    chances: Mapping[Level, Chances]
    known: float
    swapped: float
    propose_at: float
    report: Mapping[str, Any]

    def bits(self, level: Level, *, share: float | None = None) -> float:
        """Return what a level counts, where so many of all people share what was said."""
        chances = self.chances[level]
        return math.log2(chances.m / max(chances.u if share is None else share, LEAST))


def read(*, text: str) -> Weights:
    """Return the weights that a file holds, or refuse it with the reason."""
    try:
        held = json.loads(text)
        return Weights(
            name=str(held["name"]),
            chances={level: _chances(held["levels"][level.value]) for level in Level},
            known=_chance(held["known"]),
            swapped=_chance(held["swapped"]),
            propose_at=_chance(held["propose_at"]),
            report=dict(held.get("report", {})),
        )
    except KeyError as missing:
        message = f"The file of weights lacks {missing}."
        raise NotWeights(message) from None
    except (TypeError, ValueError) as error:
        message = f"The file of weights can't be read: {error}."
        raise NotWeights(message) from None


def written(*, weights: Weights) -> str:
    """Return the file of weights, with the bits of each level beside its chances."""
    levels = {
        level.value: {
            "m": chances.m,
            "u": chances.u,
            "bits": round(weights.bits(level), 2),
        }
        for level, chances in weights.chances.items()
    }
    held = {
        "name": weights.name,
        "known": weights.known,
        "swapped": weights.swapped,
        "propose_at": weights.propose_at,
        "levels": levels,
        "report": weights.report,
    }
    return json.dumps(held, indent=2) + "\n"


@functools.cache
def shipped() -> Weights:
    """Return the weights that come with Candour."""
    return read(text=SHIPPED.read_text(encoding="utf-8"))


@functools.cache
def by_hand() -> Weights:
    """Return the weights that people set, from which training starts."""
    return read(text=BY_HAND.read_text(encoding="utf-8"))


def _chances(held: Mapping[str, float]) -> Chances:
    return Chances(m=_chance(held["m"]), u=_chance(held["u"]))


def _chance(value: float) -> float:
    chance = float(value)
    if not 0 < chance <= 1:
        message = f"{value} is not a chance between 0 and 1"
        raise ValueError(message)
    return chance
