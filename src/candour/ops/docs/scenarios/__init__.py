"""The acceptance scenarios: what Candour must be able to do, each with the parts a proof needs."""

import itertools

from candour.ops.docs.scenarios import (
    assessment,
    evidence,
    fairness,
    linking,
    measuring,
    reporting,
    walls,
)
from candour.ops.docs.scenarios.row import Part, Scenario

SCENARIOS: tuple[Scenario, ...] = tuple(
    itertools.chain(
        reporting.ROWS,
        assessment.ROWS,
        walls.ROWS,
        fairness.ROWS,
        linking.ROWS,
        evidence.ROWS,
        measuring.ROWS,
    )
)

__all__ = ["SCENARIOS", "Part", "Scenario"]
