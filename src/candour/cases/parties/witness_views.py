"""Pages of witnesses: letters for every reader of the case, names for the named ones."""

import uuid
from collections.abc import Callable

from django import forms as django_forms
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.parties import witness_forms as forms
from candour.cases.parties.actions import check_in_witness as checking
from candour.cases.parties.actions import name_witness as naming
from candour.cases.parties.actions import plan_protection as planning
from candour.cases.parties.queries import witnesses as queries
from candour.cases.queries import head as head_queries
from candour.cases.reading.heads import CaseHead
from candour.guard.requests import StaffRequest, signed_in


@signed_in
def witnesses(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = queries.witnesses_page(file=file, by=request.actor, at=request.at)
    return page.show(request, "parties/witnesses", head=found.head, section="parties", found=found)


@sensitive_post_parameters()
@signed_in
def name(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.witnesses_page(file=file, by=request.actor, at=request.at)
    form = forms.NameWitness(request.POST or None, readers=found.readers)

    def act() -> None:
        naming.name_witness(
            file=file, named=form.named(), vault=vault, by=request.actor, at=request.at
        )

    if _done(request, found.head, form, act, (naming.TooFew, naming.NoSuchNumber)):
        if not head_queries.is_still_reader(file=file, by=request.actor, at=request.at):
            return page.handed_on()
        return page.go("witnesses", file)
    return page.show(
        request, "parties/name_witness", head=found.head, section="parties", found=found, form=form
    )


@never_cache
@signed_in
def witness(request: StaffRequest, file: uuid.UUID, witness: uuid.UUID) -> HttpResponse:
    found = _one(request, file, witness)
    return page.show(request, "parties/witness", head=found.head, section="parties", found=found)


@never_cache
@sensitive_post_parameters()
@signed_in
def plan(request: StaffRequest, file: uuid.UUID, witness: uuid.UUID) -> HttpResponse:
    found = _one(request, file, witness)
    form = forms.Plan(request.POST or None, initial={"text": found.plan})

    def act() -> None:
        planning.plan_protection(
            file=file, witness=witness, planned=form.planned(), by=request.actor, at=request.at
        )

    if _done(request, found.head, form, act, (planning.ReviewedTooLate,)):
        return page.go("witness", file, witness)
    return _form(request, found, "plan", form)


@never_cache
@sensitive_post_parameters()
@signed_in
def check_in(request: StaffRequest, file: uuid.UUID, witness: uuid.UUID) -> HttpResponse:
    found = _one(request, file, witness)
    form = forms.CheckIn(request.POST or None)

    def act() -> None:
        checking.check_in_witness(
            file=file, witness=witness, fares=form.fares(), by=request.actor, at=request.at
        )

    if _done(request, found.head, form, act, (checking.NotDue,)):
        return page.go("witness", file, witness)
    return _form(request, found, "check_in", form)


def _one(request: StaffRequest, file: uuid.UUID, witness: uuid.UUID) -> queries.WitnessPage:
    vault = page.vault_for_case(request, file)
    return queries.witness_page(
        file=file, witness=witness, vault=vault, by=request.actor, at=request.at
    )


def _form(
    request: StaffRequest, found: queries.WitnessPage, template: str, form: django_forms.Form
) -> HttpResponse:
    return page.show(
        request, f"parties/{template}", head=found.head, section="parties", found=found, form=form
    )


def _done(
    request: StaffRequest,
    head: CaseHead,
    form: django_forms.Form,
    act: Callable[[], None],
    refusals: tuple[type[Exception], ...],
) -> bool:
    """Take the step if the case may be changed and the form is valid; else say what is wrong."""
    if request.method != "POST" or not head.can_change or not form.is_valid():
        return False
    try:
        act()
    except refusals as refusal:
        form.add_error(None, page.words_of(refusal))
        return False
    return True
