"""Counts how often a matching was right: precision, recall, F1, by group and by kind."""

import dataclasses
from collections.abc import Iterable


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One description: who was meant (nobody where empty), who was proposed, who was compared."""

    truth: str
    proposed: str
    group: str = ""
    is_full: bool = False
    is_reached: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """How often the one proposed was the one meant, and how often the one meant was proposed."""

    descriptions: int
    proposed: int
    right: int
    meant: int
    reached: int

    @property
    def precision(self) -> float:
        """Return how many of the proposals were right."""
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """Return how many of those meant and on the register were proposed."""
        return self.right / self.meant if self.meant else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def blocking_recall(self) -> float:
        """Return how many of those meant were compared at all."""
        return self.reached / self.meant if self.meant else 1.0

    @property
    def missed(self) -> int:
        """Return how many of those meant and on the register were not proposed."""
        return self.meant - self.right

    @property
    def wrong(self) -> int:
        """Return how many of the proposals were of somebody else."""
        return self.proposed - self.right

    @property
    def link_error(self) -> float:
        """Return the share of descriptions with a wrong proposal or a missed person.

        One that names somebody else than the person meant is counted for both.
        """
        return (self.wrong + self.missed) / self.descriptions if self.descriptions else 0.0


def accuracy(*, judged: Iterable[Judged]) -> Accuracy:
    """Return the counts over descriptions."""
    held = list(judged)
    return Accuracy(
        descriptions=len(held),
        proposed=sum(bool(one.proposed) for one in held),
        right=sum(bool(one.truth) and one.proposed == one.truth for one in held),
        meant=sum(bool(one.truth) for one in held),
        reached=sum(bool(one.truth) and one.is_reached for one in held),
    )


def error_ratio(*, judged: Iterable[Judged]) -> float:
    """Return the link error of the worst group over that of the best."""
    errors = sorted(one.link_error for one in by_group(judged=judged).values())
    return errors[-1] / errors[0] if errors and errors[0] else 1.0


def by_group(*, judged: Iterable[Judged]) -> dict[str, Accuracy]:
    """Return the counts over the descriptions of each group, groups in order of their names."""
    held = list(judged)
    return {
        group: accuracy(judged=[one for one in held if one.group == group])
        for group in sorted({one.group for one in held})
    }
