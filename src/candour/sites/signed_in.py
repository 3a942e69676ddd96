"""Settings of the two sites that people sign in to: sign-in, sessions and the request's actor."""

from typing import Any

from candour.sites.base import *  # noqa: F403 - a settings module is a namespace by Django's design
from candour.sites.base import DEMO, SECRETS
from candour.sites.environment import origins
from candour.sites.single_sign_on import identity_providers

SIGN_IN_APPS = [
    # First, so that their templates win over those of Django and of allauth.
    "candour.pages",
    "candour.guard",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "candour.people",
    "candour.access",
    "candour.intake",
    "candour.cases",
]
SINGLE_SIGN_ON_APPS = [
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "candour.sites.headers.SignedInHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "candour.guard.middleware.ActorMiddleware",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

# Cookies ignore ports, so each site has its own host name; the prefix ties a cookie to that host.
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
# A proxy takes the TLS off, so a form comes from https to a site that hears http.
CSRF_TRUSTED_ORIGINS = origins("localhost")

# A demonstration asks first whose part somebody plays.
LOGIN_URL = "/sign-in/demo/" if DEMO else "/sign-in/login/"
SECOND_FACTOR_URL = "/sign-in/two-factor/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_ADAPTER = "candour.guard.sign_in.NoSignUp"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Candour"
# One step late is still in time (RFC 6238, section 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
# People may prove who they are at their force's identity provider, where a deployment names one.
IDENTITY_PROVIDERS = identity_providers(SECRETS)
IDENTITY_PROVIDER_NAME = "".join(str(one["name"]) for one in IDENTITY_PROVIDERS)
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {
    "openid_connect": {
        "provider_class": "candour.guard.single_sign_on.Provider",
        "APPS": IDENTITY_PROVIDERS,
    }
}
SOCIALACCOUNT_ADAPTER = "candour.guard.single_sign_on.KnownAccounts"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]


def single_sign_on_apps() -> list[str]:
    """Return what speaks with an identity provider where there is one, else nothing."""
    return SINGLE_SIGN_ON_APPS if IDENTITY_PROVIDERS else []


def demo_apps() -> list[str]:
    """Return the demonstration's one-click sign-in where this is a demonstration, else nothing."""
    return ["candour.ops.demo"] if DEMO else []
