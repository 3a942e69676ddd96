"""Reads from the code which permissions stand behind each address of the three sites."""

import ast
import functools
import inspect
import re
import textwrap
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

from candour.guard import permissions
from candour.guard.permissions import Permission
from candour.ops.architecture.source import first_texts

SITES = ("report", "casework", "oversight")
_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")
_ASKS = (permissions.demand, permissions.deny)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An address of a site as its URL conf names it, and the view behind it."""

    site: str
    route: str
    name: str
    view: Callable[..., object]
    parameters: tuple[str, ...]

    @property
    def is_ours(self) -> bool:
        """Return whether the view is Candour's own, not a library's."""
        return self.view.__module__.startswith("candour.")

    def path(self, values: dict[str, str]) -> str:
        """Return an address with these values in place of its parameters."""
        found = re.sub(r"<(?:\w+:)?(\w+)>", lambda one: values[one[1]], self.route)
        return f"/{found}"


def places(site: str) -> tuple[Place, ...]:
    """Return every address of a site, those of included URL confs too."""
    return tuple(_places(site, get_resolver(f"candour.sites.{site}.urls").url_patterns, ""))


def _places(site: str, patterns: Sequence[URLPattern | URLResolver], below: str) -> Iterator[Place]:
    for one in patterns:
        route = below + _route(one)
        if isinstance(one, URLResolver):
            yield from _places(site, one.url_patterns, route)
            continue
        yield Place(
            site=site,
            route=route,
            name=one.name or "",
            view=inspect.unwrap(one.callback),
            parameters=tuple(re.findall(r"<(?:\w+:)?(\w+)>", route)),
        )


def _route(one: URLPattern | URLResolver) -> str:
    pattern = one.pattern
    if isinstance(pattern, RegexPattern):
        return _GROUP.sub(r"<\1>", str(pattern).strip("^$"))
    if not isinstance(pattern, RoutePattern):
        message = f"{pattern}: neither a route nor a regular expression"
        raise TypeError(message)
    return str(pattern)


def asked(place: Place) -> tuple[Permission, ...]:
    """Return the permissions that a view may demand, in the order in which its code names them."""
    known = permissions.table()
    names = dict.fromkeys(_asked(place.view)) if place.is_ours else {}
    return tuple(known[name] for name in names)


@functools.cache
def _asked(function: Callable[..., object]) -> tuple[str, ...]:
    return tuple(_names(function, seen=set()))


def _names(function: Callable[..., object], *, seen: set[object]) -> Iterator[str]:
    if function in seen:
        return
    seen.add(function)
    for call in _calls(function):
        called = _resolve(call.func, function)
        if called in _ASKS:
            yield from first_texts(call)
        elif isinstance(called, types.FunctionType) and called.__module__.startswith("candour."):
            yield from _names(inspect.unwrap(called), seen=seen)


@functools.cache
def _calls(function: Callable[..., object]) -> tuple[ast.Call, ...]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    # As they are carried out: what stands inside another call's brackets comes first.
    return tuple(sorted(found, key=lambda call: (call.end_lineno or 0, call.end_col_offset or 0)))


def _resolve(node: ast.expr, function: Callable[..., object]) -> object:
    """Return what a name or a dotted name stands for in the module of a function."""
    if isinstance(node, ast.Name):
        return getattr(function, "__globals__", {}).get(node.id)
    if isinstance(node, ast.Attribute):
        owner = _resolve(node.value, function)
        is_module = isinstance(owner, types.ModuleType)
        return getattr(owner, node.attr, None) if is_module else None
    return None
