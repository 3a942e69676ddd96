"""Pages of what the crime side tells: what waits, a row in doubt, a case's part, two decisions."""

import uuid
from collections.abc import Callable

from django import forms as django_forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from candour.access.actions.name_readers import NoReader
from candour.cases import page
from candour.cases.crime import forms, queries
from candour.cases.crime.actions import decide_after_outcome as after_outcome
from candour.cases.crime.actions import decide_interim as interim
from candour.cases.crime.actions import decide_item as deciding
from candour.cases.queries import head as head_queries
from candour.guard.keys import Vault
from candour.guard.requests import Locked, StaffRequest, signed_in, vault_of
from candour.people import serving

Refusals = tuple[type[Exception], ...]


@signed_in
def worklist(request: StaffRequest) -> HttpResponse:
    """Show what waits."""
    found = queries.worklist(by=request.actor, at=request.at)
    return render(request, "cases/crime/worklist.html", {"found": found})


@sensitive_post_parameters()
@signed_in
def item(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Show a row in doubt, and take the decision on it."""
    vault = _vault(request, file)
    found = queries.item_page(file=file, vault=vault, by=request.actor, at=request.at)
    form = forms.DecideItem(request.POST or None, found=found.candidates)

    def act() -> None:
        person = None
        if form.wanted:
            person = serving.by_number(
                number=form.wanted,
                organisation=found.organisation,
                by=request.actor,
                at=request.at,
            )
        deciding.decide_item(
            file=file,
            decided=form.decided(found=person),
            vault=vault,
            by=request.actor,
            at=request.at,
        )

    refusals = (deciding.AlreadyDecided, deciding.NobodyNamed, deciding.YourOwnMatter, NoReader)
    if request.method == "POST" and _done(form, act, refusals):
        return HttpResponseRedirect(reverse("crime"))
    return render(request, "cases/crime/item.html", {"found": found, "form": form})


@signed_in
def case(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Show the crime side's part of a case."""
    vault = page.vault_for_case(request, file)
    found = queries.case_page(file=file, vault=vault, by=request.actor, at=request.at)
    return page.show(request, "crime/case", head=found.head, section="crime", found=found)


@sensitive_post_parameters()
@signed_in
def task(request: StaffRequest, file: uuid.UUID, task: uuid.UUID) -> HttpResponse:
    """Take a decision that is owed in a case."""
    head = head_queries.case_head(file=file, by=request.actor, at=request.at)
    found = queries.task_of(file=file, task=task, by=request.actor, at=request.at)
    form: forms.Interim | forms.AfterOutcomeForm
    if found.is_interim:
        form = forms.Interim(request.POST or None)
    else:
        form = forms.AfterOutcomeForm(request.POST or None)

    def act() -> None:
        if isinstance(form, forms.Interim):
            interim.decide_interim(
                file=file, task=task, answers=form.answers(), by=request.actor, at=request.at
            )
        else:
            after_outcome.decide_after_outcome(
                file=file, task=task, decided=form.decided(), by=request.actor, at=request.at
            )

    refusals = (
        interim.AnswerMissing, interim.NotYours, after_outcome.TestMissing,
        after_outcome.ProceedingMissing, after_outcome.NotYours, after_outcome.AlreadyGoesOn,
    )  # fmt: skip
    if request.method == "POST" and _done(form, act, refusals):
        return page.go("crime", file)
    return page.show(request, "crime/task", head=head, section="crime", found=found, form=form)


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
    """Return the open vault; ask for it only of those whom the row is not hidden from."""
    try:
        return vault_of(request)
    except Locked:
        queries.item_line(file=file, by=request.actor, at=request.at)
        raise
