"""A holder's own pages: a new key waits for two officers, words are changed by who knows them."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

import browsing
from candour.core import certificates, vault
from candour.guard.ceremony import codes
from candour.guard.models import Account, KeyRequest, SetUpCode, Unlock, VaultKey
from cast import NOW

PASSWORD = "a long enough pass phrase"
NEW = {"go": "make"}


def shown(page) -> tuple[str, str]:
    """Return the six words a page shows, and the mark that goes with them."""
    mark = re.search(r'name="mark" value="([^"]+)"', page.body).group(1)
    return " ".join(re.findall(r'candour-words__word">([a-z-]+)<', page.body)), mark


def typed_back(visitor, path, **more):
    phrase, mark = shown(visitor.get(path))
    asked = visitor.post(path, {"go": "written", "mark": mark})
    assert phrase not in asked.body
    return phrase, visitor.post(path, {**NEW, "mark": mark, "new": phrase, **more})


@pytest.fixture
def stranger_to_keys(visit):
    """A reader who has no key: the demonstration's is taken away."""
    VaultKey.objects.filter(account__username="investigator").delete()
    return visit("investigator", locked=True)


def test_a_new_key_waits_and_its_file_is_what_officers_sign(stranger_to_keys):
    phrase, done = typed_back(stranger_to_keys, "/your-key/new/")

    row = KeyRequest.objects.get(account=stranger_to_keys.account)
    page = stranger_to_keys.get("/your-key/")
    file = stranger_to_keys.get("/your-key/request/").body.encode()
    seat = certificates.read_seat(body=certificates.decode_signing(data=file).body)
    assert done.location == "/your-key/"
    assert certificates.fingerprint(public_key=bytes(row.public_key)) in page.text
    assert (seat.account, seat.public_key) == (row.account_id, bytes(row.public_key))
    assert vault.open_vault(vault=bytes(row.sealed_private_key), words=tuple(phrase.split()))


def test_a_key_that_waits_opens_and_replaces_nothing_yet(visit, world):
    desk = visit("desk", locked=True)
    before = VaultKey.objects.get(account=desk.account).public_key

    typed_back(desk, "/your-key/new/")
    opened = desk.post("/unlock/", {"phrase": browsing.phrase_of(world, "desk"), "next": "/"})

    assert opened.location == "/"
    assert bytes(VaultKey.objects.get(account=desk.account).public_key) == bytes(before)


@pytest.mark.parametrize("said", ["abacus " * 6, "not words", ""])
def test_words_that_somebody_chose_make_no_key(stranger_to_keys, said):
    _, mark = shown(stranger_to_keys.get("/your-key/new/"))

    page = stranger_to_keys.post("/your-key/new/", {**NEW, "mark": mark, "new": said})

    assert page.status == 200
    assert page.errors
    assert not KeyRequest.objects.exists()


def test_words_are_changed_and_the_key_stays(visit, world):
    desk = visit("desk", locked=True)
    before = VaultKey.objects.get(account=desk.account)
    old = browsing.phrase_of(world, "desk")

    phrase, done = typed_back(desk, "/your-key/words/", old=old)

    after = VaultKey.objects.get(account=desk.account)
    assert done.location == "/your-key/"
    assert bytes(after.public_key) == bytes(before.public_key)
    assert desk.post("/unlock/", {"phrase": old, "next": "/"}).errors
    assert desk.post("/unlock/", {"phrase": phrase, "next": "/"}).location == "/"


def test_words_are_not_changed_without_the_old_ones(visit):
    desk = visit("desk", locked=True)
    before = bytes(VaultKey.objects.get(account=desk.account).sealed_private_key)

    _, page = typed_back(desk, "/your-key/words/", old="abacus " * 6)

    assert page.errors == ["Those six words do not open your vault."]
    assert bytes(VaultKey.objects.get(account=desk.account).sealed_private_key) == before


@pytest.mark.parametrize("path", ["", "new/", "words/", "request/"])
def test_who_is_not_signed_in_or_has_no_second_factor_sees_no_key(visit, path):
    desk = visit("desk", locked=True)
    Authenticator.objects.filter(user=desk.account).delete()
    with desk.as_role("casework"):
        stranger = Client(HTTP_HOST="casework.localhost").get(f"/your-key/{path}")

    assert desk.get(f"/your-key/{path}").location == "/sign-in/two-factor/"
    assert stranger.headers["Location"].startswith("/sign-in/login/")


def test_each_step_leaves_a_leaf_and_no_word(visit, world):
    desk = visit("desk", locked=True)
    phrase, _ = typed_back(desk, "/your-key/words/", old=browsing.phrase_of(world, "desk"))

    said = [one for one in browsing.leaves() if one["what"] == "guard.change_words"]
    assert [one["by"]["account"] for one in said] == [str(desk.account.id)]
    assert phrase not in str(said)


@pytest.fixture
def newcomer(world, at_casework):
    """An account that nobody has signed in to yet, with its code."""
    cache.clear()
    account = Account.objects.create(
        username="newcomer",
        organisation_id=world.organisations["Northfold Police"],
        seat="desk_reader",
        password="!",
    )
    return account, codes.give(account=account, on=NOW.date())


def first_sign_in(as_role, **typed):
    data = {"username": "newcomer", "password": PASSWORD, "again": PASSWORD, **typed}
    with as_role("casework"):
        client = Client(HTTP_HOST="casework.localhost")
        return browsing._page(client.post("/sign-in/set-up/", data))


def test_a_set_up_code_lets_its_holder_choose_a_password_once(newcomer, as_role):
    account, code = newcomer

    first = first_sign_in(as_role, code=f" {code.lower()} ")
    again = first_sign_in(as_role, code=code)

    account.refresh_from_db()
    assert first.location == "/sign-in/login/"
    assert account.check_password(PASSWORD)
    assert again.errors
    assert not SetUpCode.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [{"code": "AAAA-BBBB"}, {"username": "nobody"}, {"username": "desk"}, {"password": "short",
     "again": "short"}, {"again": "another pass phrase"}],
)  # fmt: skip
def test_anything_else_sets_no_password_and_keeps_the_code(newcomer, as_role, typed):
    account, code = newcomer

    page = first_sign_in(as_role, **{"code": code, **typed})

    account.refresh_from_db()
    assert page.errors
    assert not account.has_usable_password()
    assert SetUpCode.objects.filter(account=account).exists()


def test_a_code_of_last_week_opens_nothing(newcomer, as_role):
    _, code = newcomer
    SetUpCode.objects.update(expires_on=browsing.days_ago(1))

    assert first_sign_in(as_role, code=code).errors


def test_a_password_is_changed_under_your_account_and_the_session_goes_on(visit):
    desk = visit("desk")
    desk.account.set_password(PASSWORD)
    desk.account.save()
    desk.client.force_login(desk.account)
    data = {"oldpassword": PASSWORD, "password1": f"{PASSWORD}!", "password2": f"{PASSWORD}!"}

    page = desk.get("/sign-in/account/password/")
    wrong = desk.post("/sign-in/account/password/", {**data, "oldpassword": "x"})
    done = desk.post("/sign-in/account/password/", data)

    desk.account.refresh_from_db()
    assert (page.status, done.location) == (200, "/sign-in/account/")
    assert wrong.errors
    assert desk.account.check_password(f"{PASSWORD}!")
    assert desk.get("/").status == 200
    assert Unlock.objects.filter(account=desk.account).exists()


def test_who_signs_in_without_a_password_has_none_to_change(visit):
    desk = visit("desk")

    assert desk.get("/sign-in/account/password/").location == "/sign-in/account/"
    assert "Change your password" not in desk.get("/sign-in/account/").text
