"""Time comes from one clock and SQL from files: neither is made up where it is used."""

import ast
import re
from collections.abc import Iterator, Sequence

from candour.ops.architecture.source import Breach, Module, called

CLOCK = "src/candour/clock.py"
_CLOCKS = frozenset(
    {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "timezone.now",
     "timezone.localtime", "timezone.localdate", "time.time", "time.time_ns", "time.localtime",
     "time.gmtime", "functions.Now", "Now"}
)  # fmt: skip
_SQL_CLOCKS = re.compile(
    r"\b(now\s*\(|current_date\b|current_timestamp\b|current_time\b|localtimestamp\b|localtime\b"
    r"|clock_timestamp\s*\(|statement_timestamp\s*\(|transaction_timestamp\s*\()"
)
_SQL_COMMENT = re.compile(r"--[^\n]*")
# Calls whose first argument is a statement.
_RUNS = frozenset({"execute", "executemany", "copy", "RunSQL", "raw", "SQL", "RawSQL"})


def other_clocks(modules: Sequence[Module]) -> Iterator[Breach]:
    """Find code that asks a clock of its own."""
    for module in modules:
        if module.path.as_posix() == CLOCK:
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                name = ".".join(called(node).split(".")[-2:])
                if name in _CLOCKS:
                    yield module.breach(node, f"{name}: candour.clock is the only clock")
            if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
                yield module.breach(node.value, f"{node.arg}: time comes in as a fact")


def clocks_in_sql(*, path: str, text: str) -> Iterator[Breach]:
    """Find SQL that asks the database's clock."""
    for found in sorted(set(_SQL_CLOCKS.findall(_SQL_COMMENT.sub("", text)))):
        yield Breach(place=path, problem=f"{found}: time comes in as an argument")


def built_sql(modules: Sequence[Module]) -> Iterator[Breach]:
    """Find statements put together from text: names are composed, values are parameters."""
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and _runs_built_sql(node):
                yield module.breach(node, "never build SQL from strings: compose it")


def _runs_built_sql(call: ast.Call) -> bool:
    return called(call).split(".")[-1] in _RUNS and bool(call.args) and _is_built(call.args[0])


def _is_built(argument: ast.expr) -> bool:
    if isinstance(argument, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in argument.values)
    if isinstance(argument, ast.BinOp):
        return isinstance(argument.op, ast.Mod | ast.Add) and not _is_plain(argument)
    return (
        isinstance(argument, ast.Call)
        and isinstance(argument.func, ast.Attribute)
        and argument.func.attr in {"format", "join", "replace"}
        and isinstance(argument.func.value, ast.Constant | ast.JoinedStr)
    )


def _is_plain(argument: ast.expr) -> bool:
    if isinstance(argument, ast.BinOp):
        return _is_plain(argument.left) and _is_plain(argument.right)
    return isinstance(argument, ast.Constant)
