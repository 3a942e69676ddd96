"""Pages of a case's sides, for its readers."""

import uuid
from collections.abc import Callable

from django import forms as django_forms
from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.forms.decisions import Why
from candour.cases.forms.fields import YES
from candour.cases.parties import forms
from candour.cases.parties.actions import decide_safety as deciding
from candour.cases.parties.actions import end_party as ending
from candour.cases.parties.actions import give_seat as seating
from candour.cases.parties.actions import name_body as naming_body
from candour.cases.parties.actions import name_representative as naming
from candour.cases.parties.actions import name_reviewer as naming_reviewer
from candour.cases.parties.actions import review_safety as reviewing
from candour.cases.parties.queries import sides as queries
from candour.cases.queries import head as head_queries
from candour.guard.requests import StaffRequest, signed_in

Refusals = tuple[type[Exception], ...]


@signed_in
def parties(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = _found(request, file)
    return page.show(request, "parties/parties", head=found.head, section="parties", found=found)


@sensitive_post_parameters()
@signed_in
def seat(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = _found(request, file)
    form = forms.GiveSeat(request.POST or None, options=found.seats)

    def act() -> None:
        account, why = uuid.UUID(form.cleaned_data["account"]), form.cleaned_data["why"]
        seating.give_seat(
            file=file, account=account, why=why, vault=vault, by=request.actor, at=request.at
        )

    if _done(request, found, form, act, (seating.NoSuchSeat,)):
        return _on(request, file)
    return _form(request, found, "seat", form)


@sensitive_post_parameters()
@signed_in
def representative(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = _found(request, file)
    asked = {"side": request.GET.get("side", ""), "account": request.GET.get("account", "")}
    form = forms.NameRepresentative(
        request.POST or None,
        options=found.representatives,
        subjects=found.subjects,
        initial=asked,
    )

    def act() -> None:
        naming.name_representative(
            file=file, named=form.named(), vault=vault, by=request.actor, at=request.at
        )

    if _done(request, found, form, act, (naming.NotAvailable,)):
        return _on(request, file)
    return _form(request, found, "representative", form)


@sensitive_post_parameters()
@signed_in
def body(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = _found(request, file)
    form = forms.NameBody(request.POST or None)

    def act() -> None:
        naming_body.name_body(file=file, **form.cleaned_data, by=request.actor, at=request.at)

    if _done(request, found, form, act, ()):
        return page.go("parties", file)
    return _form(request, found, "body", form)


@sensitive_post_parameters()
@signed_in
def reviewer(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = _found(request, file)
    options: tuple[queries.Option, ...] = ()
    if found.may_name_reviewer:
        options = queries.reviewers(file=file, by=request.actor, at=request.at)
    form = forms.NameReviewer(request.POST or None, options=options)

    def act() -> None:
        account, why = uuid.UUID(form.cleaned_data["account"]), form.cleaned_data["why"]
        naming_reviewer.name_reviewer(
            file=file, account=account, why=why, by=request.actor, at=request.at
        )

    if _done(request, found, form, act, (naming_reviewer.AlreadyNamed, naming_reviewer.NotOutside)):
        return page.go("parties", file)
    return _form(request, found, "reviewer", form)


@sensitive_post_parameters()
@signed_in
def end(request: StaffRequest, file: uuid.UUID, party: uuid.UUID) -> HttpResponse:
    found = _found(request, file)
    form = Why(request.POST or None)

    def act() -> None:
        why = form.cleaned_data["reason"]
        ending.end_party(file=file, party=party, why=why, by=request.actor, at=request.at)

    if _done(request, found, form, act, (ending.AlreadyEnded,)):
        return page.go("parties", file)
    one = next((line for line in found.parties if line.id == party), None)
    if one is None:
        return page.go("parties", file)
    return _form(request, found, "end", form, one=one)


@sensitive_post_parameters()
@signed_in
def safety(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = _found(request, file)
    form = forms.Safety(request.POST or None, initial={"stage": request.GET.get("stage", "")})

    def act() -> None:
        deciding.decide_safety(file=file, seen=form.seen(), by=request.actor, at=request.at)

    refusals = (deciding.LetterMissing, deciding.CanBeReached, deciding.CannotBeReached,
                deciding.NotAnAnswer)  # fmt: skip
    if _done(request, found, form, act, refusals):
        return page.go("parties", file)
    return _form(request, found, "safety", form)


@sensitive_post_parameters()
@signed_in
def review(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = _found(request, file)
    form = forms.Review(request.POST or None)

    def act() -> None:
        agrees = form.cleaned_data["agrees"] == YES
        why = form.cleaned_data["why"]
        reviewing.review_safety(file=file, agrees=agrees, why=why, by=request.actor, at=request.at)

    if _done(request, found, form, act, (reviewing.NotYours,)):
        return page.go("parties", file)
    return _form(request, found, "review", form)


def _found(request: StaffRequest, file: uuid.UUID) -> queries.PartiesPage:
    return queries.parties_page(file=file, by=request.actor, at=request.at)


def _done(
    request: StaffRequest,
    found: queries.PartiesPage,
    form: django_forms.Form,
    act: Callable[[], None],
    refusals: Refusals,
) -> bool:
    """Take the step if the case may be changed and the form is valid; else say what is wrong."""
    if request.method != "POST" or not found.head.can_change or not form.is_valid():
        return False
    try:
        act()
    except refusals as refusal:
        form.add_error(None, page.words_of(refusal))
        return False
    return True


def _form(
    request: StaffRequest,
    found: queries.PartiesPage,
    template: str,
    form: django_forms.Form,
    **more: object,
) -> HttpResponse:
    return page.show(
        request,
        f"parties/{template}",
        head=found.head,
        section="parties",
        found=found,
        form=form,
        **more,
    )


def _on(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Lead on after walls were drawn, which may have left the case to others."""
    if head_queries.is_still_reader(file=file, by=request.actor, at=request.at):
        return page.go("parties", file)
    return page.handed_on()
