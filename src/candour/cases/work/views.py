"""Pages of the day's work: lists by risk and day, dormant cases, what was put higher, several."""

import datetime
import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from candour.cases.work import forms
from candour.cases.work.actions import allocate_several as allocating
from candour.cases.work.queries import escalated as escalations
from candour.cases.work.queries import several as choosing
from candour.cases.work.queries import waiting, worklists
from candour.cases.work.queries.worklists import DUE, LATE, MINE, NOBODY, TODAY, Asked, Key
from candour.guard.keys import Vault
from candour.guard.requests import StaffRequest, signed_in, vault_of

_TITLES = {
    TODAY: "My work today",
    DUE: "Due in 30 days",
    LATE: "Overdue",
}
_PARTS = 3
_WORDS = {
    allocating.GIVEN: ("Given", "green"),
    allocating.HAS_IT: ("They had it already", "grey"),
    allocating.NOT_ELIGIBLE: ("Not given: this investigator can't be given it", "red"),
    allocating.ANOTHER_FORCE: ("Not given: another force must investigate it", "red"),
    allocating.NO_KEY: ("Not given: you hold no key to it", "red"),
    allocating.NO_ROLE: ("Not given: you have no part in it", "red"),
    allocating.NOT_OPEN: ("Not given: it is closed", "grey"),
}


@signed_in
def today(request: StaffRequest) -> HttpResponse:
    return _list(request, TODAY, whose=MINE)


@signed_in
def due(request: StaffRequest) -> HttpResponse:
    return _list(request, DUE, whose=_whose(request))


@signed_in
def late(request: StaffRequest) -> HttpResponse:
    return _list(request, LATE, whose=_whose(request))


@signed_in
def dormant(request: StaffRequest) -> HttpResponse:
    found = waiting.dormant(by=request.actor, at=request.at)
    return render(request, "cases/work/dormant.html", {"page": found})


@signed_in
def escalated(request: StaffRequest) -> HttpResponse:
    found = escalations.escalated(by=request.actor, at=request.at)
    return render(request, "cases/work/escalated.html", {"found": found})


@signed_in
def several(request: StaffRequest) -> HttpResponse:
    chosen = _chosen(request)
    found = choosing.several(chosen=chosen, by=request.actor, at=request.at)
    vault: Vault = vault_of(request)
    form = forms.AllocateSeveral(
        request.POST if request.method == "POST" else None,
        candidates=found.candidates,
        of=len(found.cases),
    )
    context = {"found": found, "form": form}
    if request.method == "POST" and form.is_valid():
        results = allocating.allocate_several(
            chosen=chosen,
            account=uuid.UUID(form.cleaned_data["account"]),
            vault=vault,
            by=request.actor,
            at=request.at,
        )
        context["results"] = [
            {"file": one.file, "reference": one.reference, "text": text, "colour": colour}
            for one in results
            for text, colour in (_WORDS[one.code],)
        ]
    return render(request, "cases/work/several.html", context)


def _list(request: StaffRequest, which: str, *, whose: str) -> HttpResponse:
    asked = Asked(which=which, whose=whose, after=_after(request.GET.get("after", "")))
    found = worklists.worklist(asked=asked, by=request.actor, at=request.at)
    form = forms.Whose({"whose": whose}, owners=found.owners)
    more = {"whose": whose} if which != TODAY and whose else {}
    context = {
        "title": _TITLES[which],
        "which": which,
        "found": found,
        "form": form if which != TODAY else None,
        "is_later": asked.after is not None,
        "first": f"?{urlencode(more)}",
        "next": f"?{urlencode({**more, 'after': str(found.after)})}" if found.after else "",
        "places": [(name, f"work-{name}", title) for name, title in _TITLES.items()],
    }
    return render(request, "cases/work/list.html", context)


def _whose(request: StaffRequest) -> str:
    """Return whose work is asked for; what can't be understood narrows nothing."""
    said = request.GET.get("whose", "")
    if said in {MINE, NOBODY}:
        return said
    return str(found) if (found := _id(said)) else ""


def _after(text: str) -> Key | None:
    """Read where the page before ended; None for anything else, which is the first page."""
    parts = text.split(".")
    if len(parts) != _PARTS or not (parts[0].isascii() and parts[0].isdecimal()):
        return None
    found = _id(parts[2])
    try:
        on = datetime.date.fromisoformat(parts[1])
    except ValueError:
        return None
    return Key(risk=min(int(parts[0][:4]), 32_767), on=on, id=found) if found else None


def _chosen(request: StaffRequest) -> list[uuid.UUID]:
    said = request.POST if request.method == "POST" else request.GET
    found = [_id(text) for text in said.getlist("chosen")]
    if None in found or len(found) > allocating.MOST:
        raise Http404
    return [one for one in found if one is not None]


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
