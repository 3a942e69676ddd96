"""The three ways that are tried: Candour's own, exact match, and Splink as it comes.

Each answers a description with one person and how probable that person is; when to propose is
chosen afterwards, for each in the same manner.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from candour.core.matching.weights import Weights
from candour.linking import judging
from candour.linking.engine import matching
from candour.linking.files import values
from candour.linking.generated.noise import Noisy
from candour.linking.judging import Best
from candour.linking.trials import plain_splink
from candour.linking.trials.world import World

Rival = Callable[[Sequence[Noisy]], list[Best]]


def rivals(*, world: World, weights: Weights) -> Mapping[str, Rival]:
    """Return every way to answer the descriptions of a world, by its name."""
    matcher = matching.matcher(people=world.people, weights=weights)
    exact = Exact(world)
    splink = plain_splink.Plain(world)
    return {
        "Candour": lambda described: judging.judged(matcher=matcher, described=described),
        "Splink, as it comes": splink.judged,
        "exact match": exact.judged,
    }


class Exact:
    """Proposes the one person with the very number, or else with the very given and family name.

    Nobody is proposed where two people have it; no threshold changes that.
    """

    def __init__(self, world: World) -> None:
        self._numbered: dict[str, set[str]] = defaultdict(set)
        self._named: dict[tuple[str, str], set[str]] = defaultdict(set)
        for officer in world.officers:
            for held in officer.numbers:
                self._numbered[held.number].add(officer.ref)
            self._named[officer.given, officer.family].add(officer.ref)

    def judged(self, described: Sequence[Noisy]) -> list[Best]:
        """Return the one person found for each description, certain where there is one."""
        return [self._judged(one) for one in described]

    def _judged(self, noisy: Noisy) -> Best:
        found = self._found(noisy)
        best = next(iter(found)) if len(found) == 1 else ""
        return Best(
            truth=noisy.truth,
            best=best,
            probability=1.0 if best else 0.0,
            group=noisy.group,
            is_full=noisy.is_full,
            is_reached=noisy.truth in found,
        )

    def _found(self, noisy: Noisy) -> set[str]:
        numbered = self._numbered.get(noisy.number, set())
        if numbered:
            return numbered
        given = " ".join(values.name_words(noisy.given))
        family = "".join(values.name_words(noisy.family))
        return self._named.get((given, family), set()) if given and family else set()
