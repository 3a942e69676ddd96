"""Turns descriptions and people into the records that Splink compares."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from candour.core.matching import nicknames
from candour.core.matching.comparing import Born, Dated, Description, Known
from candour.core.matching.score import Reading
from candour.linking.engine.describing import Describer
from candour.linking.engine.people import People
from candour.linking.splinking.levels import SHARES

_LAST = 4_000_000
_TEXTS = pa.list_(pa.string())
SCHEMA = pa.schema(
    [
        ("unique_id", pa.string()), ("source_dataset", pa.string()),
        ("family", pa.string()), ("families", _TEXTS), ("family_parts", _TEXTS),
        ("family_near", _TEXTS), ("is_family_borne", pa.bool_()),
        ("given", pa.string()), ("givens", _TEXTS), ("given_forms", _TEXTS),
        ("given_others", _TEXTS), ("given_near", _TEXTS), ("is_given_borne", pa.bool_()),
        ("initial", pa.string()), ("initials", _TEXTS), ("first_given", pa.string()),
        ("number", pa.string()), ("numbers", _TEXTS), ("slips", _TEXTS),
        ("holdings", pa.list_(pa.struct(
            [("number", pa.string()), ("first", pa.int32()), ("last", pa.int32())]))),
        ("units", _TEXTS), ("rank", pa.string()), ("ranks", _TEXTS),
        ("postings", pa.list_(pa.struct(
            [("unit", pa.string()), ("rank", pa.string()), ("first", pa.int32()),
             ("last", pa.int32())]))),
        ("day", pa.int32()), ("or_day", pa.int32()), ("born_day", pa.date32()),
        ("born_year", pa.int32()), ("is_age", pa.bool_()), ("forces", _TEXTS),
        *((key, pa.string()) for key in SHARES.values()),
        *((f"tf_{key}", pa.float64()) for key in SHARES.values()),
    ]
)  # fmt: skip


def described(*, ref: str, reading: Reading, describer: Describer) -> dict[str, Any]:
    """Return one way to read a description as a record."""
    said, words = reading.said, describer.people
    slips = {slip for one in said.numbers for slip in describer.slips(one)}
    return {
        "unique_id": ref,
        "source_dataset": "a_described",
        "family": said.family or None,
        "family_near": sorted(words.family_words.near(said.family)),
        "is_family_borne": said.is_family_borne,
        "given": said.given or None,
        "first_given": said.given or None,
        "given_forms": sorted(nicknames.forms_of(said.given) - {said.given}),
        "given_near": sorted(words.given_words.near(said.given)),
        "is_given_borne": said.is_given_borne,
        "initial": said.given[:1] or None,
        "number": said.numbers[0] if said.numbers else None,
        "numbers": list(said.numbers) or None,
        "slips": sorted(slips - set(said.numbers)),
        "units": sorted(str(unit.int) for unit in said.unit_ids) or None,
        "rank": said.rank or None,
        "day": said.on.toordinal() if said.on else None,
        "or_day": said.or_on.toordinal() if said.or_on else None,
        "forces": sorted(str(force.int) for force in said.force_ids) or None,
        **_born(said.born),
        **_shared(said, reading),
    }


def known(*, ref: str, person: Known) -> dict[str, Any]:
    """Return a person as a record."""
    current = next((name for name in person.names if name.is_current), None)
    latest = max(person.numbers, key=_start, default=None)
    units = {str(posting.unit_id.int) for posting in person.postings if posting.unit_id}
    forces = {str(posting.force_id.int) for posting in person.postings if posting.force_id}
    return {
        "unique_id": ref,
        "source_dataset": "b_known",
        "family": current.family if current else None,
        "families": [name.family for name in person.names] or None,
        "family_parts": [part for name in person.names for part in name.parts],
        "givens": [name.given for name in person.names] or None,
        "first_given": current.given if current else None,
        "given_others": [other for name in person.names for other in name.others],
        "initials": [name.given[:1] for name in person.names],
        "number": latest.value if latest else None,
        "numbers": [one.value for one in person.numbers] or None,
        "holdings": [{"number": one.value, **_days(one)} for one in person.numbers] or None,
        "units": sorted(units),
        "ranks": sorted({one.value for one in person.postings if one.value}) or None,
        "postings": [_posting(one) for one in person.postings] or None,
        "forces": sorted(forces) or None,
        **_born(person.born),
    }


def table(*, records: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Return records as one table with every column."""
    return pa.Table.from_pylist(
        [{name: record.get(name) for name in SCHEMA.names} for record in records], SCHEMA
    )


def people_records(*, people: People, persons: Sequence[int]) -> list[dict[str, Any]]:
    """Return so many people as records, each by its number."""
    return [known(ref=str(one), person=people.known(one)) for one in persons]


def _shared(said: Description, reading: Reading) -> dict[str, Any]:
    held: dict[str, Any] = {}
    for level, key in SHARES.items():
        share = reading.shares.get(level)
        held[key] = None if share is None else f"{said.given} {said.family} {said.numbers}"
        held[f"tf_{key}"] = share
    return held


def _born(born: Born | None) -> dict[str, Any]:
    if born is None:
        return {"born_year": None, "born_day": None, "is_age": False}
    return {"born_year": born.year, "born_day": born.on, "is_age": born.is_about}


def _start(held: Dated) -> datetime.date:
    return held.from_on or datetime.date.min


def _days(held: Dated) -> dict[str, int]:
    return {
        "first": held.from_on.toordinal() if held.from_on else 0,
        "last": held.until_on.toordinal() if held.until_on else _LAST,
    }


def _posting(held: Dated) -> dict[str, Any]:
    unit = str(held.unit_id.int) if held.unit_id else None
    return {"unit": unit, "rank": held.value or None, **_days(held)}
