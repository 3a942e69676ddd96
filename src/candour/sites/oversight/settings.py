"""Settings of the oversight site, where those who watch over forces sign in."""

from candour.sites.environment import hosts
from candour.sites.signed_in import *  # noqa: F403 - a settings module is a namespace by Django's design
from candour.sites.signed_in import SIGN_IN_APPS, demo_apps, single_sign_on_apps

ALLOWED_HOSTS = hosts("oversight.localhost")
ROOT_URLCONF = "candour.sites.oversight.urls"
INSTALLED_APPS = [
    *SIGN_IN_APPS,
    "candour.imports",
    "candour.measures",
    "candour.patterns",
    "candour.oversight",
    *single_sign_on_apps(),
    *demo_apps(),
]
SITE_SEATS = frozenset({"oversight_reader"})
SITE_LABEL = "Oversight"
NAVIGATION = (
    ("Overview", "/"),
    ("Alerts", "/alerts/"),
    ("Channels", "/channels/"),
    ("Figures", "/measures/"),
    ("Your account", "/sign-in/account/"),
)
