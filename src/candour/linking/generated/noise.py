"""Describes invented people as reporters do: half remembered, misspelt, out of date.

The chances of each fault are the ones under which the matching is judged; tuning and test use
other seeds.
"""

import dataclasses
import datetime
import random
from collections.abc import Iterator, Sequence

from candour.core.matching import nicknames
from candour.linking.generated.register import END, RANKS, Officer, Spell

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_HEARD = (("ph", "f"), ("ck", "k"), ("ee", "ea"), ("ou", "u"), ("y", "i"), ("s", "z"), ("c", "k"),
          ("oo", "u"), ("ll", "l"), ("tt", "t"), ("th", "t"), ("ei", "ie"))  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """How often each thing is missing or wrong."""

    number_missing: float = 0.60
    first_name_only: float = 0.25
    misspelt: float = 0.30
    old_unit: float = 0.20
    wrong_rank: float = 0.15
    number_slip: float = 0.10
    unit_missing: float = 0.15
    rank_missing: float = 0.30
    day_missing: float = 0.10
    nickname: float = 0.15
    names_swapped: float = 0.02
    day_swapped: float = 0.03
    former_name: float = 0.40
    nobody: float = 0.10


PARTIAL = Faults()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Noisy:
    """A description, the person meant (none where that person is on no register), the group."""

    ref: str
    given: str
    family: str
    number: str
    unit: str
    rank: str
    force: str
    on: str
    truth: str
    group: str

    @property
    def is_full(self) -> bool:
        """Return whether a whole name or a number was given."""
        return bool(self.number) or bool(self.given and self.family)


def descriptions(
    *, register: Sequence[Officer], strangers: Sequence[Officer], count: int, seed: int,
    faults: Faults = PARTIAL,
) -> Iterator[Noisy]:  # fmt: skip
    """Yield so many descriptions of people of the register and, now and then, of strangers."""
    rng = random.Random(seed)  # noqa: S311 - invented faults, not secrets
    for number in range(count):
        is_nobody = rng.random() < faults.nobody
        officer = rng.choice(strangers if is_nobody else register)
        yield _described(rng, f"D{number:06d}", officer, faults, is_nobody=is_nobody)


def _described(
    rng: random.Random, ref: str, officer: Officer, faults: Faults, *, is_nobody: bool
) -> Noisy:
    spell = rng.choice(officer.spells)
    day = _day_in(rng, spell)
    given, family = _named(rng, officer, faults)
    return Noisy(
        ref=ref,
        given=given.title(),
        family=family.title(),
        number=_number(rng, officer, day, faults),
        unit=_unit(rng, officer, spell, faults),
        rank=_rank(rng, spell, faults),
        force=officer.force,
        on="" if rng.random() < faults.day_missing else _written(rng, day, faults),
        truth="" if is_nobody else officer.ref,
        group=officer.group,
    )


def _named(rng: random.Random, officer: Officer, faults: Faults) -> tuple[str, str]:
    given, family = officer.given, officer.family
    if officer.former_family and rng.random() < faults.former_name:
        family = officer.former_family
    if rng.random() < faults.nickname:
        given = rng.choice(sorted(nicknames.forms_of(given)))
    if rng.random() < faults.first_name_only:
        family = ""
    if given and rng.random() < faults.misspelt:
        if family and rng.random() < 0.7:
            family = misspelt(rng, family)
        else:
            given = misspelt(rng, given)
    if family and rng.random() < faults.names_swapped:
        return family, given
    return given, family


def misspelt(rng: random.Random, word: str) -> str:
    """Return a word with one slip of the ear or the hand."""
    heard = [pair for pair in _HEARD if pair[0] in word]
    if heard and rng.random() < 0.4:
        return word.replace(*rng.choice(heard), 1)
    place = rng.randrange(1, max(len(word) - 1, 2))
    slips = (
        word[:place] + word[place + 1 :],
        word[:place] + rng.choice(_LETTERS) + word[place + 1 :],
        word[:place] + rng.choice(_LETTERS) + word[place:],
        word[: place - 1] + word[place : place + 1] + word[place - 1] + word[place + 1 :],
    )
    return rng.choice(slips)


def _number(rng: random.Random, officer: Officer, day: datetime.date, faults: Faults) -> str:
    if rng.random() < faults.number_missing or not officer.numbers:
        return ""
    held = [one for one in officer.numbers if one.from_on <= day] or list(officer.numbers)
    number = held[-1].number
    if rng.random() >= faults.number_slip or len(number) < 2:
        return number
    place = rng.randrange(len(number) - 1)
    if rng.random() < 0.5:
        return number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    return number[:place] + str(rng.randrange(10)) + number[place + 1 :]


def _unit(rng: random.Random, officer: Officer, spell: Spell, faults: Faults) -> str:
    if rng.random() < faults.unit_missing:
        return ""
    others = [one for one in officer.spells if one.from_on < spell.from_on]
    if others and rng.random() < faults.old_unit:
        return rng.choice(others).unit
    return spell.unit


def _rank(rng: random.Random, spell: Spell, faults: Faults) -> str:
    if rng.random() < faults.rank_missing:
        return ""
    if rng.random() < faults.wrong_rank:
        return rng.choice([rank for rank in RANKS[:3] if rank != spell.rank])
    return spell.rank


def _day_in(rng: random.Random, spell: Spell) -> datetime.date:
    last = max(spell.until_on or END, spell.from_on)
    return spell.from_on + datetime.timedelta(days=rng.randrange((last - spell.from_on).days + 1))


def _written(rng: random.Random, day: datetime.date, faults: Faults) -> str:
    if day.day <= 12 and rng.random() < faults.day_swapped:
        return f"{day.year}-{day.day:02d}-{day.month:02d}"
    return day.isoformat()
