"""Splink as its guide sets it up: its own comparisons of names, exact ones of the rest, EM.

Nothing of Candour's is used: no nicknames, no former names, no days. Each posting of a person is
one record with the number of that time, so that old units and numbers can be found as well.

References: Linacre et al. (2022), Splink, IJPDS 7:3.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from candour.linking.generated.noise import Noisy
from candour.linking.generated.register import Officer
from candour.linking.judging import Best
from candour.linking.splinking import training
from candour.linking.trials.world import World

_SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("unique_id", "person", "given", "family", "number", "unit",
     "rank")]
)  # fmt: skip
_RANDOM_PAIRS = 1_000_000


class Plain:
    """Splink's answers to descriptions of the people of a world."""

    def __init__(self, world: World) -> None:
        self._known = pa.Table.from_pylist(list(_known(world.officers)), _SCHEMA)

    def judged(self, described: Sequence[Noisy]) -> list[Best]:
        """Return the likeliest person of each description; Splink learns from what it is given."""
        best, reached = self._best(described)
        return [
            Best(
                truth=one.truth,
                best=best.get(one.ref, ("", 0.0))[0],
                probability=best.get(one.ref, ("", 0.0))[1],
                group=one.group,
                is_full=one.is_full,
                is_reached=(one.ref, one.truth) in reached,
            )
            for one in described
        ]

    def _best(
        self, described: Sequence[Noisy]
    ) -> tuple[dict[str, tuple[str, float]], set[tuple[str, str]]]:
        """Return the likeliest person of each description, and whom it was compared with at all."""
        said = pa.Table.from_pylist([_said(one) for one in described], _SCHEMA)
        linker = training.linker_of(tables=(said, self._known), settings=_settings())
        _train(linker)
        found = linker.inference.predict().as_duckdbpyrelation()
        rows = found.select("unique_id_l, person_r, match_probability")
        best: dict[str, tuple[str, float]] = {}
        reached = set()
        for part in rows.to_arrow_reader(50_000):
            columns = (part.column(place).to_pylist() for place in range(3))
            for ref, person, probability in zip(*columns, strict=True):
                reached.add((ref, person))
                if probability > best.get(ref, ("", -1.0))[1]:
                    best[ref] = (person, probability)
        return best, reached


def _settings() -> Any:
    import splink.comparison_library as library
    from splink import SettingsCreator, block_on

    made: dict[str, Any] = {
        "link_type": "link_only",
        "comparisons": [
            library.NameComparison("given"),
            library.NameComparison("family"),
            library.ExactMatch("number"),
            library.ExactMatch("unit"),
            library.ExactMatch("rank"),
        ],
        "blocking_rules_to_generate_predictions": [
            block_on("number"),
            block_on("given", "family"),
            block_on("family", "unit"),
            block_on("given", "unit"),
        ],
        "additional_columns_to_retain": ["person"],
    }
    return SettingsCreator(**made)


def _train(linker: Any) -> None:
    from splink import block_on

    linker.training.estimate_probability_two_random_records_match(
        [block_on("number"), block_on("given", "family", "unit")], recall=0.6
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=_RANDOM_PAIRS, seed=training.SEED)
    for rule in (block_on("number"), block_on("given", "family")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)


def _said(noisy: Noisy) -> dict[str, str | None]:
    return {
        "unique_id": noisy.ref,
        "person": None,
        "given": noisy.given.casefold() or None,
        "family": noisy.family.casefold() or None,
        "number": noisy.number or None,
        "unit": noisy.unit or None,
        "rank": noisy.rank or None,
    }


def _known(officers: Sequence[Officer]) -> Iterator[dict[str, str | None]]:
    for officer in officers:
        for place, spell in enumerate(officer.spells):
            last = spell.until_on or spell.from_on
            held = [one for one in officer.numbers if one.from_on <= last] or officer.numbers
            yield {
                "unique_id": f"{officer.ref} {place}",
                "person": officer.ref,
                "given": officer.given,
                "family": officer.family,
                "number": held[-1].number,
                "unit": spell.unit,
                "rank": spell.rank,
            }
