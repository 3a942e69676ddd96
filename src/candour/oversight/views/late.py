"""Late cases that were put to the overseer's body, and the form on which it answers one."""

import uuid

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from candour.guard.requests import StaffRequest, signed_in
from candour.oversight.actions.answer_late import NotACode, NothingToAnswer, answer_late
from candour.oversight.forms import AnswerLate
from candour.oversight.queries import late as queries


@signed_in
def late(request: StaffRequest) -> HttpResponse:
    found = queries.late_cases(by=request.actor, at=request.at)
    return render(request, "oversight/late.html", {"found": found})


@signed_in
def answer(request: StaffRequest, raised: uuid.UUID) -> HttpResponse:
    found = queries.late_cases(by=request.actor, at=request.at)
    one = next((one for one in (*found.at_once, *found.digest) if one.id == raised), None)
    if one is None:
        raise Http404
    form = AnswerLate(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_late(
                raised=raised,
                code=form.cleaned_data["code"],
                because=form.because,
                by=request.actor,
                at=request.at,
            )
        except (NotACode, NothingToAnswer) as refusal:
            form.add_error(None, (type(refusal).__doc__ or "").strip())
        else:
            return HttpResponseRedirect(reverse("late"))
    return render(request, "oversight/late_answer.html", {"one": one, "form": form})
