"""Pages of letters: the list, writing one with a preview, one as it was issued, serving it."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.actions.write_to_reporter import NoReporter
from candour.cases.actions.write_to_reporter import NothingDecided as NotDecided
from candour.cases.disclosure import weighed
from candour.cases.disclosure.actions import disclose as disclosing
from candour.cases.papers import drafting, printing
from candour.cases.papers.actions import issue_letter as issuing
from candour.cases.papers.actions import serve_letter as serving
from candour.cases.papers.forms import letters as forms
from candour.cases.papers.queries import letters as queries
from candour.guard.requests import StaffRequest, signed_in
from candour.law.policies.papers import EMAIL

SECTION = "papers"
ISSUED = "The letter is issued. Nobody has it yet: say how it reaches them."
SERVED = "That is recorded, and its clock runs."
REFUSED = (drafting.NoSuchTemplate, drafting.NothingDecided, drafting.LeftEmpty, printing.NoPrinter)
NOT_SERVED = (
    serving.NotTheReporters, serving.NotASeat, serving.NotYet, serving.SafetyFirst,
    serving.WhichPerson, weighed.PaperOwed,
    disclosing.SafetyFirst, disclosing.NobodyThere, disclosing.NoKeyYet, NoReporter, NotDecided,
)  # fmt: skip


@never_cache
@signed_in
def letters(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.letters_page(file=file, vault=vault, by=request.actor, at=request.at)
    return page.show(request, "papers/letters", head=found.head, section=SECTION, found=found)


@never_cache
@sensitive_post_parameters()
@signed_in
def write(request: StaffRequest, file: uuid.UUID, template: str) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.letters_page(file=file, vault=vault, by=request.actor, at=request.at)
    choice = queries.choice(file=file, template=template, by=request.actor, at=request.at)
    form = forms.Write(request.POST or None, choice=choice)
    preview = None
    if request.method == "POST" and found.head.can_change and form.is_valid():
        try:
            if request.POST.get("go") == "issue":
                made = issuing.issue_letter(
                    file=file, written=form.written(), by=request.actor, at=request.at
                )
                messages.success(request, ISSUED)
                return page.go("letter", file, made.id)
            preview, printed = queries.preview(
                file=file, written=form.written(), by=request.actor, at=request.at
            )
        except REFUSED as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            if request.POST.get("go") == "pdf":
                return pdf(printed, "preview")
    return page.show(
        request, "papers/write", head=found.head, section=SECTION,
        choice=choice, form=form, preview=preview,
    )  # fmt: skip


@never_cache
@sensitive_post_parameters()
@signed_in
def letter(request: StaffRequest, file: uuid.UUID, letter: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.letter_page(
        file=file, letter=letter, vault=vault, by=request.actor, at=request.at
    )
    form = forms.Serve(request.POST or None, found=found, initial={"served_on": request.at.date()})
    if request.method == "POST" and found.head.can_change and form.is_valid():
        try:
            serving.serve_letter(
                file=file, letter=letter, serving=form.serving(), vault=vault,
                by=request.actor, at=request.at,
            )  # fmt: skip
        except NOT_SERVED as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            messages.success(request, SERVED)
            return page.go("letter", file, letter)
    return page.show(
        request, "papers/letter", head=found.head, section=SECTION,
        found=found, form=form, email=EMAIL,
    )  # fmt: skip


@never_cache
@signed_in
def printed(request: StaffRequest, file: uuid.UUID, letter: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    number, made = queries.letter_bytes(
        file=file, letter=letter, vault=vault, by=request.actor, at=request.at
    )
    return pdf(made, f"letter-{number}")


def pdf(content: bytes, name: str) -> HttpResponse:
    """Answer with a PDF; its name tells nothing of what is in it."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
