"""Pages about another force: asking one, answering one, giving it the case."""

import uuid

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from candour.access.actions.name_readers import NoReader
from candour.cases import page
from candour.cases.impartial.actions import answer_force as answering
from candour.cases.impartial.actions import ask_force as asking
from candour.cases.impartial.actions import hand_to_force as handing
from candour.cases.walling import forms, outside
from candour.guard.requests import StaffRequest, signed_in
from candour.guard.seats import Seat

REFUSALS = (
    handing.NobodyAccepted, handing.NoKeysHere, handing.TooFewThere, handing.WitnessUnknown,
    NoReader,
)  # fmt: skip


@signed_in
def other_force(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = outside.outside_page(file=file, by=request.actor, at=request.at)
    form = forms.AskForce(request.POST or None, forces=found.forces)
    if request.method == "POST" and form.is_valid():
        try:
            asking.ask_force(
                file=file,
                force=uuid.UUID(form.cleaned_data["force"]),
                by=request.actor,
                at=request.at,
            )
        except (asking.NotAForce, asking.AlreadyAsked) as refusal:
            form.add_error("force", page.words_of(refusal))
        else:
            return page.go("other-force", file)
    return page.show(
        request, "walling/other_force", head=found.head, section="allocation", found=found,
        form=form, can_decide=request.actor.seat is not Seat.INVESTIGATOR,
    )  # fmt: skip


@require_POST
@signed_in
def hand_over(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    try:
        handing.hand_to_force(file=file, vault=vault, by=request.actor, at=request.at)
    except REFUSALS as refusal:
        found = outside.outside_page(file=file, by=request.actor, at=request.at)
        return page.show(
            request, "walling/other_force", head=found.head, section="allocation", found=found,
            form=forms.AskForce(forces=found.forces), refusal=page.words_of(refusal),
        )  # fmt: skip
    if request.actor.seat is Seat.APPROPRIATE_AUTHORITY:
        return page.go("overview", file)
    return HttpResponseRedirect("/")


@signed_in
def asked(request: StaffRequest) -> HttpResponse:
    found = outside.requests(by=request.actor, at=request.at)
    form = forms.AnswerForce(request.POST or None, requests=found)
    if request.method == "POST" and form.is_valid():
        try:
            answering.answer_force(
                request=uuid.UUID(form.cleaned_data["request"]),
                reason=form.reason(),
                by=request.actor,
                at=request.at,
            )
        except answering.NothingAsked as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            return HttpResponseRedirect(reverse("asked"))
    return render(request, "cases/walling/asked.html", {"found": found, "form": form})
