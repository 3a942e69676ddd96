"""Signing in, the second factor and the vault: who gets in, and what there is no address for."""

import base64
import datetime
import hashlib
import hmac
import re
import struct

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

import browsing
from candour import clock
from candour.guard import vaults
from candour.guard.models import Account, Unlock
from candour.sites import environment

PASSWORD = "a long enough pass phrase"


@pytest.fixture
def site(world, as_role, at_casework):
    """The casework site for somebody who has not signed in; accounts have one known password."""
    cache.clear()
    for account in Account.objects.filter(username__in=["investigator", "oversight"]):
        account.set_password(PASSWORD)
        account.save(update_fields=["password"])
    client = Client(HTTP_HOST="casework.localhost")

    def ask(path, data=None):
        with as_role("casework"):
            answered = client.get(path) if data is None else client.post(path, data)
        return browsing._page(answered)

    ask.client = client
    return ask


def signed_in_as(site, username):
    return site("/sign-in/login/", {"login": username, "password": PASSWORD})


def code_for(secret: str) -> str:
    """Compute the code that an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    counter = struct.pack(">Q", int(clock.now().timestamp()) // 30)
    digest = hmac.new(key, counter, hashlib.sha1).digest()
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def secret_on(page) -> str:
    return re.search(r"<code>([A-Z2-7]+)</code>", page.body).group(1)


@pytest.mark.parametrize(
    "path",
    ["/", "/cases/", "/cases/export/", f"/cases/{browsing.NOWHERE}/", "/unlock/",
     f"/reports/{browsing.NOWHERE}/", "/handed-on/report/", "/sign-in/two-factor/",
     "/your-key/", "/your-key/new/", "/your-key/words/", "/your-key/request/", "/colleagues/",
     "/sign-in/account/password/"],
)  # fmt: skip
def test_whoever_is_not_signed_in_is_sent_to_sign_in(site, path):
    page = site(path)

    assert page.status == 302
    assert page.location.startswith("/sign-in/login/?next=")


@pytest.mark.parametrize(
    "path",
    ["signup/", "email/", "confirm-email/", "password/reset/", "password/set/", "login/code/",
     "account/webauthn/signup/", "social/connections/", ""],
)  # fmt: skip
def test_there_is_no_address_to_sign_up_to_reset_or_to_give_an_e_mail(site, path):
    assert site(f"/sign-in/{path}").status == 404


def test_the_sign_in_page_offers_no_demonstration_in_earnest(site):
    page = site("/sign-in/login/")

    assert "demonstration" not in page.body
    assert site("/sign-in/demo/").status == 404


def test_a_demonstration_says_so_and_offers_its_people(site, settings):
    settings.DEMO = True

    page = site("/sign-in/login/")

    assert "Every person and case here is invented." in page.body
    assert 'href="/sign-in/demo/"' in page.body


def test_a_seat_of_another_site_is_answered_as_an_unknown_name_is(site):
    other = signed_in_as(site, "oversight")
    nobody = signed_in_as(site, "nobody-at-all")

    assert other.errors == nobody.errors != []
    assert site("/").location.startswith("/sign-in/login/")


def test_the_session_of_another_site_opens_nothing_here(site):
    site.client.force_login(Account.objects.get(username="oversight"))

    home, sign_in = site("/"), site("/sign-in/login/")

    assert home.location.startswith("/sign-in/login/")
    assert sign_in.status == 200


def test_without_a_second_factor_every_page_leads_to_setting_one_up(site):
    signed_in_as(site, "investigator")

    places = {site(path).location for path in ("/", "/cases/", "/unlock/", "/cases/export/")}

    assert places == {"/sign-in/two-factor/"}
    assert "Set up an authenticator app" in site("/sign-in/two-factor/").text


def test_an_authenticator_app_opens_the_way_and_gives_recovery_codes(site):
    signed_in_as(site, "investigator")
    site("/sign-in/reauthenticate/?next=/sign-in/account/totp/activate/", {"password": PASSWORD})
    secret = secret_on(site("/sign-in/account/totp/activate/"))

    wrong = site("/sign-in/account/totp/activate/", {"code": "000000"})
    done = site("/sign-in/account/totp/activate/", {"code": code_for(secret)})

    assert wrong.errors == ["Incorrect code."]
    assert done.location == "/sign-in/account/recovery-codes/"
    assert "10 of 10 are left." in site("/sign-in/account/recovery-codes/").text
    assert "Your work" in site("/").text


def test_with_a_second_factor_the_password_alone_opens_nothing(site):
    account = Account.objects.get(username="investigator")
    Authenticator.objects.create(user=account, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})

    first = signed_in_as(site, "investigator")
    before = site("/")
    second = site("/sign-in/account/authenticate/", {"code": code_for("JBSWY3DPEHPK3PXP")})

    assert first.location == "/sign-in/account/authenticate/"
    assert before.location.startswith("/sign-in/login/")
    assert second.location == "/"
    assert site("/").status == 200


def test_signing_in_leaves_a_leaf_with_the_name_of_the_account(site):
    signed_in_as(site, "investigator")

    account = Account.objects.get(username="investigator")
    signed = [one for one in browsing.leaves() if one.get("kind") == "sign_in"]
    assert [one["by"]["account"] for one in signed] == [str(account.id)]


def test_signing_out_locks_the_vault(visit):
    desk = visit("desk")

    desk.post("/sign-in/logout/")

    assert not Unlock.objects.filter(account=desk.account).exists()
    assert desk.get("/").location.startswith("/sign-in/login/")


def test_the_six_words_open_the_vault_and_lead_on(visit, world):
    desk = visit("desk", locked=True)
    data = {"phrase": browsing.phrase_of(world, "desk"), "next": "/cases/"}

    opened = desk.post("/unlock/", data)

    cookie = desk.client.cookies[vaults.COOKIE]
    assert opened.location == "/cases/"
    assert (cookie["secure"], cookie["httponly"]) == (True, True)
    assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Strict", "/", "")
    assert cookie["max-age"] == cookie["expires"] == ""


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("", "Enter your six words"),
        ("zzz zzz", "Word 1 is not on the word list."),
        ("abacus abacus abacus abacus abacus abacus", "Those six words do not open your vault."),
    ],
)
def test_wrong_words_say_what_is_wrong_and_open_nothing(visit, phrase, words):
    desk = visit("desk", locked=True)

    page = desk.post("/unlock/", {"phrase": phrase, "next": "/"})

    assert words in page.errors[0]
    assert not Unlock.objects.filter(account=desk.account).exists()


@pytest.mark.parametrize("target", ["//elsewhere.example/", "https://elsewhere.example/", "\\\\x"])
def test_the_unlock_page_never_leads_elsewhere(visit, world, target):
    desk = visit("desk", locked=True)
    data = {"phrase": browsing.phrase_of(world, "desk"), "next": target}

    assert desk.post("/unlock/", data).location == "/"


def test_the_vault_closes_after_fifteen_idle_minutes(visit, as_role):
    desk = visit("desk")
    idle = clock.now() - datetime.timedelta(minutes=16)
    Unlock.objects.filter(account=desk.account).update(used_at=idle)

    with as_role("casework", actor=desk.account.id):
        cookie = desk.client.cookies[vaults.COOKIE].value
        found = vaults.resume(account=desk.account.id, cookie=cookie, at=clock.now())

    assert found is None


def test_the_lock_button_stands_in_the_header_and_closes_the_vault(visit):
    desk = visit("desk")
    before = desk.get("/")

    desk.post("/lock/")

    assert 'action="/lock/"' in before.body
    assert not Unlock.objects.filter(account=desk.account).exists()


def test_the_frame_names_who_is_signed_in_and_where_they_are(visit):
    page = visit("desk").get("/cases/")

    assert '<span class="candour-account__name">desk</span>' in page.body
    assert page.body.count('aria-current="page"') == 1
    assert (
        '<a class="govuk-service-navigation__link" href="/cases/" aria-current="page">' in page.body
    )


def test_the_answer_for_what_is_not_there_names_nobody(visit):
    page = visit("desk").get("/nothing/here/")

    assert page.status == 404
    assert "candour-account__name" not in page.body
    assert "csrfmiddlewaretoken" not in page.body


@pytest.mark.parametrize(
    ("origin", "status"), [("https://casework.localhost", 200), ("https://elsewhere.example", 403)]
)
def test_behind_a_proxy_with_tls_a_form_of_the_site_itself_is_taken(
    site, settings, monkeypatch, origin, status
):
    monkeypatch.setenv("CANDOUR_HOST", "casework.localhost")
    settings.CSRF_TRUSTED_ORIGINS = environment.origins("localhost")
    site.client.handler.enforce_csrf_checks = True
    token = site.client.get("/sign-in/login/").context["csrf_token"]
    given = {"login": "investigator", "password": "wrong", "csrfmiddlewaretoken": str(token)}
    answer = site.client.post("/sign-in/login/", given, HTTP_ORIGIN=origin)
    assert answer.status_code == status
