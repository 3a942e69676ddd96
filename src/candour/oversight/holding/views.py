"""The pages of legal holds: those that stand, placing one, and saying that one may end."""

import uuid

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from candour.guard.requests import StaffRequest, signed_in
from candour.oversight.actions.lift_hold import NothingToLift, lift_hold
from candour.oversight.actions.place_hold import NothingToHold, Wish, place_hold
from candour.oversight.holding import forms, queries


@signed_in
def holds(request: StaffRequest) -> HttpResponse:
    found = queries.holds(by=request.actor, at=request.at)
    return render(request, "oversight/holds/holds.html", {"found": found})


@signed_in
def place(request: StaffRequest) -> HttpResponse:
    found = queries.holds(by=request.actor, at=request.at)
    form = forms.Place(request.POST or None, forces=found.forces)
    if request.method == "POST" and form.is_valid():
        try:
            place_hold(wish=_wish(form), by=request.actor, at=request.at)
        except NothingToHold as refusal:
            form.add_error(None, (type(refusal).__doc__ or "").strip())
        else:
            return HttpResponseRedirect(reverse("holds"))
    return render(request, "oversight/holds/place.html", {"form": form})


@signed_in
def lift(request: StaffRequest, hold: uuid.UUID) -> HttpResponse:
    one = queries.hold(which=hold, by=request.actor, at=request.at)
    if one is None or not one.can_lift:
        raise Http404
    form = forms.Lift(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            lift_hold(
                hold=hold, reason=said["reason"], basis=said["basis"], by=request.actor,
                at=request.at,
            )  # fmt: skip
        except NothingToLift as refusal:
            form.add_error(None, (type(refusal).__doc__ or "").strip())
        else:
            return HttpResponseRedirect(reverse("holds"))
    return render(request, "oversight/holds/lift.html", {"hold": one, "form": form})


def _wish(form: forms.Place) -> Wish:
    said = form.cleaned_data
    if said["scope"] == forms.CASE:
        return Wish(reference=said["reference"].strip(), reason=said["reason"], basis=said["basis"])
    return Wish(
        force=uuid.UUID(said["force"]),
        from_on=said["from_on"],
        until_on=said["until_on"],
        reason=said["reason"],
        basis=said["basis"],
    )
