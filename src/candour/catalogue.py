"""Finds every entry of a catalogue package: one module, one frozen ENTRY, nothing to register."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


class BadEntry(Exception):
    """A module of a catalogue package does not export one ENTRY of the expected type."""


def entries(package: ModuleType, kind: type[T]) -> dict[str, T]:
    """Return {module name: ENTRY} for every module of `package`, in alphabetical order.

    A package in it that exports no ENTRY is a shelf: its modules are entries like all others.
    """
    found: dict[str, T] = {}
    for name, entry in _entries(package, kind):
        if name in found:
            message = f"{package.__name__} holds two entries named {name}"
            raise BadEntry(message)
        found[name] = entry
    return dict(sorted(found.items()))


def _entries(package: ModuleType, kind: type[T]) -> Iterator[tuple[str, T]]:
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        entry = getattr(module, "ENTRY", None)
        if entry is None and info.ispkg:
            yield from _entries(module, kind)
            continue
        if not isinstance(entry, kind):
            message = f"{module.__name__} must export ENTRY, a {kind.__name__}"
            raise BadEntry(message)
        yield info.name, entry
