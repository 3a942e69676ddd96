"""Invents a register: people with skewed names, changing numbers, postings, ranks and forces."""

import dataclasses
import datetime
import random
from collections.abc import Iterator

from candour.linking.generated import names

START = datetime.date(2004, 1, 1)
END = datetime.date(2026, 6, 30)
RANKS = ("Constable", "Sergeant", "Inspector", "Chief Inspector", "Superintendent")
PER_UNIT, PER_FORCE = 150, 40_000
FEW = 0.2
_FORMER, _SECOND_NUMBER = 0.08, 0.2
_PLACES = (
    "North", "South", "East", "West", "Harbour", "Castle", "Mill", "Park", "Station",
    "Bridge", "Market", "Cross",
)  # fmt: skip
_DUTIES = (
    "Response", "Neighbourhood", "Custody", "Roads Policing", "Public Protection", "Dog Section",
    "Crime Squad", "Firearms", "Control Room", "Training", "Intelligence", "Support",
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Spell:
    """A posting: unit, rank, and from when to when; None means still there."""

    unit: str
    rank: str
    from_on: datetime.date
    until_on: datetime.date | None


@dataclasses.dataclass(frozen=True, slots=True)
class Holding:
    """A number, and from when to when it was theirs."""

    number: str
    from_on: datetime.date
    until_on: datetime.date | None


@dataclasses.dataclass(frozen=True, slots=True)
class Officer:
    """An invented person."""

    ref: str
    group: str
    given: str
    family: str
    former_family: str
    force: str
    birth_year: int
    numbers: tuple[Holding, ...]
    spells: tuple[Spell, ...]


def officers(*, people: int, seed: int) -> Iterator[Officer]:
    """Yield so many people, the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - invented people, not secrets
    forces = max(people // PER_FORCE, 1)
    units = max(people // forces // PER_UNIT, 4)
    for number in range(people):
        yield _officer(rng, number, force=number % forces, units=units)


def rows(*, officer: Officer) -> Iterator[dict[str, object]]:
    """Yield the rows of a file of people: one for each posting, and one for each number."""
    named = {
        "person_id": officer.ref,
        "given_name": officer.given.title(),
        "family_name": officer.family.title(),
        "former_family_name": officer.former_family.title(),
        "force": officer.force,
        "birth_year": officer.birth_year,
    }
    for spell in officer.spells:
        posted = {"unit": spell.unit, "rank": spell.rank}
        yield named | posted | {"from": spell.from_on, "until": spell.until_on}
    for held in officer.numbers:
        yield {
            "person_id": officer.ref,
            "number": held.number,
            "from": held.from_on,
            "until": held.until_on,
        }


def unit_name(number: int) -> str:
    """Return the name of the unit with this number within its force."""
    place, rest = number % len(_PLACES), number // len(_PLACES)
    duty, team = rest % len(_DUTIES), rest // len(_DUTIES)
    return f"{_PLACES[place]} {_DUTIES[duty]} {chr(65 + team % 26)}{team // 26 or ''}"


def _officer(rng: random.Random, number: int, *, force: int, units: int) -> Officer:
    is_few = rng.random() < FEW
    families, givens = (
        (names.few_families(), names.few_givens()) if is_few else (names.families(), names.givens())
    )
    joined = START + datetime.timedelta(days=rng.randrange(7000))
    return Officer(
        ref=f"P{number:07d}",
        group="few names" if is_few else "many names",
        given=givens.draw(rng),
        family=families.draw(rng),
        former_family=families.draw(rng) if rng.random() < _FORMER else "",
        force=f"Force {force + 1}",
        birth_year=joined.year - rng.randrange(19, 36),
        numbers=_numbers(rng, joined),
        spells=_spells(rng, joined, units),
    )


def _numbers(rng: random.Random, joined: datetime.date) -> tuple[Holding, ...]:
    first = str(rng.randrange(100, 100_000))
    if rng.random() >= _SECOND_NUMBER:
        return (Holding(first, joined, None),)
    changed = joined + (END - joined) / 2
    second = str(rng.randrange(100, 100_000))
    before = changed - datetime.timedelta(days=1)
    return (Holding(first, joined, before), Holding(second, changed, None))


def _spells(rng: random.Random, joined: datetime.date, units: int) -> tuple[Spell, ...]:
    spells, start, level = [], joined, 0
    while True:
        stop = start + datetime.timedelta(days=rng.randrange(300, 2400))
        is_last = stop >= END
        unit = unit_name(rng.randrange(units))
        spells.append(Spell(unit, RANKS[level], start, None if is_last else stop))
        if is_last:
            return tuple(spells)
        start = stop + datetime.timedelta(days=1)
        if rng.random() < 0.15 and level < len(RANKS) - 1:
            level += 1
