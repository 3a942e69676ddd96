"""Pages of look-backs: the campaigns, their items, one item, and what awaits screening."""

import uuid

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from candour.access.actions.name_readers import NoReader
from candour.cases import page
from candour.cases.checks.views import done
from candour.guard.custody import orders
from candour.guard.keys import Vault
from candour.guard.permissions import table
from candour.guard.requests import Locked, StaffRequest, signed_in, vault_of
from candour.patterns.lookback import forms, queries
from candour.patterns.lookback.actions import assign_lookback as assigning
from candour.patterns.lookback.actions import begin_lookback as beginning
from candour.patterns.lookback.actions import decide_lookback as finding
from candour.patterns.lookback.actions.order_screening import order_screening


@signed_in
def lookbacks(request: StaffRequest) -> HttpResponse:
    """Show the look-backs and how far each is."""
    found = queries.lookbacks(by=request.actor, at=request.at)
    may_begin = request.actor.seat in table()["patterns.begin_lookback"].seats
    context = {"found": found, "may_begin": may_begin}
    return render(request, "patterns/lookback/lookbacks.html", context)


@sensitive_post_parameters()
@signed_in
def begin(request: StaffRequest) -> HttpResponse:
    """Take the scope of a look-back."""
    queries.beginning(by=request.actor, at=request.at)
    form = forms.Begin(request.POST or None)

    def act() -> None:
        beginning.begin_lookback(begun=form.begun(), by=request.actor, at=request.at)

    refusals = (beginning.NameTaken, beginning.NotADay)
    if request.method == "POST" and done(form, act, refusals):
        return HttpResponseRedirect(reverse("lookbacks"))
    return render(request, "patterns/lookback/begin.html", {"form": form})


@signed_in
def mine(request: StaffRequest) -> HttpResponse:
    """Show the items that whoever asks has to look at."""
    found = queries.mine(by=request.actor, at=request.at)
    return render(request, "patterns/lookback/mine.html", {"found": found})


@signed_in
def items(request: StaffRequest, lookback: uuid.UUID) -> HttpResponse:
    """Show the items of a look-back, a page at a time."""
    found = _items(request, lookback)
    return render(request, "patterns/lookback/items.html", {"found": found})


@signed_in
def printed(request: StaffRequest, lookback: uuid.UUID) -> HttpResponse:
    """Show the same on paper: scope, seed, numbers and items."""
    found = _items(request, lookback)
    return render(request, "patterns/lookback/print.html", {"found": found, "at": request.at})


@sensitive_post_parameters()
@signed_in
def item(request: StaffRequest, file: uuid.UUID, looked: uuid.UUID) -> HttpResponse:
    """Show one item, and take what was found by whoever has it."""
    vault = _vault(request, file, looked)
    found = queries.item_page(
        file=file, looked=looked, vault=vault, by=request.actor, at=request.at
    )
    form = forms.Find(request.POST or None)

    def act() -> None:
        finding.decide_lookback(
            file=file,
            looked=looked,
            answer=form.cleaned_data["answer"],
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=request.at,
        )

    if request.method == "POST" and found.line.is_mine and done(form, act, (finding.NotYours,)):
        return HttpResponseRedirect(reverse("lookback-item", args=[file, looked]))
    may_assign = request.actor.seat in table()[assigning.STEP].seats
    context = {"found": found, "form": form, "may_assign": may_assign}
    return render(request, "patterns/lookback/item.html", context)


@sensitive_post_parameters()
@signed_in
def assign(request: StaffRequest, file: uuid.UUID, looked: uuid.UUID) -> HttpResponse:
    """Give an item to somebody not involved the first time."""
    vault = _vault(request, file, looked)
    found = queries.item_page(
        file=file, looked=looked, vault=vault, by=request.actor, at=request.at
    )
    form = forms.Assign(request.POST or None, eligible=found.eligible)

    def act() -> None:
        assigning.assign_lookback(
            file=file,
            looked=looked,
            account=form.account(),
            vault=vault,
            by=request.actor,
            at=request.at,
        )

    refusals = (assigning.WasInvolved, assigning.NoKeyToGive, NoReader)
    if request.method == "POST" and done(form, act, refusals):
        return HttpResponseRedirect(reverse("lookback-item", args=[file, looked]))
    return render(request, "patterns/lookback/assign.html", {"found": found, "form": form})


@sensitive_post_parameters()
@signed_in
def unscreened(request: StaffRequest) -> HttpResponse:
    """Show which live cases await screening, and order a worker to compare them again."""
    found = queries.unscreened(by=request.actor, at=request.at)
    context: dict[str, object] = {"found": found}
    if request.method == "POST":
        files = [one.file for one in found if one.can_be_done]
        try:
            context["ordered"] = order_screening(
                files=files, vault=vault_of(request), by=request.actor, at=request.at
            )
        except orders.NoWorker as refusal:
            context["refused"] = page.words_of(refusal)
    return render(request, "patterns/lookback/unscreened.html", context)


def _items(request: StaffRequest, lookback: uuid.UUID) -> queries.ItemsPage:
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return queries.items_page(lookback=lookback, page=number, by=request.actor, at=request.at)


def _vault(request: StaffRequest, file: uuid.UUID, looked: uuid.UUID) -> Vault:
    """Return the open vault; ask for it only of those whom the matter is not hidden from."""
    try:
        return vault_of(request)
    except Locked:
        queries.item_line(file=file, looked=looked, by=request.actor, at=request.at)
        raise
