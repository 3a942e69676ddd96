"""Ranks the people of a register for each description, and proposes one only where it is clear."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator

from candour.core.matching import score
from candour.core.matching.score import Match
from candour.core.matching.weights import Weights
from candour.linking.engine import blocking
from candour.linking.engine.describing import Describer, Said
from candour.linking.engine.people import People
from candour.linking.files import values
from candour.linking.files.reading import Row, Table

LEAST_PROBABLE = 0.001


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One candidate of a description: the place, how probable, why, and whether proposed."""

    place: int
    person: int
    match: Match
    probability: float
    is_proposed: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found for one description; nobody is an answer, too."""

    said: Said
    ranked: tuple[Ranked, ...]
    compared: int

    @property
    def proposed(self) -> Ranked | None:
        """Return the one person proposed, if any."""
        return next((one for one in self.ranked if one.is_proposed), None)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Matcher:
    """A register and the weights with which descriptions are compared with it."""

    people: People
    describer: Describer
    weights: Weights
    most: int = 5

    def answer(self, said: Said) -> Answer:
        """Return the candidates of one description, best first."""
        found = blocking.candidates(said=said.description, describer=self.describer)
        if not found:
            return Answer(said=said, ranked=(), compared=0)
        readings = self.describer.readings(said.description, self.weights)
        scorer = score.Scorer(readings=readings, weights=self.weights)
        chances = score.probabilities(
            bits=[scorer.bits(known=self.people.known(one)) for one in found],
            people=len(self.people),
            known=self.weights.known,
        )
        order = sorted(range(len(found)), key=lambda place: (-chances[place], found[place]))
        return Answer(
            said=said,
            compared=len(found),
            ranked=tuple(
                Ranked(
                    place=place + 1,
                    person=found[one],
                    match=scorer.match(known=self.people.known(found[one])),
                    probability=chances[one],
                    is_proposed=place == 0 and chances[one] >= self.weights.propose_at,
                )
                for place, one in enumerate(order[: self.most])
                if chances[one] >= LEAST_PROBABLE
            ),
        )


def answers(
    *, table: Table, matcher: Matcher, progress: Callable[[int, int], None]
) -> Iterator[Answer]:
    """Yield the answer to each description of a file, in its order."""
    return _each(table, matcher, progress)


def _each(table: Table, matcher: Matcher, progress: Callable[[int, int], None]) -> Iterator[Answer]:
    for count, row in enumerate(table.read(), start=1):
        if not row.values:
            table.trouble.add(f"row {row.number}: it is empty")
            continue
        _note_dates(row, table)
        yield matcher.answer(matcher.describer.read(row))
        if count % 200 == 0:
            progress(count, table.rows)
    progress(table.rows, table.rows)


def _note_dates(row: Row, table: Table) -> None:
    """Name a date that can't be read; the rest of its row goes on."""
    for field in ("on", "born"):
        said = row.one(field)
        if said and values.span(said) is None:
            table.trouble.add(f"row {row.number}: {field} can't be read as a date")


def matcher(*, people: People, weights: Weights, most: int = 5) -> Matcher:
    """Return what answers descriptions with these people."""
    return Matcher(people=people, describer=Describer(people), weights=weights, most=most)


def refs(*, answer: Answer, people: People) -> Iterable[str]:
    """Return the ids of the candidates, best first."""
    return tuple(people.ids[one.person] for one in answer.ranked)
