"""Finds every entry of a catalogue package: one module, one frozen ENTRY, nothing to register."""

import importlib
import pkgutil
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


class BadEntry(Exception):
    """A module of a catalogue package does not export one ENTRY of the expected type."""


def entries(package: ModuleType, kind: type[T]) -> dict[str, T]:
    """Return {module name: ENTRY} for every module of `package`, in alphabetical order."""
    found: dict[str, T] = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda item: item.name):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        entry = getattr(module, "ENTRY", None)
        if not isinstance(entry, kind):
            message = f"{module.__name__} must export ENTRY, a {kind.__name__}"
            raise BadEntry(message)
        found[info.name] = entry
    return found
