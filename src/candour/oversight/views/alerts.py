"""What the nightly proof found, and the form on which an overseer settles it."""

import uuid

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from candour.guard.requests import StaffRequest, signed_in
from candour.oversight.actions.settle_alert import NothingToSettle, settle_alert
from candour.oversight.forms import Settle
from candour.oversight.queries import alerts as queries


@signed_in
def alerts(request: StaffRequest) -> HttpResponse:
    found = queries.alerts(by=request.actor, at=request.at)
    return render(request, "oversight/alerts.html", {"found": found})


@signed_in
def settle(request: StaffRequest, alert: uuid.UUID) -> HttpResponse:
    found = queries.alerts(by=request.actor, at=request.at)
    one = next((one for one in found.waiting if one.id == alert), None)
    if one is None:
        raise Http404
    form = Settle(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            settle_alert(
                alert=alert, reason=form.cleaned_data["reason"], by=request.actor, at=request.at
            )
        except NothingToSettle as refusal:
            form.add_error(None, (type(refusal).__doc__ or "").strip())
        else:
            return HttpResponseRedirect(reverse("alerts"))
    return render(request, "oversight/settle.html", {"alert": one, "form": form})
