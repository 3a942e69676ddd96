"""Pages of what follows a report: a list, a case's own page, and a form for each decision."""

import uuid
from collections.abc import Callable

from django import forms as django_forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.guard.requests import StaffRequest, signed_in
from candour.patterns.retaliation import forms, queries
from candour.patterns.retaliation.actions import decide_action as acting
from candour.patterns.retaliation.actions import decide_proposal as deciding
from candour.patterns.retaliation.actions import name_reporter as naming
from candour.patterns.retaliation.actions import state_origin as stating

Refusals = tuple[type[Exception], ...]
_PAGES = "patterns/retaliation"


@signed_in
def worklist(request: StaffRequest) -> HttpResponse:
    """Show what followed reports."""
    found = queries.worklist(by=request.actor, at=request.at)
    return render(request, f"{_PAGES}/worklist.html", {"found": found})


@signed_in
def case(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Show who reported a case, what followed, and what was decided of it."""
    vault = page.vault_for_case(request, file)
    found = queries.case_page(file=file, vault=vault, by=request.actor, at=request.at)
    frame = page.frame(head=found.head, section="retaliation")
    return render(request, f"{_PAGES}/case.html", {**frame, "found": found})


@sensitive_post_parameters()
@signed_in
def reporter(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Find who reported in the register, and record them as a mark."""
    page.vault_for_case(request, file)
    # A name never stands in an address: the search is posted too.
    search = forms.WhoReported(request.POST or None)
    found = queries.people_like(file=file, said=search.said(), by=request.actor, at=request.at)
    is_named = request.POST.get("go") == "name"
    form = forms.NameReporter(request.POST if is_named else None, found=found)

    def act() -> None:
        naming.name_reporter(file=file, named=form.named(), by=request.actor, at=request.at)

    refusals = (naming.AboutThem, naming.AlreadyKnown, naming.HowMissing, naming.YourOwnReport)
    if is_named and found and _done(form, act, refusals):
        return _back(file)
    context = {"file": file, "search": search, "found": found, "form": form}
    return render(request, f"{_PAGES}/reporter.html", context)


@sensitive_post_parameters()
@signed_in
def decide(request: StaffRequest, file: uuid.UUID, followed: uuid.UUID) -> HttpResponse:
    """Decide whether what followed belongs to the report."""
    vault = page.vault_for_case(request, file)
    line = queries.one_line(file=file, proposal=followed, by=request.actor, at=request.at)
    form = forms.Decide(request.POST or None, line=line)

    def act() -> None:
        deciding.decide_proposal(
            file=file,
            proposal=followed,
            decided=form.decided(),
            vault=vault,
            by=request.actor,
            at=request.at,
        )

    refusals = (deciding.AlreadyDecided, deciding.NobodyElse, deciding.NotAgreed,
                deciding.NotAnAnswer)  # fmt: skip
    if request.method == "POST" and _done(form, act, refusals):
        return _back(file)
    return render(request, f"{_PAGES}/decide.html", {"file": file, "line": line, "form": form})


@sensitive_post_parameters()
@signed_in
def action(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Decide whether somebody who reported may be moved or disciplined."""
    vault = page.vault_for_case(request, file)
    known = queries.open_reporters(file=file, vault=vault, by=request.actor, at=request.at)
    form = forms.Act(request.POST or None, reporters=known)

    def act() -> None:
        acting.decide_action(file=file, decided=form.decided(), by=request.actor, at=request.at)

    refusals = (acting.ConsentMissing, acting.NoReporter, acting.NotAnAction)
    if request.method == "POST" and _done(form, act, refusals):
        return _back(file)
    return render(request, f"{_PAGES}/action.html", {"file": file, "known": known, "form": form})


@sensitive_post_parameters()
@signed_in
def origin(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Say where a piece of evidence came from."""
    page.vault_for_case(request, file)
    can_change = queries.can_change(file=file, by=request.actor, at=request.at)
    form = forms.StateOrigin(request.POST or None)

    def act() -> None:
        stating.state_origin(file=file, origin=form.origin(), by=request.actor, at=request.at)

    refusals = (stating.NotYet, stating.SomethingMissing)
    if request.method == "POST" and can_change and _done(form, act, refusals):
        return _back(file)
    context = {"file": file, "form": form, "can_change": can_change}
    return render(request, f"{_PAGES}/origin.html", context)


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


def _back(file: uuid.UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("case-retaliation", args=[file]))
