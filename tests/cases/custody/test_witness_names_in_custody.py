"""A witness's name stays with few, and never stands in the way of a case's keys."""

import pytest

import story
from candour.cases.models import Witness
from candour.cases.parties.actions import name_witness
from candour.guard.models import FileKey, KeyWrap
from cast import CUSTODIANS, NOW


@pytest.fixture
def witnessed(world, as_role, file):
    """The case, with a witness whom two of its readers know."""
    readers = tuple(world.accounts[one] for one in ("desk", "desk-two"))
    who, vault = story.actor("desk"), story.vault_of(world, "desk")
    with as_role("casework", actor=who.account):
        named = name_witness.Named(identity="Morwenna Trelawny", readers=readers)
        name_witness.name_witness(file=file, named=named, vault=vault, by=who, at=NOW)
    assert Witness.objects.filter(file_id=file).exists()
    return file


def test_a_case_with_a_witness_is_recovered(witnessed, hands):
    request = hands.ask(witnessed)
    for username in CUSTODIANS[:3]:
        hands.answer(request, username)

    assert hands.take(request, "outside-desk").taking is not None


def test_urgent_access_opens_no_witness(witnessed, hands, world):
    request = hands.urgently(witnessed)
    for username in ("custodian", "custodian-three"):
        hands.answer(request, username)
    hands.take(request, "external-investigator")

    held = KeyWrap.objects.filter(account_id=world.accounts["external-investigator"])
    assert set(held.values_list("file_key__compartment", flat=True)) == {
        "description", "narrative",
    }  # fmt: skip
    assert FileKey.objects.filter(file_id=witnessed, compartment="witness-a").exists()
