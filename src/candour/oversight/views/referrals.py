"""Which cases had to be referred and were not, and how many were, month by month."""

from django.http import HttpResponse
from django.shortcuts import render

from candour import clock
from candour.guard.requests import StaffRequest, signed_in
from candour.oversight.queries import referrals as queries
from candour.oversight.tables import referrals as tables


@signed_in
def referrals(request: StaffRequest) -> HttpResponse:
    """Show what the independent body was not sent, and the months of each force."""
    found = queries.referrals(on=clock.today(), by=request.actor, at=request.at)
    context = {
        "is_cut": found.is_cut,
        "tables": (tables.missed_of(found), tables.months_of(found))
        if found.is_for_independent_body
        else (tables.months_of(found),),
    }
    return render(request, "oversight/referrals.html", context)
