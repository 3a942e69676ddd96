"""Brings a card's chances to the level of late: what was found in the two years before the day.

Findings become rarer or more frequent with the years, whatever a card learned. The order of people
stays; only the chance of everybody moves, by what was known when the day began.
"""

import dataclasses
import datetime

from scipy import optimize, special

from candour.patterns.warning.judging import outcome
from candour.patterns.warning.known.history import History
from candour.patterns.warning.scoring import card as cards
from candour.patterns.warning.scoring import score as scoring
from candour.patterns.warning.scoring.card import Card

# With fewer findings than this the level of late is chance, and the card keeps its own.
FEWEST = 20
_FURTHEST = 10.0


def levelled(*, card: Card, history: History, on: datetime.date) -> Card:
    """Return the card with its chances at the level of the two years before a day."""
    then = outcome.years_later(day=on, years=-outcome.TRAINING_YEARS)
    found = scoring.compute(history=history, on=then)
    if not found.people:
        return card
    met = outcome.happened(scored=found, history=history, after=then, before=on)
    if not FEWEST <= met.sum() < len(met):
        return card
    odds = card.for_a_point * cards.points(card=card, values=found.values)

    def excess(level: float) -> float:
        return float(special.expit(level + odds).sum() - met.sum())

    low, high = card.at_no_points - _FURTHEST, card.at_no_points + _FURTHEST
    if excess(low) > 0 or excess(high) < 0:
        return card
    level = float(optimize.brentq(excess, low, high, xtol=1e-10))
    return dataclasses.replace(card, at_no_points=round(level, 6))
