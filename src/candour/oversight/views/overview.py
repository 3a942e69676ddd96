"""The first page of the oversight site: what is late now, and how many alerts wait."""

from django.http import HttpResponse
from django.shortcuts import render

from candour import clock
from candour.guard.requests import StaffRequest, signed_in
from candour.oversight.queries import overview as queries
from candour.oversight.tables import overview as tables


@signed_in
def overview(request: StaffRequest) -> HttpResponse:
    found = queries.overview(on=clock.today(), by=request.actor, at=request.at)
    context = {"found": found, "tables": tables.of(found), "today": clock.today()}
    return render(request, "oversight/overview.html", context)
