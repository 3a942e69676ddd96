"""What followed reports: rounded counts and the month's test, and no person."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from candour import clock
from candour.guard.requests import StaffRequest, signed_in
from candour.oversight.queries import retaliation as queries
from candour.oversight.tables import retaliation as tables


@signed_in
def retaliation(request: StaffRequest) -> HttpResponse:
    """Show what followed reports in each force that is overseen."""
    found = queries.followed(on=clock.today(), by=request.actor, at=request.at)
    key = settings.SECRET_KEY.encode()
    shown = (tables.counts_of(found, key=key), tables.tests_of(found, key=key))
    return render(request, "oversight/retaliation.html", {"shown": shown})
