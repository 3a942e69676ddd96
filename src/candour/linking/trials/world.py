"""An invented register with descriptions to choose a threshold on, and others to be judged on."""

import dataclasses
import pathlib
import tempfile
from collections.abc import Sequence

from candour.linking import runs
from candour.linking.engine.people import People
from candour.linking.files import writing
from candour.linking.generated import noise, register
from candour.linking.generated.noise import Noisy
from candour.linking.generated.register import Officer
from candour.linking.generated.writing import PEOPLE
from candour.linking.runs import Say, Shown

STRANGERS = 2_000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Seeds:
    """The seeds of one trial: all differ, and none is the one that the weights were trained on."""

    register: int
    strangers: int
    tuning: int
    test: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everybody, and what was said of some: of whom, is known here and told to no matching."""

    officers: Sequence[Officer]
    people: People
    tuning: Sequence[Noisy]
    test: Sequence[Noisy]
    seeds: Seeds


def seeds_of(*, seed: int) -> Seeds:
    """Return four seeds that follow from one."""
    first = seed * 10_000
    return Seeds(
        register=first + 101, strangers=first + 202, tuning=first + 303, test=first + 404
    )  # fmt: skip


def invent(*, people: int, descriptions: int, seed: int, say: Say, shown: Shown) -> World:
    """Return a register of so many people with two sets of so many descriptions."""
    seeds = seeds_of(seed=seed)
    officers = list(register.officers(people=people, seed=seeds.register))
    strangers = list(register.officers(people=STRANGERS, seed=seeds.strangers))
    tuning, test = (
        list(noise.descriptions(register=officers, strangers=strangers, count=descriptions, seed=x))
        for x in (seeds.tuning, seeds.test)
    )
    return World(
        officers=officers,
        people=_gathered(officers, say, shown),
        tuning=tuning,
        test=test,
        seeds=seeds,
    )


def _gathered(officers: Sequence[Officer], say: Say, shown: Shown) -> People:
    """Read the register from a file, as every other register is."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "people.parquet"
        rows = (row for officer in officers for row in register.rows(officer=officer))
        writing.write(rows=rows, path=path, schema=PEOPLE)
        return runs.gather(paths=[path], is_strict=False, say=say, shown=shown)[0]
