"""What things may not be called: files without a concept, words that judge before anyone has."""

import ast
import collections
import pathlib
import re
from collections.abc import Iterator, Sequence

from candour.ops.architecture.source import Breach, Module

MODULES = frozenset(
    {"utils", "util", "helpers", "helper", "common", "service", "services", "manager", "managers",
     "signals", "misc", "tools"}
)  # fmt: skip
WORDS = frozenset({"victim", "victims", "accused", "banter"})

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SQL_NOISE = re.compile(r"--[^\n]*|'(?:[^']|'')*'")
_SQL_WORDS = re.compile(r"[A-Za-z_]+")
# Django's own names for what a later change did, instead of what is true after it.
_AUTOMATIC = re.compile(r"^\d{4}_(auto|alter|add|remove|rename|delete|create)_|_and_more$")
_TRUE_FROM_NOW = re.compile(r"^\d{4}_[a-z0-9]+(_[a-z0-9]+){2,}$")


def vague_modules(modules: Sequence[Module]) -> Iterator[Breach]:
    """Find files and folders named for no concept."""
    for module in modules:
        parts = {module.path.stem, *module.path.parts[:-1]}
        for name in sorted(parts & MODULES):
            yield module.breach(None, f"{name} names no concept")


def shared_test_names(modules: Sequence[Module]) -> Iterator[Breach]:
    """Find test modules named as another is: outside packages one of them would hide the other."""
    tests = [module for module in modules if module.is_test]
    packages = {one.path.parent for one in tests if one.path.name == "__init__.py"}
    loose = {one.path.parent for one in tests if one.path.name.startswith("test_")} - packages
    places: dict[str, list[pathlib.PurePosixPath]] = collections.defaultdict(list)
    for module in tests:
        if module.path.parent in loose and module.path.name != "conftest.py":
            places[module.path.name].append(module.path)
    for name, found in sorted(places.items()):
        for path in sorted(found)[1:]:
            yield Breach(place=path.as_posix(), problem=f"{name} also stands at {min(found)}")


def judging_identifiers(modules: Sequence[Module]) -> Iterator[Breach]:
    """Find identifiers that call somebody what nobody has decided yet."""
    for module in modules:
        for node, name in _identifiers(module.tree):
            for word in sorted(words_of(name) & WORDS):
                yield module.breach(node, f"{name} says {word}")


def judging_sql(*, path: str, text: str) -> Iterator[Breach]:
    """Find the same in a .sql file, apart from comments and texts."""
    for name in sorted(set(_SQL_WORDS.findall(_SQL_NOISE.sub(" ", text)))):
        for word in sorted(words_of(name) & WORDS):
            yield Breach(place=path, problem=f"{name} says {word}")


def words_of(name: str) -> frozenset[str]:
    """Return the words of an identifier, in lower case."""
    return frozenset(part.lower() for part in _PARTS.findall(name))


def _identifiers(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(tree):
        for field in ("id", "name", "arg", "attr", "asname"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                yield node, value


def nameless_migrations(modules: Sequence[Module]) -> Iterator[Breach]:
    """Find migrations whose name does not say what becomes true."""
    for module in modules:
        name = module.path.stem
        if module.path.parent.name != "migrations" or name in {"__init__", "0001_initial"}:
            continue
        if _AUTOMATIC.search(name) or not _TRUE_FROM_NOW.match(name):
            yield module.breach(None, f"{name} does not say what becomes true")
