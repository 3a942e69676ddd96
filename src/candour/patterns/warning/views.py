"""The pages of the panel: the list, and one flag with its evidence, views and decision."""

import uuid
from collections.abc import Callable

from django import forms as django_forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from candour.guard.requests import StaffRequest, signed_in
from candour.patterns.warning import forms, queries
from candour.patterns.warning.actions import decide_flag as deciding
from candour.patterns.warning.actions import give_view as viewing

_REFUSALS = (
    viewing.AlreadyDecided, viewing.AlreadyViewed, deciding.NoReason, deciding.PanelHasNotMet,
    deciding.ReviewOutOfReach,
)  # fmt: skip


@signed_in
def flags(request: StaffRequest) -> HttpResponse:
    """Show who is put to the panel."""
    found = queries.flags(by=request.actor, at=request.at)
    return render(request, "patterns/warning/flags.html", {"found": found})


@signed_in
def flag(request: StaffRequest, flag: uuid.UUID) -> HttpResponse:
    """Show one flag, and take a view of it."""
    found = queries.flag(id=flag, by=request.actor, at=request.at)
    form = forms.View(request.POST or None)

    def act() -> None:
        viewing.give_view(
            flag=flag, view=form.cleaned_data["view"], by=request.actor, at=request.at
        )

    if request.method == "POST" and _done(form, act):
        return HttpResponseRedirect(reverse("warning-flag", args=[flag]))
    return render(request, "patterns/warning/flag.html", {"found": found, "form": form})


@signed_in
def decide(request: StaffRequest, flag: uuid.UUID) -> HttpResponse:
    """Take the authority's decision."""
    found = queries.flag_to_decide(id=flag, by=request.actor, at=request.at)
    form = forms.Decide(request.POST or None)

    def act() -> None:
        deciding.decide_flag(flag=flag, decided=form.decided(), by=request.actor, at=request.at)

    if request.method == "POST" and _done(form, act):
        return HttpResponseRedirect(reverse("warning-flag", args=[flag]))
    return render(request, "patterns/warning/decide.html", {"found": found, "form": form})


def _done(form: django_forms.Form, act: Callable[[], object]) -> bool:
    if not form.is_valid():
        return False
    try:
        act()
    except _REFUSALS as refusal:
        form.add_error(None, (type(refusal).__doc__ or "").strip())
        return False
    return True
