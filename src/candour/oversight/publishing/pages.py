"""Writes the pages of a release and the pages above all releases, for any web server."""

import datetime
import pathlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.text import slugify

from candour.measures import words
from candour.measures.result import Result
from candour.oversight.publication import ALL, Shown
from candour.oversight.publishing import downloads, folder, report
from candour.oversight.publishing.folder import Kept, Line
from candour.oversight.publishing.releasing import Page, Prepared
from candour.pages.figures import Bar, Bars, Figure
from candour.pages.tables import Column, Table

_STYLES = (
    "vendor/govuk-frontend.min.css", "candour/candour.css", "candour/charts.css",
    "candour/print.css",
)  # fmt: skip
_TEMPLATES = "oversight/published"
_FEWEST_BARS = 2


class NoStyles(Exception):
    """The style sheets are not built, so that pages would be hard to read."""


def of_release(prepared: Prepared) -> dict[str, bytes]:
    """Return the name and content of every page and file of a release."""
    stems = _stems(prepared.pages)
    files: dict[str, bytes] = {}
    for page, stem in zip(prepared.pages, stems, strict=True):
        name = stem.rpartition("/")[2]
        found = downloads.files(page=page, stem=name)
        within = stem.removesuffix(name)
        files |= {f"{within}{one}": content for one, content in found.items()}
        files[f"{stem}.html"] = _publication(page, name, prepared)
    links = [
        {"organisation": page.organisation, "page": page, "href": f"{stem}.html"}
        for page, stem in zip(prepared.pages, stems, strict=True)
    ]
    printed = report.of_release(prepared=prepared, organisations=_by_organisation(prepared))
    context = {"prepared": prepared, "links": links, "root": "../../", "is_printed": bool(printed)}
    files["index.html"] = _written("release", context)
    return files | printed


def above(kept: Sequence[Kept]) -> dict[str, bytes]:
    """Return the pages that lead to the releases, and the style sheets of all pages."""
    newest = next((one for one in reversed(kept) if one.stands), None)
    context = {"kept": list(reversed(kept)), "newest": newest, "root": ""}
    files = {f"{name}.html": _written(name, context) for name in ("index", "history", "method")}
    return files | {f"assets/{pathlib.PurePath(name).name}": _style(name) for name in _STYLES}


def take_back(
    *, under: pathlib.Path, name: str, what: str, why: str, at: datetime.datetime
) -> None:
    """Say on the list and in its place that a release no longer stands, and remove its pages."""
    said = at.isoformat(timespec="seconds")
    folder.add(folder=under, line=Line(what=what, release=name, at=said, why=why))
    folder.empty(folder=under, name=name)
    kept = next(one for one in folder.kept(under) if one.name == name)
    context = {"kept": kept, "root": "../../"}
    place = under / folder.RELEASES / name
    folder.write(folder=place, files={"index.html": _written("withdrawn", context)})


def _by_organisation(prepared: Prepared) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for page in prepared.pages:
        tables = [_shown(page, table) for table in page.tables]
        found.setdefault(page.organisation, []).append({"page": page, "tables": tables})
    return found


def _stems(pages: Sequence[Page]) -> list[str]:
    """Return where each page stands: a folder for each organisation, though two share a name."""
    places: dict[str, str] = {}
    for page in pages:
        name = slugify(page.organisation) or "organisation"
        number = sum(place.rpartition("/")[0] == name for place in places.values()) + 1
        places.setdefault(page.parameters.organisation, f"{name}/{number}")
    return [
        f"{places[page.parameters.organisation].removesuffix('/1').replace('/', '-')}"
        f"/{page.entry.name}"
        for page in pages
    ]


def _publication(page: Page, stem: str, prepared: Prepared) -> bytes:
    context = {
        "page": page,
        "prepared": prepared,
        "stem": stem,
        "figures": list(_charts(page)),
        "tables": [_shown(page, table) for table in page.tables],
        "root": "../../../",
    }
    return _written("publication", context)


def _shown(page: Page, table: Shown) -> dict[str, object]:
    return {
        "table": _table(table),
        "facts": words.facts(definition=table.definition, result=_asked(page)),
        "notes": table.notes,
    }


def _asked(page: Page) -> Result:
    """Return the question of a page, for the words of definitions: they name window and cut-off."""
    return Result(
        measure=page.entry.measure,
        parameters=page.parameters,
        organisation=page.organisation,
        snapshot="",
        manifest_sha256="",
        tables=(),
    )


def _table(table: Shown) -> Table:
    return Table(
        caption=table.title,
        columns=(
            Column(text=table.heading, is_numeric=False),
            *(Column(text=one.text) for one in table.columns),
        ),
        rows=tuple(
            (
                row.label,
                *(
                    downloads.cell(value=value, column=column)
                    for value, column in zip(row.values, table.columns, strict=True)
                ),
            )
            for row in table.rows
        ),
    )


def _charts(page: Page) -> Iterator[Figure]:
    for table in page.tables:
        of_rows = _bars_of_rows(table)
        bars = of_rows or _bars_of_columns(table)
        if not bars:
            continue
        column = table.columns[0]
        what = column.text if of_rows else ALL
        said = "; ".join(
            f"{bar.label}: {downloads.cell(value=bar.value, column=column)}" for bar in bars
        )
        yield Bars(
            identifier=f"figure-{table.name.replace('_', '-')}",
            title=f"{table.title}: {what.lower()}",
            description=f"One bar for each {'row' if of_rows else 'column'}. {said}.",
            definition=words.in_words(definition=table.definition, result=_asked(page)),
            axis=what,
            unit=column.unit,
            heading=table.heading if of_rows else "What",
            bars=bars,
        )


def _bars_of_rows(table: Shown) -> tuple[Bar, ...]:
    """Return the first column of a table, without the row of all, which would dwarf the others."""
    rows = [row for row in table.rows if row.label != ALL]
    return _enough(Bar(label=row.label, value=row.values[0]) for row in rows)


def _bars_of_columns(table: Shown) -> tuple[Bar, ...]:
    """Return the row of all, where no other is shown: its columns of the first one's unit."""
    whole = next((row for row in table.rows if row.label == ALL), None)
    if whole is None:
        return ()
    return _enough(
        Bar(label=column.text, value=value)
        for column, value in zip(table.columns, whole.values, strict=True)
        if column.unit == table.columns[0].unit
    )


def _enough(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    found = tuple(bars)
    shown = [bar for bar in found if bar.value is not None]
    return found if len(shown) >= _FEWEST_BARS else ()


def _written(name: str, context: Mapping[str, object]) -> bytes:
    return render_to_string(f"{_TEMPLATES}/{name}.html", dict(context)).encode()


def _style(name: str) -> bytes:
    found = finders.find(name)
    if not found:
        message = "The style sheets are not built: run make assets."
        raise NoStyles(message)
    return pathlib.Path(found).read_bytes()
