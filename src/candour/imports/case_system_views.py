"""Pages of the force's present case system: its files, and where it differs from Candour."""

import contextlib
import uuid

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.guard.keys import Vault
from candour.guard.requests import Locked, StaffRequest, signed_in, vault_of
from candour.imports import forms
from candour.imports.actions import settle_difference as settling
from candour.imports.actions import try_file_again as trying
from candour.imports.casesystem import aside as putting
from candour.imports.casesystem import showing


@signed_in
def overview(request: StaffRequest) -> HttpResponse:
    """Show what came and went, and the differences that stand."""
    found = showing.case_system(by=request.actor, at=request.at)
    return render(request, "imports/case_system.html", {"found": found})


@signed_in
def download(request: StaffRequest) -> HttpResponse:
    """Give the differences as CSV."""
    found = showing.case_system(by=request.actor, at=request.at)
    response = HttpResponse(showing.csv_of(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="differences.csv"'
    return response


@signed_in
def put_aside(request: StaffRequest, aside: uuid.UUID) -> HttpResponse:
    """Show a file that was put aside with its reason, and let it be tried again."""
    found = putting.put_aside(which=aside, by=request.actor, at=request.at)
    if request.method == "POST":
        # Somebody else may have said so a moment ago.
        with contextlib.suppress(trying.NotPutAside):
            trying.try_file_again(which=aside, by=request.actor, at=request.at)
        return HttpResponseRedirect(reverse("case-system"))
    return render(request, "imports/put_aside.html", {"found": found})


@signed_in
def case(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Show what the case system says of a case."""
    vault = _vault(request, file)
    found = showing.case_system_of(file=file, vault=vault, by=request.actor, at=request.at)
    return render(request, "imports/case_system_of.html", {"found": found})


@sensitive_post_parameters()
@signed_in
def settle(request: StaffRequest, file: uuid.UUID, difference: uuid.UUID) -> HttpResponse:
    """Take who is right, and why."""
    found = showing.difference_of(file=file, difference=difference, by=request.actor, at=request.at)
    form = forms.SettleDifference(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = settling.Settling(**form.cleaned_data)
        try:
            settling.settle_difference(
                file=file, difference=difference, said=said, by=request.actor, at=request.at
            )
        except settling.AlreadySettled as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            return HttpResponseRedirect(reverse("case-case-system", args=[file]))
    return render(request, "imports/settle_difference.html", {"found": found, "form": form})


def _vault(request: StaffRequest, file: uuid.UUID) -> Vault:
    """Return the open vault; ask for it only of those whom the case is not hidden from."""
    try:
        return vault_of(request)
    except Locked:
        showing.may_see(file=file, by=request.actor, at=request.at)
        raise
