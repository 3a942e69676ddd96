"""Every public action and query demands its permission first; every permission has its place."""

import ast
from collections.abc import Iterator, Mapping, Sequence

from candour.ops.architecture.source import (
    Breach,
    Module,
    body_without_docstring,
    called,
    first_texts,
    public_functions,
)

_DEMANDS = frozenset({"demand", "deny", "permissions.demand", "permissions.deny"})


def is_action(module: Module) -> bool:
    """Return whether a file holds one step that writes."""
    return module.path.parent.name == "actions" and module.path.name != "__init__.py"


def is_query(module: Module) -> bool:
    """Return whether a file holds reads that others may call."""
    return bool(module.app) and (
        module.path.name == "queries.py"
        or (module.path.parent.name == "queries" and module.path.name != "__init__.py")
    )


def without_demand(modules: Sequence[Module]) -> Iterator[Breach]:
    """Find public actions and queries whose first statement demands nothing."""
    for module in modules:
        if not (module.app and (is_action(module) or is_query(module))):
            continue
        for function in public_functions(module):
            if not _is_part(function) and not _demands_first(function):
                problem = f"{function.name} must begin with demand(...)"
                yield module.breach(function, problem)


def not_one_action(modules: Sequence[Module]) -> Iterator[Breach]:
    """Find action files that offer nothing, or more than one step."""
    for module in modules:
        if not (module.app and is_action(module)):
            continue
        steps = [one for one in public_functions(module) if not _is_part(one)]
        if [one.name for one in steps] != [module.path.stem]:
            names = ", ".join(one.name for one in steps) or "nothing"
            problem = f"must offer one action called {module.path.stem}; it offers {names}"
            yield module.breach(None, problem)


def _is_part(function: ast.FunctionDef) -> bool:
    """Say whether a function's own words make it part of a step that demanded already."""
    words = " ".join((ast.get_docstring(function) or "").split()).lower()
    return "part of " in words


def _demands_first(function: ast.FunctionDef) -> bool:
    statements = body_without_docstring(function)
    first = statements[0] if statements else None
    # `with transaction.atomic():` may stand round everything.
    if isinstance(first, ast.With) and len(statements) == 1:
        first = first.body[0]
    return (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Call)
        and called(first.value) in {"demand", "permissions.demand"}
    )


def permissions_in(modules: Sequence[Module]) -> Mapping[str, Breach]:
    """Return every permission that code demands or denies, with one place where it does."""
    found: dict[str, Breach] = {}
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and called(node) in _DEMANDS:
                for name in first_texts(node):
                    found.setdefault(name, module.breach(node, f"{name} is demanded"))
    return found


def mismatched(*, demanded: Mapping[str, Breach], known: Sequence[str]) -> Iterator[Breach]:
    """Find permissions that no policy names, and rows of policies that nothing demands."""
    for name in sorted(demanded.keys() - set(known)):
        yield Breach(place=demanded[name].place, problem=f"no policy names {name}")
    for name in sorted(set(known) - demanded.keys()):
        yield Breach(place=f"{name.split('.')[0]}/policy.py", problem=f"nothing demands {name}")
