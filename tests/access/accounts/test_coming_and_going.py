"""Accounts of a live deployment: made for a person, closed when others hold the keys, shut."""

import datetime
import io

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.core.management.base import CommandError

import browsing
from candour.access.models import DeskReader
from candour.guard.models import (
    Account,
    FileKey,
    KeyWrap,
    Scope,
    SeatCertificate,
    SetUpCode,
    Unlock,
    Wall,
)
from candour.people.models import Identifier
from cast import NOW


@pytest.fixture
def account(as_role):
    """Run `candour account` as the worker's role does; return what it prints."""

    def run(*arguments: str) -> str:
        out = io.StringIO()
        with as_role("worker"):
            call_command("account", *arguments, stdout=out)
        return out.getvalue()

    return run


def holders(file) -> set[str]:
    newest = FileKey.objects.filter(file_id=file, compartment="narrative").order_by("-epoch")[0]
    wraps = KeyWrap.objects.filter(file_key=newest).values("account_id")
    return set(Account.objects.filter(id__in=wraps).values_list("username", flat=True))


ADD = ("add", "newcomer", "--organisation", "Northfold Police")


def test_an_account_is_made_for_a_person_by_number_with_a_code_and_no_password(world, account):
    said = account(*ADD, "--seat", "desk_reader", "--person", "5003", "--desk")

    made = Account.objects.get(username="newcomer")
    assert Identifier.objects.get(value="5003").person_id == made.person_id
    assert not made.has_usable_password()
    assert DeskReader.objects.filter(account=made).exists()
    assert SetUpCode.objects.filter(account=made).exists()
    assert str(made.id) in said


def test_an_authority_sees_its_own_force_and_a_watchdog_what_it_is_given(world, account):
    account(*ADD, "--seat", "appropriate_authority", "--person", "5003")
    account("add", "watch", "--organisation", "Northfold Police", "--seat", "oversight_reader",
            "--person", "5004", "--sees", "Eastmarch Constabulary")  # fmt: skip

    def seen(name):
        return set(Scope.objects.filter(account__username=name).values_list(
            "organisation_id", flat=True))  # fmt: skip

    assert seen("newcomer") == {world.organisations["Northfold Police"]}
    assert seen("watch") == {world.organisations["Eastmarch Constabulary"]}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--seat", "investigator", "--person", "0000000"), "Nobody has the number"),
        (("--seat", "investigator", "--person", "2200"), "has an account in this seat"),
        (("--seat", "investigator", "--person", "5003", "--desk"), "Only a desk reader"),
    ],
)
def test_what_makes_no_sense_makes_no_account(world, account, more, says):
    with pytest.raises(CommandError, match=says):
        account(*ADD, *more)

    assert not Account.objects.filter(username="newcomer").exists()


def test_a_name_that_is_taken_makes_no_account(world, account):
    with pytest.raises(CommandError, match="of that name is there already"):
        account("add", "desk", "--organisation", "Northfold Police", "--seat", "investigator",
                "--person", "5003")  # fmt: skip


def test_walls_stand_before_a_new_account_of_somebody_close(world, file, account):
    before = Account.objects.get(username="colleague")
    number = Identifier.objects.get(person_id=before.person_id, kind="collar").value
    files = set(Wall.objects.filter(account_id=before.id).values_list("file_id", flat=True))

    account(*ADD, "--seat", "desk_reader", "--person", number, "--desk")

    new = Account.objects.get(username="newcomer")
    assert file in files
    assert set(Wall.objects.filter(account_id=new.id).values_list("file_id", flat=True)) >= files


def test_a_leaver_among_four_is_closed_and_the_others_get_a_new_key(world, file, account, visit):
    leaver = visit("desk-two")

    said = account("close", "desk-two", "--now")

    row = Account.objects.get(username="desk-two")
    assert "is closed" in said
    assert holders(file) == {"desk", "desk-three", "authority"}
    assert (row.is_active, row.has_usable_password()) == (False, False)
    assert not Unlock.objects.filter(account=row).exists()
    certificate = SeatCertificate.objects.get(account=row)
    assert (certificate.revoked_on, certificate.revoked_because) == (NOW.date(), "leaver")
    assert leaver.get("/").location.startswith("/sign-in/login/")


def test_a_leaver_among_the_last_three_is_named_and_not_closed(world, file, account):
    account("close", "desk-three", "--now")
    before = (holders(file), SeatCertificate.objects.filter(revoked_on__isnull=True).count())

    with pytest.raises(CommandError, match="Nothing was closed"):
        account("close", "desk-two")

    after = (holders(file), SeatCertificate.objects.filter(revoked_on__isnull=True).count())
    assert after == before
    assert Account.objects.get(username="desk-two").is_active


def test_a_leaver_whose_keys_others_hold_is_closed_without_more_words(world, account):
    said = account("close", "investigator")

    assert "is closed. Keys of 0 files taken." in said
    assert not Account.objects.get(username="investigator").is_active


def test_keys_that_too_few_others_have_stay_and_are_named(world, file, account):
    for username in ("desk", "desk-three"):
        account("close", username, "--now")

    said = account("close", "desk-two", "--now")

    assert f"kept, since too few others can read it: {file}" in said
    assert "desk-two" in holders(file)


def test_readers_name_more_where_too_few_are_left(world, file, account, visit):
    for username in ("desk-two", "desk-three"):
        account("close", username, "--now")
    with pytest.raises(SystemExit):
        account("readers")
    desk = visit("desk")

    page = desk.get("/colleagues/")
    done = desk.post(f"/colleagues/readers/{file}/")

    assert "has 2 readers" in page.text
    assert done.location == "/colleagues/"
    assert holders(file) >= {"desk", "authority", "outside-desk", "outside-desk-two"}
    assert "three readers or more" in desk.get("/colleagues/").text


@pytest.mark.parametrize("username", ["subject", "colleague", "stranger"])
def test_who_cannot_read_a_case_can_name_nobody(world, file, account, visit, username):
    account("close", "desk-two", "--now")
    account("close", "desk-three", "--now")

    page = visit(username).post(f"/colleagues/readers/{file}/")

    assert page.status == 404
    assert holders(file) == {"desk", "authority"}


def test_the_check_lists_what_has_too_few_readers_and_nothing_else(world, file, account):
    before = account("readers")
    for username in ("desk-two", "desk-three"):
        account("close", username, "--now")
    out = io.StringIO()

    with pytest.raises(SystemExit):
        call_command("account", "readers", stdout=out)

    assert "0 files have too few" in before
    assert f"case {file} narrative: 2 of 3 readers" in out.getvalue()


def test_a_taken_over_account_is_shut_at_once_and_what_it_opened_is_listed(
    world, file, account, visit
):
    thief = visit("desk-two")
    thief.get(f"/cases/{file}/words/")
    since = (NOW - datetime.timedelta(hours=1)).isoformat()

    said = account("takeover", "desk-two", "--since", since)

    row = Account.objects.get(username="desk-two")
    assert not row.is_active
    assert not Authenticator.objects.filter(user=row).exists()
    assert SeatCertificate.objects.get(account=row).revoked_because == "takeover"
    assert thief.get(f"/cases/{file}/").location.startswith("/sign-in/login/")
    assert "cases.read" in said
    assert "C-" in said


def test_nothing_from_before_the_moment_is_listed(world, file, account, visit):
    visit("desk-two").get(f"/cases/{file}/words/")
    later = (NOW + datetime.timedelta(days=1)).isoformat()

    assert "cases.read" not in account("takeover", "desk-two", "--since", later)


def test_a_shut_account_comes_back_with_a_code_and_neither_seat_nor_key(world, account, visit):
    former = visit("desk-two")
    account("takeover", "desk-two", "--since", "2026-01-01T00:00")

    account("code", "desk-two")

    assert Account.objects.get(username="desk-two").is_active
    assert former.get("/").location.startswith("/sign-in/login/")
    phrase = {"phrase": browsing.phrase_of(world, "desk-two"), "next": "/"}
    again = visit("desk-two", locked=True)
    assert again.post("/unlock/", phrase).errors
