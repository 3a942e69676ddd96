"""Chooses which counts of a release to leave out, until the attack finds nothing in it."""

import dataclasses
from collections.abc import Sequence

from candour.stats.disclosure import attack
from candour.stats.disclosure.attack import Finding
from candour.stats.disclosure.cells import Cell, Published, Release


class Unsafe(Exception):
    """A release that gives a small count away, together with what was published before it."""

    def __init__(self, found: Sequence[Finding]) -> None:
        self.found = tuple(found)
        first = self.found[0]
        super().__init__(
            f"A reader could tell that this count is {first.low} to {first.high}, closer than"
            f" {first.threshold}: {first.cell.name}."
        )


def gate(*, release: Release, earlier: Sequence[Release]) -> None:
    """Raise Unsafe where a release, with all that came before it, gives a small count away."""
    found = attack.findings(releases=[*earlier, release])
    if found:
        raise Unsafe(found)


def protect(*, release: Release, earlier: Sequence[Release]) -> Release:
    """Return a release without the counts that would give away others; raise Unsafe if none helps.

    Counts below their threshold are left out by whoever built the release. What else has to go is
    the smallest count beside each finding, one at a time.
    """
    kept = release
    for population in release.populations:
        kept = _protected(population, kept, earlier)
    return kept


def _protected(of: str, release: Release, earlier: Sequence[Release]) -> Release:
    kept = release
    settled: set[Cell] = set()
    while True:
        found = next(attack.search(of=of, releases=[*earlier, kept], settled=settled), None)
        if found is None:
            return kept
        chosen = _nearest(found, kept)
        if chosen is None:
            raise Unsafe([found])
        kept = without(release=kept, cells={chosen.cell})


def without(*, release: Release, cells: set[Cell]) -> Release:
    """Return a release that doesn't show these cells, nor any share that is made of them."""
    shown = {one.cell for one in release.published if one.value is not None} - cells
    return dataclasses.replace(
        release,
        published=tuple(
            dataclasses.replace(one, value=None) if one.cell in cells else one
            for one in release.published
        ),
        shares=tuple(
            one for one in release.shares if one.numerator in shown and one.denominator in shown
        ),
    )


def _nearest(finding: Finding, release: Release) -> Published | None:
    """Return the shown count to leave out next: beside the finding, a part, and a small one."""
    sums = [
        {split.whole, *split.parts}
        for split in release.splits
        if split.of == finding.cell.of and finding.cell.part in {split.whole, *split.parts}
    ]
    beside = set().union(*sums)
    wholes = {split.whole for split in release.splits if split.of == finding.cell.of}
    shown = [
        one for one in release.published if one.cell.of == finding.cell.of and one.value is not None
    ]
    return min(
        shown,
        key=lambda one: (
            one.cell.part not in beside, one.cell.part in wholes, one.value, one.cell
        ),
        default=None,
    )  # fmt: skip
