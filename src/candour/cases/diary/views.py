"""Pages of an investigation's plan, diary and contacts, for the readers of a case."""

import uuid

from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.diary import forms, lines, posting
from candour.cases.diary.actions import (
    add_line,
    end_line,
    hand_line,
    note_contact,
    write_entry,
)
from candour.cases.diary.queries import log, plan
from candour.cases.work.actions import add_task, end_task, hand_case_to
from candour.guard.requests import StaffRequest, signed_in

REFUSALS: tuple[type[Exception], ...] = (
    add_line.OfAnotherCase,
    add_task.InThePast,
    add_task.NotACode,
    end_line.ReasonMissing,
    end_task.AlreadyEnded,
    end_task.NotACode,
    hand_case_to.NotAKeeper,
    hand_case_to.NotOpen,
    lines.AlreadyClosed,
    note_contact.NotACode,
    write_entry.InTheFuture,
    write_entry.NotAKind,
    write_entry.ReasonMissing,
)
PLAN, DIARY, CONTACTS = "enquiries", "diary", "contacts"


@sensitive_post_parameters()
@signed_in
def enquiries(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = plan.plan_page(file=file, vault=vault, by=request.actor, at=request.at)
    form = forms.AddLine(request.POST or None, people=found.people, allegations=found.allegations)

    def act() -> None:
        add_line.add_line(file=file, line=form.line(), by=request.actor, at=request.at)

    if request.method == "POST" and found.head.can_change and posting.done(form, act, REFUSALS):
        return page.go(PLAN, file)
    return page.show(
        request, "diary/enquiries", head=found.head, section=PLAN, found=found, form=form
    )


@sensitive_post_parameters()
@signed_in
def hand(request: StaffRequest, file: uuid.UUID, line: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = plan.line_page(file=file, line=line, vault=vault, by=request.actor, at=request.at)
    form = forms.Carried(request.POST or None, people=found.people)

    def act() -> None:
        wanted = form.wanted(what=found.what)
        hand_line.hand_line(file=file, line=line, wanted=wanted, by=request.actor, at=request.at)

    if request.method == "POST" and found.head.can_change and posting.done(form, act, REFUSALS):
        return page.go(PLAN, file)
    return page.show(
        request, "diary/line_hand", head=found.head, section=PLAN, found=found, form=form
    )


@sensitive_post_parameters()
@signed_in
def end(request: StaffRequest, file: uuid.UUID, line: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = plan.line_page(file=file, line=line, vault=vault, by=request.actor, at=request.at)
    form = forms.EndLine(request.POST or None)

    def act() -> None:
        said = form.cleaned_data
        end_line.end_line(
            file=file, line=line, code=said["code"], why=said["why"],
            by=request.actor, at=request.at,
        )  # fmt: skip

    if request.method == "POST" and found.head.can_change and posting.done(form, act, REFUSALS):
        return page.go(PLAN, file)
    return page.show(
        request, "diary/line_end", head=found.head, section=PLAN, found=found, form=form
    )


@sensitive_post_parameters()
@signed_in
def diary(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = log.diary_page(
        file=file, number=posting.page_number(request), vault=vault, by=request.actor, at=request.at
    )
    form = forms.Write(request.POST or None, initial=forms.now(request.at))

    def act() -> None:
        write_entry.write_entry(file=file, entry=form.entry(), by=request.actor, at=request.at)

    if request.method == "POST" and found.head.can_change and posting.done(form, act, REFUSALS):
        return page.go(DIARY, file)
    return page.show(request, "diary/diary", head=found.head, section=DIARY, found=found, form=form)


@sensitive_post_parameters()
@signed_in
def correct(request: StaffRequest, file: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    head, line = log.entry_page(
        file=file, entry=entry, vault=vault, by=request.actor, at=request.at
    )
    form = forms.Correct(request.POST or None)

    def act() -> None:
        written = form.entry(corrects=entry, at=request.at)
        write_entry.write_entry(file=file, entry=written, by=request.actor, at=request.at)

    if request.method == "POST" and head.can_change and posting.done(form, act, REFUSALS):
        return page.go(DIARY, file)
    return page.show(request, "diary/correct", head=head, section=DIARY, line=line, form=form)


@sensitive_post_parameters()
@signed_in
def contacts(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = log.contacts_page(
        file=file, number=posting.page_number(request), vault=vault, by=request.actor, at=request.at
    )
    form = forms.Contacted(request.POST or None, initial=forms.now(request.at))

    def act() -> None:
        note_contact.note_contact(file=file, spoken=form.spoken(), by=request.actor, at=request.at)

    if request.method == "POST" and found.head.can_change and posting.done(form, act, REFUSALS):
        return page.go(CONTACTS, file)
    return page.show(
        request, "diary/contacts", head=found.head, section=CONTACTS, found=found, form=form
    )
