"""The page from which the bundle for a review is taken."""

import uuid

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.papers import printing
from candour.cases.papers.actions import export_review as exporting
from candour.cases.papers.forms.publications import ReviewBundle
from candour.cases.papers.queries import reviews as queries
from candour.cases.papers.views.letters import SECTION
from candour.core.custody import bundles
from candour.guard.permissions import table
from candour.guard.requests import StaffRequest, signed_in


@never_cache
@sensitive_post_parameters()
@signed_in
def bundle(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.review_page(file=file, vault=vault, by=request.actor, at=request.at)
    form = ReviewBundle(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = exporting.export_review(
                file=file, recipients=form.keys(), vault=vault, by=request.actor, at=request.at
            )
        except bundles.BadRecipient as refusal:
            form.add_error("recipients", page.words_of(refusal))
        except (exporting.NoReport, printing.NoPrinter) as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            return HttpResponse(
                made,
                content_type="application/octet-stream",
                headers={"Content-Disposition": 'attachment; filename="review.tar.age"'},
            )
    may_export = request.actor.seat in table()["cases.export_review"].seats
    return page.show(
        request, "papers/review", head=found.head, section=SECTION,
        found=found, form=form, may_export=may_export,
    )  # fmt: skip
