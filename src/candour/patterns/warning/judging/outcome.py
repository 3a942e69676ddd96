"""What a ranking is judged by: a proven finding about something that was received afterwards."""

import datetime

import numpy as np

from candour.patterns.warning.known.history import History, as_known
from candour.patterns.warning.scoring.incidents import PROVEN, Truths
from candour.patterns.warning.scoring.score import Scored

DEFINITION = (
    "at least one matter received on or after the day of the ranking whose finding was proven and"
    " known before the end"
)
TRAINING_YEARS = 2


def happened(
    *, scored: Scored, history: History, after: datetime.date, before: datetime.date
) -> Truths:
    """Say of everybody who was ranked whether it came."""
    known = as_known(history=history, on=before)
    found = {
        one.person for one in known.matters if one.result in PROVEN and one.received_on >= after
    }
    return np.array([one.id in found for one in scored.people], dtype=np.bool_)


def years_later(*, day: datetime.date, years: int) -> datetime.date:
    """Return the same day so many years later; the last of February stays in February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
