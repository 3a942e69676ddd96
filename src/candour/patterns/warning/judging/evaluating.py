"""Compares the card with plain counts, and with a model of many trees, on what came later."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence

import numpy as np

from candour.patterns.warning.judging import groups as by_group
from candour.patterns.warning.judging import levelling, outcome, training
from candour.patterns.warning.judging.groups import Audited
from candour.patterns.warning.known.history import History
from candour.patterns.warning.scoring import card as cards
from candour.patterns.warning.scoring import score as scoring
from candour.patterns.warning.scoring.card import Card
from candour.patterns.warning.scoring.incidents import Floats, Truths
from candour.patterns.warning.scoring.score import Scored
from candour.stats import ranking
from candour.stats.ranking import Calibration, Figures, Measured

TIMES = 1_000
SEED = 20_100_101
LESS = "the card less boosting"


class NoBoosting(Exception):
    """The model of many trees comes with the tools of development and isn't here."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which day is ranked, until when it is judged, and from which days models learn."""

    on: datetime.date
    before: datetime.date
    learn_from: Sequence[datetime.date]
    has_boosting: bool = True
    times: int = TIMES


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Evaluated:
    """Every ranking's figures, the card's calibration, and its errors in each group."""

    people: int
    happened: int
    flagged: int
    figures: Mapping[str, Mapping[str, Measured]]
    calibration: Calibration
    audits: Sequence[Audited]


def evaluate(
    *, history: History, card: Card, asked: Asked, groups: Mapping[str, Mapping[str, str]]
) -> Evaluated:
    """Rank everybody as of a day by each method and measure what each finds."""
    found = scoring.compute(history=history, on=asked.on)
    met = outcome.happened(scored=found, history=history, after=asked.on, before=asked.before)
    card = levelling.levelled(card=card, history=history, on=asked.on)
    points = cards.points(card=card, values=found.values)
    chances = cards.chances(card=card, points=points)
    scores = {**_counts(found), "score card": points}
    if asked.has_boosting:
        scores["gradient boosting"] = _boosted(history, asked, found)
    rows = {one.person_id: one for one in scoring.score(history=history, on=asked.on, card=card)}
    flags = np.array([rows[one.id].flag for one in found.people], dtype=np.bool_)
    return Evaluated(
        people=len(met),
        happened=int(met.sum()),
        flagged=int(flags.sum()),
        figures=ranking.resampled(
            scores=scores, happened=met, times=asked.times, seed=SEED,
            also=_less if asked.has_boosting else None,
        ),
        calibration=ranking.calibration(chances=chances, happened=met),
        audits=tuple(
            by_group.audit(
                kind=kind,
                groups=[of.get(one.id, "not known") for one in found.people],
                flags=flags, chances=chances, happened=met,
            )
            for kind, of in groups.items()
        ),
    )  # fmt: skip


def _counts(found: Scored) -> dict[str, Floats]:
    of = found.columns
    proven: Truths = of.is_proven
    return {
        "incidents in two years": of.total(of=of.years_ago < scoring.SHORT_YEARS),
        "proven incidents alone": of.total(of=proven),
    }


def _boosted(history: History, asked: Asked, found: Scored) -> Floats:
    try:
        from sklearn.ensemble import HistGradientBoostingClassifier  # a tool of development
    except ImportError:
        message = "scikit-learn is not here: install the tools of development, or leave it out."
        raise NoBoosting(message) from None
    lesson = training.lessons(
        history=history, days=asked.learn_from, until=asked.on, terms_of=training.many_terms
    )
    model = HistGradientBoostingClassifier(
        learning_rate=0.05, max_iter=150, max_leaf_nodes=8, min_samples_leaf=100,
        l2_regularization=1.0, random_state=SEED,
    )  # fmt: skip
    model.fit(lesson.values, lesson.happened)
    chances: Floats = model.predict_proba(training.many_terms(found))[:, 1]
    return chances


def _less(said: Mapping[str, Figures]) -> dict[str, Figures]:
    card, boosted = said["score card"], said["gradient boosting"]
    return {LESS: {name: card[name] - boosted[name] for name in card}}
