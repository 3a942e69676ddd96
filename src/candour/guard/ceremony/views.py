"""Pages of a holder's own key, and of a first sign-in with a set-up code."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from candour import clock
from candour.core import vault, words
from candour.guard import sign_in, vaults
from candour.guard.actors import Actor
from candour.guard.ceremony import asking, codes, forms, own
from candour.guard.ceremony.actions.change_words import change_words
from candour.guard.ceremony.actions.make_key import make_key
from candour.guard.log import leaves
from candour.guard.models import Account
from candour.guard.requests import StaffRequest, signed_in
from candour.guard.seats import Seat

_BAD_CODE = "This user name and code do not open anything. Check both, or ask for a new code."


@never_cache
@signed_in
def own_key(request: StaffRequest) -> HttpResponse:
    found = own.own_key(by=request.actor, at=request.at)
    return render(request, "guard/own_key/own_key.html", {"key": found})


@never_cache
@signed_in
def request_file(request: StaffRequest) -> HttpResponse:
    """Give the small file that two officers sign; it holds no secret."""
    seat = own.own_request(by=request.actor, at=request.at)
    if seat is None:
        raise Http404
    response = HttpResponse(asking.file_of(seat=seat), content_type="text/plain; charset=ascii")
    response["Content-Disposition"] = 'attachment; filename="key.request"'
    return response


@never_cache
@sensitive_post_parameters()
@signed_in
def new_key(request: StaffRequest) -> HttpResponse:
    found = own.own_key(by=request.actor, at=request.at)
    account = Account.objects.get(id=request.actor.account)
    if request.method != "POST":
        return _show_words(request, account, "new_key", has_key=found.has_key)
    is_made = request.POST.get("go") == "make"
    form = forms.NewWords(
        request.POST if is_made else None,
        account=account,
        initial={"mark": request.POST.get("mark", "")},
    )
    if is_made and form.is_valid():
        phrase = form.cleaned_data["new"]
        make_key(account=account.id, words=phrase, by=request.actor, at=request.at)
        messages.success(request, "Your new key is made. Two officers must sign it now.")
        return HttpResponseRedirect(reverse("own-key"))
    return render(request, "guard/own_key/type_back.html", {"form": form, "which": "new_key"})


@never_cache
@sensitive_post_parameters()
@signed_in
def change(request: StaffRequest) -> HttpResponse:
    found = own.own_key(by=request.actor, at=request.at)
    if not found.has_key:
        return HttpResponseRedirect(reverse("own-key"))
    account = Account.objects.get(id=request.actor.account)
    if request.method != "POST":
        return _show_words(request, account, "change", has_key=True)
    is_made = request.POST.get("go") == "make"
    form = forms.ChangedWords(
        request.POST if is_made else None,
        account=account,
        initial={"mark": request.POST.get("mark", "")},
    )
    if is_made and form.is_valid() and _is_changed(request, form):
        messages.success(request, "Your vault opens with the new six words from now on.")
        return HttpResponseRedirect(reverse("own-key"))
    return render(request, "guard/own_key/type_back.html", {"form": form, "which": "change"})


def _is_changed(request: StaffRequest, form: forms.ChangedWords) -> bool:
    old, new = form.cleaned_data["old"], form.cleaned_data["new"]
    try:
        change_words(old=old, new=new, by=request.actor, at=request.at)
    except (vault.WrongPassphrase, vaults.NoVault):
        form.add_error("old", "Those six words do not open your vault.")
        return False
    return True


def _show_words(
    request: HttpRequest, account: Account, which: str, *, has_key: bool
) -> HttpResponse:
    phrase = words.generate(count=words.VAULT_WORDS)
    context = {
        "phrase": " ".join(phrase),
        "mark": forms.mark_of(phrase=phrase, account=account),
        "which": which,
        "has_key": has_key,
    }
    return render(request, "guard/own_key/new_words.html", context)


@never_cache
@sensitive_post_parameters()
def set_up(request: HttpRequest) -> HttpResponse:
    """Let whoever has a set-up code choose a password, once; signing in comes afterwards."""
    form = forms.FirstSignIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        account = codes.account_with(
            username=typed["username"], code=typed["code"], on=clock.today()
        )
        if account is not None and sign_in.has_seat_here(account):
            _set_password(account, typed["password"])
            messages.success(request, "Your password is set. Sign in with it now.")
            return HttpResponseRedirect(settings.LOGIN_URL)
        form.add_error(None, _BAD_CODE)
    return render(request, "guard/own_key/set_up.html", {"form": form})


def _set_password(account: Account, password: str) -> None:
    actor = Actor(
        account_id=account.id, organisation_id=account.organisation_id, seat=Seat(account.seat)
    )
    account.set_password(password)
    account.save(update_fields=["password"])
    codes.use_up(account=account)
    entry = leaves.Entry(kind="account", what="guard.set_up", why="First password chosen")
    leaves.append(entry=entry, by=actor, at=clock.now())
