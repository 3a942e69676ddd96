"""People and screening: each suggestion with all that is known, and the answer to it."""

import uuid
from collections.abc import Mapping

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from candour.access.accounts.actions.give_back import give_back
from candour.cases import page
from candour.cases.actions.decide_link import OtherPersonConfirmed, decide_link
from candour.cases.actions.screen_again import screen_again
from candour.cases.forms.decisions import LinkAnswer
from candour.cases.queries import head as head_queries
from candour.cases.queries import screening as screenings
from candour.cases.queries.screening import ScreeningPage
from candour.guard.requests import StaffRequest, signed_in

Forms = Mapping[uuid.UUID, LinkAnswer]


@signed_in
def screening(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    return _show(request, _found(request, file), typed={})


@sensitive_post_parameters()
@signed_in
def decide(request: StaffRequest, file: uuid.UUID, suggestion: uuid.UUID) -> HttpResponse:
    found = _found(request, file)
    if request.method != "POST":
        return page.go("screening", file)
    form = LinkAnswer(request.POST, prefix=_prefix(suggestion))
    known = {one.id for person in found.people for one in person.candidates}
    if suggestion in known and found.head.can_change and form.is_valid():
        try:
            decide_link(
                suggestion=suggestion,
                file=file,
                answer=form.cleaned_data["answer"],
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=request.at,
            )
        except OtherPersonConfirmed as refusal:
            form.add_error("answer", page.words_of(refusal))
        else:
            return _go_on(request, file, anchor=f"#suggestion-{suggestion.hex}")
    return _show(request, found, typed={suggestion: form})


@signed_in
def again(request: StaffRequest, file: uuid.UUID, described: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = _found(request, file)
    known = {person.progress.id for person in found.people}
    if request.method == "POST" and described in known and found.head.can_change:
        screen_again(described=described, file=file, vault=vault, by=request.actor, at=request.at)
    return _go_on(request, file)


def _go_on(request: StaffRequest, file: uuid.UUID, *, anchor: str = "") -> HttpResponse:
    """Lead back to the screening, or say that somebody else goes on, as the new walls have it."""
    if not head_queries.is_still_reader(file=file, by=request.actor, at=request.at):
        return HttpResponseRedirect(reverse("handed-on", args=["case"]))
    # Whom the answer has cleared gets the keys from the vault that is open now.
    vault = page.vault_for_case(request, file)
    give_back(file=file, vault=vault, by=request.actor, at=request.at)
    return HttpResponseRedirect(page.address("screening", file) + anchor)


def _found(request: StaffRequest, file: uuid.UUID) -> ScreeningPage:
    vault = page.vault_for_case(request, file)
    return screenings.screening_page(file=file, vault=vault, by=request.actor, at=request.at)


def _show(request: StaffRequest, found: ScreeningPage, *, typed: Forms) -> HttpResponse:
    people = [
        {
            "person": person,
            "cards": [
                {
                    "candidate": one,
                    "form": typed.get(one.id) or LinkAnswer(prefix=_prefix(one.id)),
                    "is_typed": one.id in typed,
                }
                for one in person.candidates
            ],
        }
        for person in found.people
    ]
    form = next(iter(typed.values()), None)
    return page.show(
        request, "screening", head=found.head, section="screening", people=people, form=form
    )


def _prefix(suggestion: uuid.UUID) -> str:
    return f"s{suggestion.hex}"
