"""Links a whole register with itself, or an import with a register, with Splink.

Pairs are found by equal number, equal name, or a name that sounds the same with the same initial
and year of birth. The chances are those of the file of weights; how common a name is Splink counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from candour.core.matching import nicknames, sounds
from candour.core.matching.levels import WORDS, Level
from candour.core.matching.weights import Weights
from candour.linking.engine.people import People
from candour.linking.splinking import engines
from candour.linking.splinking.engines import Engine

LEAST_PROBABLE = 0.95
_TEXTS = pa.list_(pa.string())
_SCHEMA = pa.schema(
    [("unique_id", pa.string()), ("family", pa.string()), ("families", _TEXTS),
     ("family_sound", pa.string()), ("given", pa.string()), ("given_forms", _TEXTS),
     ("initial", pa.string()), ("number", pa.string()), ("numbers", _TEXTS), ("units", _TEXTS),
     ("born_year", pa.int32())]
)  # fmt: skip
RULES = (
    "l.number = r.number",
    "l.family = r.family and l.given = r.given",
    "l.family_sound = r.family_sound and l.initial = r.initial and l.born_year = r.born_year",
)
_NEAR = "jaro_winkler_similarity({0}_l, {0}_r) >= 0.88"
# Of each field: what is unknown, then each level with its condition and whether names are counted.
FIELDS: Mapping[str, tuple[str, tuple[tuple[Level, str, str], ...]]] = {
    "family": (
        "family_l is null or family_r is null",
        (
            (Level.FAMILY_EXACT, "family_l = family_r", "family"),
            (
                Level.FAMILY_FORMER,
                "list_contains(families_r, family_l) or list_contains(families_l, family_r)",
                "",
            ),
            (Level.FAMILY_CLOSE, _NEAR.format("family"), ""),
            (Level.FAMILY_DIFFERENT, "ELSE", ""),
        ),
    ),
    "given": (
        "given_l is null or given_r is null",
        (
            (Level.GIVEN_EXACT, "given_l = given_r", "given"),
            (Level.GIVEN_FORM, "list_contains(given_forms_l, given_r)", ""),
            (Level.GIVEN_CLOSE, _NEAR.format("given"), ""),
            (Level.GIVEN_DIFFERENT, "ELSE", ""),
        ),
    ),
    "number": (
        "number_l is null or number_r is null",
        (
            (Level.NUMBER_THEN, "number_l = number_r", ""),
            (Level.NUMBER_OTHER_TIME, "len(list_intersect(numbers_l, numbers_r)) > 0", ""),
            (Level.NUMBER_SLIP, "damerau_levenshtein(number_l, number_r) = 1", ""),
            (Level.NUMBER_DIFFERENT, "ELSE", ""),
        ),
    ),
    "unit": (
        "units_l is null or units_r is null",
        (
            (Level.UNIT_OTHER_TIME, "len(list_intersect(units_l, units_r)) > 0", ""),
            (Level.UNIT_DIFFERENT, "ELSE", ""),
        ),
    ),
    "born": (
        "born_year_l is null or born_year_r is null",
        (
            (Level.BORN_SAME, "born_year_l = born_year_r", ""),
            (Level.BORN_NEAR, "abs(born_year_l - born_year_r) <= 2", ""),
            (Level.BORN_DIFFERENT, "ELSE", ""),
        ),
    ),
}


def pairs(
    *,
    registers: Sequence[People],
    weights: Weights,
    least: float = LEAST_PROBABLE,
    engine: Engine | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield the pairs that may be one person: of one register, or of an import and a register."""
    engine = engine or engines.OnDuckdb()
    linker = engine.linker(
        tables=[_table(people) for people in registers],
        settings=_settings(weights, registers, engine),
    )
    found = linker.inference.predict(threshold_match_probability=least)
    names = [f"gamma_{field}" for field in FIELDS]
    columns = ["unique_id_l", "unique_id_r", "match_weight", "match_probability", *names]
    for row in engine.rows(found=found, columns=columns):
        yield {
            "person_id": row["unique_id_l"],
            "other_person_id": row["unique_id_r"],
            "weight_bits": row["match_weight"],
            "probability": row["match_probability"],
            "because": _because([row[name] for name in names]),
        }


PAIRS = pa.schema(
    [("person_id", pa.string()), ("other_person_id", pa.string()), ("weight_bits", pa.float64()),
     ("probability", pa.float64()), ("because", pa.string())]
)  # fmt: skip


def _settings(weights: Weights, registers: Sequence[People], engine: Engine) -> Any:
    from splink import SettingsCreator

    people = max(len(one) for one in registers)
    made: dict[str, Any] = {
        "link_type": "dedupe_only" if len(registers) == 1 else "link_only",
        "comparisons": [_comparison(field, weights, engine) for field in FIELDS],
        "blocking_rules_to_generate_predictions": list(RULES),
        "probability_two_random_records_match": 1 / max(people, 2),
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
    }
    return SettingsCreator(**made)


def _comparison(field: str, weights: Weights, engine: Engine) -> dict[str, Any]:
    unknown, levels = FIELDS[field]
    made: list[dict[str, Any]] = [{"sql_condition": unknown, "is_null_level": True}]
    for level, condition, counted in levels:
        chances = weights.chances[level]
        one = {
            "sql_condition": engine.said(condition),
            "label_for_charts": level.value,
            "m_probability": chances.m,
            "u_probability": chances.u,
        }
        made.append(one | ({"tf_adjustment_column": counted} if counted else {}))
    return {"output_column_name": field, "comparison_levels": made}


def _because(gammas: Sequence[int]) -> str:
    """Return the levels in words; Splink numbers them from the last, which is 0."""
    said = []
    for (_, levels), gamma in zip(FIELDS.values(), gammas, strict=True):
        if gamma >= 0:
            said.append(WORDS[levels[len(levels) - 1 - gamma][0]])
    return "; ".join(said)


def _table(people: People) -> pa.Table:
    held: dict[str, list[Any]] = {name: [] for name in _SCHEMA.names}
    for place, ref in enumerate(people.ids):
        row = _record(people, place)
        for name in _SCHEMA.names:
            held[name].append(ref if name == "unique_id" else row.get(name))
    return pa.Table.from_pydict(held, _SCHEMA)


def _record(people: People, place: int) -> dict[str, Any]:
    names = people.names_of(place)
    current = next((one for one in names if one.is_current), None)
    given, family = (current.given, current.family) if current else ("", "")
    numbers = people.numbers.of(place)[:, 1].tolist()
    born = people.born.get(place)
    return {
        "family": family or None,
        "families": sorted({one.family for one in names} - {family}),
        "family_sound": sounds.sound_of(family) or None,
        "given": given or None,
        "given_forms": sorted(nicknames.forms_of(given) - {given}),
        "initial": given[:1] or None,
        "number": people.number_codes.texts[numbers[-1]] if numbers else None,
        "numbers": [people.number_codes.texts[one] for one in numbers],
        "units": [str(one) for one in set(people.postings.of(place)[:, 1].tolist()) if one >= 0]
        or None,
        "born_year": born.year if born else None,
    }
