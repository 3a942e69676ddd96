"""Pages of gates: what waits, one gate, and the form on which a change is asked about."""

import uuid

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases.checks.views import done
from candour.guard.keys import Vault
from candour.guard.permissions import table
from candour.guard.requests import Locked, StaffRequest, signed_in, vault_of
from candour.patterns.gates import forms, queries
from candour.patterns.gates.actions import decide_gate as deciding
from candour.patterns.gates.actions.ask_gate import ask_gate


@signed_in
def gates(request: StaffRequest) -> HttpResponse:
    """Show what waits for a decision, and questions about nobody who is known."""
    found = queries.worklist(by=request.actor, at=request.at)
    unknown = queries.unknown(by=request.actor, at=request.at)
    return render(request, "patterns/gates/gates.html", {"found": found, "unknown": unknown})


@sensitive_post_parameters()
@signed_in
def ask(request: StaffRequest) -> HttpResponse:
    """Take a question, and show the one word it gets."""
    # Whoever may not ask gets the answer for a page that isn't there, before any form is shown.
    queries.worklist(by=request.actor, at=request.at)
    form, word = forms.Ask(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        word = ask_gate(question=form.question(), by=request.actor, at=request.at)
    return render(request, "patterns/gates/ask.html", {"form": form, "word": word})


@sensitive_post_parameters()
@signed_in
def gate(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Show a gate with the person's history, and take the decision."""
    vault = _vault(request, file)
    found = queries.gate_page(file=file, vault=vault, by=request.actor, at=request.at)
    form = forms.Decide(request.POST or None)
    may_decide = request.actor.seat in table()[deciding.STEP].seats

    def act() -> None:
        deciding.decide_gate(file=file, decided=form.decided(), by=request.actor, at=request.at)

    refusals = (deciding.NotADecision, deciding.NotYours, deciding.LinkOfOne)
    if request.method == "POST" and may_decide and done(form, act, refusals):
        return HttpResponseRedirect(reverse("gates"))
    context = {"found": found, "form": form, "may_decide": may_decide}
    return render(request, "patterns/gates/gate.html", context)


def _vault(request: StaffRequest, file: uuid.UUID) -> Vault:
    """Return the open vault; ask for it only of those whom the gate is not hidden from."""
    try:
        return vault_of(request)
    except Locked:
        queries.gate_line(file=file, by=request.actor, at=request.at)
        raise
