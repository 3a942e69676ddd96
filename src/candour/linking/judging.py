"""Answers descriptions whose person is known, and keeps what is needed to say how often rightly."""

import dataclasses
from collections.abc import Iterable

from candour.linking.engine import blocking
from candour.linking.engine.matching import Matcher
from candour.linking.evaluating import Judged
from candour.linking.files.reading import Row
from candour.linking.generated.noise import Noisy


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    """The best candidate of one description, how probable, and who was meant."""

    truth: str
    best: str
    probability: float
    group: str
    is_full: bool
    is_reached: bool

    def at(self, propose_at: float) -> Judged:
        """Return what would be proposed at this probability."""
        return Judged(
            truth=self.truth,
            proposed=self.best if self.probability >= propose_at else "",
            group=self.group,
            is_full=self.is_full,
            is_reached=self.is_reached,
        )


def judged(*, matcher: Matcher, described: Iterable[Noisy]) -> list[Best]:
    """Return the best candidate of each description beside the one who was meant."""
    return [_judged(matcher, one) for one in described]


def row_of(*, noisy: Noisy) -> Row:
    """Return an invented description as a row of a file."""
    said = {
        "description": noisy.ref,
        "given": noisy.given,
        "family": noisy.family,
        "number": noisy.number,
        "unit": noisy.unit,
        "rank": noisy.rank,
        "force": noisy.force,
        "on": noisy.on,
    }
    return Row(number=0, values={field: [text] for field, text in said.items() if text})


def _judged(matcher: Matcher, noisy: Noisy) -> Best:
    said = matcher.describer.read(row_of(noisy=noisy))
    answer = matcher.answer(said)
    found = blocking.candidates(said=said.description, describer=matcher.describer)
    best = answer.ranked[0] if answer.ranked else None
    return Best(
        truth=noisy.truth,
        best=matcher.people.ids[best.person] if best else "",
        probability=best.probability if best else 0.0,
        group=noisy.group,
        is_full=noisy.is_full,
        is_reached=noisy.truth in {matcher.people.ids[one] for one in found},
    )
