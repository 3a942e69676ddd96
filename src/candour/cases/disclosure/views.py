"""Pages of disclosure and of the report's versions, for the readers of a case."""

import dataclasses
import uuid
from collections.abc import Callable

from django import forms as django_forms
from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from candour.cases import page
from candour.cases.disclosure import comparing, copying, forms, queries, weighed
from candour.cases.disclosure.actions import disclose as giving
from candour.cases.disclosure.actions import settle_leak as settling
from candour.cases.disclosure.actions import write_draft as writing
from candour.cases.disclosure.actions.find_leaks import find_leaks
from candour.cases.disclosure.attached import evidence
from candour.cases.disclosure.attached.found import FoundCopy
from candour.cases.disclosure.versions import DraftsPage
from candour.cases.reading.heads import CaseHead
from candour.guard.requests import StaffRequest, signed_in
from candour.intake.attachments.preview.limits import CannotShow


@signed_in
def ledger(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = _ledger(request, file)
    return page.show(
        request, "disclosure/ledger", head=found.head, section="disclosure", found=found
    )


@sensitive_post_parameters()
@signed_in
def give(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = _ledger(request, file)
    vault = page.vault_for_case(request, file)
    files = queries.files_to_give(file=file, vault=vault, by=request.actor, at=request.at)
    form = forms.Give(request.POST or None, parties=found.parties, papers=found.papers, files=files)

    def act() -> None:
        chosen = queries.files_chosen(
            file=file, names=form.cleaned_data["files"], vault=vault,
            by=request.actor, at=request.at,
        )  # fmt: skip
        given = dataclasses.replace(form.giving(), files=chosen)
        giving.disclose(file=file, giving=given, by=request.actor, at=request.at)

    refusals = (giving.NothingChosen, giving.NobodyThere, giving.NotThere, giving.SafetyFirst,
                giving.NotTheirs, giving.NoKeyYet, giving.TooManyFiles, giving.NobodyLooked,
                giving.StandsThere, copying.TooLargeToGive,
                evidence.AlteredFile, CannotShow, weighed.PaperOwed)  # fmt: skip
    if _done(request, found.head, form, act, refusals):
        return page.go("disclosure", file)
    return page.show(
        request, "disclosure/give", head=found.head, section="disclosure", found=found, form=form
    )


@never_cache
@signed_in
def copy(request: StaffRequest, file: uuid.UUID, copy: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.copy_page(file=file, copy=copy, vault=vault, by=request.actor, at=request.at)
    return page.show(request, "disclosure/copy", head=found.head, section="disclosure", found=found)


@require_POST
@signed_in
def copy_file(request: StaffRequest, file: uuid.UUID, copy: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found, content = queries.copy_content(
        file=file, copy=copy, vault=vault, by=request.actor, at=request.at
    )
    if isinstance(content, bytes):
        return page.saved(content, found.name)
    if not content.is_there:
        return page.go("copy", file, copy)
    # Sent when the transaction has committed, the leaf of this look with it.
    return page.streamed(content.pieces(), found.name, content.size)


@never_cache
@sensitive_post_parameters()
@signed_in
def trace(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = _ledger(request, file)
    is_sent = request.method == "POST"
    sent = (request.POST, request.FILES) if is_sent else ()
    form = forms.Leaked(*sent, is_cut=is_sent and _is_cut(request))
    suspects = None
    files: tuple[FoundCopy, ...] = ()
    if is_sent and form.is_valid():
        suspects = queries.traced(
            file=file, leaked=form.words(), vault=vault, by=request.actor, at=request.at
        )
        files = queries.traced_file(
            file=file, leaked=form.pieces(), vault=vault, by=request.actor, at=request.at
        )
    return page.show(
        request, "disclosure/trace", head=found.head, section="disclosure",
        form=form, suspects=suspects, files=files,
    )  # fmt: skip


@never_cache
@signed_in
def leaks(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.leaks_page(file=file, vault=vault, by=request.actor, at=request.at)
    if found.head.is_reader and comparing.compare_if_unlocked(request, file):
        found = queries.leaks_page(file=file, vault=vault, by=request.actor, at=request.at)
    return page.show(
        request, "disclosure/leaks", head=found.head, section="disclosure", found=found
    )


@never_cache
@sensitive_post_parameters()
@signed_in
def settle(request: StaffRequest, file: uuid.UUID, leak: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    alert = queries.leak_of(file=file, leak=leak, by=request.actor, at=request.at)
    found = queries.leaks_page(file=file, vault=vault, by=request.actor, at=request.at)
    form = forms.Settle(request.POST or None)

    def act() -> None:
        settling.settle_leak(leak=alert, **form.cleaned_data, by=request.actor, at=request.at)

    refusals = (settling.NotAnOutcome, settling.SettledAlready)
    if _done(request, found.head, form, act, refusals):
        return page.go("leaks", file)
    line = next(one for one in found.lines if one.id == leak)
    return page.show(
        request, "disclosure/leak", head=found.head, section="disclosure", one=line, form=form
    )


@require_POST
@signed_in
def look(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    find_leaks(file=file, vault=vault, by=request.actor, at=request.at)
    return page.go("leaks", file)


@never_cache
@signed_in
def drafts(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = _drafts(request, file)
    return page.show(request, "disclosure/drafts", head=found.head, section="drafts", found=found)


@never_cache
@signed_in
def review(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = _drafts(request, file)
    return page.show(request, "disclosure/review", head=found.head, section="drafts", found=found)


@sensitive_post_parameters()
@signed_in
def write(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = _drafts(request, file)
    form = forms.Version(request.POST or None, page=found, initial=forms.begun(found))

    def act() -> None:
        writing.write_draft(file=file, written=form.written(), by=request.actor, at=request.at)

    refusals = (writing.ReasonMissing, writing.WrittenMeanwhile, writing.OfAnotherCase)
    if _done(request, found.head, form, act, refusals):
        return page.go("drafts", file)
    return page.show(
        request, "disclosure/write", head=found.head, section="drafts", found=found, form=form
    )


def _ledger(request: StaffRequest, file: uuid.UUID) -> queries.LedgerPage:
    vault = page.vault_for_case(request, file)
    return queries.ledger_page(file=file, vault=vault, by=request.actor, at=request.at)


def _is_cut(request: StaffRequest) -> bool:
    """Say whether a file came that no handler takes, so that it was dropped without a word."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    size = int(length) if length.isdecimal() else 0
    return not request.FILES and size > settings.FILE_UPLOAD_MAX_MEMORY_SIZE


def _drafts(request: StaffRequest, file: uuid.UUID) -> DraftsPage:
    vault = page.vault_for_case(request, file)
    return queries.drafts_page(file=file, vault=vault, by=request.actor, at=request.at)


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
