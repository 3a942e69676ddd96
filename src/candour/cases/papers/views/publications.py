"""Pages of publication: proposing, confirming as a second person, taking down."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from candour.cases import page
from candour.cases.papers import publishing
from candour.cases.papers.actions import confirm_publication as confirming
from candour.cases.papers.actions import end_publication as ending
from candour.cases.papers.actions import propose_publication as proposing
from candour.cases.papers.forms import publications as forms
from candour.cases.papers.queries import publications as queries
from candour.cases.papers.views.letters import SECTION
from candour.core.redaction.identifying import Finding
from candour.guard.permissions import table
from candour.guard.requests import StaffRequest, signed_in

PROPOSED = "A second person must now confirm that nobody can be identified."
CONFIRMED = "It is confirmed. The page stands there from its first day on."
SENT_BACK = "It is sent back. Nothing was published."
DOWN = "The page is taken down with the next round of the worker."

NOT_PROPOSED = (
    proposing.NoSuchTemplate, proposing.TooShort, proposing.Over, publishing.StatementUnread,
)  # fmt: skip
NOT_CONFIRMED = (
    publishing.WitnessUnknown, publishing.StatementUnread, confirming.YourOwn,
    confirming.AlreadyAnswered,
)  # fmt: skip


@never_cache
@signed_in
def publications(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.publications_page(file=file, vault=vault, by=request.actor, at=request.at)
    return page.show(request, "papers/publications", head=found.head, section=SECTION, found=found)


@never_cache
@sensitive_post_parameters()
@signed_in
def propose(request: StaffRequest, file: uuid.UUID, notice: str) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    head, template = queries.proposal(file=file, notice=notice, by=request.actor, at=request.at)
    form = forms.Propose(request.POST or None, name=notice, template=template)
    findings: tuple[Finding, ...] = ()
    if request.method == "POST" and head.can_change and form.is_valid():
        try:
            proposing.propose_publication(
                file=file, proposed=form.proposed(), vault=vault, by=request.actor, at=request.at
            )
        except publishing.Identifies as refusal:
            findings = refusal.findings
            form.add_error(None, page.words_of(refusal))
        except NOT_PROPOSED as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            messages.success(request, PROPOSED)
            return page.go("publications", file)
    return page.show(
        request, "papers/propose", head=head, section=SECTION,
        notice=template, form=form, findings=findings,
    )  # fmt: skip


@never_cache
@sensitive_post_parameters()
@signed_in
def publication(request: StaffRequest, file: uuid.UUID, publication: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.publication_page(
        file=file, publication=publication, vault=vault, by=request.actor, at=request.at
    )
    form = forms.Confirm(request.POST or None)
    findings: tuple[Finding, ...] = ()
    if request.method == "POST" and found.head.can_change and form.is_valid():
        answer = form.answer()
        try:
            confirming.confirm_publication(
                file=file, publication=publication, answer=answer, vault=vault,
                by=request.actor, at=request.at,
            )  # fmt: skip
        except publishing.Identifies as refusal:
            findings = refusal.findings
            form.add_error(None, page.words_of(refusal))
        except NOT_CONFIRMED as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            messages.success(request, CONFIRMED if answer.agrees else SENT_BACK)
            return page.go("publications", file)
    return page.show(
        request, "papers/publication", head=found.head, section=SECTION, found=found,
        form=form, findings=findings, may_confirm=_may(request, "cases.confirm_publication"),
    )  # fmt: skip


@require_POST
@signed_in
def take_down(request: StaffRequest, file: uuid.UUID, publication: uuid.UUID) -> HttpResponse:
    page.vault_for_case(request, file)
    try:
        ending.end_publication(file=file, publication=publication, by=request.actor, at=request.at)
    except ending.AlreadyEnded as refusal:
        messages.error(request, page.words_of(refusal))
    else:
        messages.success(request, DOWN)
    return page.go("publications", file)


def _may(request: StaffRequest, permission: str) -> bool:
    return request.actor.seat in table()[permission].seats
