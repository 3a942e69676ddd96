"""What reports left out, and words that got out too early."""

from django.http import HttpResponse
from django.shortcuts import render

from candour.guard.requests import StaffRequest, signed_in
from candour.oversight.queries import left_out as queries
from candour.oversight.tables import left_out as tables


@signed_in
def left_out(request: StaffRequest) -> HttpResponse:
    found = queries.left_out(by=request.actor, at=request.at)
    context = {"shown": tables.of(found), "more": found.more}
    return render(request, "oversight/left_out.html", context)
