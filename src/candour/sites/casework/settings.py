"""Settings of the casework site, where desk readers, investigators and authorities sign in."""

from candour.sites.environment import hosts
from candour.sites.signed_in import *  # noqa: F403 - a settings module is a namespace by Django's design
from candour.sites.signed_in import SIGN_IN_APPS, demo_apps, single_sign_on_apps

ALLOWED_HOSTS = hosts("casework.localhost")
ROOT_URLCONF = "candour.sites.casework.urls"
INSTALLED_APPS = [
    *SIGN_IN_APPS,
    "candour.imports",
    "candour.patterns",
    *single_sign_on_apps(),
    *demo_apps(),
]
SITE_SEATS = frozenset(
    {
        "desk_reader",
        "investigator",
        "appropriate_authority",
        "custodian",
        "subject",
        "representative",
        "reviewer",
    }
)
SITE_LABEL = "Casework"
NAVIGATION = (
    ("Home", "/"),
    ("Cases", "/cases/"),
    ("Search", "/search/"),
    ("Your account", "/sign-in/account/"),
)
_KEYS = (("Keys held outside", "/custody/"), ("Your account", "/sign-in/account/"))
_OWN = (("Your papers", "/bundle/"), ("Your account", "/sign-in/account/"))
_WITH_PAPERS = ("subject", "representative", "reviewer")
SEAT_NAVIGATION = {"custodian": _KEYS, **dict.fromkeys(_WITH_PAPERS, _OWN)}
