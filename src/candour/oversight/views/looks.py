"""How often looks were asked about, withheld or refused: rounded counts alone."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from candour import clock
from candour.guard.requests import StaffRequest, signed_in
from candour.oversight.queries import looks as queries
from candour.oversight.tables import looks as tables


@signed_in
def looks(request: StaffRequest) -> HttpResponse:
    found = queries.looks(on=clock.today(), by=request.actor, at=request.at)
    context = {"shown": tables.of(found, key=settings.SECRET_KEY.encode())}
    return render(request, "oversight/looks.html", context)
