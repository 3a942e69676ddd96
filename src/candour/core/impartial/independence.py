"""Decides whether another force must investigate a case, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from candour.core.matching import ranks
from candour.law.categories import CATEGORIES
from candour.law.independence import (
    FEWEST_CLEAN,
    OUTSIDE_RULES,
    SENIOR,
    SENIOR_RANKS,
    TOO_FEW,
    OutsideRule,
)

_BRANCHES = ("temporary ", "acting ", "t/", "a/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a case: categories, what was told, ranks of those it may be about, and
    how many of the force's own people no wall keeps from it.
    """

    categories: frozenset[str]
    told: frozenset[str]
    ranks: frozenset[str]
    clean_investigators: int
    clean_readers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence:
    """Whether another force must investigate, and the codes of the rules that say so."""

    because: tuple[str, ...]

    @property
    def is_required(self) -> bool:
        """Return whether any rule applies."""
        return bool(self.because)


def assess(*, facts: Facts) -> Independence:
    """Hold the facts against every rule."""
    applies = [rule.code for rule in OUTSIDE_RULES if _applies(rule, facts)]
    return Independence(because=tuple(applies))


def is_senior(*, rank: str) -> bool:
    """Say whether a folded rank is above chief superintendent, held for good or for now."""
    known = rank.strip()
    for branch in _BRANCHES:
        known = known.removeprefix(branch)
    return ranks.level_of(known) in SENIOR_RANKS


def _applies(rule: OutsideRule, facts: Facts) -> bool:
    if rule is SENIOR:
        return any(is_senior(rank=rank) for rank in facts.ranks)
    if rule is TOO_FEW:
        return min(facts.clean_investigators, facts.clean_readers) < FEWEST_CLEAN
    return bool(facts.told.intersection(rule.told)) or _in_groups(rule, facts.categories)


def _in_groups(rule: OutsideRule, codes: Iterable[str]) -> bool:
    stated = {group for row in CATEGORIES if row.code in set(codes) for group in row.groups}
    return bool(stated.intersection(rule.groups))
