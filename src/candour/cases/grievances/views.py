"""Pages of grievances that may be about conduct: what waits, and one of them opened."""

import uuid
from collections.abc import Callable

from django import forms as django_forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from candour.access.actions.name_readers import NoReader
from candour.cases import page
from candour.cases.grievances import forms, queries
from candour.cases.grievances.actions import decide_grievance as deciding
from candour.cases.grievances.actions import review_grievance as reviewing
from candour.guard.keys import Vault
from candour.guard.requests import Locked, StaffRequest, signed_in, vault_of

Refusals = tuple[type[Exception], ...]


@signed_in
def worklist(request: StaffRequest) -> HttpResponse:
    """Show what waits."""
    found = queries.worklist(by=request.actor, at=request.at)
    return render(request, "cases/grievances/worklist.html", {"found": found})


@sensitive_post_parameters()
@signed_in
def grievance(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Show a grievance, and take the decision or the second person's word."""
    vault = _vault(request, file)
    found = queries.grievance_page(file=file, vault=vault, by=request.actor, at=request.at)
    if found.line.needs_second:
        return _review(request, file, found)
    initial = {"categories": list(found.suggests)}
    form = forms.Decide(request.POST or None, found=found.candidates, initial=initial)

    def act() -> None:
        deciding.decide_grievance(
            file=file, decided=form.decided(), vault=vault, by=request.actor, at=request.at
        )

    refusals = (deciding.AlreadyDecided, deciding.CategoryMissing, deciding.YourOwnMatter,
                NoReader)  # fmt: skip
    if request.method == "POST" and _done(form, act, refusals):
        return HttpResponseRedirect(reverse("grievances"))
    return render(request, "cases/grievances/grievance.html", {"found": found, "form": form})


def _review(request: StaffRequest, file: uuid.UUID, found: queries.GrievancePage) -> HttpResponse:
    form = forms.Review(request.POST or None)

    def act() -> None:
        reviewing.review_grievance(
            file=file,
            is_agreed=form.agreed(),
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=request.at,
        )

    refusals = (reviewing.SamePerson, reviewing.NothingToReview)
    if request.method == "POST" and _done(form, act, refusals):
        return HttpResponseRedirect(reverse("grievances"))
    return render(request, "cases/grievances/grievance.html", {"found": found, "form": form})


def _done(form: django_forms.Form, act: Callable[[], None], refusals: Refusals) -> bool:
    """Take the step if the form is valid; put a refusal among the form's errors."""
    if not form.is_valid():
        return False
    try:
        act()
    except refusals as refusal:
        form.add_error(None, page.words_of(refusal))
        return False
    return True


def _vault(request: StaffRequest, file: uuid.UUID) -> Vault:
    """Return the open vault; ask for it only of those whom the grievance is not hidden from."""
    try:
        return vault_of(request)
    except Locked:
        queries.grievance_line(file=file, by=request.actor, at=request.at)
        raise
