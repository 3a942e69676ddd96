"""The page of whoever is asked outside the force whether somebody consents freely."""

import uuid

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases.checks import forms
from candour.cases.checks.actions import record_consent as recording
from candour.cases.checks.queries import consents as queries
from candour.cases.checks.views import done
from candour.guard.requests import StaffRequest, signed_in


@never_cache
@sensitive_post_parameters()
@signed_in
def consents(request: StaffRequest) -> HttpResponse:
    """Show what is asked of the actor, and take what they were told."""
    found = queries.consents(by=request.actor, at=request.at)
    form = forms.Consent(request.POST or None, waiting=found.waiting)

    def act() -> None:
        recording.record_consent(
            ask=uuid.UUID(form.cleaned_data["ask"]),
            answered=form.answered(),
            by=request.actor,
            at=request.at,
        )

    if request.method == "POST" and done(form, act, (recording.NothingAsked,)):
        return HttpResponseRedirect(reverse("consents"))
    return render(request, "cases/checks/consents.html", {"found": found, "form": form})
