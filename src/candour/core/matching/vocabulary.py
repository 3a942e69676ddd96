"""The names of a register and how many people bear each: what is common, rare, or nearly said."""

import dataclasses
import functools
from collections import defaultdict
from collections.abc import Mapping

from candour.core.matching import nicknames, similarity, sounds
from candour.core.matching.levels import Level

_STEM = 3
# More letters than these apart, a name is another one and not a slip.
_LONGER = 2


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class Vocabulary:
    """Holds the words of one part of a name, each with how many people bear it, of so many."""

    holders: Mapping[str, int]
    people: int

    def share(self, word: str) -> float:
        """Return the share of people who bear the word, somebody unknown counted in."""
        return self._share(self.holders.get(word, 0))

    def near_share(self, word: str) -> float:
        """Return the share of people whose word is nearly this one."""
        return self._share(sum(self.holders[one] for one in self.near(word)))

    def forms_share(self, word: str) -> float:
        """Return the share of people who bear another form of the name."""
        forms = nicknames.forms_of(word) - {word}
        return self._share(sum(self.holders.get(one, 0) for one in forms))

    def initial_share(self, letter: str) -> float:
        """Return the share of people whose word begins with the letter."""
        return self._share(self._initials.get(letter[:1], 0))

    def given_shares(self, given: str) -> Mapping[Level, float]:
        """Return how many people a given name, or something like it, fits."""
        near, own = self.near_share(given), self.share(given)
        return {
            Level.GIVEN_EXACT: own,
            Level.GIVEN_OTHER: own,
            Level.GIVEN_FORM: self.forms_share(given),
            Level.GIVEN_INITIAL: self.initial_share(given),
            Level.GIVEN_MISSPELT: near,
            Level.GIVEN_CLOSE: near,
        }

    def family_shares(self, family: str) -> Mapping[Level, float]:
        """Return how many people a family name, or something like it, fits."""
        near, own = self.near_share(family), self.share(family)
        return {
            Level.FAMILY_EXACT: own,
            Level.FAMILY_FORMER: own,
            Level.FAMILY_PART: own,
            Level.FAMILY_MISSPELT: near,
            Level.FAMILY_CLOSE: near,
        }

    def is_known(self, word: str) -> bool:
        """Say whether anybody bears the word, or a form of it."""
        return any(form in self.holders for form in nicknames.forms_of(word))

    def near(self, word: str) -> frozenset[str]:
        """Return the words that are nearly this one, the word itself left out."""
        found = self._near.get(word)
        if found is None:
            found = self._near[word] = self._find(word)
        return found

    def _find(self, word: str) -> frozenset[str]:
        if not word:
            return frozenset()
        beside: set[str] = set()
        for key in _keys(word):
            beside |= self._index.get(key, frozenset())
        return frozenset(
            one
            for one in beside
            if abs(len(one) - len(word)) <= _LONGER and similarity.is_near(word, one)
        )

    def _share(self, holders: int) -> float:
        return min((holders + 1) / (self.people + 1), 1.0)

    @functools.cached_property
    def _near(self) -> dict[str, frozenset[str]]:
        return {}

    @functools.cached_property
    def _initials(self) -> dict[str, int]:
        counts: dict[str, int] = defaultdict(int)
        for word, holders in self.holders.items():
            counts[word[:1]] += holders
        return counts

    @functools.cached_property
    def _index(self) -> dict[str, set[str]]:
        index: dict[str, set[str]] = defaultdict(set)
        for word in self.holders:
            for key in _keys(word):
                index[key].add(word)
        return index


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class Givens(Vocabulary):
    """Holds given names: a pet name that was misspelt is near the names it is short for."""

    def _find(self, word: str) -> frozenset[str]:
        near = super()._find(word)
        if not word or self.is_known(word) or nicknames.is_form(word):
            return near
        meant = {form for pet in nicknames.near(word) for form in nicknames.forms_of(pet)}
        return near | frozenset(form for form in meant if form in self.holders)


def _keys(word: str) -> set[str]:
    """Return what near words have in common: a sound, a beginning, the word less one letter."""
    shorter = {word[:place] + word[place + 1 :] for place in range(len(word))}
    return {f"s{sounds.sound_of(word)}", f"b{word[:_STEM]}", word, *shorter}
