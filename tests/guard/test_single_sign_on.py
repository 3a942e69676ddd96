"""Signing in at a force's identity provider: it says who somebody is, and opens nothing."""

import contextlib
import http.client
import importlib
import logging
import pathlib
import re
import subprocess
import sys
import urllib.parse

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import clear_url_caches
from test_pages import PASSWORD, code_for, signed_in_as

import browsing
from candour.guard.models import Account, Leaf, Unlock
from candour.sites import sign_in_urls
from candour.sites.casework import urls as casework_urls
from candour.sites.headers import SignedInHeaders
from candour.sites.single_sign_on import identity_providers

pytestmark = pytest.mark.enable_socket

CLIENT, SECRET = "candour", "a secret of thirty-two bytes or more"
TOTP = "JBSWY3DPEHPK3PXP"
START = "/sign-in/provider/"


@pytest.fixture(scope="session")
def issuer():
    """A real OpenID provider in a process of its own."""
    program = pathlib.Path(__file__).with_name("identity_provider.py")
    command = [sys.executable, str(program), CLIENT, SECRET]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        yield f"http://localhost:{int(process.stdout.readline())}"
        process.terminate()


@pytest.fixture
def name_provider(settings, monkeypatch, tmp_path):
    """Name a provider as an operator does, by the environment, and lay out the addresses again."""

    def named(issuer, **others):
        (tmp_path / "oidc.secret").write_text(SECRET + "\n")
        for name, value in {
            "NAME": "Force sign-in",
            "URL": issuer,
            "CLIENT": CLIENT,
            **others,
        }.items():
            monkeypatch.setenv(f"CANDOUR_OIDC_{name}", value)
        found = identity_providers(tmp_path)
        settings.IDENTITY_PROVIDER_NAME = "".join(one["name"] for one in found)
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": found}}
        lay_out()

    yield named
    settings.IDENTITY_PROVIDER_NAME = ""
    lay_out()


def lay_out():
    importlib.reload(sign_in_urls)
    importlib.reload(casework_urls)
    clear_url_caches()


@pytest.fixture
def site(world, as_role, at_casework):
    """The casework site for somebody who has not signed in; the known have a second factor."""
    cache.clear()
    for account in Account.objects.filter(username__in=["investigator", "oversight", "desk"]):
        Authenticator.objects.create(user=account, type="totp", data={"secret": TOTP})
    client = Client(HTTP_HOST="casework.localhost")

    def ask(path, data=None):
        with as_role("casework"):
            answered = client.get(path) if data is None else client.post(path, data)
        return browsing._page(answered)

    ask.client = client
    return ask


@pytest.fixture
def force(site, issuer, name_provider):
    """The casework site of a force that has named its identity provider."""
    name_provider(issuer)
    return site


def led_away(page):
    """Return where a page without script takes the browser by itself."""
    (found,) = re.findall(r'http-equiv="refresh" content="0; url=([^"]+)"', page.body)
    assert f'href="{found}"' in page.body
    return found.replace("&amp;", "&")


def at_the_door(away, *, name, wrong="", algorithm="RS256", email=""):
    """Say at the provider who one is; return where its answer sends the browser."""
    address = urllib.parse.urlsplit(away)
    said = {
        "name": name,
        "wrong": wrong or "nothing",
        "algorithm": algorithm,
        "email": email or "none",
    }
    with contextlib.closing(http.client.HTTPConnection(address.netloc, timeout=10)) as provider:
        provider.request("GET", f"{address.path}?{address.query}&{urllib.parse.urlencode(said)}")
        answer = provider.getresponse()
        answer.read()
    back = urllib.parse.urlsplit(answer.headers["Location"])
    assert (
        f"{back.scheme}://{back.netloc}{back.path}" == f"https://casework.localhost{START}return/"
    )
    return f"{back.path}?{back.query}"


def through(force, *, name, **said):
    """Go the whole way from the sign-in page to the provider and back."""
    away = led_away(force(START, {"next": "/cases/"}))
    return force(at_the_door(away, name=name, **said))


def written():
    """Count what a sign-in could write, sessions aside, and who was ever signed in."""
    counts = [
        model.objects.count()
        for model in (Leaf, Account, Unlock, EmailAddress, SocialAccount, SocialApp, SocialToken)
    ]
    return counts, list(Account.objects.order_by("id").values_list("last_login", "password"))


def sessions():
    return [one.get_decoded() for one in Session.objects.all()]


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
def test_the_provider_names_an_account_and_its_second_factor_is_still_asked_for(force, algorithm):
    first = through(force, name="investigator", algorithm=algorithm)
    before = force("/")
    second = force("/sign-in/account/authenticate/", {"code": code_for(TOTP)})

    assert first.location == "/sign-in/account/authenticate/"
    assert before.location.startswith("/sign-in/login/")
    assert second.location == "/cases/"
    assert "Your work" in force("/").text


def test_a_wrong_code_after_the_provider_opens_nothing(force):
    through(force, name="investigator")

    page = force("/sign-in/account/authenticate/", {"code": "000000"})

    assert page.errors == ["Incorrect code."]
    assert force("/").location.startswith("/sign-in/login/")


def test_a_report_stays_closed_until_the_six_words_are_given(force, report):
    through(force, name="desk")
    force("/sign-in/account/authenticate/", {"code": code_for(TOTP)})

    page = force(f"/reports/{report}/")

    assert "Your six words open them" in page.text
    assert not Unlock.objects.filter(account__username="desk").exists()


@pytest.mark.parametrize("name", ["nobody-at-all", "oversight", "INVESTIGATOR", "investigator "])
def test_a_name_without_a_seat_here_is_answered_as_a_wrong_password_is(force, name, caplog):
    caplog.set_level(logging.DEBUG)
    wrong = force("/sign-in/login/", {"login": name, "password": "wrong"})
    before = written()

    page = through(force, name=name)

    assert (page.status, page.errors) == (401, wrong.errors)
    assert page.errors != []
    assert written() == before
    assert name.strip() not in caplog.text
    assert force("/").location.startswith("/sign-in/login/")


def test_an_account_without_a_second_factor_or_that_is_closed_is_answered_alike(force):
    Authenticator.objects.filter(user__username="investigator").delete()
    Account.objects.filter(username="desk").update(is_active=False)
    before = written()

    pages = [through(force, name=name) for name in ("investigator", "desk", "nobody-at-all")]

    assert {page.status for page in pages} == {401}
    assert len({page.body for page in pages}) == 1
    assert written() == before
    assert [one for one in sessions() if "_auth_user_id" in one] == []


def test_another_claim_may_be_the_user_name(site, issuer, name_provider):
    name_provider(issuer, CLAIM="sub")
    Account.objects.filter(username="investigator").update(username="of somebody")

    assert through(site, name="investigator").status == 401
    assert through(site, name="somebody").location == "/sign-in/account/authenticate/"


def test_an_address_ties_nobody_to_an_account(force):
    account = Account.objects.get(username="investigator")
    EmailAddress.objects.create(user=account, email="a@force.example", verified=True, primary=True)
    before = written()

    page = through(force, name="nobody-at-all", email="a@force.example")

    assert page.status == 401
    assert written() == before


@pytest.mark.parametrize(
    "wrong",
    ["nonce", "no nonce", "signature", "unknown key", "unsigned", "shared key", "audience", "party",
     "issuer", "expired", "no name", "list of names", "zero byte", "cancelled"],
)  # fmt: skip
def test_an_answer_that_proves_nothing_signs_nobody_in(force, wrong, caplog):
    caplog.set_level(logging.DEBUG)
    before = written()

    page = through(force, name="investigator", wrong=wrong)

    assert (page.status, page.errors) == (
        401,
        ["Signing in with Force sign-in did not work. Start again, or sign in another way."],
    )
    assert "You are not signed in" in page.text
    assert "Traceback" not in page.body + caplog.text
    assert "investigator" not in page.body + caplog.text
    assert written() == before
    assert force("/").location.startswith("/sign-in/login/")


@pytest.mark.parametrize(("wrong", "status"), [("page", 401), ("cut", 502)])
def test_a_provider_that_breaks_off_is_answered_with_a_plain_page(force, wrong, status, caplog):
    caplog.set_level(logging.DEBUG)
    before = written()

    page = through(force, name="investigator", wrong=wrong)

    assert page.status == status
    assert "Go to the sign-in page" in page.text
    assert "investigator" not in page.body + caplog.text
    assert written() == before


def test_a_provider_that_does_not_answer_is_said_so_and_keeps_nothing(site, name_provider):
    name_provider("http://localhost:1")
    before, kept = written(), Session.objects.count()

    page = site(START, {})

    assert page.status == 502
    assert page.errors == [
        "Force sign-in does not answer. Try again later, or sign in another way."
    ]
    assert (written(), Session.objects.count()) == (before, kept)


def test_a_provider_of_another_name_is_not_believed(site, issuer, name_provider):
    name_provider(issuer.replace("localhost", "127.0.0.1"))

    assert site(START, {}).status == 401


@pytest.mark.parametrize("said", ["state=made-up", "", "error=server_error"])
def test_an_answer_that_nobody_asked_for_signs_nobody_in(force, said):
    before = written()

    page = force(f"{START}return/?code=made-up&{said}&_redir=")

    assert page.status == 401
    assert written() == before


def test_an_answer_signs_in_the_browser_that_asked_and_only_once(force, as_role):
    back = at_the_door(led_away(force(START, {})), name="investigator")
    with as_role("casework"):
        other = Client(HTTP_HOST="casework.localhost").get(f"{back}&_redir=")

    first, second = force(back), force(f"{back}&_redir=")

    assert other.status_code == 401
    assert first.status == 302
    assert second.status == 401


def test_a_browser_that_comes_without_its_cookie_is_sent_on_by_a_page_that_sets_none(force):
    back = at_the_door(led_away(force(START, {})), name="investigator")
    cookies = force.client.cookies
    force.client.cookies = type(cookies)()

    page = force(back)

    assert (page.status, led_away(page)) == (200, f"{back}&_redir=")
    assert list(force.client.cookies) == []
    force.client.cookies = cookies
    assert force(led_away(page)).location == "/sign-in/account/authenticate/"


def test_the_browser_takes_a_challenge_and_no_more_than_is_needed_to_the_provider(force, issuer):
    away = urllib.parse.urlsplit(led_away(force(f"{START}?process=connect&scope=email", {})))

    asked = dict(urllib.parse.parse_qsl(away.query))
    assert f"{away.scheme}://{away.netloc}{away.path}" == f"{issuer}/authorize"
    assert set(asked["scope"].split()) == {"openid", "profile"}
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) >= 32
    assert asked["redirect_uri"] == f"https://casework.localhost{START}return/"


@pytest.mark.parametrize("target", ["//elsewhere.example/", "https://elsewhere.example/"])
def test_the_way_back_never_leads_elsewhere(force, target):
    away = led_away(force(START, {"next": target}))
    force(at_the_door(away, name="investigator"))

    page = force("/sign-in/account/authenticate/", {"code": code_for(TOTP)})

    assert page.location == "/"


def test_the_leaf_of_a_sign_in_says_by_which_ways(force):
    account = Account.objects.get(username="investigator")
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    through(force, name="investigator")
    force("/sign-in/account/authenticate/", {"code": code_for(TOTP)})
    force("/sign-in/logout/", {})
    cache.clear()
    signed_in_as(force, "investigator")
    force("/sign-in/account/authenticate/", {"code": code_for(TOTP)})

    signed = [one for one in browsing.leaves() if one.get("kind") == "sign_in"]

    assert sorted(one["detail"]["ways"] for one in signed) == [
        ["password", "totp"],
        ["single_sign_on", "totp"],
    ]


def test_nothing_that_the_provider_said_is_kept_but_the_name_in_the_session(force):
    counts, _ = written()
    through(force, name="investigator", email="a@force.example")
    force("/sign-in/account/authenticate/", {"code": code_for(TOTP)})

    after, _ = written()
    kept = str(sessions())

    assert after[1:] == counts[1:]
    assert "'uid': 'investigator'" in kept
    assert not {"a@force.example", "kept-by-nobody", "of investigator"} & set(
        re.findall(r"'([^']*)'", kept)
    )


def test_the_sign_in_page_has_one_button_with_the_providers_name(force):
    page = force("/sign-in/login/?next=/cases/")

    assert "Sign in with Force sign-in" in page.text
    assert page.body.count(f'<form action="{START}" method="post">') == 1
    assert page.fields["next"] == ["/cases/"] * 3


def test_no_page_of_it_lets_a_form_lead_off_the_site(force):
    away = force(START, {})
    pages = [force("/sign-in/login/"), away, force(at_the_door(led_away(away), name="nobody"))]

    policies = {page.headers["Content-Security-Policy"] for page in pages}

    assert policies == {SignedInHeaders.policy}
    assert "form-action 'self';" in SignedInHeaders.policy
    assert {page.headers["Cache-Control"] for page in pages[1:]} == {
        "max-age=0, no-cache, no-store, must-revalidate, private"
    }


def test_a_link_alone_begins_nothing(force):
    assert force(START).status == 405
    assert Session.objects.count() == 0


def test_without_a_provider_there_is_neither_an_address_nor_a_button(site):
    page = site("/sign-in/login/")

    assert {site(START).status, site(START, {}).status, site(f"{START}return/").status} == {404}
    assert START not in page.body
