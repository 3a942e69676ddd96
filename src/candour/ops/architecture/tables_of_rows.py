"""Tables that are written as code are whole: catalogues export one entry, clocks say where from."""

import ast
from collections.abc import Iterator, Sequence

from candour.law.clocks import Clock
from candour.ops.architecture.source import Breach, Module

CATALOGUES = frozenset(
    {"routes", "origins", "questions", "aftercare", "sources", "catalogue", "publications"}
)


def without_entry(modules: Sequence[Module]) -> Iterator[Breach]:
    """Find modules of a catalogue that export no ENTRY, or give it more than one value."""
    for module in modules:
        if module.path.parent.name not in CATALOGUES or module.path.name == "__init__.py":
            continue
        count = sum(_names_entry(node) for node in module.tree.body)
        if module.app and count != 1:
            yield module.breach(None, f"exports {count} entries called ENTRY, not one")


def _names_entry(node: ast.stmt) -> bool:
    if isinstance(node, ast.AnnAssign):
        targets: list[ast.expr] = [node.target]
    else:
        targets = list(node.targets) if isinstance(node, ast.Assign) else []
    return any(isinstance(target, ast.Name) and target.id == "ENTRY" for target in targets)


def incomplete_clocks(clocks: Sequence[Clock]) -> Iterator[Breach]:
    """Find clocks without a place in the law, a basis, a mark of verification or an example."""
    for clock in clocks:
        missing = [
            name
            for name in ("provision", "basis", "verification", "example")
            if not getattr(clock, name)
        ]
        if not clock.provision or not clock.provision.reference:
            missing.append("reference")
        if clock.example and not (clock.example.facts and clock.example.expected):
            missing.append("facts and answer of the example")
        for name in missing:
            yield Breach(place=f"clock {clock.id}", problem=f"has no {name}")
