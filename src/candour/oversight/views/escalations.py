"""Whose reporters were left without an answer, as was put to oversight, and how often."""

from django.http import HttpResponse
from django.shortcuts import render

from candour import clock
from candour.guard.requests import StaffRequest, signed_in
from candour.oversight.queries import escalations as queries
from candour.oversight.tables import escalations as tables


@signed_in
def escalations(request: StaffRequest) -> HttpResponse:
    found = queries.escalations(on=clock.today(), by=request.actor, at=request.at)
    context = {"tables": tables.of(found), "more": found.more}
    return render(request, "oversight/escalations.html", context)
