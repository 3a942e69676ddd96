"""Turns what was said of a person into what is compared, and asks the register how rare it is."""

import dataclasses
import datetime
import functools
import re
import uuid
from collections.abc import Iterable, Mapping

import numpy as np

from candour.core.matching import nicknames, ranks, similarity
from candour.core.matching.comparing import Description
from candour.core.matching.levels import Level
from candour.core.matching.score import Reading, readings_of
from candour.core.matching.vocabulary import Vocabulary
from candour.core.matching.weights import Weights
from candour.linking.engine.columnar import Numbers
from candour.linking.engine.people import People
from candour.linking.files import values
from candour.linking.files.reading import Row

_YEAR = 365
_LONG = 3650
_ALIKE = 0.9
_RANK = re.compile(
    r"\b(pcso|pc|wpc|ps|sgt|sergeant|sarge|dc|ds|di|dci|insp|inspector|chief inspector"
    r"|superintendent|supt|constable|detective constable|detective sergeant|lieutenant|captain)\b"
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One description as it was read: its id, what it says, the words a reader may be shown."""

    ref: str
    description: Description


class Describer:
    """Reads descriptions against one register: its units, forces, names and numbers."""

    def __init__(self, people: People) -> None:
        self.people = people
        self._places = functools.lru_cache(maxsize=50_000)(self._places_like)
        self._served = functools.lru_cache(maxsize=50_000)(self._serving)
        self.slips = functools.lru_cache(maxsize=50_000)(self._slips_of)

    def read(self, row: Row) -> Said:
        """Return what one row says."""
        given, family, is_one = _names(row)
        found = values.span(row.one("on"))
        on = _middle(found) if found else None
        text = row.one("text")
        said = Description(
            given=given,
            family=family,
            numbers=values.numbers(" ".join(row.all("number")) or text),
            rank=values.rank(row.one("rank") or _rank_in(text)),
            unit_ids=self._ids("unit", row.all("unit")),
            force_ids=self._ids("force", row.all("force")),
            on=on,
            or_on=found.swapped if found else None,
            born=values.born(row.one("born"), age=row.one("age"), on=on),
            is_one_name=is_one,
        )
        return Said(ref=row.one("description") or f"row {row.number}", description=said)

    def readings(self, said: Description, weights: Weights) -> tuple[Reading, ...]:
        """Return every way to read a description, each with the shares of what it says."""
        shares = self._shared(said)
        return tuple(
            Reading(
                said=dataclasses.replace(
                    one,
                    is_given_borne=self.people.given_words.is_known(one.given),
                    is_family_borne=one.family in self.people.family_words.holders,
                    near_givens=self.people.given_words.near(one.given),
                    near_families=self.people.family_words.near(one.family),
                ),
                shares={**shares, **self._named(one)},
                bits=bits,
            )
            for one, bits in readings_of(said=said, weights=weights)
        )

    def _named(self, said: Description) -> Mapping[Level, float]:
        shares: dict[Level, float] = {}
        if said.given:
            shares |= self.people.given_words.given_shares(said.given)
        if said.family:
            shares |= self.people.family_words.family_shares(said.family)
        return shares

    def _shared(self, said: Description) -> Mapping[Level, float]:
        shares: dict[Level, float] = {}
        if said.numbers:
            shares |= self._number_shares(said)
        if said.unit_ids:
            shares |= self._served(said.unit_ids, said.on)
        if said.rank:
            held = self.people.rank_counts.get(ranks.level_of(said.rank), 0)
            shares[Level.RANK_THEN] = self._share(held)
        return shares

    def _number_shares(self, said: Description) -> Mapping[Level, float]:
        holders = sum(len(self.people.numbered(one)) for one in said.numbers)
        slips = sum(
            len(self.people.numbered(slip)) for one in said.numbers for slip in self.slips(one)
        )
        return {
            Level.NUMBER_THEN: self._share(holders),
            Level.NUMBER_OTHER_TIME: self._share(holders),
            Level.NUMBER_SLIP: self._share(slips),
        }

    def _serving(
        self, units: frozenset[uuid.UUID], on: datetime.date | None
    ) -> Mapping[Level, float]:
        rows = np.concatenate([self.people.by_unit.of(unit.int) for unit in units])
        ever = len(np.unique(rows[:, 0]))
        if on is None:
            return {Level.UNIT_THEN: self._share(ever)}
        day = on.toordinal()
        then = _within(rows, day, 0)
        return {
            Level.UNIT_THEN: self._share(then),
            Level.UNIT_NEAR: self._share(_within(rows, day, _YEAR) - then),
            Level.UNIT_OTHER_TIME: self._share(ever - then),
        }

    def _share(self, count: int) -> float:
        return min((count + 1) / (len(self.people) + 1), 1.0)

    def _slips_of(self, number: str) -> frozenset[str]:
        """Return the numbers of the register that are one slip away."""
        known = self.people.number_codes.numbers
        if len(number) <= _SHORT:
            return frozenset()
        return frozenset(one for one in _slipped(number) if one in known and one != number)

    def _ids(self, kind: str, texts: Iterable[str]) -> frozenset[uuid.UUID]:
        found = {code for text in texts for code in self._places(kind, values.place(text))}
        return frozenset(uuid.UUID(int=code) for code in found)

    def _places_like(self, kind: str, text: str) -> tuple[int, ...]:
        """Return the units or forces that a text may mean: the very one, or those most like it."""
        codes = self.people.unit_codes if kind == "unit" else self.people.force_codes
        exact = codes.get(text)
        if exact is not None or not text:
            return () if exact is None else (exact,)
        if text.isdigit():
            return ()
        words = frozenset(text.split(" "))
        holding = [
            code
            for code, name in enumerate(codes.texts)
            if words <= (own := frozenset(name.split(" "))) or own <= words
        ]
        alike = [
            code
            for code, name in enumerate(codes.texts)
            if similarity.jaro_winkler(text, name) >= _ALIKE
        ]
        return tuple(holding[:10] or alike[:10])


_SHORT = 3


def given_words(given: str, words: Vocabulary) -> frozenset[str]:
    """Return every given name of the register that what was said may stand for."""
    if not given:
        return frozenset()
    return frozenset(nicknames.forms_of(given) | words.near(given))


def _within(rows: Numbers, day: int, days: int) -> int:
    first, last = rows[:, 4], rows[:, 5]
    holds = (first - days <= day) & ((last == 0) | (day <= last + days))
    return len(np.unique(rows[holds][:, 0]))


def _names(row: Row) -> tuple[str, str, bool]:
    """Return the given and the family name, and whether one came without saying which it is."""
    given = values.name_words(row.one("given") or row.one("alias"))
    family = values.name_words(" ".join(row.all("family")))
    if not given and not family:
        first, last = values.full_name(row.one("name"))
        given, family = tuple(first.split()), tuple(last.split())
        return given[0] if given else "", "".join(family), bool(given) and not family
    if len(given) > 1 and not family:
        return given[0], "".join(given[1:]), False
    return given[0] if given else "", "".join(family), False


def _rank_in(text: str) -> str:
    found = _RANK.search(text.casefold())
    return found[0] if found else ""


def _middle(found: values.Span) -> datetime.date:
    return found.first + (found.last - found.first) / 2


def _slipped(number: str) -> set[str]:
    signs = "0123456789" if number.isdigit() else "0123456789abcdefghijklmnopqrstuvwxyz"
    cuts = [(number[:place], number[place:]) for place in range(len(number) + 1)]
    lost = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    changed = {left + sign + right[1:] for left, right in cuts if right for sign in signs}
    added = {left + sign + right for left, right in cuts for sign in signs}
    return lost | swapped | changed | added
