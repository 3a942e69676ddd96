"""Outcome: the result of each allegation, the letter that tells it, and the end of the case."""

import uuid

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.actions.assess_severity import ScreeningIncomplete
from candour.cases.actions.close_case import (
    AlreadyClosed,
    MisconductNotDecided,
    OutcomeNotTold,
    SupervisorsUndecided,
    close_case,
)
from candour.cases.actions.decide_outcome import (
    Decided,
    NotOpen,
    SeverityMissing,
    SeverityOutdated,
    decide_outcome,
)
from candour.cases.actions.write_to_reporter import (
    NoReporter,
    NothingDecided,
    write_to_reporter,
)
from candour.cases.courses import checked, following
from candour.cases.forms.decisions import OutcomeOf, Why
from candour.cases.forms.steps import OutcomeLetter
from candour.cases.queries import outcome as outcomes
from candour.cases.queries import severity as severities
from candour.cases.queries.outcome import DecidingPage, OutcomePage
from candour.cases.rules import ladder
from candour.guard.permissions import table
from candour.guard.requests import StaffRequest, signed_in


@signed_in
def outcome(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = _found(request, file)
    return page.show(
        request,
        "outcome",
        head=found.head,
        section="outcome",
        found=found,
        may_close=_may_close(request, found),
    )


@sensitive_post_parameters()
@signed_in
def decide(request: StaffRequest, file: uuid.UUID, allegation: uuid.UUID) -> HttpResponse:
    found = outcomes.deciding_page(
        file=file, allegation=allegation, by=request.actor, at=request.at
    )
    # What is known of the person is on the screen, as it was when the severity was assessed.
    known = severities.allegation_page(
        file=file, allegation=allegation, by=request.actor, at=request.at
    )
    form = OutcomeOf(request.POST or None, results=found.results)
    if request.method == "POST" and found.head.can_change and form.is_valid():
        try:
            decide_outcome(
                file=file, decided=_decided(found, form), by=request.actor, at=request.at
            )
        except (
            ScreeningIncomplete, SeverityMissing, SeverityOutdated, NotOpen, following.NotChecked,
            checked.ChecksOwed, checked.DeciderTooClose, ladder.WhyAgain,
        ) as refusal:  # fmt: skip
            form.add_error(None, page.words_of(refusal))
        else:
            return page.go("outcome", file)
    return page.show(
        request, "decide_outcome", head=found.head, section="outcome",
        found=found, known=known, form=form,
    )  # fmt: skip


@sensitive_post_parameters()
@signed_in
def tell(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = _found(request, file)
    form = OutcomeLetter(request.POST or None, initial={"text": _draft(found)})
    if request.method == "POST" and found.head.can_change and form.is_valid():
        try:
            write_to_reporter(
                file=file,
                text=form.cleaned_data["text"],
                counts_as="outcome",
                by=request.actor,
                at=request.at,
            )
        except (NoReporter, NothingDecided) as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            return page.go("outcome", file)
    return page.show(request, "tell", head=found.head, section="outcome", found=found, form=form)


@sensitive_post_parameters()
@signed_in
def close(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = _found(request, file)
    form = Why(request.POST or None)
    if request.method == "POST" and found.head.can_change and form.is_valid():
        try:
            close_case(
                file=file, reason=form.cleaned_data["reason"], by=request.actor, at=request.at
            )
        except (
            OutcomeNotTold, AlreadyClosed, MisconductNotDecided, SupervisorsUndecided,
            following.NotOver,
        ) as refusal:  # fmt: skip
            form.add_error(None, page.words_of(refusal))
        else:
            return page.go("overview", file)
    return page.show(
        request,
        "close",
        head=found.head,
        section="outcome",
        found=found,
        form=form,
        may_close=_may_close(request, found),
    )


def _found(request: StaffRequest, file: uuid.UUID) -> OutcomePage:
    return outcomes.outcome_page(file=file, by=request.actor, at=request.at)


def _may_close(request: StaffRequest, found: OutcomePage) -> bool:
    return found.can_close and request.actor.seat in table()["cases.close"].seats


def _decided(found: DecidingPage, form: OutcomeOf) -> Decided:
    return Decided(
        allegation=found.allegation.id,
        result=form.cleaned_data["result"],
        sanction=form.cleaned_data.get("sanction", ""),
        reason=form.cleaned_data["reason"],
    )


def _draft(found: OutcomePage) -> str:
    """Return the letter to begin with: what was decided of each allegation, and her rights."""
    return render_to_string("cases/outcome_letter.txt", {"found": found}).strip()
