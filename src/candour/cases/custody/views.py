"""Pages of custody: what you are asked, how a case's keys are kept, asking, answering, taking."""

import uuid

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from candour.cases import page
from candour.cases.custody import forms, holding, queries
from candour.cases.custody.actions import answer_ask as answering
from candour.cases.custody.actions import ask_custodians as asking
from candour.cases.custody.actions import note_harm_test as harming
from candour.cases.custody.actions import remove_reader as removing
from candour.cases.custody.actions import review_harm_test as reviewing
from candour.cases.custody.actions import take_keys as taking
from candour.cases.custody.actions.export_bundle import TooLarge, export_bundle
from candour.cases.custody.actions.order_sealing import order_sealing
from candour.cases.custody.actions.split_again import split_again
from candour.cases.custody.telling import Told
from candour.cases.models.custody import BREAK_GLASS, RECOVERY
from candour.cases.reading import staff
from candour.core.custody import bundles
from candour.guard.custody.giving import WrongShare
from candour.guard.custody.orders import NoWorker
from candour.guard.keys import NoKey, Vault
from candour.guard.requests import Locked, StaffRequest, signed_in, vault_of
from candour.guard.seats import Seat
from candour.intake.attachments import opening

DECIDERS = (Seat.APPROPRIATE_AUTHORITY, Seat.DESK_READER)
ASKING = (
    asking.WrongPurpose, asking.NotClean, asking.ForYourself, asking.TooFewCustodians,
    asking.NoPartOfYours,
)  # fmt: skip
WRONG = "The share kept for you is not the one that was made. Tell the body that asks."


@signed_in
def asked(request: StaffRequest) -> HttpResponse:
    is_decider = request.actor.seat in DECIDERS
    found = queries.asked(by=request.actor, at=request.at)
    weak = queries.too_few(by=request.actor, at=request.at) if is_decider else ()
    context = {
        "found": found,
        "weak": weak,
        "is_decider": is_decider,
        "has_home": request.actor.seat is not Seat.CUSTODIAN,
    }
    return render(request, "cases/custody/asked.html", context)


@sensitive_post_parameters()
@signed_in
def ask(request: StaffRequest, ask: uuid.UUID) -> HttpResponse:
    vault = _vault(request, ask)
    found, told = queries.one_asked(ask=ask, vault=vault, by=request.actor, at=request.at)
    form = forms.Decide(request.POST if not found.is_named and request.POST else None)
    if request.method == "POST":
        done = _take(request, ask, vault) if found.is_named else _answer(request, ask, form, vault)
        if done:
            return done
    return render(request, "cases/custody/ask.html", {"one": found, "told": told, "form": form})


@signed_in
def case(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = queries.case_custody(file=file, by=request.actor, at=request.at)
    is_decider = request.actor.seat in DECIDERS
    return page.show(
        request, "custody/case", head=found.head, section="custody", found=found,
        is_decider=is_decider,
    )  # fmt: skip


@sensitive_post_parameters()
@signed_in
def recover(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    return _ask(request, file, RECOVERY)


@sensitive_post_parameters()
@signed_in
def urgent(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    return _ask(request, file, BREAK_GLASS)


@signed_in
def find(request: StaffRequest) -> HttpResponse:
    queries.asked(by=request.actor, at=request.at)
    form = forms.WhichCase(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = queries.case_to_ask_about(
            reference=form.cleaned_data["reference"], by=request.actor, at=request.at
        )
        if found is not None:
            return page.go("custody-urgent", found)
        form.add_error("reference", "There is no case of this reference that you may ask about")
    return render(request, "cases/custody/find.html", {"form": form})


@require_POST
@signed_in
def split(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    try:
        said = split_again(file=file, vault=vault, by=request.actor, at=request.at)
    except NoKey:
        messages.error(request, "You don't hold every key of this case. Ask another reader.")
    else:
        messages.success(request, f"{said['custodians']} custodians hold shares now.")
    return page.go("custody", file)


@require_POST
@signed_in
def remove(request: StaffRequest, file: uuid.UUID, account: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    refusals = (removing.Yourself, removing.NoReader, removing.LastReaders, NoWorker)
    try:
        removing.remove_reader(
            file=file, account=account, vault=vault, by=request.actor, at=request.at
        )
    except refusals as refusal:
        messages.error(request, page.words_of(refusal))
    return page.go("custody", file)


@require_POST
@signed_in
def seal_again(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    try:
        order_sealing(file=file, vault=vault, by=request.actor, at=request.at)
    except NoWorker as refusal:
        messages.error(request, page.words_of(refusal))
    return page.go("custody", file)


@sensitive_post_parameters()
@signed_in
def harm(request: StaffRequest, file: uuid.UUID, request_id: uuid.UUID) -> HttpResponse:
    head = queries.harm_head(file=file, request=request_id, by=request.actor, at=request.at)
    form = forms.HarmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            harming.note_harm_test(
                request=request_id, file=file, harm=form.harm(), by=request.actor, at=request.at
            )
        except harming.TooLong as refusal:
            form.add_error("review_on", page.words_of(refusal))
        else:
            return page.go("custody", file)
    return page.show(request, "custody/harm", head=head, section="custody", form=form)


@require_POST
@signed_in
def review(request: StaffRequest, file: uuid.UUID, test: uuid.UUID) -> HttpResponse:
    try:
        reviewing.review_harm_test(test=test, file=file, by=request.actor, at=request.at)
    except (reviewing.YourOwnTest, reviewing.AlreadyReviewed) as refusal:
        messages.error(request, page.words_of(refusal))
    return page.go("custody", file)


@sensitive_post_parameters()
@signed_in
def export(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    head, items = queries.exportable(file=file, by=request.actor, at=request.at)
    form = forms.Export(request.POST or None, items=items)
    if request.method == "POST" and form.is_valid():
        try:
            bundle = export_bundle(
                file=file, wish=form.wish(), vault=vault, by=request.actor, at=request.at
            )
        except bundles.BadRecipient as refusal:
            form.add_error("recipients", page.words_of(refusal))
        except (TooLarge, opening.Missing, bundles.Altered) as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            return FileResponse(  # type: ignore[return-value] # an answer that streams is another class
                bundle,
                as_attachment=True,
                filename="disclosure.tar.age",
                content_type="application/octet-stream",
            )
    return page.show(request, "custody/export", head=head, section="custody", form=form)


def _ask(request: StaffRequest, file: uuid.UUID, kind: str) -> HttpResponse:
    found = queries.choices(file=file, by=request.actor, at=request.at)
    vault = vault_of(request) if kind == BREAK_GLASS else None
    is_urgent = kind == BREAK_GLASS
    form = forms.Ask(request.POST or None, people=found.people, is_urgent=is_urgent)
    if request.method == "POST" and form.is_valid():
        wish = _wish(request, found, form, kind)
        try:
            asking.ask_custodians(
                file=file, wish=wish, vault=vault, by=request.actor, at=request.at
            )
        except ASKING as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            messages.success(request, "The custodians have been asked.")
            return HttpResponseRedirect(reverse("custody"))
    context = {"found": found, "form": form, "is_urgent": is_urgent}
    return render(request, "cases/custody/request.html", context)


def _wish(request: StaffRequest, found: queries.Choices, form: forms.Ask, kind: str) -> asking.Wish:
    named = uuid.UUID(form.cleaned_data["named"])
    person = next(one for one in found.people if one.account_id == named)
    own = staff.called(accounts=[request.actor.account], by=request.actor, at=request.at)
    return asking.Wish(
        kind=kind,
        purpose=form.cleaned_data["purpose"],
        named=named,
        hours=form.cleaned_data.get("hours"),
        told=Told(
            reference=found.reference,
            asked_by=_called(own[request.actor.account]),
            named=_called(person),
            words=form.cleaned_data["words"],
        ),
    )


def _called(person: staff.Colleague) -> str:
    return f"{person}, {person.organisation}"


def _answer(
    request: StaffRequest, ask: uuid.UUID, form: forms.Decide, vault: Vault
) -> HttpResponse | None:
    if not form.is_valid():
        return None
    refusals = (answering.AlreadyAnswered, answering.ReasonMissing, answering.NothingHeld,
                holding.Lapsed)  # fmt: skip
    try:
        answering.answer_ask(
            ask=ask, answer=form.answered(), vault=vault, by=request.actor, at=request.at
        )
    except WrongShare:
        form.add_error(None, WRONG)
    except refusals as refusal:
        form.add_error(None, page.words_of(refusal))
    else:
        messages.success(request, "Your answer is recorded.")
        return HttpResponseRedirect(reverse("custody"))
    return None


def _take(request: StaffRequest, ask: uuid.UUID, vault: Vault) -> HttpResponse | None:
    try:
        taken = taking.take_keys(ask=ask, vault=vault, by=request.actor, at=request.at)
    except (taking.NotEnough, taking.AlreadyTaken, holding.Lapsed) as refusal:
        messages.error(request, page.words_of(refusal))
        return HttpResponseRedirect(reverse("custody"))
    if taken.taking is None:
        messages.error(
            request, "A share that was given is wrong. More custodians must give theirs."
        )
        return HttpResponseRedirect(reverse("custody-ask", args=[ask]))
    return page.go("overview", taken.taking.file_id)


def _vault(request: StaffRequest, ask: uuid.UUID) -> Vault:
    try:
        return vault_of(request)
    except Locked:
        queries.one_asked(ask=ask, vault=None, by=request.actor, at=request.at)
        raise
