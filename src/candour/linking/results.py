"""What a matching says of each candidate, as a row: who, how probable, and why in words."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from candour.core.matching.levels import WORDS
from candour.linking.engine.matching import Answer, Ranked
from candour.linking.engine.people import People

SCHEMA = pa.schema(
    [
        ("description_id", pa.string()),
        ("place", pa.int32()),
        ("person_id", pa.string()),
        ("name", pa.string()),
        ("outcome", pa.string()),
        ("is_proposed", pa.bool_()),
        ("weight_bits", pa.float64()),
        ("probability", pa.float64()),
        ("because", pa.string()),
        ("against", pa.string()),
        ("levels", pa.string()),
    ]
)
MEANING = {
    "description_id": "the description, as its file calls it",
    "place": "1 for the best candidate of the description, 2 for the next",
    "person_id": "the person, as the file of people calls them",
    "name": "the name by which that file last called them",
    "outcome": "'proposed' for the one person who is clear enough, else 'ranked only'",
    "is_proposed": "the same as true or false",
    "weight_bits": "the whole weight: each bit more makes it twice as likely",
    "probability": "how probable this person is, against every other one and against nobody",
    "because": "what speaks for it, in words, each with its bits",
    "against": "what speaks against it, in words, each with its bits",
    "levels": "the same as codes, for programs",
}


def rows_of(*, answer: Answer, people: People) -> Iterator[dict[str, Any]]:
    """Yield one row for each candidate of a description."""
    for one in answer.ranked:
        yield {
            "description_id": answer.said.ref,
            "place": one.place,
            "person_id": people.ids[one.person],
            "name": people.called(one.person),
            "outcome": "proposed" if one.is_proposed else "ranked only",
            "is_proposed": one.is_proposed,
            "weight_bits": round(one.match.bits, 6),
            "probability": one.probability,
            "because": reasons(one, is_for=True),
            "against": reasons(one, is_for=False),
            "levels": " ".join(level.value for level in one.match.because),
        }


def reasons(one: Ranked, *, is_for: bool) -> str:
    """Return what speaks for a candidate, or against, in words with the bits of each."""
    parts = zip(one.match.because, one.match.parts, strict=True)
    return "; ".join(
        f"{WORDS[level]} ({bits:+.1f})" for level, bits in parts if (bits > 0) == is_for
    )
