"""What a reporter wants watched, and the keyed digests that stand for it in one run.

The engine sees digests alone: SHA-256 over a random key of 32 bytes, drawn for the run, and the
value. Whoever sees a digest but not the key can't try values against it; the key is held in memory
and gone with the run. The key has one length and stands first, so no digest is that of another
pair; a plain hash is enough because nobody outside ever sees a digest that could be extended.
"""

import hashlib
import json
import secrets
import string
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import combinations

from candour.core.lookups import Kind
from candour.imports.lookups import canonical

FEWEST_MARK, FEWEST_PARTIAL = 5, 4
MOST_NAMES = 6
NAME, NAME_BORN, TYPED_NAME = "name", "name_born", "typed_name"
POSTCODE, ADDRESS, VEHICLE = "postcode", "address", "vehicle"
PHONE, CASE, TYPED_CODE = "phone", "case", "typed_code"
SLOTS = (NAME, NAME_BORN, TYPED_NAME, POSTCODE, ADDRESS, VEHICLE, PHONE, CASE, TYPED_CODE)
Variant = tuple[str, str, Kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is watched, as she gave it; never printed."""

    names: tuple[str, ...] = field(default=(), repr=False)
    born: str = field(default="", repr=False)
    addresses: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    vehicles: tuple[str, ...] = field(default=(), repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    cases: tuple[str, ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return any((self.names, self.addresses, self.vehicles, self.phones, self.cases))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Keyed:
    """The digests of a run by slot, and what each stands for: pairs of watch and kind."""

    key: str
    by_slot: Mapping[str, Sequence[str]]
    meaning: Mapping[str, frozenset[tuple[int, Kind]]]


def as_text(*, terms: Terms) -> str:
    """Return terms as they are sealed."""
    return json.dumps(asdict(terms), sort_keys=True)


def from_text(*, text: str) -> Terms:
    """Return sealed terms."""
    said = json.loads(text)
    return Terms(
        names=tuple(said["names"]),
        born=said["born"],
        addresses=tuple((line, postcode) for line, postcode in said["addresses"]),
        vehicles=tuple(said["vehicles"]),
        phones=tuple(said["phones"]),
        cases=tuple(said["cases"]),
    )


def keyed(*, watched: Sequence[Terms], key: str = "") -> Keyed:
    """Key the terms of every watch under one random key, or the one that a test gives."""
    key = key or secrets.token_hex(32)
    by_slot: dict[str, set[str]] = {slot: set() for slot in SLOTS}
    meaning: dict[str, set[tuple[int, Kind]]] = defaultdict(set)
    for number, terms in enumerate(watched):
        exact = set()
        for slot, value, kind in _variants(terms):
            # Of two readings of one value the exact one, which comes first, is meant.
            if (slot, value) in exact:
                continue
            exact.add((slot, value))
            found = digest(key=key, slot=slot, value=value)
            by_slot[slot].add(found)
            meaning[found].add((number, kind))
    return Keyed(
        key=key,
        by_slot={slot: sorted(found) for slot, found in by_slot.items()},
        meaning={found: frozenset(pairs) for found, pairs in meaning.items()},
    )


def digest(*, key: str, slot: str, value: str) -> str:
    """Return what stands for a value in a run: the same as the feed's expression makes of it."""
    return hashlib.sha256(f"{prefix(key=key, slot=slot)}{value}".encode()).hexdigest()


def prefix(*, key: str, slot: str) -> str:
    """Return what is put before a value of a slot."""
    return f"{key}|{slot}|"


def _variants(terms: Terms) -> Iterator[Variant]:
    born = canonical.born(text=terms.born)
    for said in terms.names:
        yield from _of_name(canonical.name(text=said), born)
    for line, said in terms.addresses:
        yield from _of_address(canonical.house(text=line), canonical.code(text=said))
    for said in terms.vehicles:
        yield from _of_mark(canonical.code(text=said))
    for said in terms.phones:
        number = canonical.phone(text=said)
        if number:
            yield PHONE, number, Kind.PHONE
            yield from ((TYPED_CODE, lead + number, Kind.PHONE) for lead in ("", "0", "44", "0044"))
    for said in terms.cases:
        reference = canonical.code(text=said)
        if reference:
            yield from ((slot, reference, Kind.CASE) for slot in (CASE, TYPED_CODE))


def _of_name(whole: str, born: str) -> Iterator[Variant]:
    words = whole.split(" ")
    if len(words) < 2 or len(words) > MOST_NAMES:
        return
    names = [whole]
    # Two of three names is what people type, and what some records hold.
    names += [" ".join(pair) for pair in combinations(words, 2)] if len(words) > 2 else []
    for name in names:
        if born:
            yield NAME_BORN, f"{name}|{born}", Kind.NAME_AND_BIRTH
        yield NAME, name, Kind.NAME
        yield TYPED_NAME, name, Kind.NAME
    for mistyped in _mistyped_words(words):
        if born:
            yield NAME_BORN, f"{mistyped}|{born}", Kind.NAME_AND_BIRTH
        yield TYPED_NAME, mistyped, Kind.NAME_MISTYPED


def _of_address(house: str, postcode: str) -> Iterator[Variant]:
    if not postcode:
        return
    if house:
        yield ADDRESS, f"{house}|{postcode}", Kind.ADDRESS
        yield TYPED_CODE, house.replace("-", "") + postcode, Kind.ADDRESS
    yield POSTCODE, postcode, Kind.POSTCODE
    yield TYPED_CODE, postcode, Kind.POSTCODE


def _of_mark(mark: str) -> Iterator[Variant]:
    if len(mark) < FEWEST_MARK:
        return
    yield VEHICLE, mark, Kind.VEHICLE
    yield TYPED_CODE, mark, Kind.VEHICLE
    for length in range(len(mark) - 1, FEWEST_PARTIAL - 1, -1):
        yield TYPED_CODE, mark[:length], Kind.VEHICLE_PARTIAL
        yield TYPED_CODE, mark[-length:], Kind.VEHICLE_PARTIAL
    letters = string.ascii_uppercase + string.digits
    yield from ((TYPED_CODE, one, Kind.VEHICLE_MISTYPED) for one in _mistyped(mark, letters))


def _mistyped_words(words: Sequence[str]) -> Iterator[str]:
    """Yield a name with one slip in one of its words, each put in order anew."""
    for place, word in enumerate(words):
        for slip in _mistyped(word, string.ascii_uppercase):
            yield " ".join(
                sorted(one for one in (*words[:place], slip, *words[place + 1 :]) if one)
            )


def _mistyped(word: str, letters: str) -> Iterable[str]:
    """Return a word with one letter left out, two exchanged, one wrong, one too many."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {left + right[1:] for left, right in cuts if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    found |= {left + letter + right[1:] for left, right in cuts if right for letter in letters}
    found |= {left + letter + right for left, right in cuts for letter in letters}
    return sorted(found - {word, ""})
