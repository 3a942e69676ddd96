"""Pages for locking and unlocking the vault; signing in is allauth's."""

from http import HTTPStatus

from allauth.account import views as allauth_views
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from candour.core import vault, words
from candour.guard import vaults
from candour.guard.log import leaves
from candour.guard.models import Account
from candour.guard.requests import StaffRequest, signed_in

HELD = "held."


class UnlockForm(forms.Form):
    """The six words of the holder's own passphrase."""

    phrase = forms.CharField(
        label="Your six words",
        help_text="With spaces between them. Capital letters don't matter.",
        widget=forms.TextInput(
            attrs={
                "autocomplete": "current-password",
                "spellcheck": "false",
                "autocapitalize": "none",
            }
        ),
        error_messages={"required": "Enter your six words"},
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for what is hidden as for what isn't there: the same page, with nothing of either."""
    return render(request, "404.html", status=404)


@signed_in
def two_factor(request: StaffRequest) -> HttpResponse:
    """Ask an account for its second factor; the middleware lets it see nothing else before."""
    return render(request, "guard/two_factor.html", {})


@never_cache
@sensitive_post_parameters()
@signed_in
def change_password(request: StaffRequest) -> HttpResponse:
    """Let whoever signs in with a password choose another one; others have none to change."""
    account = request.user
    assert isinstance(account, Account)  # noqa: S101 - signed_in lets nobody else through
    if not account.has_usable_password():
        return HttpResponseRedirect(reverse("mfa_index"))
    response: HttpResponse = allauth_views.password_change(request)
    if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
        entry = leaves.Entry(kind="account", what="guard.change_password", why="Password changed")
        leaves.append(entry=entry, by=request.actor, at=request.at)
    return response


def ask_to_unlock(request: HttpRequest) -> HttpResponse:
    """Answer a page that needs the vault with the unlock form, keeping what was typed."""
    held = [] if request.method != "POST" else _typed(request)
    context = {"form": UnlockForm(), "next": request.get_full_path(), "held": held}
    return render(request, "guard/unlock.html", context)


@never_cache
@sensitive_post_parameters("phrase")
@signed_in
def unlock(request: StaffRequest) -> HttpResponse:
    target = _target(request)
    held = [(name, value) for name, value in _typed(request) if name.startswith(HELD)]
    form = UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cookie = vaults.unlock(
                by=request.actor, phrase=form.cleaned_data["phrase"], at=request.at
            )
        except (vault.WrongPassphrase, words.UnknownWord, words.WrongNumberOfWords) as error:
            form.add_error("phrase", str(error))
        except vaults.NoVault:
            form.add_error("phrase", "This account has no key yet. Make one under Your account.")
        else:
            return _unlocked(request, cookie=cookie, target=target, held=held)
    context = {"form": form, "next": target, "held": held}
    return render(request, "guard/unlock.html", context)


@require_POST
@signed_in
def lock(request: StaffRequest) -> HttpResponse:
    vaults.lock(account=request.actor.account)
    response = HttpResponseRedirect("/")
    response.delete_cookie(vaults.COOKIE, samesite="Strict")
    return response


def _unlocked(
    request: HttpRequest, *, cookie: str, target: str, held: list[tuple[str, str]]
) -> HttpResponse:
    if held:
        fields = [(name.removeprefix(HELD), value) for name, value in held]
        response = render(request, "guard/carry_on.html", {"next": target, "fields": fields})
    else:
        response = HttpResponseRedirect(target)
    keep(response, cookie=cookie)
    return response


def keep(response: HttpResponse, *, cookie: str) -> None:
    """Give the browser the key of its unlocked vault, for this host and this session alone."""
    response.set_cookie(vaults.COOKIE, cookie, secure=True, httponly=True, samesite="Strict")


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what a form carried, each name marked so that it can't be taken for one of ours."""
    return [
        (name if name.startswith(HELD) else HELD + name, value)
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", "phrase", "next"}
        for value in values
    ]


def _target(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or "/"
    if url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return target
    return "/"
