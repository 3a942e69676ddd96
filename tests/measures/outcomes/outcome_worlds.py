"""Worlds whose truth is known: nine years of allegations about two groups of officers.

Upheld cases take longest, and about the smaller group longer still, so that what is open hides
more of theirs. "constant": the true ratio is 1.5 in every year; "null": 1; "falling": from 1.7
to 1.1; "slowdown": 1.5, and everything takes 35 per cent longer from the sixth year on.
"""

import datetime
import pathlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import registers

from candour.measures.counting.ends import LEFT, NOT_UPHELD, UPHELD
from candour.measures.register import export, folders, reading
from candour.measures.register.manifest import Manifest, code_version
from candour.measures.register.reading import Register
from candour.measures.register.tables import TABLES

FIRST = datetime.date(2013, 4, 1)
AS_OF = datetime.date(2022, 3, 31)
YEARS = 9
WHITE_A_YEAR, OTHERS_A_YEAR = 1650, 350
SHARE, LEAVES = 0.27, 0.08
_MEAN_DAYS = {NOT_UPHELD: (270.0, 270.0), LEFT: (380.0, 380.0), UPHELD: (640.0, 850.0)}
_SHAPE = {NOT_UPHELD: 1.0, LEFT: 1.0, UPHELD: 2.6}
_RESULT = {UPHELD: "proven", NOT_UPHELD: "not_proven"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """Each allegation: of which group (1: the smaller), received when, ended how and after what."""

    is_other: npt.NDArray[np.int64]
    received: npt.NDArray[np.int64]
    causes: npt.NDArray[np.int64]
    days: npt.NDArray[np.int64]


def ratio(scenario: str, *, year: int) -> float:
    if scenario == "falling":
        return 1.7 - 0.6 * year / (YEARS - 1)
    return 1.0 if scenario == "null" else 1.5


def world(scenario: str, *, seed: int, white: int = WHITE_A_YEAR, other: int = OTHERS_A_YEAR):
    rng = np.random.default_rng(seed)
    parts = [
        _part(rng, scenario, year=year, is_other=is_other, size=size)
        for year in range(YEARS)
        for is_other, size in ((0, white), (1, other))
    ]
    return World(**{name: np.concatenate([part[name] for part in parts]) for name in parts[0]})


def _part(rng, scenario: str, *, year: int, is_other: int, size: int):
    upheld = SHARE * (ratio(scenario, year=year) if is_other else 1.0)
    causes = rng.choice(
        [UPHELD, NOT_UPHELD, LEFT], size=size, p=[upheld, 1 - upheld - LEAVES, LEAVES]
    )
    slow = 1.35 if scenario == "slowdown" and year >= 5 else 1.0
    shape = np.array([_SHAPE[cause] for cause in causes])
    mean = np.array([_MEAN_DAYS[cause][is_other] for cause in causes]) * slow
    return {
        "is_other": np.full(size, is_other),
        "received": (year * 365.25 + rng.uniform(0, 365.25, size)).astype(np.int64),
        "causes": causes,
        "days": rng.gamma(shape, mean / shape).astype(np.int64),
    }


def true_ratio(scenario: str, *, within: int) -> float:
    """The ratio of what ends upheld within so many days, by brute force."""
    every = world(scenario, seed=99, white=60_000, other=60_000)
    share = [
        np.mean((every.causes == UPHELD)[of] & (every.days[of] <= within))
        for of in (every.is_other == 1, every.is_other == 0)
    ]
    return float(share[0] / share[1])


def register(made: World, under: pathlib.Path) -> Register:
    """The world as a snapshot of a register holds it on its last day."""
    rows = {table.name: [] for table in TABLES}
    last = (AS_OF - FIRST).days
    for number, (is_other, received, cause, days) in enumerate(
        zip(made.is_other, made.received, made.causes, made.days, strict=True)
    ):
        if received > last:
            continue
        came = FIRST + datetime.timedelta(days=int(received))
        ended = came + datetime.timedelta(days=int(days))
        is_over = ended <= AS_OF
        of_case = ("force", "complaint", "public", came)
        closed = ended if is_over and cause != LEFT else None
        result = _RESULT.get(cause) if closed else None
        rows["case"].append((f"c{number}", *of_case, None, closed, False))
        rows["allegation"].append(
            (f"c{number}", f"p{number}", *of_case, "B4", result, None, closed)
        )
        rows["characteristics"].append((f"p{number}", "ethnicity", "B1" if is_other else "W1"))
        if is_over and cause == LEFT:
            rows["person_time"].append((f"p{number}", "force", FIRST, ended, "left"))
    return written(rows, under)


def written(
    rows: dict[str, list[tuple]], under: pathlib.Path, *, as_of: datetime.date = AS_OF
) -> Register:
    """Rows of each table as a snapshot of one organisation."""
    made = folders.half_made(under=under, at=registers.AT)
    written = tuple(
        export._write(
            table, made / table.file, iter([rows[table.name]] if rows[table.name] else [])
        )
        for table in TABLES
    )
    manifest = Manifest(
        as_of=as_of, code=code_version(), tables=written, sources=(),
        organisations={"force": "Westmoor Police", "chicago": "Chicago"}, missing={},
    )  # fmt: skip
    return reading.over(folder=made, manifest=manifest, engine=reading.duckdb(may_read=made))
