"""Pages about walls: who is kept out by hand, leaving a case, and declaring a conflict."""

import uuid

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.impartial.actions import declare_conflict as declaring
from candour.cases.impartial.actions import lift_wall as lifting
from candour.cases.impartial.actions import remove_self as leaving
from candour.cases.impartial.actions import wall_off as walling
from candour.cases.queries import head as head_queries
from candour.cases.walling import forms, queries
from candour.guard.keys import Vault
from candour.guard.requests import Locked, StaffRequest, signed_in, vault_of
from candour.guard.seats import Seat

AFTER = "/"


@sensitive_post_parameters()
@signed_in
def walls(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.walls_page(file=file, by=request.actor, at=request.at)
    form = forms.KeepOut(request.POST or None, colleagues=found.colleagues)
    if request.method == "POST" and form.is_valid():
        try:
            walling.wall_off(
                file=file,
                account=uuid.UUID(form.cleaned_data["account"]),
                why=form.cleaned_data["why"],
                vault=vault,
                by=request.actor,
                at=request.at,
            )
        except (walling.YourOwnAccount, walling.NoAccount) as refusal:
            form.add_error("account", page.words_of(refusal))
        else:
            return page.go("walls", file)
    return page.show(
        request, "walling/walls", head=found.head, section="walls", found=found, form=form
    )


@sensitive_post_parameters()
@signed_in
def lift(request: StaffRequest, file: uuid.UUID, wall: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    head = head_queries.case_head(file=file, by=request.actor, at=request.at)
    form = forms.Lift(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            lifting.lift_wall(
                file=file,
                wall=wall,
                why=form.cleaned_data["why"],
                vault=vault,
                by=request.actor,
                at=request.at,
            )
        except (lifting.NeedsSecondPerson, lifting.NoSuchWall) as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            return page.go("walls", file)
    return page.show(request, "walling/lift", head=head, section="walls", form=form)


@signed_in
def leave(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    head = head_queries.case_head(file=file, by=request.actor, at=request.at)
    form = forms.Leave(request.POST or None)
    if request.method == "POST" and form.is_valid():
        leaving.remove_self(file=file, vault=_vault(request), by=request.actor, at=request.at)
        return HttpResponseRedirect(AFTER)
    return page.show(request, "walling/leave", head=head, section="walls", form=form)


@sensitive_post_parameters()
@signed_in
def declare(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    asked = queries.asked(file=file, by=request.actor, at=request.at)
    form = forms.Declare(request.POST or None, asked=asked)
    if request.method == "POST" and form.is_valid():
        try:
            signed = declaring.declare_conflict(
                file=file,
                conflicts=form.conflicts(),
                vault=_vault(request),
                by=request.actor,
                at=request.at,
            )
        except (declaring.NotYours, declaring.OtherSubjects) as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            if signed.has_conflict:
                return HttpResponseRedirect(AFTER)
            return page.go("overview", file)
    if request.actor.seat is not Seat.INVESTIGATOR:
        return HttpResponseRedirect(AFTER)
    head = head_queries.case_head(file=file, by=request.actor, at=request.at)
    return render(
        request, "cases/walling/declare.html", {"head": head, "form": form, "asked": asked}
    )


def _vault(request: StaffRequest) -> Vault | None:
    """Return the vault if it is open; whoever leaves is not made to open it first."""
    try:
        return vault_of(request)
    except Locked:
        return None
