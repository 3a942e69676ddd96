"""Pages of what is owed to whoever reported: one for each step, and three lists."""

import uuid
from collections.abc import Callable

from django import forms as django_forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.answering import forms, queries
from candour.cases.answering.actions import answer_report as answering
from candour.cases.answering.actions import note_advice as advising
from candour.cases.answering.actions import pass_on_part as passing
from candour.cases.answering.actions import reopen_handling as reopening
from candour.cases.answering.actions import settle_watch as settling
from candour.cases.answering.actions import watch_manager as watching
from candour.cases.reading import wording
from candour.guard.keys import Vault
from candour.guard.requests import Locked, StaffRequest, signed_in, vault_of
from candour.intake.actions.release_part import DeskInDoubt, NoCleanDesk, NotOutside
from candour.intake.queries import open_report
from candour.people import naming

Refusals = tuple[type[Exception], ...]


@sensitive_post_parameters()
@signed_in
def answer(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_report(request, file)
    opened = open_report(report=file, vault=vault, by=request.actor, at=request.at)
    has_mailbox = answering.can_be_written_to(report=file)
    form = forms.Answer(request.POST or None, has_mailbox=has_mailbox)
    refusals = (answering.MustBeRecorded, answering.NotAReason, answering.LetterMissing,
                answering.AlreadyDone)  # fmt: skip

    def act() -> None:
        answering.answer_report(
            report=file, answered=form.answered(), vault=vault, by=request.actor, at=request.at
        )

    if request.method == "POST" and _done(form, act, refusals):
        return HttpResponseRedirect("/")
    return render(request, "cases/answering/answer.html",
                  {"report": opened, "form": form, "has_mailbox": has_mailbox})  # fmt: skip


@sensitive_post_parameters()
@signed_in
def advice(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    line = queries.file_line(file=file, by=request.actor, at=request.at)
    form = forms.AgainstReporting(request.POST or None)

    def act() -> None:
        advising.note_advice(file=file, advised=form.advised(), by=request.actor, at=request.at)

    refusals = (advising.NotACode, advising.SomebodyMissing)
    if request.method == "POST" and _done(form, act, refusals):
        return _back(line)
    return render(request, "cases/answering/advice.html", {"line": line, "form": form})


@sensitive_post_parameters()
@signed_in
def watch(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = _vault(request, file)
    line = queries.file_line(file=file, by=request.actor, at=request.at)
    # A name never stands in an address: the search is posted too.
    search = forms.WhichManager(request.POST or None)
    found = queries.managers_like(said=search.said(), by=request.actor, at=request.at)
    is_start = request.POST.get("go") == "start"
    told = {} if line.is_case else _told(request, file, vault)
    form = forms.Watch(
        request.POST if is_start else None, found=found, initial={"told_on": told.get("on")}
    )

    def act() -> None:
        watching.watch_manager(
            file=file, informed=form.informed(), vault=vault, by=request.actor, at=request.at
        )

    refusals = (watching.AlreadyWatched, watching.NotYet, watching.YourOwnMatter,
                watching.HoldsASeat, watching.LastAuthority)  # fmt: skip
    if is_start and found and _done(form, act, refusals):
        return HttpResponseRedirect(reverse("managers"))
    context = {
        "line": line, "search": search, "found": found, "form": form,
        "manager": told.get("manager", ""),
    }  # fmt: skip
    return render(request, "cases/answering/watch.html", context)


@sensitive_post_parameters()
@signed_in
def settle(request: StaffRequest, file: uuid.UUID, watch: uuid.UUID) -> HttpResponse:
    vault = _vault(request, file)
    line = queries.file_line(file=file, by=request.actor, at=request.at)
    found = queries.watch_of(file=file, watch=watch, by=request.actor, at=request.at)
    form = forms.Settle(request.POST or None)

    def act() -> None:
        settling.settle_watch(
            watch=found,
            referral=form.cleaned_data["referral"],
            why=form.cleaned_data["why"],
            vault=vault,
            by=request.actor,
            at=request.at,
        )

    refusals = (settling.NoReferral, settling.AlreadySettled)
    if request.method == "POST" and _done(form, act, refusals):
        return HttpResponseRedirect(reverse("managers"))
    return render(request, "cases/answering/settle.html", {"line": line, "form": form})


@sensitive_post_parameters()
@signed_in
def pass_on(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_report(request, file)
    opened = open_report(report=file, vault=vault, by=request.actor, at=request.at)
    form = forms.PassOn(request.POST or None, people=opened.people)
    force = uuid.UUID(str(opened.narrative["force"]))
    refusals = (DeskInDoubt, NoCleanDesk, NotOutside)
    chosen = None
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen(force=force, kept_from=opened.must_not_see)

    def act() -> None:
        assert chosen is not None  # noqa: S101 - the form was valid
        passing.pass_on_part(
            report=file, chosen=chosen, vault=vault, by=request.actor, at=request.at
        )

    if chosen is not None and request.POST.get("go") == "send" and _done(form, act, refusals):
        return HttpResponseRedirect(reverse("report", args=[file]))
    context = {
        "report": opened,
        "form": form,
        "force": naming.organisation_names(organisations=[force]).get(force, ""),
        "chosen": chosen if form.is_valid() else None,
        "people": [wording.said(one) for one in chosen.people] if chosen else (),
        "letter": passing.letter_of(chosen) if chosen else "",
    }
    return render(request, "cases/answering/pass_on.html", context)


@sensitive_post_parameters()
@signed_in
def reopen(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = _vault(request, file)
    line = queries.file_line(file=file, by=request.actor, at=request.at)
    form = forms.Reopen(request.POST or None)

    def act() -> None:
        reopening.reopen_handling(
            report=file, failed=form.failed(), vault=vault, by=request.actor, at=request.at
        )

    refusals = (reopening.NoCase, reopening.NotSolvedOutside, reopening.AlreadyTied)
    if request.method == "POST" and _done(form, act, refusals):
        return HttpResponseRedirect(reverse("solved-outside"))
    return render(request, "cases/answering/reopen.html", {"line": line, "form": form})


@signed_in
def chased(request: StaffRequest) -> HttpResponse:
    found = queries.chasers(by=request.actor, at=request.at)
    return render(request, "cases/answering/chased.html", {"found": found})


@signed_in
def managers(request: StaffRequest) -> HttpResponse:
    found = queries.managers(by=request.actor, at=request.at)
    return render(request, "cases/answering/managers.html", {"found": found})


@signed_in
def solved_outside(request: StaffRequest) -> HttpResponse:
    found = queries.solved(by=request.actor, at=request.at)
    return render(request, "cases/answering/solved.html", {"found": found})


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
    try:
        return vault_of(request)
    except Locked:
        queries.file_line(file=file, by=request.actor, at=request.at)
        raise


def _told(request: StaffRequest, report: uuid.UUID, vault: Vault) -> dict[str, object]:
    said = open_report(report=report, vault=vault, by=request.actor, at=request.at).told
    return {**said, "on": wording.iso_day(said.get("on", ""))}


def _back(line: queries.FileLine) -> HttpResponse:
    name = "case-overview" if line.is_case else "report"
    return HttpResponseRedirect(reverse(name, args=[line.file]))
