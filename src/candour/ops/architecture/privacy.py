"""Every field of every table is classified exactly once, those of other people's apps included."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.apps import apps
from django.db.models import Model

from candour.guard import privacy
from candour.ops.architecture.source import Breach


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as the register shows it: its columns by class, and where the classes stand."""

    name: str
    label: str
    about: str
    fields: Sequence[str]
    classes: Mapping[str, Sequence[str]]


def tables() -> tuple[Table, ...]:
    """Return every table of the installed apps, and those that no model stands for."""
    known = [_table(model) for model in apps.get_models(include_auto_created=True)]
    return tuple(sorted([*known, *_without_model()], key=lambda table: table.name))


def misclassified(found: Iterable[Table]) -> Iterator[Breach]:
    """Find fields with no class or several, classes of fields that don't exist, unknown classes."""
    for table in found:
        for name in sorted(table.classes.keys() - set(privacy.CLASSES)):
            yield Breach(place=table.label, problem=f"{name} is no class of privacy")
        given = [field for fields in table.classes.values() for field in fields]
        for field in table.fields:
            if given.count(field) != 1:
                problem = f"{field} is classified {given.count(field)} times"
                yield Breach(place=table.label, problem=problem)
        for field in sorted(set(given) - set(table.fields)):
            yield Breach(place=table.label, problem=f"{field} is classified but does not exist")


def _table(model: type[Model]) -> Table:
    meta = model._meta
    classes = privacy.OTHERS.get(meta.label)
    if classes is None:
        own = vars(model).get("Privacy")
        classes = {} if own is None else _of_class(own)
    return Table(
        name=meta.db_table,
        label=meta.label,
        about=privacy.ABOUT.get(meta.label) or _first_sentence(model),
        fields=[field.name for field in meta.local_fields],
        classes=classes,
    )


def _of_class(own: type) -> Mapping[str, Sequence[str]]:
    return {name: value for name, value in vars(own).items() if not name.startswith("_")}


def _first_sentence(model: type[Model]) -> str:
    words = " ".join((model.__doc__ or "").split())
    return words.split(". ")[0].rstrip(".") + "."


def _without_model() -> Iterator[Table]:
    for name, classes in privacy.WITHOUT_MODEL.items():
        yield Table(
            name=name,
            label=name,
            about=privacy.ABOUT[name],
            fields=[field for fields in classes.values() for field in fields],
            classes=classes,
        )
