"""Handling: who investigates the case, and statutory steps that were taken elsewhere."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from candour.access.actions.name_readers import NoReader
from candour.cases import page, steps
from candour.cases.actions.allocate_investigator import (
    AnotherForce,
    NotEligible,
    allocate_investigator,
)
from candour.cases.actions.record_event import (
    InTheFuture,
    NotRecordable,
    record_event,
)
from candour.cases.actions.take_on import AlreadyHasReaders, NotOpen, take_on
from candour.cases.forms.steps import Allocate, Step
from candour.cases.queries import allocation as allocations
from candour.cases.queries import head as head_queries
from candour.guard.requests import StaffRequest, signed_in


@signed_in
def allocation(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = allocations.allocation_page(file=file, by=request.actor, at=request.at)
    form = Allocate(request.POST or None, eligible=found.eligible, force=found.force)
    if request.method == "POST" and found.head.can_change and form.is_valid():
        try:
            allocate_investigator(
                file=file,
                account=uuid.UUID(form.cleaned_data["account"]),
                vault=page.vault_for_case(request, file),
                by=request.actor,
                at=request.at,
            )
        except (AnotherForce, NotEligible) as refusal:
            form.add_error("account", page.words_of(refusal))
        else:
            return page.go("allocation", file)
    return page.show(
        request, "allocation", head=found.head, section="allocation", found=found, form=form
    )


@require_POST
@signed_in
def taking_on(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    try:
        take_on(file=file, by=request.actor, at=request.at)
    except (AlreadyHasReaders, NotOpen, NoReader) as refusal:
        messages.error(request, page.words_of(refusal))
    return page.go("overview", file)


@sensitive_post_parameters()
@signed_in
def step(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    head = head_queries.case_head(file=file, by=request.actor, at=request.at)
    form = Step(request.POST or None, initial={"happened_on": request.at.date()})
    if request.method == "POST" and head.can_change and form.is_valid():
        kind, happened_on = form.event()
        try:
            record_event(
                file=file, kind=kind, happened_on=happened_on, by=request.actor, at=request.at
            )
        except (InTheFuture, steps.MisconductFirst, NotRecordable) as refusal:
            form.add_error("happened_on", page.words_of(refusal))
        else:
            return page.go("timeline", file)
    return page.show(request, "step", head=head, section="timeline", form=form)
