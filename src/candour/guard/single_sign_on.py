"""Signing in at the force's own identity provider: it says who somebody is, and nothing more.

What it says opens an account only where that account exists, has its seat here and keeps a second
factor of its own; that factor and the vault's words are asked for afterwards as ever. Nothing that
it says is kept: no row ties an identity to an account, the two are compared each time.
"""

import contextlib
import hmac
import secrets
import urllib.parse
from collections.abc import Iterator, Mapping

import jwt
from allauth.account.adapter import get_adapter as account_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.adapter import get_adapter as identity_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthProcess, ProviderException
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from candour.guard.models import Account
from candour.guard.sign_in import has_seat_here

_KIND = "openid_connect"
# Signatures that need the provider's private key; a shared secret or none at all would do no good.
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_REQUIRED = ("iss", "aud", "exp", "iat", "sub")
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
# Clocks of two organisations differ.
_LEEWAY_SECONDS = 60


class NotBelieved(ProviderException):  # type: ignore[misc] # allauth has no types
    """What came from the identity provider is not what it must be."""


class Identity(SocialLogin):  # type: ignore[misc] # allauth has no types
    """What the provider said, for the length of one request."""

    def lookup(self) -> None:
        """Find the account of that very name, and no other by any other likeness."""
        self._did_authenticate_by_email = None
        self.user = Account.objects.filter(username=self.account.uid).first()


class KnownAccounts(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Decide whom an identity signs in: an account that is here already, or nobody."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Name the settings' one provider, without a look at the table that no site may read."""
        apps = settings.SOCIALACCOUNT_PROVIDERS[_KIND]["APPS"]
        return [SocialApp(provider=_KIND, **app) for app in apps]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        said = sociallogin.account.extra_data["nonce"]
        if not hmac.compare_digest(sociallogin.state["nonce"].encode(), said.encode()):
            message = "The answer belongs to another sign-in."
            raise NotBelieved(message)
        if not _may_enter(sociallogin.user):
            words = account_adapter().validation_error("username_password_mismatch")
            raise ImmediateHttpResponse(_not_signed_in(request, words=words, status=401))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: OpenIDConnectProvider,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: Mapping[str, object] | None = None,
    ) -> None:
        raise ImmediateHttpResponse(_failed(request, because=exception))


class Checked(OpenIDConnectOAuth2Adapter):  # type: ignore[misc] # allauth has no types
    """Ask the provider and believe only what it signed, for us, in answer to this request."""

    def __init__(self, request: HttpRequest, provider_id: str = _KIND) -> None:
        super().__init__(request, provider_id)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        place = request.build_absolute_uri(reverse("single-sign-on-return"))
        # Sites answer in plain HTTP behind a proxy; only a demonstration has none.
        return place if settings.DEMO else f"https:{place.partition(':')[2]}"

    @property
    def openid_config(self) -> Mapping[str, str]:
        with _unbelieving():
            config: Mapping[str, str] = super().openid_config
            issuer = self.get_provider().app.settings["issuer"]
            if config["issuer"].rstrip("/") != issuer.rstrip("/"):
                message = "The provider has another name than the settings say."
                raise NotBelieved(message)
            # The browser is sent to the first; none may be weaker than the issuer's own address.
            schemes = {urllib.parse.urlsplit(config[name]).scheme for name in _ENDPOINTS}
            if schemes != {urllib.parse.urlsplit(issuer).scheme}:
                message = "The provider names an address that is not encrypted."
                raise NotBelieved(message)
        return config

    def get_access_token_data(self, *args: object, **kwargs: object) -> Mapping[str, object]:
        with _unbelieving():
            answer: Mapping[str, object] = super().get_access_token_data(*args, **kwargs)
        return answer

    def parse_token(self, data: Mapping[str, object]) -> SocialToken:
        """Forget the provider's token: nothing is ever asked with it."""
        return SocialToken(token="")

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: object
    ) -> Identity:
        with _unbelieving():
            claims = self._claims(app, kwargs["response"]["id_token"])  # type: ignore[index] # JSON
            name, nonce = claims[app.settings["claim"]], claims["nonce"]
            # What isn't printable can't be a user name, and some of it the database can't take.
            if not name.isprintable() or not nonce.isascii():
                message = "The name or the number of the sign-in is no text."
                raise NotBelieved(message)
        provider = self.get_provider()
        identity = SocialAccount(provider=provider.sub_id, uid=name, extra_data={"nonce": nonce})
        return Identity(provider=provider, account=identity)

    def _claims(self, app: SocialApp, token: str) -> dict[str, str]:
        """Check who signed, for whom, and until when; the library alone would trust the line."""
        header = jwt.get_unverified_header(token)
        with identity_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            keys = answer.json()["keys"]
        if header["alg"] not in _ALGORITHMS:
            message = "The signature is of a kind that proves nothing."
            raise NotBelieved(message)
        (key,) = (one for one in keys if one.get("kid") == header.get("kid"))
        claims = jwt.decode(
            token,
            key=jwt.PyJWK(key, algorithm=header["alg"]),
            algorithms=[header["alg"]],
            audience=app.client_id,
            issuer=self.openid_config["issuer"],
            leeway=_LEEWAY_SECONDS,
            options={"require": list(_REQUIRED)},
        )
        if claims.get("azp", app.client_id) != app.client_id:
            message = "The answer was given to somebody else."
            raise NotBelieved(message)
        return claims


class Provider(OpenIDConnectProvider):  # type: ignore[misc] # allauth has no types
    """The force's identity provider, asked with our checks."""

    oauth2_adapter_class = Checked


@never_cache
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Lead to the provider by a page: a form may not lead off the site, nor need it be allowed."""
    nonce = secrets.token_urlsafe(24)
    try:
        away = (
            Checked(request)
            .get_provider()
            .redirect(
                request,
                process=AuthProcess.LOGIN,
                next_url=get_next_redirect_url(request),
                auth_params={"nonce": nonce},
                nonce=nonce,
            )
        )
    except (OSError, NotBelieved) as error:
        return _failed(request, because=error)
    context = {"redirect_to": away.url, "leads_away": True}
    return render(request, "socialaccount/login_redirect.html", context)


@never_cache
@require_GET
def finish(request: HttpRequest) -> HttpResponse:
    """Take the provider's answer; the browser comes twice, since the first time has no cookie."""
    response: HttpResponse = OAuth2CallbackView.adapter_view(Checked)(request)
    return response


def _may_enter(account: Account | None) -> bool:
    """Say whether an identity is enough to be asked for the second factor of this account.

    Without one, whoever runs the provider could set up their own.
    """
    factors = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return (
        account is not None
        and account.is_active
        and has_seat_here(account)
        and is_mfa_enabled(account, factors)
    )


@contextlib.contextmanager
def _unbelieving() -> Iterator[None]:
    """Take an answer of another shape than agreed for no answer, whatever it breaks on."""
    try:
        yield
    except (jwt.PyJWTError, LookupError, AttributeError, TypeError, ValueError) as error:
        message = "The provider's answer has another shape than agreed."
        raise NotBelieved(message) from error


def _failed(request: HttpRequest, *, because: Exception | None) -> HttpResponse:
    name = settings.IDENTITY_PROVIDER_NAME
    # Every failure of a connection is one of the operating system's errors.
    if isinstance(because, OSError):
        words = f"{name} does not answer. Try again later, or sign in another way."
        return _not_signed_in(request, words=words, status=502)
    words = f"Signing in with {name} did not work. Start again, or sign in another way."
    return _not_signed_in(request, words=words, status=401)


def _not_signed_in(
    request: HttpRequest, *, words: str | ValidationError, status: int
) -> HttpResponse:
    form = forms.Form({})
    form.add_error(None, words)
    return render(request, "guard/not_signed_in.html", {"form": form}, status=status)
