"""How certificates stand: found, warned of 30 days before, renewed, revoked, and never guessed."""

import datetime
import json

import pytest
from django.conf import settings

import story
from candour.access import custody
from candour.guard.actors import service
from candour.guard.ceremony import standing
from candour.guard.ceremony.actions.revoke_seat import NoCertificate, revoke_seat
from candour.guard.ceremony.offline import VALID
from candour.guard.log import verify
from candour.guard.models import (
    Account,
    KeyWrap,
    OfficerCertificate,
    SeatCertificate,
    Unlock,
    VaultKey,
)
from candour.ops import work
from cast import NOW

BY = service("test")
END = NOW.date() + VALID


def of(username: str, *, on: datetime.date) -> standing.Standing:
    return next(one for one in standing.of_seats(on=on) if one.name == username)


@pytest.mark.parametrize(
    ("days", "warns", "fails"), [(31, False, False), (30, True, False), (0, True, False),
                                 (-1, False, True)],
)  # fmt: skip
def test_a_seat_is_warned_of_30_days_before_it_ends_and_then_fails(world, days, warns, fails):
    found = of("desk", on=END - datetime.timedelta(days=days))

    assert (bool(found.warning), bool(found.problem)) == (warns, fails)


def test_the_demonstration_stands_and_the_command_says_so(world, candour):
    assert candour("key check").endswith(", 0 findings\n")
    listed = json.loads(candour("key list --json"))
    assert {"desk", "investigator", "authority"} <= {one["name"] for one in listed}
    assert not [one for one in listed if one["problem"]]


def test_a_seat_without_its_certificate_is_a_finding_and_exit_1(world, candour, people):
    SeatCertificate.objects.filter(account__username="desk").delete()

    with pytest.raises(SystemExit) as left:
        candour("key check")

    assert left.value.code == 1
    assert "finding: desk: This seat has no certificate." in people.said.getvalue()


def test_a_key_that_was_exchanged_in_the_vault_is_a_finding(world):
    VaultKey.objects.filter(account__username="desk").update(public_key=bytes(range(32)))

    assert "another key" in of("desk", on=NOW.date()).problem


def test_an_account_that_changed_its_seat_is_a_finding(world):
    Account.objects.filter(username="desk").update(seat="investigator")

    assert "another account, organisation or seat" in of("desk", on=NOW.date()).problem


def test_with_the_officers_of_one_body_alone_nothing_stands(world):
    first = OfficerCertificate.objects.order_by("id").first()
    first.delete()

    problems = [one.problem for one in standing.of_officers(on=NOW.date())]
    assert "Officers of two bodies must be in force; nothing is certified without them." in problems
    assert of("desk", on=NOW.date()).problem


def test_an_officer_who_is_removed_takes_every_seat_along(world, candour, as_role):
    listed = json.loads(candour("key list --json"))
    officer = next(one["name"].split()[1] for one in listed if one["name"].startswith("officer "))

    candour(f"key remove-officer {officer}")

    assert standing.certified_accounts(on=NOW.date()) == ()


def test_a_revoked_seat_gets_no_seal_from_that_moment_and_unlocks_nothing(
    world, as_role, candour, visit
):
    visit("desk-two")
    said = candour("key revoke desk-two --because mistake")

    with as_role("report"):
        sent = story.send(world)

    account = Account.objects.get(username="desk-two")
    assert "gets no seal from now on" in said
    assert account.id not in {reader.account_id for reader in sent.desk.readers}
    assert not Unlock.objects.filter(account=account).exists()
    assert not VaultKey.objects.filter(account=account, retired_on__isnull=True).exists()


def test_revoking_takes_keys_where_two_others_stay_and_holds_the_last_back(world, as_role):
    file = story.record(world, as_role, report=story.reported(world, as_role).file).file

    def revoke(username):
        with as_role("worker"):
            return revoke_seat(
                account=world.accounts[username],
                because="mistake",
                custody_of=custody.custody_of,
                by=BY,
                at=NOW,
            )

    first, second, third = (revoke(one) for one in ("desk-two", "desk-three", "authority"))

    held = KeyWrap.objects.filter(file_key__file_id=file)
    assert (file in first.files, file in second.files) == (True, True)
    assert file in third.held_back
    assert held.filter(account_id=world.accounts["authority"]).exists()
    assert not held.filter(account_id=world.accounts["desk-two"]).exists()


def test_a_seat_without_a_certificate_cannot_be_revoked(world, as_role):
    SeatCertificate.objects.filter(account__username="desk").delete()

    with as_role("worker"), pytest.raises(NoCertificate):
        revoke_seat(
            account=world.accounts["desk"],
            because="leaver",
            custody_of=custody.custody_of,
            by=BY,
            at=NOW,
        )


def test_the_log_agrees_with_everything_a_ceremony_wrote(world, as_role, candour, log_keys):
    candour("key revoke desk-two --because lost_passphrase")
    with as_role("worker"):
        work.sequence()

    assert verify.verify(trusted=log_keys, origin=settings.LOG_ORIGIN).findings == ()


def test_a_revocation_that_was_taken_back_is_named_by_the_log(world, as_role, candour, log_keys):
    candour("key revoke desk-two --because takeover")
    SeatCertificate.objects.filter(account__username="desk-two").update(
        revoked_on=None, revoked_because=""
    )
    with as_role("worker"):
        work.sequence()

    found = verify.verify(trusted=log_keys, origin=settings.LOG_ORIGIN).findings
    assert [one.problem for one in found] == ["This row was changed past the log."]
