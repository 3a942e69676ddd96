"""The figures of the oversight site, each with its definition."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render

from candour.guard.requests import StaffRequest, signed_in
from candour.measures import queries as figures
from candour.measures import rendering, running, words
from candour.measures.beside.rendering import HEAD
from candour.measures.entry import Entry
from candour.measures.queries import Kept
from candour.measures.result import Result, Tabled
from candour.pages.figures import Figure
from candour.pages.tables import Column, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A table of a figure as its page shows it, with all that belongs to it."""

    table: Table
    facts: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]


@signed_in
def measures(request: StaffRequest) -> HttpResponse:
    listed = figures.listed(by=request.actor, at=request.at)
    return render(request, "oversight/measures.html", {"listed": listed})


@signed_in
def measure(request: StaffRequest, name: str) -> HttpResponse:
    """Show one figure of one force; where there are several, links lead to the others."""
    entry = _entry(name)
    kept = figures.figures_of(measure=name, by=request.actor, at=request.at)
    chosen = _chosen(kept, request.GET.get("force", ""))
    context = {
        "entry": entry,
        "kept": chosen,
        "sub_navigation": _forces(kept, chosen),
        "charts": _charts(entry, chosen),
        "tables": [_shown(tabled, chosen.result) for tabled in chosen.result.tables]
        if chosen
        else [],
    }
    return render(request, "oversight/measure.html", context)


@signed_in
def beside(request: StaffRequest) -> HttpResponse:
    """Show what was published of one force beside what the measures say of an invented one."""
    found = figures.published_beside(by=request.actor, at=request.at)
    context = {
        "found": found,
        "figures": _tabled("Published beside measured", HEAD, [row.shown for row in found.rows]),
        "sources": _tabled(
            "Where each stands, and what is defined in another way",
            ("Figure", "Measured otherwise", "Published in"),
            [(row.shown[0], row.differs, row.source) for row in found.rows],
        ),
        "apart": _tabled(
            "In what the force and all forces together differ",
            ("In what", "The force", "All forces"),
            found.apart,
        ),
    }
    return render(request, "oversight/beside.html", context)


@signed_in
def download(request: StaffRequest, name: str) -> HttpResponse:
    """Give a figure of every force in sight as CSV."""
    _entry(name)
    kept = figures.download(measure=name, by=request.actor, at=request.at)
    content = rendering.csv_of(one.result for one in kept)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _entry(name: str) -> Entry:
    try:
        return running.entry_of(name)
    except running.NoSuchMeasure:
        raise Http404 from None


def _chosen(kept: Sequence[Kept], force: str) -> Kept | None:
    """Return the figure of the force asked for, else the first: a strange answer is none."""
    return next((one for one in kept if str(one.organisation_id) == force), next(iter(kept), None))


def _forces(kept: Sequence[Kept], chosen: Kept | None) -> list[dict[str, object]]:
    if not kept[1:]:
        return []
    return [
        {
            "text": one.organisation,
            "href": f"?force={one.organisation_id}",
            "is_current": one is chosen,
        }
        for one in kept
    ]


def _charts(entry: Entry, chosen: Kept | None) -> tuple[Figure, ...]:
    return () if chosen is None else entry.draw(chosen.result)


def _tabled(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    columns = tuple(Column(text=head, is_numeric=False) for head in heads)
    return Table(caption=caption, columns=columns, rows=tuple(tuple(row) for row in rows))


def _shown(tabled: Tabled, result: Result) -> Shown:
    return Shown(
        table=rendering.table(tabled),
        facts=words.facts(definition=tabled.definition, result=result),
        missing=tuple(words.missing(one) for one in tabled.missing),
        notes=tabled.notes,
    )
