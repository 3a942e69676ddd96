"""Pages of redaction: what there is, taking words out with a look first, and each result."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.papers import removing
from candour.cases.papers.actions import redact as redacting
from candour.cases.papers.forms import redactions as forms
from candour.cases.papers.material import FILE
from candour.cases.papers.queries import redactions as queries
from candour.cases.papers.views import letters
from candour.guard.requests import StaffRequest, signed_in
from candour.intake.attachments import opening
from candour.intake.attachments.preview.limits import CannotShow

KEPT = "The redacted version is kept. It can be given like any other paper."
GONE = "The file is not there any more, or it is not what was sealed."
REFUSED = (removing.NothingToRemove, redacting.TooLarge, removing.NotRedactable,
           CannotShow)  # fmt: skip


@never_cache
@signed_in
def redactions(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.redactions_page(file=file, vault=vault, by=request.actor, at=request.at)
    return page.show(
        request, "papers/redactions", head=found.head, section=letters.SECTION, found=found
    )


@never_cache
@sensitive_post_parameters()
@signed_in
def redact(request: StaffRequest, file: uuid.UUID, source: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.source_page(
        file=file, source=source, vault=vault, by=request.actor, at=request.at
    )
    one = found.source
    form = forms.Redact(request.POST or None, source=one)
    result = None
    if request.method == "POST" and found.head.can_change and form.is_valid():
        try:
            if request.POST.get("go") == "keep":
                return _keep(request, file, source, form)
            result = _removed(request, file, source, form)
        except REFUSED as refusal:
            form.add_error(None, page.words_of(refusal))
        except opening.Missing:
            form.add_error(None, GONE)
        else:
            if request.POST.get("go") == "pdf" and one.form == FILE:
                return letters.pdf(result.document, "redacted")
    return page.show(
        request, "papers/redact", head=found.head, section=letters.SECTION,
        source=one, form=form, result=result, is_document=one.form == FILE,
    )  # fmt: skip


@never_cache
@signed_in
def result(request: StaffRequest, file: uuid.UUID, redaction: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.result_page(
        file=file, redaction=redaction, vault=vault, by=request.actor, at=request.at
    )
    if found.document:
        return letters.pdf(found.document, f"redacted-{found.line.number}")
    return page.show(
        request, "papers/redacted", head=found.head, section=letters.SECTION, found=found
    )


def _removed(
    request: StaffRequest, file: uuid.UUID, source: uuid.UUID, form: forms.Redact
) -> removing.Result:
    vault = page.vault_for_case(request, file)
    return queries.preview(
        file=file, source=source, order=form.order(), vault=vault,
        by=request.actor, at=request.at,
    )  # fmt: skip


def _keep(
    request: StaffRequest, file: uuid.UUID, source: uuid.UUID, form: forms.Redact
) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    made = redacting.redact(
        file=file, source=source, order=form.order(), vault=vault,
        by=request.actor, at=request.at,
    )  # fmt: skip
    messages.success(request, KEPT)
    return page.go("redactions", made.file_id)
