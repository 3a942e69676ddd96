"""Pages that say who could open a case and who is kept from it, and why."""

import uuid

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from candour.cases import page
from candour.cases.walling import forms, who
from candour.guard.requests import StaffRequest, signed_in


@signed_in
def ask(request: StaffRequest) -> HttpResponse:
    form = forms.WhichCase(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = who.find(
                reference=form.cleaned_data["reference"], by=request.actor, at=request.at
            )
        except who.NoCase as refusal:
            form.add_error("reference", page.words_of(refusal))
        else:
            return HttpResponseRedirect(reverse("case-who", args=[found]))
    who.may_ask(by=request.actor, at=request.at)
    return render(request, "cases/walling/ask_who.html", {"form": form})


@signed_in
def of_case(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = who.who_page(file=file, by=request.actor, at=request.at)
    return render(request, "cases/walling/who.html", {"found": found})
