"""Finds one described person on the register, for whoever runs the system from its command line."""

import dataclasses
import datetime
import json
from collections.abc import Mapping, Sequence

from django.db import transaction

from candour.core.matching import score, weights
from candour.core.matching.levels import WORDS
from candour.core.matching.score import Match
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.log.leaves import Entry
from candour.guard.permissions import demand
from candour.linking.files import values
from candour.people import queries


class NotADay(Exception):
    """Refuses a day that can't be read, with words for whoever typed it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One candidate: who, how probable, whether proposed, and why."""

    person_id: str
    probability: float
    is_proposed: bool
    match: Match


@transaction.atomic
def find(
    *, said: Mapping[str, str], on: datetime.date | None, most: int, by: Actor,
    at: datetime.datetime,
) -> Sequence[Found]:  # fmt: skip
    """Return whom a description may mean, best first; the look is a leaf before it is shown."""
    demand("linking.find", by=by, at=at)
    compared = queries.candidates(said=said, on=on, by=by, at=at)
    register, table = compared.register, weights.shipped()
    found = score.rank(
        readings=compared.readings, register=register, at_least=float("-inf"), most=len(register)
    )
    chances = score.probabilities(
        bits=[one.bits for one in found], people=compared.people, known=table.known
    )
    shown = [
        Found(
            person_id=str(match.person_id),
            probability=chance,
            is_proposed=place == 0 and chance >= table.propose_at,
            match=match,
        )
        for place, (match, chance) in enumerate(zip(found, chances, strict=True))
    ][:most]
    detail = {"persons": [one.person_id for one in shown]}
    leaves.append(entry=Entry(kind="read", what="linking.find", detail=detail), by=by, at=at)
    return shown


def day(text: str) -> datetime.date | None:
    """Return the day that was typed, None where none was."""
    if not text:
        return None
    found = values.span(text)
    if found is None:
        message = f"{text} is not a day: write it as 2026-03-01."
        raise NotADay(message)
    return found.first


def as_json(found: Sequence[Found]) -> str:
    """Return the candidates for a program."""
    return json.dumps(
        [
            {
                "person_id": one.person_id,
                "probability": one.probability,
                "is_proposed": one.is_proposed,
                "weight_bits": one.match.bits,
                "levels": [level.value for level in one.match.because],
            }
            for one in found
        ],
        indent=2,
    )


def as_text(found: Sequence[Found]) -> str:
    """Return the candidates for a person."""
    if not found:
        return "Nobody on the register fits."
    return "\n".join(_line(one) for one in found)


def _line(one: Found) -> str:
    parts = zip(one.match.because, one.match.parts, strict=True)
    why = "; ".join(f"{WORDS[level]} ({bits:+.1f})" for level, bits in parts)
    state = "proposed" if one.is_proposed else "ranked only"
    return f"{one.person_id} {state}, {one.probability:.1%}, {one.match.bits:.1f} bits: {why}"
