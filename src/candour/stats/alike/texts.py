"""Many texts of which few are different: each different one once, and where it stands."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Texts:
    """The different texts, and for each of many the place of its own among them."""

    words: tuple[str, ...]
    places: npt.NDArray[np.int16]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.places)

    def __eq__(self, other: object) -> Truths:  # type: ignore[override]
        """Say of each whether it is one text, as arrays of texts do."""
        return self._each(tuple(word == other for word in self.words))

    __hash__ = None  # type: ignore[assignment]

    def among(self, names: Collection[str]) -> Truths:
        """Say of each whether it is one of some."""
        return self._each(tuple(word in names for word in self.words))

    def where(self, chosen: Truths) -> "Texts":
        """Return some of them."""
        return Texts(words=self.words, places=self.places[chosen])

    def named(self, names: Mapping[str, str], *, otherwise: str) -> "Texts":
        """Return other texts in the place of each; several may become one."""
        told = [names.get(word, otherwise) for word in self.words]
        words = tuple(dict.fromkeys(told))
        place_of = np.array([words.index(word) for word in told], dtype=np.int16)
        return Texts(words=words, places=place_of[self.places])

    def counts(self, chosen: Truths | None = None) -> dict[str, int]:
        """Return how often each stands here in order, or among the chosen; who doesn't is left out.

        References: `np.unique` with its counts.
        """
        places = self.places if chosen is None else self.places[chosen]
        found = np.bincount(places, minlength=len(self.words)).tolist()
        return {
            word: number for word, number in sorted(zip(self.words, found, strict=True)) if number
        }

    def _each(self, of_words: tuple[bool, ...]) -> Truths:
        if not self.words:
            return np.zeros(0, dtype=np.bool_)
        return np.array(of_words, dtype=np.bool_)[self.places]


def of(values: npt.ArrayLike) -> Texts:
    """Gather texts that stand one by one."""
    words, places = np.unique(np.asarray(values, dtype=np.str_), return_inverse=True)
    return Texts(words=tuple(words.tolist()), places=places.astype(np.int16))
