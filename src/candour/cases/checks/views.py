"""Pages of checks before a decision: what was looked for, and second persons."""

import uuid
from collections.abc import Callable

from django import forms as django_forms
from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.checks import forms
from candour.cases.checks.actions import answer_second as answering
from candour.cases.checks.actions import ask_second as asking
from candour.cases.checks.actions import check_no_case as checking
from candour.cases.checks.queries import overview, single
from candour.guard.requests import StaffRequest, signed_in

Refusals = tuple[type[Exception], ...]


@signed_in
def checks(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Show every check of a case, and what of them waits."""
    found = overview.checks_page(file=file, by=request.actor, at=request.at)
    return page.show(request, "checks/checks", head=found.head, section="checks", found=found)


@sensitive_post_parameters()
@signed_in
def no_case(request: StaffRequest, file: uuid.UUID, allegation: uuid.UUID) -> HttpResponse:
    """Take what was looked for before an allegation ends with no case to answer."""
    found = single.allegation_check(
        file=file, allegation=allegation, by=request.actor, at=request.at
    )
    form = forms.NoCase(request.POST or None)

    def act() -> None:
        checking.check_no_case(
            file=file,
            allegation=allegation,
            answers=form.answers(),
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=request.at,
        )

    refusals = (checking.ChecksMissing, checking.IsClosed)
    if request.method == "POST" and found.head.can_change and done(form, act, refusals):
        return page.go("decide-outcome", file, allegation)
    return page.show(
        request, "checks/no_case", head=found.head, section="checks", found=found, form=form
    )


@sensitive_post_parameters()
@signed_in
def propose(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Take a proposal that needs a second person."""
    found = single.proposing(file=file, by=request.actor, at=request.at)
    form = forms.Propose(request.POST or None, people=found.people, outsiders=found.outsiders)

    def act() -> None:
        asking.ask_second(file=file, proposed=form.proposed(), by=request.actor, at=request.at)

    refusals = (
        asking.NobodyNamed, asking.StillWaits, asking.IsClosed, asking.CrimeAlleged,
        asking.QuestionsFirst, asking.OnlyForConsent, asking.NotOutside,
    )  # fmt: skip
    if request.method == "POST" and found.head.can_change and done(form, act, refusals):
        return page.go("checks", file)
    return page.show(
        request, "checks/propose", head=found.head, section="checks", found=found, form=form
    )


@sensitive_post_parameters()
@signed_in
def second(request: StaffRequest, file: uuid.UUID, proposal: uuid.UUID) -> HttpResponse:
    """Show a proposal with its reason, and take the second person's answer."""
    vault = page.vault_for_case(request, file)
    found = single.proposal(file=file, which=proposal, vault=vault, by=request.actor, at=request.at)
    form = forms.Second(request.POST or None)

    def act() -> None:
        answering.answer_second(
            file=file,
            proposal=proposal,
            agrees=form.is_agreed(),
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=request.at,
        )

    refusals = (answering.NotSecond, answering.NotOutside, answering.Answered)
    if request.method == "POST" and found.head.can_change and done(form, act, refusals):
        return page.go("checks", file)
    return page.show(
        request, "checks/second", head=found.head, section="checks", found=found, form=form
    )


def done(form: django_forms.Form, act: Callable[[], None], refusals: Refusals) -> bool:
    """Take the step if the form is valid; put a refusal among the form's errors."""
    if not form.is_valid():
        return False
    try:
        act()
    except refusals as refusal:
        form.add_error(None, page.words_of(refusal))
        return False
    return True
