"""How large things may become before a reader loses them; tables of law are exempt."""

import ast
import collections
import pathlib
from collections.abc import Iterator, Sequence

from candour.ops.architecture.source import Breach, Module

FILE_LINES = 400
FUNCTION_LINES = 50
TEST_LINES = 40
ARGUMENTS = 6
FILES_IN_FOLDER = 15
FOLDERS_DEEP = 3
DECISION_LINES = 60
BASE_SETTINGS_LINES = 200
SITE_SETTINGS_LINES = 40

# A long table is easier to check than three short ones.
_LONG_TABLES = ("src/candour/law/",)
# Django decides how deep these stand.
_DEEP_BY_NATURE = frozenset({"templates", "management", "commands", "migrations"})
# Django writes a first migration in one piece.
_WRITTEN_BY_DJANGO = "0001_initial.py"


def long_files(modules: Sequence[Module]) -> Iterator[Breach]:
    """Find source files over the limit, and settings over theirs."""
    for module in modules:
        path = module.path.as_posix()
        if path.startswith(_LONG_TABLES) or module.path.name == _WRITTEN_BY_DJANGO:
            continue
        limit = _limit_of(module.path)
        lines = module.text.count("\n")
        if lines > limit:
            yield module.breach(None, f"{lines} lines, more than {limit}")


def _limit_of(path: pathlib.PurePosixPath) -> int:
    if path.as_posix() == "src/candour/sites/base.py":
        return BASE_SETTINGS_LINES - 1
    if path.parts[:3] == ("src", "candour", "sites") and path.name == "settings.py":
        return SITE_SETTINGS_LINES - 1
    return FILE_LINES


def long_functions(modules: Sequence[Module]) -> Iterator[Breach]:
    """Find functions over the limit; a test function has a lower one."""
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                limit = TEST_LINES if module.is_test else FUNCTION_LINES
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > limit:
                    yield module.breach(node, f"{node.name} has {lines} lines, not {limit}")


def many_arguments(modules: Sequence[Module]) -> Iterator[Breach]:
    """Find functions that should take a dataclass instead."""
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef) and not module.is_test:
                given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                count = sum(one.arg not in {"self", "cls"} for one in given)
                if count > ARGUMENTS:
                    yield module.breach(node, f"{node.name} takes {count} arguments")


def crowded_folders(modules: Sequence[Module]) -> Iterator[Breach]:
    """Find folders with too many Python files."""
    counts = collections.Counter(module.path.parent for module in modules)
    for folder, count in sorted(counts.items()):
        if count > FILES_IN_FOLDER and folder.name not in _DEEP_BY_NATURE:
            yield Breach(place=folder.as_posix(), problem=f"{count} Python files")


def deep_folders(modules: Sequence[Module]) -> Iterator[Breach]:
    """Find folders that stand too far below the package."""
    for folder in sorted({module.path.parent for module in modules}):
        if folder.parts[:2] == ("src", "candour"):
            below = [part for part in folder.parts[2:] if part not in _DEEP_BY_NATURE]
            if len(below) > FOLDERS_DEEP:
                yield Breach(place=folder.as_posix(), problem=f"{len(below)} folders deep")


def long_decisions(folder: pathlib.Path) -> Iterator[Breach]:
    """Find decision records that nobody will read to the end."""
    for path in sorted(folder.glob("*.md")):
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > DECISION_LINES:
            yield Breach(place=f"docs/decisions/{path.name}", problem=f"{lines} lines")
