"""Foreign keys point down the layers, as imports do: Django's strings are invisible to a linter."""

import dataclasses
import pathlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping

from django.apps import apps
from django.db.models import Field

from candour.ops.architecture.source import ROOT, Breach


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A field of one layer's model that refers to a model of another."""

    field: str
    source: str
    target: str


def order(*, pyproject: pathlib.Path = ROOT / "pyproject.toml") -> Mapping[str, int]:
    """Return the height of every layer, from the contract that import-linter keeps."""
    settings = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    return {
        name.strip(" ()"): len(layers) - place
        for place, level in enumerate(layers)
        for name in level.split("|")
    }


def references() -> tuple[Reference, ...]:
    """Return every reference between models of Candour's own apps."""
    return tuple(
        Reference(
            field=f"{model._meta.label}.{field.name}",
            source=_layer(model),
            target=_layer(field.related_model),
        )
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, Field) and isinstance(field.related_model, type)
        if _layer(model) and _layer(field.related_model)
    )


def pointing_up(*, found: Iterable[Reference], heights: Mapping[str, int]) -> Iterator[Breach]:
    """Find references to a layer above, or beside, their own."""
    for one in found:
        same = one.source == one.target
        if not same and heights[one.target] >= heights[one.source]:
            problem = f"refers from {one.source} up to {one.target}"
            yield Breach(place=one.field, problem=problem)


def _layer(model: type) -> str:
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "candour" else ""
