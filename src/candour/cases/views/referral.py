"""Referral: the questions of the law, what the answers require, and the referral itself."""

import uuid

from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.actions.assess_referral import assess_referral
from candour.cases.actions.refer_to_independent_body import (
    AlreadyReferred,
    NotAssessed,
    NothingToRefer,
    refer_to_independent_body,
)
from candour.cases.forms.decisions import ReferralAnswers, Why
from candour.cases.queries import referral as referrals
from candour.cases.queries.referral import ReferralPage
from candour.cases.views.case import clock
from candour.guard.permissions import table
from candour.guard.requests import StaffRequest, signed_in


@signed_in
def referral(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = _found(request, file)
    answered = found.answered
    clocks = [clock(one) for one in answered.deadlines] if answered else []
    return page.show(
        request,
        "referral",
        head=found.head,
        section="referral",
        found=found,
        clocks=clocks,
        may_refer=_may_refer(request, found),
    )


@sensitive_post_parameters()
@signed_in
def answer(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = _found(request, file)
    known = found.answered.answers if found.answered else {}
    form = ReferralAnswers(request.POST or None, questions=found.questions, known=known)
    if request.method == "POST" and found.head.can_change and form.is_valid():
        assess_referral(
            file=file,
            answers=form.answers(),
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=request.at,
        )
        return page.go("referral", file)
    return page.show(
        request, "referral_answers", head=found.head, section="referral", found=found, form=form
    )


@sensitive_post_parameters()
@signed_in
def refer(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = _found(request, file)
    form = Why(request.POST or None)
    if request.method == "POST" and found.head.can_change and form.is_valid():
        try:
            refer_to_independent_body(
                file=file, reason=form.cleaned_data["reason"], by=request.actor, at=request.at
            )
        except (AlreadyReferred, NotAssessed, NothingToRefer) as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            return page.go("referral", file)
    return page.show(
        request,
        "refer",
        head=found.head,
        section="referral",
        found=found,
        form=form,
        may_refer=_may_refer(request, found),
    )


def _found(request: StaffRequest, file: uuid.UUID) -> ReferralPage:
    return referrals.referral_page(file=file, by=request.actor, at=request.at)


def _may_refer(request: StaffRequest, found: ReferralPage) -> bool:
    is_open = found.sent is None and found.answered is not None and found.head.can_change
    return is_open and request.actor.seat in table()["cases.refer"].seats
