"""Pages of schedules: every version, the next one of a stage, and one as PDF."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.papers import printing
from candour.cases.papers.actions import write_schedule as writing
from candour.cases.papers.forms import schedules as forms
from candour.cases.papers.queries import schedules as queries
from candour.cases.papers.views import letters
from candour.guard.requests import StaffRequest, signed_in
from candour.law.disclosure import STAGES

WRITTEN = "The schedule is kept. Nobody can change this version; the next one follows it."
REFUSED = (writing.SomethingMissing, writing.ReasonMissing, writing.WrittenMeanwhile)


@never_cache
@signed_in
def schedules(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.schedules_page(file=file, vault=vault, by=request.actor, at=request.at)
    return page.show(
        request, "papers/schedules", head=found.head, section=letters.SECTION,
        found=found, stages=STAGES,
    )  # fmt: skip


@never_cache
@sensitive_post_parameters()
@signed_in
def write(request: StaffRequest, file: uuid.UUID, stage: str) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found, row = queries.stage_page(
        file=file, stage=stage, vault=vault, by=request.actor, at=request.at
    )
    form = forms.Schedule(
        request.POST or None,
        stage=row.code,
        material=found.material,
        before=found.newest(row.code),
    )
    if request.method == "POST" and found.head.can_change and form.is_valid():
        try:
            writing.write_schedule(
                file=file, listed=form.listed(), vault=vault, by=request.actor, at=request.at
            )
        except REFUSED as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            messages.success(request, WRITTEN)
            return page.go("schedules", file)
    return page.show(
        request, "papers/schedule", head=found.head, section=letters.SECTION,
        found=found, stage=row, form=form,
    )  # fmt: skip


@never_cache
@signed_in
def printed(request: StaffRequest, file: uuid.UUID, schedule: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    try:
        made = queries.schedule_bytes(
            file=file, schedule=schedule, vault=vault, by=request.actor, at=request.at
        )
    except printing.NoPrinter as refusal:
        messages.error(request, page.words_of(refusal))
        return page.go("schedules", file)
    return letters.pdf(made, "schedule")
