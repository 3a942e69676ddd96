"""Checks a published folder as anybody can who has it: its hashes, and the attack on all of it."""

import pathlib
from collections.abc import Iterator

from candour.oversight.publishing import folder as releases
from candour.stats.disclosure import protect


def faults(folder: pathlib.Path) -> Iterator[str]:
    """Yield what is wrong with a folder of releases: what changed, and what gives numbers away."""
    yield from releases.faults(folder)
    said = releases.history(folder)
    for place, release in enumerate(said):
        try:
            protect.gate(release=release, earlier=said[:place])
        except protect.Unsafe as unsafe:
            yield f"{release.name}: {unsafe}"
