"""Writes an invented register, descriptions of its people, and who was meant, as files."""

import dataclasses
import pathlib
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from candour.linking.files import writing
from candour.linking.generated import noise, register

PEOPLE = pa.schema(
    [(name, pa.string()) for name in ("person_id", "given_name", "family_name",
     "former_family_name", "number", "unit", "rank", "force")]
    + [("birth_year", pa.int32()), ("from", pa.date32()), ("until", pa.date32())]
)  # fmt: skip
DESCRIPTIONS = pa.schema(
    [(name, pa.string()) for name in ("description_id", "given_name", "family_name", "number",
     "unit", "rank", "force", "on")]
)  # fmt: skip
TRUTH = pa.schema(
    [("description_id", pa.string()), ("person_id", pa.string()), ("group", pa.string()),
     ("is_full", pa.bool_())]
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """Where the three files are, and what they hold."""

    people: pathlib.Path
    descriptions: pathlib.Path
    truth: pathlib.Path


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How many people and descriptions, and with which seeds."""

    people: int
    descriptions: int
    register_seed: int = 1
    seed: int = 2
    ending: str = "parquet"


def write(*, asked: Asked, to: pathlib.Path) -> Invented:
    """Write the files into a folder."""
    to.mkdir(parents=True, exist_ok=True)
    made = Invented(
        people=to / f"people.{asked.ending}",
        descriptions=to / f"descriptions.{asked.ending}",
        truth=to / f"truth.{asked.ending}",
    )
    known = list(register.officers(people=asked.people, seed=asked.register_seed))
    strangers = list(register.officers(people=2_000, seed=asked.register_seed + 1_000))
    writing.write(
        rows=(row for officer in known for row in register.rows(officer=officer)),
        path=made.people,
        schema=PEOPLE,
    )
    described = list(
        noise.descriptions(
            register=known, strangers=strangers, count=asked.descriptions, seed=asked.seed
        )
    )
    writing.write(rows=_said(described), path=made.descriptions, schema=DESCRIPTIONS)
    writing.write(rows=_truth(described), path=made.truth, schema=TRUTH)
    return made


def _said(described: list[noise.Noisy]) -> Iterator[dict[str, Any]]:
    for one in described:
        yield {
            "description_id": one.ref,
            "given_name": one.given,
            "family_name": one.family,
            "number": one.number,
            "unit": one.unit,
            "rank": one.rank,
            "force": one.force,
            "on": one.on,
        }


def _truth(described: list[noise.Noisy]) -> Iterator[dict[str, Any]]:
    for one in described:
        yield {
            "description_id": one.ref,
            "person_id": one.truth,
            "group": one.group,
            "is_full": one.is_full,
        }
