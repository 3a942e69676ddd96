"""Pages of supervisors who knew, and of actions that come a third time."""

import uuid

from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.checks.views import done
from candour.cases.queries import head as heads
from candour.cases.supervisors import forms, queries
from candour.cases.supervisors.actions import decide_supervisor as deciding
from candour.cases.supervisors.actions import note_supervisor as noting
from candour.cases.supervisors.actions import say_why_again as saying
from candour.guard.requests import StaffRequest, signed_in


@signed_in
def supervisors(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.supervisors_page(file=file, vault=vault, by=request.actor, at=request.at)
    return page.show(
        request, "supervisors/supervisors", head=found.head, section="supervisors", found=found
    )


@sensitive_post_parameters()
@signed_in
def note(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    head = heads.case_head(file=file, by=request.actor, at=request.at)
    # A name never stands in an address: the search is posted too.
    search = forms.WhichSupervisor(request.POST or None)
    found = queries.supervisors_like(said=search.said(), by=request.actor, at=request.at)
    is_start = request.POST.get("go") == "note"
    form = forms.Note(request.POST if is_start else None, found=found)

    def act() -> None:
        noting.note_supervisor(
            file=file,
            person=uuid.UUID(form.cleaned_data["person"]),
            how=form.cleaned_data["how"],
            vault=vault,
            by=request.actor,
            at=request.at,
        )

    refusals = (noting.AlreadyNoted, noting.YourOwnMatter)
    if is_start and found and head.can_change and done(form, act, refusals):
        return page.go("supervisors", file)
    return page.show(
        request, "supervisors/note", head=head, section="supervisors",
        search=search, found=found, form=form,
    )  # fmt: skip


@sensitive_post_parameters()
@signed_in
def decide(request: StaffRequest, file: uuid.UUID, noted: uuid.UUID) -> HttpResponse:
    head = queries.noted_head(file=file, noted=noted, by=request.actor, at=request.at)
    form = forms.Decide(request.POST or None)

    def act() -> None:
        deciding.decide_supervisor(
            noted=noted,
            file=file,
            answer=form.cleaned_data["answer"],
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=request.at,
        )

    if request.method == "POST" and head.can_change and done(form, act, (deciding.NotYours,)):
        return page.go("supervisors", file)
    return page.show(request, "supervisors/decide", head=head, section="supervisors", form=form)


@sensitive_post_parameters()
@signed_in
def again(request: StaffRequest, file: uuid.UUID, person: uuid.UUID, rung: str) -> HttpResponse:
    head = queries.repeated_head(
        file=file, person=person, rung=rung, by=request.actor, at=request.at
    )
    form = forms.Again(request.POST or None)

    def act() -> None:
        saying.say_why_again(
            file=file,
            person=person,
            rung=rung,
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=request.at,
        )

    if request.method == "POST" and head.can_change and done(form, act, (saying.AlreadySaid,)):
        return page.go("supervisors", file)
    return page.show(request, "supervisors/again", head=head, section="supervisors", form=form)
