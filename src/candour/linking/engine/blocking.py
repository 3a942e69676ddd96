"""Whom a description may mean at all: the few people of a register that are worth comparing."""

from collections.abc import Iterable, Sequence

import numpy as np

from candour.core.matching.comparing import Description
from candour.linking.engine.columnar import Numbers
from candour.linking.engine.describing import Describer, given_words

# A name alone, without number, unit or the other name, finds people only where it is rare.
RARE = 150
MOST = 500


def candidates(*, said: Description, describer: Describer) -> Sequence[int]:
    """Return the people to compare, the likeliest groups first: number, both names, unit."""
    people = describer.people
    members = _members(said, describer)
    found = [people.numbered(number) for number in said.numbers]
    for given, family in _orders(said):
        found.extend(_named(given, family, members, describer))
    if not said.given and not said.family and len(members) <= RARE:
        found.append(members)
    for number in said.numbers:
        found.extend(people.numbered(slip) for slip in sorted(describer.slips(number)))
    whole = dict.fromkeys(one for group in found for one in group[:MOST].tolist())
    return list(whole)[:MOST]


def _orders(said: Description) -> Iterable[tuple[str, str]]:
    yield said.given, said.family
    if said.given or said.family:
        yield said.family, said.given


def _named(given: str, family: str, members: Numbers, describer: Describer) -> Iterable[Numbers]:
    people = describer.people
    firsts = [people.given(word) for word in _given(given, describer)]
    lasts = [people.family(word) for word in _family(family, describer)]
    first, last = _union(firsts), _union(lasts)
    if given and family:
        yield _both(first, last)
    for group in (first, last):
        yield _both(group, members)
    exact = people.family(family) if family else last
    for group in (last, exact, first):
        if len(group) <= RARE:
            yield group


def _given(given: str, describer: Describer) -> frozenset[str]:
    words = describer.people.given_words
    if len(given) == 1:
        return frozenset(word for word in words.holders if word.startswith(given))
    return given_words(given, words) | ({given[:1]} if given else frozenset())


def _family(family: str, describer: Describer) -> frozenset[str]:
    if not family:
        return frozenset()
    return frozenset({family}) | describer.people.family_words.near(family)


def _members(said: Description, describer: Describer) -> Numbers:
    return _union([describer.people.by_unit.of(unit.int)[:, 0] for unit in said.unit_ids])


def _union(groups: Sequence[Numbers]) -> Numbers:
    held = [group for group in groups if len(group)]
    if not held:
        return np.zeros(0, dtype=np.int32)
    return np.unique(np.concatenate(held))


def _both(one: Numbers, other: Numbers) -> Numbers:
    return np.intersect1d(one, other, assume_unique=True)
