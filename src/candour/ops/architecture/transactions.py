"""Every action is one transaction, or says that it is part of its caller's."""

import ast
from collections.abc import Iterator, Sequence

from candour.ops.architecture import demands
from candour.ops.architecture.source import Breach, Module, called


def without_transaction(modules: Sequence[Module]) -> Iterator[Breach]:
    """Find actions that neither open a transaction nor name the one they belong to."""
    for module in modules:
        if not (module.app and demands.is_action(module)):
            continue
        if not _opens_one(module.tree) and not _names_one(module.tree):
            problem = "open a transaction, or say in words whose transaction this is part of"
            yield module.breach(None, problem)


def _opens_one(tree: ast.Module) -> bool:
    opened = [
        expression
        for node in ast.walk(tree)
        for expression in (
            node.decorator_list
            if isinstance(node, ast.FunctionDef)
            else [item.context_expr for item in node.items]
            if isinstance(node, ast.With)
            else []
        )
    ]
    return any(called(expression) == "transaction.atomic" for expression in opened)


def _names_one(tree: ast.Module) -> bool:
    said = [ast.get_docstring(tree) or ""]
    said += [
        ast.get_docstring(node) or "" for node in tree.body if isinstance(node, ast.FunctionDef)
    ]
    return any("transaction" in words for words in said)
