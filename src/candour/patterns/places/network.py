"""Who was named together in more than one matter, and the groups that such pairs make."""

import datetime
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from candour.patterns.places.register import Matter

# Once together may be chance: two officers of one car. Twice is what is shown.
FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two people named together in so many matters, the first and the last day of them."""

    one: str
    other: str
    matters: int
    first_on: datetime.date
    last_on: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a group: with how many others, in how many matters at all."""

    person: str
    group: int
    with_others: int
    matters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The pairs, the strongest first, and everybody in them by group, the largest group first."""

    pairs: tuple[Pair, ...]
    members: tuple[Member, ...]

    @property
    def groups(self) -> tuple[int, ...]:
        """Return how many people each group holds."""
        sizes = Counter(one.group for one in self.members)
        return tuple(sizes[group] for group in sorted(sizes))


def network(*, matters: Iterable[Matter], fewest: int = FEWEST) -> Network:
    """Return who was named together in at least `fewest` matters; each matter counts once."""
    days: dict[tuple[str, str], list[datetime.date]] = defaultdict(list)
    named: Counter[str] = Counter()
    for matter in matters:
        named.update(matter.people)
        for pair in itertools.combinations(sorted(matter.people), 2):
            days[pair].append(matter.on)
    pairs = [
        Pair(one=one, other=other, matters=len(on), first_on=min(on), last_on=max(on))
        for (one, other), on in days.items()
        if len(on) >= fewest
    ]
    pairs.sort(key=lambda pair: (-pair.matters, pair.one, pair.other))
    beside = Counter(person for pair in pairs for person in (pair.one, pair.other))
    members = [
        Member(person=person, group=group, with_others=beside[person], matters=named[person])
        for group, people in enumerate(_groups(pairs), start=1)
        for person in people
    ]
    return Network(pairs=tuple(pairs), members=tuple(members))


def _groups(pairs: Sequence[Pair]) -> list[list[str]]:
    """Return the connected people, the largest group first; in a group by name."""
    head: dict[str, str] = {}

    def top(person: str) -> str:
        head.setdefault(person, person)
        while head[person] != person:
            # Each look shortens the way for the next.
            head[person] = head[head[person]]
            person = head[person]
        return person

    for pair in pairs:
        one, other = sorted((top(pair.one), top(pair.other)))
        head[other] = one
    found: dict[str, list[str]] = defaultdict(list)
    for person in head:
        found[top(person)].append(person)
    return sorted((sorted(people) for people in found.values()), key=lambda one: (-len(one), one))
