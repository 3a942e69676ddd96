"""How reports were handled: what reporters said went wrong, and discouragement by unit, rounded."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from candour import clock
from candour.guard.requests import StaffRequest, signed_in
from candour.oversight.queries import handling as queries
from candour.oversight.tables import handling as tables


@signed_in
def handling(request: StaffRequest) -> HttpResponse:
    """Show the rounded counts of each force that is overseen."""
    found = queries.handling(on=clock.today(), by=request.actor, at=request.at)
    key = settings.SECRET_KEY.encode()
    context = {"tables": (tables.themes_of(found, key=key), tables.units_of(found, key=key))}
    return render(request, "oversight/handling.html", context)
