"""Settings of the anonymous report site: no session, no cookie, no sign-in, no case work."""

from candour.sites.base import *  # noqa: F403 - a settings module is a namespace by Django's design
from candour.sites.base import LOGGING, ONION, SECRETS
from candour.sites.environment import database, hosts, secret
from candour.sites.languages import LANGUAGES as KNOWN

ALLOWED_HOSTS = [*hosts("report.localhost"), *filter(None, [ONION])]
ROOT_URLCONF = "candour.sites.report.urls"
INSTALLED_APPS = [
    "candour.pages",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "django.forms",
    "candour.guard",
    "candour.people",
    "candour.access",
    "candour.intake",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "candour.sites.headers.AnonymousHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "candour.sites.languages.FromPath",
    "candour.sites.pressure.Gate",
    "django.middleware.common.CommonMiddleware",
]
LANGUAGES = [(language.code, language.name) for language in KNOWN]
# Values travel apart from statements: a list of running statements shows no mailbox id.
DATABASES = {"default": database("CANDOUR_DB_URL", server_side_binding=True)}
# A line about a visitor's mistake would tell when somebody was here; faults of our own are logged.
QUIET = {"django.request": {"level": "ERROR"}, "django.security": {"level": "CRITICAL"}}
LOGGING = {**LOGGING, "loggers": QUIET}
# "Leave this page" goes through a page of ours that clears what the browser kept.
EXIT_URL = "/leave/"
FORM_KEYS = [secret(SECRETS, "form.key")]
DEPLOYMENT_SALT = secret(SECRETS, "deployment.salt")
PROMISE_SEED = secret(SECRETS, "promise.key")
