"""The page of measures: the question each answers, what it counts, and what it can't say."""

import importlib

from candour import catalogue
from candour.measures.entry import Entry
from candour.measures.result import Definition
from candour.ops.docs.pages import markdown


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
