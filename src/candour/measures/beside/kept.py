"""Keeps what stands beside the published figures, so that a page need not invent a force for it.

The invented force and the measures are the same for everybody who runs this version, so what they
give is a file of it. `candour docs build` writes it, and a test finds one that fell behind.
"""

import json
import pathlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final

from candour.measures.beside import rendering
from candour.measures.beside.computing import Beside
from candour.measures.beside.scope import Comparison, Refusal
from candour.measures.synthetic import staff, targets

FILE: Final = pathlib.Path(__file__).with_name("kept.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure in words. shown: its cells, as rendering.HEAD names them."""

    shown: tuple[str, ...]
    differs: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Every figure, why some don't agree, and two shares that must not be compared, and why."""

    rows: tuple[Row, ...]
    follows: str
    national: str
    apart: tuple[tuple[str, str, str], ...]


def of(*, found: Sequence[Beside], compared: Comparison | Refusal) -> Kept:
    """Return what was computed of the invented force in words."""
    shown = rendering.rows(found, is_invented=True)
    return Kept(
        rows=tuple(
            Row(shown=cells, differs=one.published.differs, source=str(one.published.source))
            for cells, one in zip(shown, found, strict=True)
        ),
        follows=follows(),
        national=rendering.comparison(compared),
        apart=tuple((one.aspect, one.one, one.other) for one in rendering.differs(compared)),
    )


def follows() -> str:
    """Say why the figures that nothing was made to agree with don't agree."""
    law = staff.calibrated()
    return (
        "How many people have several cases was not put in. People's rates follow a Gamma law over"
        f" years of service, with a mean of {law.mean * 1000:.1f} cases for 1,000 years and a shape"
        f" of {law.shape:.2f}: the only law of that kind under which {targets.PUBLISHED.people:,}"
        f" people are in {targets.PUBLISHED.involvements:,} involvements, given"
        f" {targets.POSTS:,} posts of which {targets.LEAVE_A_YEAR:.0%} fall free each year (both"
        " assumed). It gives more people with several cases than were published, and many more"
        " dismissed among them."
    )


def write(kept: Kept) -> None:
    """Write the file of this version."""
    text = json.dumps(asdict(kept), indent=1, ensure_ascii=False)
    FILE.write_text(f"{text}\n", encoding="utf-8")


def read() -> Kept:
    """Return what the file of this version says."""
    said = json.loads(FILE.read_text(encoding="utf-8"))
    return Kept(
        rows=tuple(
            Row(shown=tuple(row["shown"]), differs=row["differs"], source=row["source"])
            for row in said["rows"]
        ),
        follows=said["follows"],
        national=said["national"],
        apart=tuple((aspect, one, other) for aspect, one, other in said["apart"]),
    )
