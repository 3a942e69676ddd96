"""Pages of a name's release: asking in a case, what keepers are asked, what is shown to you."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.custody.telling import Told
from candour.cases.reading import staff
from candour.cases.releasing import forms, queries
from candour.cases.releasing.actions import answer_for_name as answering
from candour.cases.releasing.actions import ask_for_name as asking
from candour.guard.requests import Locked, StaffRequest, signed_in, vault_of


@sensitive_post_parameters()
@signed_in
def case(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = queries.case_names(file=file, by=request.actor, at=request.at)
    form = forms.AskForName(request.POST or None, people=found.people)
    if request.method == "POST" and found.head.can_change and form.is_valid():
        wish = _wish(request, found, form)
        try:
            asking.ask_for_name(file=file, wish=wish, by=request.actor, at=request.at)
        except (asking.NotClean, asking.NoReport) as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            messages.success(request, "Whoever keeps names for this case has been asked.")
            return page.go("names", file)
    return page.show(
        request, "releasing/case", head=found.head, section="names", found=found, form=form
    )


@signed_in
def asked(request: StaffRequest) -> HttpResponse:
    context = {
        "asks": queries.asked_of_me(by=request.actor, at=request.at),
        "shown": queries.shown_to_me(by=request.actor, at=request.at),
    }
    return render(request, "cases/releasing/asked.html", context)


@sensitive_post_parameters()
@signed_in
def answer(request: StaffRequest, ask: uuid.UUID) -> HttpResponse:
    try:
        vault = vault_of(request)
    except Locked:
        queries.one_ask(ask=ask, vault=None, by=request.actor, at=request.at)
        raise
    found, told = queries.one_ask(ask=ask, vault=vault, by=request.actor, at=request.at)
    form = forms.AnswerForName(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answering.answer_for_name(
                ask=ask, decision=form.decision(), vault=vault, by=request.actor, at=request.at
            )
        except (
            answering.AlreadyAnswered,
            answering.Lapsed,
            answering.ReasonMissing,
        ) as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            messages.success(request, "Your answer is recorded. It shows tomorrow.")
            return HttpResponseRedirect(reverse("names"))
    context = {"one": found, "told": told, "form": form}
    return render(request, "cases/releasing/answer.html", context)


@signed_in
def shown(request: StaffRequest, answer: uuid.UUID) -> HttpResponse:
    try:
        vault = vault_of(request)
    except Locked:
        queries.opened_name(answer=answer, vault=None, by=request.actor, at=request.at)
        raise
    found = queries.opened_name(answer=answer, vault=vault, by=request.actor, at=request.at)
    return render(request, "cases/releasing/shown.html", {"found": found})


def _wish(request: StaffRequest, found: queries.CaseNames, form: forms.AskForName) -> asking.Wish:
    named = uuid.UUID(form.cleaned_data["named"])
    person = next(one for one in found.people if one.account_id == named)
    own = staff.called(accounts=[request.actor.account], by=request.actor, at=request.at)
    asker = own[request.actor.account]
    return asking.Wish(
        named=named,
        purpose=form.cleaned_data["purpose"],
        days=form.cleaned_data["days"],
        told=Told(
            reference=found.head.reference,
            asked_by=f"{asker}, {asker.organisation}",
            named=f"{person}, {person.organisation}",
            words=form.cleaned_data["words"],
        ),
    )
