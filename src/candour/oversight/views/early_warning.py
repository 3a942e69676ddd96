"""How good the flags of early warning are in each group: an audit, and nobody who was flagged."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from candour.guard.requests import StaffRequest, signed_in
from candour.oversight.queries import early_warning as queries
from candour.oversight.tables import early_warning as tables


@signed_in
def early_warning(request: StaffRequest) -> HttpResponse:
    found = queries.audit(by=request.actor, at=request.at)
    shown = tables.of(found, key=settings.SECRET_KEY.encode())
    return render(request, "oversight/early_warning.html", {"found": found, "shown": shown})
