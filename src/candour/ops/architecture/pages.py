"""Views are functions behind a site's addresses: nothing renders late, nothing is generated."""

import ast
import importlib
import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.urls import URLPattern, URLResolver

from candour.ops.architecture.source import Breach, Module, called, public_functions

SITES = ("report", "casework", "oversight")

# Rendering late, or from a model: TemplateResponse is rendered outside the actor's transaction.
_FORBIDDEN = {
    "TemplateResponse": "render() answers inside the transaction that carries the actor",
    "SimpleTemplateResponse": "render() answers inside the transaction that carries the actor",
    "ModelForm": "forms are plain: a model's fields are not a page's questions",
    "modelform_factory": "forms are plain: a model's fields are not a page's questions",
    "ModelAdmin": "there is no admin site on case data",
}
_FORBIDDEN_MODULES = {
    "django.views.generic": "views are functions",
    "django.views.generic.base": "views are functions",
    "django.views.generic.edit": "views are functions",
    "django.contrib.admin": "there is no admin site on case data",
}

# Functions of view modules that answer without an address, and who calls them.
ANSWERS = {
    "candour.guard.views.ask_to_unlock": "the middleware, where a page needs the vault",
}
# Pages that come before anybody has signed in.
OPEN = (
    # What the log shows everybody; who sends a cosignature proves by it who it is.
    "candour.guard.log.published.pages.head",
    "candour.guard.log.published.pages.tile",
    "candour.guard.log.published.pages.cosignatures",
    # HR's system has a token and no account.
    "candour.patterns.gates.api.ask",
    "candour.sites.health.health",
    "candour.ops.demo.views.choose",
    "candour.ops.demo.views.enter",
    "candour.guard.ceremony.views.set_up",
    "candour.guard.single_sign_on.begin",
    "candour.guard.single_sign_on.finish",
)


def is_view_module(module: Module) -> bool:
    """Return whether a file holds views."""
    return bool(module.app) and (
        module.path.name == "views.py" or module.path.parent.name == "views"
    )


def forbidden_imports(modules: Sequence[Module]) -> Iterator[Breach]:
    """Find imports of what no page may be made with."""
    for module in modules:
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.ImportFrom):
                continue
            for name in node.names:
                full = f"{node.module}.{name.name}"
                why = (
                    _FORBIDDEN.get(name.name)
                    or _FORBIDDEN_MODULES.get(node.module or "")
                    or _FORBIDDEN_MODULES.get(full)
                )
                if why:
                    yield module.breach(node, f"{name.name}: {why}")


def class_views(modules: Sequence[Module]) -> Iterator[Breach]:
    """Find classes in view modules that answer requests."""
    for module in modules:
        if is_view_module(module):
            for node in module.tree.body:
                if isinstance(node, ast.ClassDef) and any(
                    called(base).endswith("View") for base in node.bases
                ):
                    yield module.breach(node, f"{node.name}: views are functions")


def routed(*, site: str) -> dict[str, Callable[..., object]]:
    """Return Candour's own views behind a site's addresses, by dotted name."""
    urls = importlib.import_module(f"candour.sites.{site}.urls")
    found: dict[str, Callable[..., object]] = {}
    for view in _views(urls.urlpatterns):
        plain = inspect.unwrap(view)
        if plain.__module__.startswith("candour."):
            found[f"{plain.__module__}.{plain.__qualname__}"] = view
    return found


def handlers(*, site: str) -> frozenset[str]:
    """Return the dotted names of a site's error pages."""
    urls = importlib.import_module(f"candour.sites.{site}.urls")
    return frozenset(
        value for name, value in vars(urls).items() if name.startswith("handler") and value
    )


def _views(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[Callable[..., object]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns)
        elif pattern.callback is not None:
            yield pattern.callback


def unreachable(modules: Sequence[Module], *, reached: Iterable[str]) -> Iterator[Breach]:
    """Find public functions that take a request, stand in a view module and lead nowhere.

    A function that other views call is part of them.
    """
    known = {*reached, *ANSWERS}
    parts = _called_by_views(modules)
    for module in modules:
        if is_view_module(module):
            for function in public_functions(module):
                name = f"{_dotted(module)}.{function.name}"
                is_known = name in known or f"{module.path.stem}.{function.name}" in parts
                if _takes_request(function) and not is_known:
                    yield module.breach(function, f"no site has an address for {function.name}")


def _called_by_views(modules: Sequence[Module]) -> frozenset[str]:
    """Return what view modules call in each other, as module.function."""
    return frozenset(
        ".".join(called(node).split(".")[-2:])
        for module in modules
        if is_view_module(module)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and "." in called(node)
    )


def open_to_strangers(modules: Sequence[Module], *, reached: Iterable[str]) -> Iterator[Breach]:
    """Find views of a signed-in site that don't send strangers to the sign-in page."""
    wanted = set(reached) - set(OPEN)
    for module in modules:
        for function in public_functions(module):
            if f"{_dotted(module)}.{function.name}" in wanted:
                decorators = {called(one).split(".")[-1] for one in function.decorator_list}
                if "signed_in" not in decorators:
                    yield module.breach(function, f"{function.name} is not behind signed_in")


def _takes_request(function: ast.FunctionDef) -> bool:
    arguments = [*function.args.posonlyargs, *function.args.args]
    return bool(arguments) and arguments[0].arg == "request"


def _dotted(module: Module) -> str:
    return ".".join(module.path.with_suffix("").parts[1:])
