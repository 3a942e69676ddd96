"""The page of days that teams lost to suspension and restricted duties."""

from django.http import HttpResponse
from django.shortcuts import render

from candour.guard.requests import StaffRequest, signed_in
from candour.patterns.places import queries


@signed_in
def lost(request: StaffRequest) -> HttpResponse:
    """Show a month that is over, the last one where none is asked for."""
    month = request.GET.get("month", "")
    found = queries.lost_page(month=month, by=request.actor, at=request.at)
    return render(request, "patterns/places/days_lost.html", {"found": found})
