"""How the contacts of an outside line add up, for the line's own people and those of the force."""

from django.http import HttpResponse
from django.shortcuts import render

from candour import clock
from candour.guard.requests import StaffRequest, signed_in
from candour.imports import queries, reconciling
from candour.imports.queries import Reconciliation
from candour.imports.reconciling import Month


@signed_in
def reconciliation(request: StaffRequest, frame: str) -> HttpResponse:
    """Show a month, in the frame of whichever site asks."""
    month, found = _found(request)
    context = {"month": month, "tables": reconciling.tables(found), "frame": frame}
    return render(request, "imports/reconciliation.html", context)


@signed_in
def download(request: StaffRequest) -> HttpResponse:
    """Give a month's numbers as CSV."""
    month, found = _found(request)
    response = HttpResponse(reconciling.csv_of(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="contacts-{month.name}.csv"'
    return response


def _found(request: StaffRequest) -> tuple[Month, Reconciliation]:
    month = reconciling.month_of(said=request.GET.get("month", ""), today=clock.today())
    found = queries.reconciliation(
        from_on=month.first, until_on=month.last, by=request.actor, at=request.at
    )
    return month, found
