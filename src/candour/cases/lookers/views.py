"""Pages about who looked: what waits, asking to see a case, answering, withholding, triage."""

import uuid
from collections.abc import Callable

from django import forms as django_forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from candour import clock
from candour.cases import page
from candour.cases.lookers import forms, grounds, queries
from candour.cases.lookers import reference as referring
from candour.cases.lookers.actions import answer_inquiry as answering
from candour.cases.lookers.actions import ask_to_see as asking
from candour.cases.lookers.actions import decide_asked as deciding
from candour.cases.lookers.actions import review_withholding as reviewing
from candour.cases.lookers.actions import settle_alarm as settling
from candour.cases.lookers.actions import withhold_looks as withholding_step
from candour.cases.reading import wording
from candour.guard.permissions import demand
from candour.guard.requests import StaffRequest, signed_in
from candour.guard.seats import Seat

Refusals = tuple[type[Exception], ...]


@signed_in
def looks(request: StaffRequest) -> HttpResponse:
    found = queries.waiting(by=request.actor, at=request.at)
    is_authority = request.actor.seat is Seat.APPROPRIATE_AUTHORITY
    context = {"found": found, "is_authority": is_authority}
    return render(request, "cases/lookers/looks.html", context)


@sensitive_post_parameters()
@signed_in
def ask(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    reference = referring.reference_of(file=file, by=request.actor, at=request.at)
    form = forms.Ask(request.POST or None)

    def act() -> None:
        asking.ask_to_see(file=file, **form.cleaned_data, by=request.actor, at=request.at)

    refusals = (asking.HasRole, asking.AlreadyAsked, asking.NotAReason)
    if request.method == "POST" and _done(form, act, refusals):
        return render(request, "cases/lookers/asked_for.html", {"reference": reference})
    return render(request, "cases/lookers/ask.html", {"reference": reference, "form": form})


@signed_in
def asked(request: StaffRequest, file: uuid.UUID, asked: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = queries.asked(file=file, id=asked, vault=vault, by=request.actor, at=request.at)
    form = forms.Decide(request.POST or None)

    def act() -> None:
        deciding.decide_asked(
            file=file, asked=asked, days=form.chosen(), by=request.actor, at=request.at
        )

    refusals = (deciding.AlreadyDecided, deciding.TooLong, deciding.YourOwn)
    if request.method == "POST" and _done(form, act, refusals):
        return HttpResponseRedirect(reverse("looks"))
    return render(request, "cases/lookers/asked.html", {"found": found, "form": form})


@sensitive_post_parameters()
@signed_in
def inquiry(request: StaffRequest, file: uuid.UUID, inquiry: uuid.UUID) -> HttpResponse:
    found = queries.inquiry(file=file, id=inquiry, by=request.actor, at=request.at)
    form = forms.Answer(request.POST or None)

    def act() -> None:
        answering.answer_inquiry(
            file=file, inquiry=inquiry, found=form.found(), by=request.actor, at=request.at
        )

    refusals = (answering.NotYours, answering.AlreadyAnswered, answering.NotAnAnswer,
                answering.NoReporter)  # fmt: skip
    if request.method == "POST" and _done(form, act, refusals):
        return HttpResponseRedirect(reverse("looks"))
    return render(request, "cases/lookers/inquiry.html", {"found": found, "form": form})


@signed_in
def alarm(request: StaffRequest, alarm: uuid.UUID) -> HttpResponse:
    found = queries.alarm(id=alarm, by=request.actor, at=request.at)
    form = forms.Triage(request.POST or None)

    def act() -> None:
        settling.settle_alarm(alarm=alarm, **form.cleaned_data, by=request.actor, at=request.at)

    refusals = (settling.NothingToSettle, settling.NotACode)
    if request.method == "POST" and _done(form, act, refusals):
        return HttpResponseRedirect(reverse("looks"))
    return render(request, "cases/lookers/alarm.html", {"found": found, "form": form})


@signed_in
def case_looks(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = queries.case_looks(file=file, by=request.actor, at=request.at)
    is_authority = request.actor.seat is Seat.APPROPRIATE_AUTHORITY
    context = {"found": found, "is_authority": is_authority}
    return render(request, "cases/lookers/case_looks.html", context)


@sensitive_post_parameters()
@signed_in
def withhold(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    # Asked first: whoever may not withhold is shown neither the form nor what it is about.
    demand("cases.withhold_looks", by=request.actor, at=request.at, file=file)
    found = queries.case_looks(file=file, by=request.actor, at=request.at)
    form = forms.Withhold(request.POST or None, people=found.people)

    def act() -> None:
        withholding_step.withhold_looks(
            file=file, chosen=form.chosen(), by=request.actor, at=request.at
        )

    refusals = (withholding_step.NotAGround, withholding_step.BadDay, withholding_step.YourOwn)
    if request.method == "POST" and _done(form, act, refusals):
        return HttpResponseRedirect(reverse("case-looks", args=[file]))
    return render(request, "cases/lookers/withhold.html", {"found": found, "form": form})


@signed_in
def review(request: StaffRequest, file: uuid.UUID, withholding: uuid.UUID) -> HttpResponse:
    demand("cases.review_withholding", by=request.actor, at=request.at, file=file)
    found = queries.case_looks(file=file, by=request.actor, at=request.at)
    one = queries.withheld(found=found, id=withholding, by=request.actor, at=request.at)
    form = forms.Review(request.POST or None)

    def act() -> None:
        reviewing.review_withholding(
            file=file,
            withholding=withholding,
            is_upheld=form.is_upheld(),
            by=request.actor,
            at=request.at,
        )

    refusals = (reviewing.NotASecondPerson, reviewing.AlreadyReviewed)
    if request.method == "POST" and _done(form, act, refusals):
        return HttpResponseRedirect(reverse("case-looks", args=[file]))
    context = {"found": found, "one": one, "form": form}
    return render(request, "cases/lookers/review.html", context)


@signed_in
def looked(request: StaffRequest) -> HttpResponse:
    found = queries.looked_at_me(on=clock.today(), by=request.actor, at=request.at)
    lines = [
        {"on": one.on, "body": one.body, "role": wording.SEATS[Seat(one.seat)]} for one in found
    ]
    context = {"lines": lines, "withheld_under": grounds.every_restriction()}
    return render(request, "cases/lookers/looked.html", context)


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
