"""How rare what was said is on the register: the shares of people that stand behind each weight."""

import dataclasses
import datetime
from collections.abc import Mapping

from django.db import connection

from candour.core.matching import nicknames
from candour.core.matching.comparing import Description
from candour.core.matching.levels import Level
from candour.core.matching.score import Reading, readings_of
from candour.core.matching.vocabulary import Givens, Vocabulary
from candour.core.matching.weights import shipped


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many people there are, and how many have the number or served in the unit, and when."""

    people: int
    numbered: int
    served: int
    served_near: int
    served_then: int

    def shares(self, said: Description) -> dict[Level, float]:
        """Return the shares of what was said, names left out."""
        found: dict[Level, float] = {}
        if said.numbers:
            own = self._share(self.numbered)
            found |= {Level.NUMBER_THEN: own, Level.NUMBER_OTHER_TIME: own}
        if said.unit_ids and said.on is None:
            found[Level.UNIT_THEN] = self._share(self.served)
        elif said.unit_ids:
            found[Level.UNIT_THEN] = self._share(self.served_then)
            found[Level.UNIT_NEAR] = self._share(self.served_near - self.served_then)
            found[Level.UNIT_OTHER_TIME] = self._share(self.served - self.served_then)
        return found

    def _share(self, count: int) -> float:
        return min((count + 1) / (self.people + 1), 1.0)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The names of the register that are, or are nearly, what was said, in either order."""

    given: Vocabulary
    family: Vocabulary

    def families(self, said: Description) -> list[str]:
        """Return the family names worth looking for, the very one first."""
        return [
            one
            for word in (said.family, said.given)
            if word
            for one in (word, *sorted(self.family.near(word)))
        ]

    def givens(self, said: Description) -> list[str]:
        """Return the given names worth looking for."""
        return [
            one
            for word in (said.given, said.family)
            if word
            for one in sorted({word, word[:1], *nicknames.forms_of(word), *self.given.near(word)})
        ]

    def readings(self, said: Description, counts: Counts) -> tuple[Reading, ...]:
        """Return every way to read what was said, with the share of people each part fits."""
        shares = counts.shares(said)
        return tuple(
            Reading(
                said=dataclasses.replace(
                    one,
                    is_given_borne=self.given.is_known(one.given),
                    is_family_borne=one.family in self.family.holders,
                    near_givens=self.given.near(one.given),
                    near_families=self.family.near(one.family),
                ),
                shares={**shares, **self._named(one)},
                bits=bits,
            )
            for one, bits in readings_of(said=said, weights=shipped())
        )

    def _named(self, said: Description) -> Mapping[Level, float]:
        given = self.given.given_shares(said.given) if said.given else {}
        family = self.family.family_shares(said.family) if said.family else {}
        return {**given, **family}


def counts_of(*, said: Description) -> Counts:
    """Return how many people have the number or served in the unit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select people, numbered, served, served_near, served_then"
            " from people.shares(%s, %s, %s)",
            [list(said.numbers), sorted(said.unit_ids), said.on or datetime.date.max],
        )
        people, numbered, served, near, then = cursor.fetchone() or (0, 0, 0, 0, 0)
    return Counts(
        people=people, numbered=numbered, served=served, served_near=near, served_then=then
    )


def words_of(*, said: Description, people: int) -> Words:
    """Return the names of the register that resemble what was said."""
    both = [word for word in (said.given, said.family) if word]
    givens = _holders("given", both)
    families = _holders("family", both)
    return Words(
        given=Givens(holders=givens, people=_people(givens, people)),
        family=Vocabulary(holders=families, people=_people(families, people)),
    )


def _people(holders: Mapping[str, int], people: int) -> int:
    return max(people, max(holders.values(), default=0))


def _holders(part: str, words: list[str]) -> dict[str, int]:
    holders: dict[str, int] = {}
    for word in words:
        forms = sorted(_meant(word)) if part == "given" else [word]
        with connection.cursor() as cursor:
            cursor.execute(
                "select word, holders from people.words_like(%s, %s, %s)", [part, word, forms]
            )
            holders |= dict(cursor.fetchall())
    return holders


def _meant(word: str) -> frozenset[str]:
    """Return every form of a given name, and of each pet name that it is nearly."""
    near = frozenset() if nicknames.is_form(word) else nicknames.near(word)
    return frozenset(form for one in {word, *near} for form in nicknames.forms_of(one))
