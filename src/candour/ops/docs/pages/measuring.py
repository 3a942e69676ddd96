"""The pages of measures: what each answers, counts and can't say, and published figures beside."""

import datetime
import functools
import importlib
import pathlib
import tempfile

from candour import catalogue
from candour.measures.beside import computing, kept, published, rendering, scope
from candour.measures.beside.computing import Beside
from candour.measures.entry import Entry
from candour.measures.register import reading
from candour.measures.result import Definition
from candour.measures.synthetic import snapshot
from candour.ops.docs.pages import markdown

_SEED = 1
_INVENTED_AT = datetime.datetime(2022, 4, 1, tzinfo=datetime.UTC)


def write() -> str:
    """Return the page."""
    package = importlib.import_module("candour.measures.catalogue")
    entries = catalogue.entries(package, Entry)
    return markdown.page(
        title="Measures",
        source="src/candour/measures/catalogue",
        parts=[
            "Computed on a snapshot of the register, as of a day. A figure can't be made without"
            " its definition. `candour measure run NAME` prints one; the oversight site shows"
            " them all.",
            *(_one(entry) for entry in entries.values()),
        ],
    )


def _one(entry: Entry) -> str:
    parts = [
        f"## {entry.title}",
        f"`{entry.name}`: {entry.question}",
        _definition(entry.definition),
        "What it can't say:\n\n" + markdown.bullets(entry.limits),
    ]
    if entry.by:
        groups = markdown.codes(group.value for group in entry.by)
        parts.insert(3, f"May be grouped by {groups}; its usual window is {entry.years} years.")
    return "\n\n".join(parts)


def _definition(definition: Definition) -> str:
    return markdown.table(
        head=["Definition", ""],
        rows=[
            ["Stage", definition.stage],
            ["Numerator", definition.numerator],
            ["Denominator", definition.denominator],
            ["Unit", definition.unit.value],
            ["By", definition.basis.value],
            ["Left out", definition.missing],
            ["Method", definition.method],
            ["References", "; ".join(definition.references)],
        ],
    )


def write_beside() -> str:
    """Return the page of published figures beside what is measured on an invented force."""
    found = _computed()
    compared = scope.compare(one=published.OF_THE_FORCE, other=published.NATIONAL)
    return markdown.page(
        title="Beside published figures",
        source="src/candour/measures/beside",
        parts=[
            "What was published of one large force, and what the measures of this version compute"
            " on an invented force that was made to agree with its totals. It shows what the"
            " measures do, and whether they say of a known register what it holds. It shows nothing"
            " of any real force. `candour measure beside` prints it; with `--snapshot` it does so"
            " for another register.",
            markdown.table(
                head=list(rendering.HEAD), rows=list(rendering.rows(found, is_invented=True))
            ),
            "## What follows, and does not agree",
            kept.follows(),
            "## Where each stands, and what is defined in another way",
            markdown.table(
                head=["Figure", "Measured otherwise", "Published in"],
                rows=[
                    [one.published.what, one.published.differs, one.published.source]
                    for one in found
                ],
            ),
            "## A national figure",
            rendering.comparison(compared),
            markdown.table(
                head=["In what", "The force", "All forces"],
                rows=[[one.aspect, one.one, one.other] for one in rendering.differs(compared)],
            ),
        ],
    )


def kept_beside() -> kept.Kept:
    """Return what the oversight site shows of the same."""
    compared = scope.compare(one=published.OF_THE_FORCE, other=published.NATIONAL)
    return kept.of(found=_computed(), compared=compared)


@functools.cache
def _computed() -> tuple[Beside, ...]:
    with tempfile.TemporaryDirectory(prefix="candour-") as place:
        folder = snapshot.write(seed=_SEED, under=pathlib.Path(place), at=_INVENTED_AT)
        return computing.beside(register=reading.read(folder=folder))
