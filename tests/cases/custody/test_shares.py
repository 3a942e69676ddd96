"""Shares of a file's keys: held outside the force, by clean custodians, and of no use to two."""

import itertools
import json
import uuid

import pytest

import story
from candour.access.actions.draw_walls import draw_walls
from candour.core import envelope
from candour.core.custody import shares
from candour.core.custody.shares import Share
from candour.guard.actors import service
from candour.guard.custody import splitting
from candour.guard.models import Account, FileKey, KeyShare, KeyWrap, Leaf, SealedItem, VaultKey
from candour.people.models import Association
from cast import CUSTODIANS, NOW


def holders(file: uuid.UUID, *, scheme: str = "recovery", epoch: int = 1) -> set[str]:
    accounts = KeyShare.objects.filter(file_id=file, scheme=scheme, file_key__epoch=epoch)
    found = Account.objects.filter(id__in=accounts.values("account_id"))
    return set(found.values_list("username", flat=True))


def befriend(*usernames: str) -> None:
    people = dict(Account.objects.values_list("username", "person_id"))
    for username in usernames:
        Association.objects.create(
            person_id=people[username], other_id=people["subject"], kind="friend"
        )


def redraw(file: uuid.UUID, as_role) -> None:
    with as_role("worker"):
        draw_walls(files=[file], by=service("test"), at=NOW)


def leaf_of(what: str) -> dict:
    bodies = [json.loads(bytes(leaf.body)) for leaf in Leaf.objects.all()]
    return next(body for body in bodies[::-1] if body.get("what") == what)


def opened_by(world, usernames: tuple[str, ...], key: FileKey) -> set[bytes]:
    """Return every secret that these private keys and all that is stored can be made to give."""
    private = {story.vault_of(world, name).account_id: story.vault_of(world, name).private_key
               for name in usernames}  # fmt: skip
    context = envelope.KeyContext(file_id=key.file_id, compartment=key.compartment, epoch=key.epoch)
    held: dict[str, dict[int, bytes]] = {scheme: {} for scheme in splitting.SCHEMES}
    for one in KeyShare.objects.filter(file_key=key):
        bound = splitting.share_context(context=context, scheme=one.scheme, number=one.number)
        for secret in private.values():
            try:
                value = envelope.unwrap_key(
                    wrap=bytes(one.sealed), reader_private=secret, context=bound
                )
            except envelope.CannotOpen:
                continue
            held[one.scheme][one.number] = value
    return _all_ways(held)


def _all_ways(held: dict[str, dict[int, bytes]]) -> set[bytes]:
    every = [Share(number=n, value=v) for values in held.values() for n, v in values.items()]
    recovered = [Share(number=n, value=v) for n, v in held["recovery"].items()]
    bodies = [Share(number=n, value=v) for n, v in held["body"].items()]
    found = {share.value for share in every}
    for size in range(2, len(recovered) + 1):
        for some in itertools.combinations(recovered, size):
            found.add(shares.combine(shares=some, threshold=size))
    for size in range(2, len(bodies) + 1):
        for some in itertools.combinations(bodies, size):
            found.add(shares.combine(shares=some, threshold=size))
    parts = [share.value for share in every]
    return found | {
        shares.unmask(part=left, other=right)
        for left, right in itertools.product(found, [*parts, *found])
    }


def narrative_key(file: uuid.UUID) -> FileKey:
    return FileKey.objects.get(file_id=file, compartment="narrative")


def public_of(key: FileKey) -> bytes:
    """Return the public half without its stamp."""
    return bytes(key.public_key)[3:35]


def test_five_custodians_hold_a_share_of_each_key_of_a_case(file):
    assert holders(file) == set(CUSTODIANS)
    assert KeyShare.objects.filter(file_id=file, scheme="recovery").count() == 10


def test_five_custodians_hold_a_share_of_each_key_of_a_report(world, as_role):
    sent = story.reported(world, as_role)

    assert holders(sent.file) == set(CUSTODIANS)


def test_no_custodian_holds_a_share_of_a_name(world, as_role):
    sent = story.reported(world, as_role)
    held = KeyShare.objects.filter(file_id=sent.file)

    assert set(held.values_list("file_key__compartment", flat=True)) == {
        "description", "narrative",
    }  # fmt: skip


def test_nobody_of_the_force_holds_a_share_for_recovery(world, file):
    force = world.organisations["Northfold Police"]

    assert not KeyShare.objects.filter(
        file_id=file, scheme__in=["recovery", "body"], body_id=force
    ).exists()


def test_no_body_alone_holds_three_shares_of_the_invented_force(file):
    said = leaf_of("cases.record")["detail"]["custody"]

    assert said == {
        "custodians": 5, "wanted": 5, "is_recoverable": True, "one_body_suffices": False,
        "has_break_glass": True,
    }  # fmt: skip


@pytest.mark.scenario("SC-24", part="custodians")
def test_two_custodians_with_everything_on_disk_open_nothing(world, file):
    key = narrative_key(file)

    for two in itertools.combinations(CUSTODIANS, 2):
        publics = set()
        for candidate in opened_by(world, two, key):
            publics.add(envelope.public_of(private=candidate))
        assert public_of(key) not in publics


@pytest.mark.scenario("SC-24", part="custodians")
def test_three_custodians_open_the_words_of_a_case(world, file):
    key = narrative_key(file)
    candidates = opened_by(world, CUSTODIANS[:3], key)
    private = next(one for one in candidates if envelope.public_of(private=one) == public_of(key))
    item = SealedItem.objects.filter(file_id=file, kind="narrative").get()
    context = envelope.KeyContext(file_id=file, compartment="narrative", epoch=1)

    text = envelope.open_item(
        blob=bytes(item.ciphertext), epoch_private=private,
        context=envelope.ItemContext(key=context, item_id=item.id),
    )  # fmt: skip

    assert story.STORY in json.loads(text)["story"]


def test_a_custodian_whom_a_wall_keeps_out_loses_every_share(file, as_role):
    befriend("custodian")

    redraw(file, as_role)

    assert "custodian" not in holders(file) | holders(file, scheme="body")
    assert leaf_of("access.draw_walls")["gone"]


def test_what_comes_after_a_custodian_is_walled_goes_to_those_who_are_clean(file, as_role):
    befriend("custodian")

    redraw(file, as_role)

    assert holders(file, epoch=2) == set(CUSTODIANS) - {"custodian"}


def test_a_leaf_says_that_fewer_than_five_hold_shares(file, as_role):
    befriend("custodian")

    redraw(file, as_role)

    said = leaf_of("access.draw_walls")["detail"]["custody"][str(file)]
    assert (said["custodians"], said["wanted"]) == (4, 5)


def test_with_fewer_than_three_clean_custodians_nobody_gets_a_share_and_never_the_force(
    file, as_role
):
    befriend(*CUSTODIANS[:3])

    redraw(file, as_role)

    assert holders(file, epoch=2) == set()
    said = leaf_of("access.draw_walls")["detail"]["custody"][str(file)]
    assert not said["is_recoverable"]


def test_a_custodian_whom_a_report_describes_gets_no_share_of_it(world, as_role):
    sent = story.reported(
        world, as_role, people=({"given": "Kwame", "family": "Boateng"},), must_not_see=""
    )

    assert holders(sent.file) == set(CUSTODIANS) - {"custodian-two"}


def test_a_custodian_without_a_certificate_of_that_seat_gets_no_share(world, as_role):
    # Whoever can write to the database alone turns a reader into a custodian in vain.
    Account.objects.filter(username="board").update(seat="custodian")
    Account.objects.filter(username="custodian").update(is_active=False)
    sent = story.reported(world, as_role)

    assert "board" not in holders(sent.file)
    assert len(holders(sent.file)) == 4


@pytest.mark.parametrize("username", CUSTODIANS)
def test_a_custodian_holds_no_key_of_the_case_itself(world, file, username):
    account = world.accounts[username]

    assert VaultKey.objects.filter(account_id=account).exists()
    assert not KeyWrap.objects.filter(account_id=account).exists()
