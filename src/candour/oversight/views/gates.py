"""Gates of the forces that are overseen: what waits, what was decided why, what passed without."""

from django.http import HttpResponse
from django.shortcuts import render

from candour.guard.requests import StaffRequest, signed_in
from candour.patterns.gates import queries


@signed_in
def gates(request: StaffRequest) -> HttpResponse:
    """Show every gate by its codes: no person, no sealed word."""
    found = queries.gates_for_body(by=request.actor, at=request.at)
    return render(request, "oversight/gates.html", {"found": found})
