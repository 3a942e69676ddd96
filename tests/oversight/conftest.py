"""The oversight site as tests see it: its own addresses, seats and database role."""

import contextlib
import datetime
import json
import pathlib
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.urls import clear_url_caches

from candour.guard.actors import service
from candour.guard.models import Account, Leaf
from candour.measures.actions.refresh_figures import refresh_figures
from candour.measures.models import Figure
from cast import NOW, World


@pytest.fixture
def oversight_site(world: World, settings, tmp_path: pathlib.Path) -> Iterator[None]:
    settings.ROOT_URLCONF = "candour.sites.oversight.urls"
    settings.ALLOWED_HOSTS = ["oversight.localhost"]
    settings.SITE_SEATS = frozenset({"oversight_reader"})
    settings.SITE_LABEL = "Oversight"
    settings.NAVIGATION = (("Overview", "/"), ("Figures", "/measures/"))
    settings.DATA = tmp_path
    clear_url_caches()
    yield
    clear_url_caches()


@pytest.fixture
def signed_in(
    oversight_site: None, as_role: Callable[..., contextlib.AbstractContextManager[None]]
) -> Iterator[Callable[[str], Client]]:
    """Return a browser in which somebody of the cast has signed in; requests run as the site."""
    with contextlib.ExitStack() as stack:

        def sign_in(part: str) -> Client:
            account = Account.objects.get(username=part)
            Authenticator.objects.create(user=account, type="totp", data={})
            browser = Client(HTTP_HOST="oversight.localhost")
            browser.force_login(account)
            stack.enter_context(as_role("oversight"))
            return browser

        yield sign_in


@pytest.fixture
def read_leaves(db: None) -> Callable[[], list[tuple[str, str]]]:
    """Return what the log holds, kind and what, which no site may read."""

    def read() -> list[tuple[str, str]]:
        with connection.cursor() as cursor:
            cursor.execute("reset role")
            bodies = Leaf.objects.values_list("body", flat=True)
            found = [json.loads(bytes(body)) for body in bodies]
            cursor.execute("set role candour_oversight")
        return [(leaf["kind"], leaf["what"]) for leaf in found if "kind" in leaf]

    return read


@pytest.fixture(scope="session")
def computed() -> list[Figure]:
    """The figures that the worker computed for the first test that asked."""
    return []


@pytest.fixture
def figures(oversight_site: None, as_role, tmp_path: pathlib.Path, computed: list[Figure]) -> None:
    """The figures of yesterday: the invented force is the same for every test of a run."""
    yesterday = NOW.date() - datetime.timedelta(days=1)
    under = tmp_path / "register"
    with as_role("worker"):
        if computed:
            Figure.objects.bulk_create(computed)
            return
        refresh_figures(as_of=yesterday, under=under, by=service("test"), at=NOW)
        computed.extend(Figure.objects.all())
