"""Pages of a party's own seat: what was served on it, and nothing else of the case."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from candour.cases import page
from candour.cases.lookers import grounds
from candour.cases.parties import forms
from candour.cases.parties.actions.ask_for_representative import ask_for_representative
from candour.cases.parties.queries import sides as queries
from candour.guard.requests import StaffRequest, signed_in, vault_of
from candour.law.policies import personal_data

ASKED = "Your request was passed on. You hear from those who handle the matter."


@never_cache
@signed_in
def bundle(request: StaffRequest) -> HttpResponse:
    found = queries.bundle(by=request.actor, at=request.at)
    context = {
        "found": found,
        "told": personal_data.TOLD,
        "withheld_under": grounds.every_restriction(),
    }
    return render(request, "cases/parties/bundle.html", context)


@never_cache
@signed_in
def copy(request: StaffRequest, copy: uuid.UUID) -> HttpResponse:
    # Asked first, so that a locked vault tells nothing of what is there.
    queries.bundle(by=request.actor, at=request.at)
    vault = vault_of(request)
    found = queries.own_copy(copy=copy, vault=vault, by=request.actor, at=request.at)
    return render(request, "cases/parties/copy.html", {"found": found})


@require_POST
@signed_in
def file(request: StaffRequest, copy: uuid.UUID) -> HttpResponse:
    queries.bundle(by=request.actor, at=request.at)
    vault = vault_of(request)
    found = queries.own_file(copy=copy, vault=vault, by=request.actor, at=request.at)
    if found.contained is None:
        return page.saved(found.content, found.name)
    if found.gone:
        return HttpResponseRedirect(reverse("bundle-copy", args=[copy]))
    return page.streamed(found.contained.pieces(), found.name, found.contained.size)


@never_cache
@signed_in
def ask(request: StaffRequest, reference: str) -> HttpResponse:
    options = queries.askable(reference=reference, by=request.actor, at=request.at)
    form = forms.AskFor(request.POST or None, options=options)
    if request.method == "POST" and form.is_valid():
        account = uuid.UUID(form.cleaned_data["account"])
        ask_for_representative(
            reference=reference, account=account, by=request.actor, at=request.at
        )
        messages.success(request, ASKED)
        return HttpResponseRedirect(reverse("bundle"))
    context = {"form": form, "options": options, "reference": reference}
    return render(request, "cases/parties/ask.html", context)
