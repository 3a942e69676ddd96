"""The report site with the settings that it is deployed with, asked from inside the process."""

import importlib

import pytest
from django.test import Client
from django.urls import clear_url_caches

from candour.ops import translations


@pytest.fixture(scope="session")
def compiled(tmp_path_factory):
    """The translations as they are kept now, compiled into a folder of this run."""
    folder = tmp_path_factory.mktemp("locale")
    translations.compile_all(target=folder)
    return folder


@pytest.fixture
def deployed(settings, compiled):
    """What the report site's own settings say, taken over one by one."""
    real = importlib.import_module("candour.sites.report.settings")
    settings.ROOT_URLCONF = real.ROOT_URLCONF
    settings.ALLOWED_HOSTS = real.ALLOWED_HOSTS
    settings.EXIT_URL = real.EXIT_URL
    settings.LANGUAGES = real.LANGUAGES
    settings.LOCALE_PATHS = [compiled]
    settings.MIDDLEWARE = [name for name in real.MIDDLEWARE if "whitenoise" not in name]
    clear_url_caches()
    yield settings
    clear_url_caches()


@pytest.fixture
def visitor(deployed) -> Client:
    """Somebody at the report site; what they open asks nothing of the database."""
    return Client(HTTP_HOST="report.localhost", HTTP_SEC_FETCH_SITE="same-origin")


@pytest.fixture
def reporter(deployed, world, as_role):
    """Somebody who reports: the site may do what its database role may, and no more."""
    with as_role("report"):
        yield Client(HTTP_HOST="report.localhost", HTTP_SEC_FETCH_SITE="same-origin")
