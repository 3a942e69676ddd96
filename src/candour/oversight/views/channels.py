"""How many contacts came in by each route and where they stand, as a page and as a file."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from candour import clock
from candour.guard.requests import StaffRequest, signed_in
from candour.oversight.queries import channels as queries
from candour.oversight.tables import channels as tables


@signed_in
def channels(request: StaffRequest) -> HttpResponse:
    found = queries.channels(on=clock.today(), by=request.actor, at=request.at)
    context = {"shown": tables.of(found, key=_key()), "today": clock.today()}
    return render(request, "oversight/channels.html", context)


@signed_in
def download(request: StaffRequest) -> HttpResponse:
    """Give the channels as CSV."""
    found = queries.channels(on=clock.today(), by=request.actor, at=request.at)
    response = HttpResponse(
        tables.csv_of(found, key=_key()), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="channels.csv"'
    return response


def _key() -> bytes:
    return settings.SECRET_KEY.encode()
