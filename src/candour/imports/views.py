"""How an outside line's contacts add up; look-ups of reporters, and what was decided on them."""

import uuid

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from candour import clock
from candour.cases.answering import queries as files
from candour.guard.keys import Vault
from candour.guard.requests import Locked, StaffRequest, signed_in, vault_of
from candour.imports import forms, queries, reconciling
from candour.imports.actions.decide_lookup import decide_lookup
from candour.imports.lookups import showing
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


@signed_in
def lookups(request: StaffRequest) -> HttpResponse:
    """Show what was found for reporters whose terms one keeps."""
    # Whoever may not see it is told so before a vault is asked for.
    showing.may_see(by=request.actor, at=request.at)
    found = showing.findings(vault=vault_of(request), by=request.actor, at=request.at)
    return render(request, "imports/lookups.html", {"found": found})


@signed_in
def lookups_of(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Show the look-ups of a file's reporter."""
    vault = _vault(request, file)
    found = showing.alerts(file=file, vault=vault, by=request.actor, at=request.at)
    line = files.file_line(file=file, by=request.actor, at=request.at)
    return render(request, "imports/lookups_of.html", {"found": found, "line": line})


@sensitive_post_parameters()
@signed_in
def decide(request: StaffRequest, file: uuid.UUID, alert: uuid.UUID) -> HttpResponse:
    """Decide what becomes of a look-up."""
    found = showing.alert_of(file=file, alert=alert, by=request.actor, at=request.at)
    form = forms.DecideLookup(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        decide_lookup(
            alert=found,
            decision=said["decision"],
            why=said["why"],
            by=request.actor,
            at=request.at,
        )
        return HttpResponseRedirect(reverse("lookups-of", args=[file]))
    line = files.file_line(file=file, by=request.actor, at=request.at)
    return render(request, "imports/decide_lookup.html", {"form": form, "line": line})


def _vault(request: StaffRequest, file: uuid.UUID) -> Vault:
    """Return the open vault; ask for it only of those whom the file is not hidden from."""
    try:
        return vault_of(request)
    except Locked:
        files.file_line(file=file, by=request.actor, at=request.at)
        raise


def _found(request: StaffRequest) -> tuple[Month, Reconciliation]:
    month = reconciling.month_of(said=request.GET.get("month", ""), today=clock.today())
    found = queries.reconciliation(
        from_on=month.first, until_on=month.last, by=request.actor, at=request.at
    )
    return month, found
