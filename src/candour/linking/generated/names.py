"""Invented names that are as unevenly spread as real ones; no list of real people is needed.

Family names are put together from parts of place names and drawn by rank: the commonest is borne
by about one in a hundred. One group's names are drawn from far fewer, spelt in several ways, as
names are that came from another script: whether such people are found as well is then measured.
"""

import bisect
import functools
import itertools
import random
from collections.abc import Sequence

from candour.core.matching import nicknames

_BEGIN = (
    "ash", "bar", "black", "brad", "bram", "bren", "broad", "burn", "cal", "car", "chad",
    "char", "clay", "col", "cran", "crom", "dal", "dar", "den", "down", "dun", "east", "ed",
    "elm", "fair", "far", "fen", "fern", "ford", "gar", "glen", "gran", "green", "had", "hal",
    "ham", "har", "hart", "hat", "haw", "hazel", "hel", "hill", "hol", "horn", "hunt", "ing",
    "ken", "kil", "kirk", "lang", "lea", "lin", "lock", "long", "mal", "mar", "mel", "mid",
    "mill", "mor", "nor", "north", "oak", "old", "or", "pem", "pen", "pres", "rad", "red",
    "rich", "rock", "ros", "row", "rush", "sal", "sand", "sel", "shel", "ship", "sil", "stan",
    "stock", "stone", "sut", "swan", "tal", "thorn", "tor", "tun", "under", "wal", "war",
    "wat", "wel", "wes", "whit", "wick", "wil", "win", "wood", "wor", "yar",
)  # fmt: skip
_END = (
    "bank", "beck", "berry", "bourne", "bridge", "brook", "brough", "bury", "by", "cliff",
    "combe", "cote", "croft", "dale", "dean", "dell", "den", "don", "field", "ford", "gate",
    "grave", "ham", "hampton", "hurst", "ing", "ington", "land", "leigh", "ley", "low", "man",
    "mere", "mond", "more", "mouth", "ney", "nor", "ridge", "row", "rose", "sall", "sey",
    "shaw", "side", "som", "son", "stead", "ster", "stone", "ston", "thorpe", "ton", "tree",
    "vale", "wall", "ward", "water", "way", "well", "wick", "win", "wood", "worth", "yard",
)  # fmt: skip
_FIRST = [
    "ab",
    "ad",
    "ah",
    "am",
    "an",
    "as",
    "az",
    "ba",
    "bi",
    "da",
    "fa",
    "ha",
    "ib",
    "im",
    "ja",
    "ka",
    "kha",
    "ma",
    "mah",
    "mu",
    "na",
    "ra",
    "sa",
    "sha",
    "ta",
    "ya",
    "za",
]
_LAST = (
    "ad", "al", "am", "an", "ar", "ari", "as", "at", "eed", "eem", "een", "eh", "en", "i",
    "id", "im", "in", "ir", "om", "oor", "ud", "um", "un", "ur",
)  # fmt: skip
_GIVEN_SPREAD, _FAMILY_SPREAD, _FEW_SPREAD = (6.0, 1.05), (12.0, 0.92), (4.0, 0.9)


class Drawn:
    """Names in the order of how common they are, drawn by rank as Zipf and Mandelbrot found."""

    def __init__(self, names: Sequence[str], *, spread: tuple[float, float]) -> None:
        self._names = names
        beyond, steepness = spread
        sizes = [1 / (place + beyond) ** steepness for place in range(len(names))]
        self._sums = list(itertools.accumulate(sizes))

    def draw(self, rng: random.Random) -> str:
        """Return a name."""
        return self._names[bisect.bisect(self._sums, rng.random() * self._sums[-1])]


@functools.cache
def families() -> Drawn:
    """Return the family names of most people."""
    whole = [f"{one}{other}" for one in _BEGIN for other in _END]
    double = [f"{one}{other}{end}" for one in _BEGIN[::3] for other in _BEGIN[1::3] for end in _END]
    return Drawn(_mixed([*whole, *double]), spread=_FAMILY_SPREAD)


@functools.cache
def few_families() -> Drawn:
    """Return the family names of the group that has few."""
    whole = [f"{one}{other}" for one in _FIRST for other in _LAST]
    return Drawn(_mixed(whole)[:400], spread=_FEW_SPREAD)


@functools.cache
def givens() -> Drawn:
    """Return the given names of most people."""
    known = sorted(name for name in nicknames.full_names() if len(name) > 2)
    return Drawn(_mixed(known), spread=_GIVEN_SPREAD)


@functools.cache
def few_givens() -> Drawn:
    """Return the given names of the group that has few family names."""
    middle = ["b", "d", "f", "h", "j", "k", "l", "m", "n", "r", "s", "sh", "t", "y", "z"]
    whole = [
        f"{one}{two}{end}" for one in _FIRST for two in middle for end in ("a", "ah", "in", "ir")
    ]
    return Drawn(_mixed(whole)[:700], spread=_GIVEN_SPREAD)


def _mixed(names: Sequence[str]) -> list[str]:
    """Put names in an order that has nothing to do with their letters, always the same."""
    once = list(dict.fromkeys(names))
    random.Random(1).shuffle(once)  # noqa: S311 - invented names, not secrets
    return once
