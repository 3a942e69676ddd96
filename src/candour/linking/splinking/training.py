"""Trains the weights with Splink: u from random pairs, m by expectation maximisation, unlabelled.

Descriptions come from whoever trains, or are invented from the register itself with the faults
that people make; who is meant is never told to Splink. Splink is imported only here and in bulk
linking: a request never waits for it.

References: Winkler (2000), Using the EM algorithm for weight computation in the Fellegi-Sunter
model; Linacre et al. (2022), Splink, IJPDS 7:3.
"""

import dataclasses
import logging
import math
from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from candour.core.matching.levels import FIELDS, Level
from candour.core.matching.weights import Chances, Weights
from candour.linking.splinking import levels

# Each pass looks at pairs that agree on something else, so that every field is learned in one.
PASSES = ("l.number = r.number", "l.family = r.family and l.first_given = r.first_given")
RANDOM_PAIRS = 1_000_000
EM_PAIRS = 300_000
SEED = 1
# Where Splink's weights start, before anything is compared; the core adds its own.
PRIOR = 0.0001
PRIOR_BITS = math.log2(PRIOR / (1 - PRIOR))
# However rare a fault is among the invented, people make it: half of the start always stands.
_AT_LEAST = 0.5
_LEAST = 1e-5


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What training found, and what it could not find.

    by_hand_m, by_hand_u: levels that training never saw, whose chance is the one they started with.
    held_up: levels it saw more seldom than half of what they started with, which stands instead.
    """

    chances: dict[Level, Chances]
    by_hand_m: tuple[str, ...]
    by_hand_u: tuple[str, ...]
    held_up: tuple[str, ...]
    passes: tuple[dict[str, Any], ...]


def train(*, described: pa.Table, known: pa.Table, start: Weights) -> Learned:
    """Return the chances of every level; where none were seen, those of the start stand."""
    linker = linker_of(
        tables=(described, known),
        settings=settings(link_type="link_only", weights=start, has_shares=False),
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=SEED)
    passes = []
    for rule in PASSES:
        session = linker.training.estimate_parameters_using_expectation_maximisation(
            rule, estimate_without_term_frequencies=True, max_pairs=EM_PAIRS
        )
        passes.append({"pairs agree on": rule, "rounds": len(session._core_model_settings_history)})
    return _learned(linker, start, passes)


def settings(*, link_type: str, weights: Weights | None, has_shares: bool) -> Any:
    """Return Splink's settings with our comparisons."""
    from splink import SettingsCreator

    made: dict[str, Any] = {
        "link_type": link_type,
        "comparisons": levels.comparisons(weights=weights, has_shares=has_shares),
        "blocking_rules_to_generate_predictions": ["l.number = r.number"],
        "probability_two_random_records_match": PRIOR,
        "max_iterations": 40,
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }
    return SettingsCreator(**made)


def linker_of(*, tables: Sequence[pa.Table], settings: Any) -> Any:
    """Return Splink's linker of these tables on DuckDB."""
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect(":memory:", config={"memory_limit": "4GB", "threads": 2})
    api = DuckDBAPI(connection=connection)
    held = [
        api.register(table, dataset_display_name=f"{'ab'[place]}_records")
        for place, table in enumerate(tables)
    ]
    return Linker(held if len(held) > 1 else held[0], settings, log_level=logging.ERROR)


def _learned(linker: Any, start: Weights, passes: list[dict[str, Any]]) -> Learned:
    found = [
        held
        for comparison in linker._settings_obj.core_model_settings.comparisons
        for held in comparison._comparison_levels_excluding_null
    ]
    chances = dict(start.chances)
    held_up = []
    for held in found:
        level = Level(held.label_for_charts)
        first = start.chances[level]
        m = _chance(held.m_probability) if held._has_estimated_m_values else first.m
        u = _chance(held.u_probability) if held._has_estimated_u_values else first.u
        if m < first.m * _AT_LEAST:
            held_up.append(level.value)
        chances[level] = Chances(m=max(m, first.m * _AT_LEAST), u=u)
    return Learned(
        chances=chances,
        by_hand_m=_labels(one for one in found if not one._has_estimated_m_values),
        by_hand_u=_labels(one for one in found if not one._has_estimated_u_values),
        held_up=tuple(held_up),
        passes=tuple(passes),
    )


def _labels(held: Iterable[Any]) -> tuple[str, ...]:
    return tuple(one.label_for_charts for one in held)


def _chance(value: float) -> float:
    return min(max(value, _LEAST), 1.0)


def counts(*, chances: dict[Level, Chances]) -> dict[str, float]:
    """Return, of each field, the sum of m over its levels: one where training agreed."""
    return {field: sum(chances[one].m for one in held) for field, held in FIELDS.items()}
