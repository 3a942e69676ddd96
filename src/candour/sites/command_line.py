"""Settings of the command line, the worker and the tests: every app, no site of its own."""

from candour.sites.signed_in import *  # noqa: F403 - a settings module is a namespace by Django's design

INSTALLED_APPS = [
    *SIGN_IN_APPS,  # noqa: F405 - from the namespace above
    # Always, so that every database has the same tables; no site may touch them.
    *SINGLE_SIGN_ON_APPS,  # noqa: F405 - from the namespace above
    "candour.imports",
    "candour.linking",
    "candour.measures",
    "candour.patterns",
    "candour.oversight",
    "candour.ops",
]
ROOT_URLCONF = "candour.sites.casework.urls"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
