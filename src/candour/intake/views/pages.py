"""Pages of the report site that only say something."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from candour.intake.mailboxes import meanings


def limits(request: HttpRequest) -> HttpResponse:
    """What the site protects from, and what it can't."""
    return render(request, "intake/limits.html", {})


def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the site is, and what to do when it isn't."""
    return render(request, "intake/accessibility.html", {})


def decisions(request: HttpRequest) -> HttpResponse:
    """What the words of a decision mean."""
    said = {
        "results": meanings.RESULTS.values(),
        "findings": meanings.FINDINGS.values(),
        "sanctions": [*meanings.SANCTIONS.values(), *meanings.STAFF.values()],
    }
    return render(request, "intake/decisions.html", said)
