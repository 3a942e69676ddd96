"""Pages of a case's exhibits and their continuity, for its readers."""

import uuid

from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.diary import forms, posting
from candour.cases.diary.actions import add_exhibit, move_exhibit, write_entry
from candour.cases.diary.queries import exhibits as queries
from candour.cases.work.actions import hand_case_to
from candour.guard.requests import StaffRequest, signed_in

EXHIBITS = "exhibits"
REFUSALS = (
    add_exhibit.AlreadyAnExhibit,
    add_exhibit.NotAWay,
    add_exhibit.NotThere,
    hand_case_to.NotOpen,
    move_exhibit.BeforeTheLast,
    move_exhibit.Gone,
    move_exhibit.NotAPlace,
    write_entry.InTheFuture,
)


@signed_in
def exhibits(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.exhibits_page(
        file=file, number=posting.page_number(request), vault=vault, by=request.actor, at=request.at
    )
    return page.show(request, "diary/exhibits", head=found.head, section=EXHIBITS, found=found)


@sensitive_post_parameters()
@signed_in
def add(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.new_exhibit(file=file, vault=vault, by=request.actor, at=request.at)
    form = forms.AddExhibit(request.POST or None, files=found.files, initial=forms.now(request.at))

    def act() -> None:
        add_exhibit.add_exhibit(file=file, taken=form.taken(), by=request.actor, at=request.at)

    is_wanted = request.method == "POST" and found.head.can_change
    if is_wanted and posting.done(form, act, REFUSALS):
        return page.go(EXHIBITS, file)
    return page.show(request, "diary/exhibit_add", head=found.head, section=EXHIBITS, form=form)


@sensitive_post_parameters()
@signed_in
def move(request: StaffRequest, file: uuid.UUID, exhibit: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    head, line = queries.exhibit_page(
        file=file, exhibit=exhibit, vault=vault, by=request.actor, at=request.at
    )
    form = forms.Move(request.POST or None, initial=forms.now(request.at))

    def act() -> None:
        move_exhibit.move_exhibit(
            file=file, exhibit=exhibit, moved=form.moved(), by=request.actor, at=request.at
        )

    # Things are given back when a case is closed, so a closed one is no hindrance.
    is_wanted = request.method == "POST" and head.is_reader
    if is_wanted and posting.done(form, act, REFUSALS):
        return page.go(EXHIBITS, file)
    return page.show(request, "diary/move", head=head, section=EXHIBITS, line=line, form=form)
