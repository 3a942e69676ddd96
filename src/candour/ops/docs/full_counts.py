"""Writes what the full counts showed: each claim, how it ended, its figures, and the commit."""

import pathlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from candour.ops.architecture.source import ROOT
from candour.ops.docs.pages import markdown

PAGE = ROOT / "docs/reference/proof.md"
_OPENING = """# Full counts

What `make proof` showed when it was last run, whole or a folder at a time: each claim with how it
ended and what was measured on the way. `make test` proves the same claims with smaller numbers.

Written on the commit {commit}, from {minutes} minutes of tests: {passed} held, {failed} did not,
{skipped} were left out.

"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One test of the full counts: its file and name, how it ended, and its figures."""

    place: str
    name: str
    ended: str
    seconds: float
    figures: str


def write(*, results: pathlib.Path, to: pathlib.Path = PAGE) -> tuple[Claim, ...]:
    """Write the page from a JUnit file; return what it says."""
    found = tuple(claims(results))
    to.write_text(page(found, commit=_commit()), encoding="utf-8")
    return found


def claims(results: pathlib.Path) -> Iterator[Claim]:
    """Read the claims of a JUnit file, in order of their file and name."""
    # Written by our own test runner a moment ago.
    cases = ElementTree.parse(results).getroot().iter("testcase")  # noqa: S314
    yield from sorted((_claim(case) for case in cases), key=lambda one: (one.place, one.name))


def page(found: tuple[Claim, ...], *, commit: str) -> str:
    """Return the page."""
    ended = [claim.ended for claim in found]
    opening = _OPENING.format(
        commit=commit,
        minutes=round(sum(claim.seconds for claim in found) / 60, 1),
        passed=ended.count("held"),
        failed=ended.count("failed"),
        skipped=ended.count("left out"),
    )
    rows = [
        (claim.place, claim.name, claim.ended, f"{claim.seconds:.1f} s", claim.figures)
        for claim in found
    ]
    head = ("File", "Claim", "Ended", "Took", "Measured")
    return opening + markdown.table(head=head, rows=rows) + "\n"


def _claim(case: ElementTree.Element) -> Claim:
    name = case.get("name", "").removeprefix("test_").replace("_", " ")
    figures = ", ".join(
        f"{one.get('name', '').replace('_', ' ')} {one.get('value')}"
        for one in case.iter("property")
    )
    ended = "held"
    if case.find("failure") is not None or case.find("error") is not None:
        ended = "failed"
    elif case.find("skipped") is not None:
        ended = "left out"
    return Claim(
        place=case.get("classname", "").rpartition(".")[2],
        name=name,
        ended=ended,
        seconds=float(case.get("time", "0")),
        figures=figures,
    )


def _commit() -> str:
    command = ("git", "rev-parse", "--short", "HEAD")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"
