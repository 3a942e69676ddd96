"""Makes a score card from rankings of earlier days and what was known by a later one."""

import dataclasses
import datetime
from collections.abc import Callable, Sequence

import numpy as np

from candour.patterns.warning.judging import outcome
from candour.patterns.warning.known.history import History
from candour.patterns.warning.scoring import score as scoring
from candour.patterns.warning.scoring.card import Card
from candour.patterns.warning.scoring.incidents import Floats, Truths
from candour.patterns.warning.scoring.score import Scored
from candour.patterns.warning.scoring.terms import LOWERING, TERMS
from candour.stats import logistic

# So many points for one of log odds.
POINTS = 10
_RIDGE = 1.0


class KnowsTooMuch(Exception):
    """A day to learn from whose outcome lies after the last day that may be known."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lesson:
    """The terms of everybody on some days, and what came of each within two years."""

    values: Floats
    happened: Truths


def card_terms(scored: Scored) -> Floats:
    """Return the terms of the card."""
    return scored.values


def many_terms(scored: Scored) -> Floats:
    """Return the terms of the card and a dozen plain counts, for a model that takes anything."""
    of = scored.columns
    ago = of.years_ago
    plain = [
        of.total(of=which)
        for which in (
            ago < 1, ago < 2, (ago >= 2) & (ago < 5), ago >= 5,
            of.severity, 0.5 ** (ago / 2) * of.severity, of.share, 0.5**ago * of.share,
            of.is_proven, of.is_proven & (ago < 2), of.is_punished, of.is_open & (ago < 2),
            0.5 ** (ago / 2), 0.5 ** (ago / 4),
        )
    ]  # fmt: skip
    stands = [[place.served, place.tier, place.band, place.moves] for place in scored.places]
    return np.column_stack([scored.values, *plain, np.array(stands, dtype=np.float64),
                            scored.exposure, scored.shrunk.rate, scored.shrunk.above])  # fmt: skip


def lessons(
    *,
    history: History,
    days: Sequence[datetime.date],
    until: datetime.date,
    terms_of: Callable[[Scored], Floats] = card_terms,
) -> Lesson:
    """Return what may be learned from these days by whoever knows nothing from `until` on."""
    values, met = [], []
    for day in days:
        end = outcome.years_later(day=day, years=outcome.TRAINING_YEARS)
        if end > until:
            message = f"What followed {day.isoformat()} was not known by {until.isoformat()}."
            raise KnowsTooMuch(message)
        found = scoring.compute(history=history, on=day)
        values.append(terms_of(found))
        met.append(outcome.happened(scored=found, history=history, after=day, before=end))
    return Lesson(values=np.vstack(values), happened=np.concatenate(met))


def train(*, lesson: Lesson, days: Sequence[datetime.date], until: datetime.date) -> Card:
    """Return the card: whole points, which may lower a score only where the term says so."""
    signs = np.array([-1.0 if name in LOWERING else 1.0 for name in TERMS])
    line = logistic.fit(
        values=lesson.values * signs, happened=lesson.happened, ridge=_RIDGE, at_least=0.0
    )
    points = [round(float(one)) for one in line.weights * signs * POINTS]
    total = lesson.values @ np.array(points, dtype=np.float64)
    straight = logistic.fit(values=total[:, None], happened=lesson.happened)
    return Card(
        points=dict(zip(TERMS, points, strict=True)),
        learned_as_of=tuple(day.isoformat() for day in days),
        labels_until=until.isoformat(),
        at_no_points=round(straight.intercept, 4),
        for_a_point=round(float(straight.weights[0]), 5),
    )
