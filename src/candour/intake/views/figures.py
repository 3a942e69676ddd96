"""Public figures: a list of releases, and each of their files byte for byte as it was published."""

import pathlib

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from candour.intake.notices import figures as published

# What a browser would show badly, or in a viewer with scripts, is kept as a file of its own name.
_KEPT = ("text/csv", "application/vnd", "application/pdf")


def figures(request: HttpRequest) -> HttpResponse:
    """Which releases there are, those that were taken back with the reason."""
    found = published.releases(folder=pathlib.Path(settings.FIGURES))
    newest = next((one for one in found if one.stands), None)
    return render(request, "intake/figures.html", {"releases": found, "newest": newest})


def file(request: HttpRequest, figure: str) -> HttpResponse:
    """One file of a release; what was taken back or was never there answers as absent."""
    found = published.read(folder=pathlib.Path(settings.FIGURES), path=figure)
    if found is None:
        raise Http404
    answer = HttpResponse(found.content, content_type=found.content_type)
    if found.content_type.startswith(_KEPT):
        answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return answer
