"""What grievances were screened as, and what became of them: rounded counts alone."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from candour import clock
from candour.guard.requests import StaffRequest, signed_in
from candour.oversight.queries import grievances as queries
from candour.oversight.tables import grievances as tables


@signed_in
def grievances(request: StaffRequest) -> HttpResponse:
    """Show the counts of each force that is overseen."""
    found = queries.counts(on=clock.today(), by=request.actor, at=request.at)
    context = {"shown": tables.of(found, key=settings.SECRET_KEY.encode())}
    return render(request, "oversight/grievances.html", context)
