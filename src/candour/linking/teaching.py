"""Trains the weights from files of people, chooses when to propose, and reports how it went."""

import dataclasses
import pathlib
import random
from collections.abc import Sequence
from typing import Any

from candour.core.matching.weights import Weights
from candour.linking import judging, runs
from candour.linking.engine import matching
from candour.linking.engine.describing import Describer, Said
from candour.linking.engine.people import People
from candour.linking.evaluating import accuracy
from candour.linking.files import columns, reading
from candour.linking.generated import borrowed, noise
from candour.linking.generated.noise import Noisy
from candour.linking.runs import Say, Shown
from candour.linking.splinking import records, training

# The register that training looks at is a sample; nothing is gained from more.
MOST_PEOPLE = 12_000
DESCRIPTIONS = 10_000
TUNING = 1_500
SEED = 11
PRECISION = 0.987
# Never below a half: then two namesakes could both be likely enough.
_GRID = (
    0.5,
    0.55,
    0.6,
    0.65,
    0.7,
    0.75,
    0.8,
    0.85,
    0.875,
    0.9,
    0.925,
    0.95,
    0.97,
    0.98,
    0.99,
    0.995,
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What to train from, and from which weights to start."""

    people: Sequence[pathlib.Path]
    start: Weights
    name: str
    descriptions: pathlib.Path | None = None
    seed: int = SEED


def teach(*, lesson: Lesson, say: Say, shown: Shown) -> Weights:
    """Return weights trained on these people, with the report of their training."""
    people, _ = runs.gather(paths=lesson.people, is_strict=False, say=say, shown=shown)
    rng = random.Random(lesson.seed)  # noqa: S311 - a sample, not a secret
    chosen = sorted(rng.sample(range(len(people)), min(MOST_PEOPLE, len(people))))
    describer = Describer(people)
    invented = _invented(people, chosen, lesson.seed)
    said = _said(lesson, describer, invented)
    learned = training.train(
        described=_described(said, describer, lesson.start),
        known=records.table(records=records.people_records(people=people, persons=chosen)),
        start=lesson.start,
    )
    trained = dataclasses.replace(lesson.start, name=lesson.name, chances=learned.chances)
    tuned, curve = _tuned(people, trained, lesson.seed + 1)
    return dataclasses.replace(
        tuned,
        report={
            "people": len(people),
            "people_compared": len(chosen),
            "descriptions": len(said),
            "descriptions_are": "given" if lesson.descriptions else "invented",
            "seed": lesson.seed,
            "random_pairs": training.RANDOM_PAIRS,
            "passes": list(learned.passes),
            # What no training has touched, or only pushed down to a bound: nobody's finding.
            "set_by_hand": {
                "m": list(learned.by_hand_m),
                "u": list(learned.by_hand_u),
                "held_at_half_of_what_was_set": list(learned.held_up),
                "whole": ["known", "swapped"],
            },
            "m_adds_up_to": training.counts(chances=learned.chances),
            "tuning": curve,
        },
    )


def _invented(people: People, chosen: Sequence[int], seed: int) -> list[Noisy]:
    officers = [one for place in chosen if (one := borrowed.officer(people=people, person=place))]
    return list(
        noise.descriptions(
            register=officers,
            strangers=officers,
            count=DESCRIPTIONS,
            seed=seed,
            faults=dataclasses.replace(noise.PARTIAL, nobody=0.0),
        )
    )


def _said(lesson: Lesson, describer: Describer, invented: Sequence[Noisy]) -> list[Said]:
    if lesson.descriptions is None:
        return [describer.read(judging.row_of(noisy=one)) for one in invented]
    table = reading.open_table(path=lesson.descriptions, known=columns.DESCRIPTIONS)
    return [describer.read(row) for row in table.read() if row.values]


def _described(said: Sequence[Said], describer: Describer, start: Weights) -> Any:
    return records.table(
        records=[
            records.described(
                ref=f"{place} {one.ref}",
                reading=describer.readings(one.description, start)[0],
                describer=describer,
            )
            for place, one in enumerate(said)
        ]
    )


def _tuned(people: People, weights: Weights, seed: int) -> tuple[Weights, list[dict[str, float]]]:
    """Choose the lowest probability at which proposals are right often enough."""
    rng = random.Random(seed)  # noqa: S311 - a sample, not a secret
    places = rng.sample(range(len(people)), min(TUNING * 2, len(people)))
    officers = [one for place in places if (one := borrowed.officer(people=people, person=place))]
    described = list(
        noise.descriptions(
            register=officers, strangers=officers, count=TUNING, seed=seed,
            faults=dataclasses.replace(noise.PARTIAL, nobody=0.0),
        )
    )  # fmt: skip
    matcher = matching.matcher(people=people, weights=weights)
    judged = judging.judged(matcher=matcher, described=described)
    curve = []
    for at in _GRID:
        counts = accuracy(judged=[one.at(at) for one in judged])
        curve.append(
            {
                "propose_at": at,
                "precision": round(counts.precision, 4),
                "recall": round(counts.recall, 4),
                "f1": round(counts.f1, 4),
            }
        )
    enough = [row for row in curve if row["precision"] >= PRECISION]
    chosen = min((row["propose_at"] for row in enough), default=_GRID[-1])
    return dataclasses.replace(weights, propose_at=chosen), curve
