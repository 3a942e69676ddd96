"""Settings of the anonymous report site: no session, no cookie, no sign-in, no case work."""

from candour.sites.base import *  # noqa: F403 - a settings module is a namespace by Django's design
from candour.sites.base import SECRETS
from candour.sites.environment import hosts, secret

ALLOWED_HOSTS = hosts("report.localhost")
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
    "django.middleware.common.CommonMiddleware",
]
FORM_KEYS = [secret(SECRETS, "form.key")]
DEPLOYMENT_SALT = secret(SECRETS, "deployment.salt")
PROMISE_SEED = secret(SECRETS, "promise.key")
