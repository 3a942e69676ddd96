"""The source as the rules read it: parsed Python files, and what a rule found wrong where."""

import ast
import dataclasses
import fnmatch
import pathlib
from collections.abc import Iterator, Sequence

ROOT = pathlib.Path(__file__).resolve().parents[4]
PACKAGE = "src/candour"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Breach:
    """One place that does not keep a rule."""

    place: str
    problem: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One Python file: its path below the root of the repository, its text and its tree."""

    path: pathlib.PurePosixPath
    text: str
    tree: ast.Module

    @property
    def app(self) -> str:
        """Return the layer it belongs to, empty for files outside the package."""
        parts = self.path.parts
        return parts[2] if parts[:2] == ("src", "candour") and len(parts) > 3 else ""

    @property
    def is_test(self) -> bool:
        """Return whether it is part of the tests."""
        return self.path.parts[0] == "tests"

    def breach(self, node: ast.AST | None, problem: str) -> Breach:
        """Return a breach at a node of this file, or of the file as a whole."""
        line = getattr(node, "lineno", None)
        return Breach(place=f"{self.path}:{line}" if line else str(self.path), problem=problem)


def parse(*, path: str, text: str) -> Module:
    """Return a module of that path and text."""
    return Module(path=pathlib.PurePosixPath(path), text=text, tree=ast.parse(text, path))


def modules(*folders: str, root: pathlib.Path = ROOT) -> tuple[Module, ...]:
    """Return every Python file below these folders of the repository, in order."""
    return tuple(
        parse(path=path.relative_to(root).as_posix(), text=path.read_text(encoding="utf-8"))
        for folder in folders
        for path in sorted((root / folder).rglob("*.py"))
    )


def kept_files(*, root: pathlib.Path = ROOT) -> tuple[pathlib.Path, ...]:
    """Return the files that belong to the repository, apart from what .gitignore leaves out."""
    lines = (root / ".gitignore").read_text(encoding="utf-8").split()
    ignored = [line.rstrip("/") for line in lines] + [".git"]
    return tuple(_kept(root, ignored))


def _kept(folder: pathlib.Path, ignored: Sequence[str]) -> Iterator[pathlib.Path]:
    for path in sorted(folder.iterdir()):
        if any(fnmatch.fnmatch(path.name, pattern) for pattern in ignored):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _kept(path, ignored)
        elif path.is_file():
            yield path


def public_functions(module: Module) -> Iterator[ast.FunctionDef]:
    """Yield the functions that a file offers to others."""
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def called(node: ast.expr) -> str:
    """Return the dotted name of what is called or decorates, empty for anything else."""
    if isinstance(node, ast.Call):
        return called(node.func)
    if isinstance(node, ast.Attribute):
        before = called(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return node.id if isinstance(node, ast.Name) else ""


def first_texts(call: ast.Call) -> tuple[str, ...]:
    """Return the plain strings that the first argument of a call can be."""
    if not call.args:
        return ()
    found = (
        [call.args[0].body, call.args[0].orelse]
        if isinstance(call.args[0], ast.IfExp)
        else [call.args[0]]
    )
    texts = [node.value for node in found if isinstance(node, ast.Constant)]
    return tuple(text for text in texts if isinstance(text, str))


def body_without_docstring(function: ast.FunctionDef) -> Sequence[ast.stmt]:
    """Return the statements of a function after its docstring."""
    return function.body[1:] if ast.get_docstring(function) is not None else function.body
