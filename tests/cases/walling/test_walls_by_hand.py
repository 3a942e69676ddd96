"""Walls that people decide on: put up at once, lifted by a second person, told to nobody."""

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from candour.access.models import Walled, WallLift
from candour.guard.models import Account, Grant, KeyWrap, SealedItem, Wall
from cast import KEPT_OUT

WHY = "He plays football with the reporter's husband."


def page(case) -> str:
    return f"/cases/{case}/walls/"


def keep_out(visit, case, world, *, who: str, by: str = "desk"):
    typed = {"account": str(world.accounts[who]), "why": WHY}
    return visit(by).post(page(case), typed)


def holds_keys(case, world, username: str) -> bool:
    return KeyWrap.objects.filter(
        file_key__file_id=case, account_id=world.accounts[username]
    ).exists()


@pytest.fixture
def kept_out(visit, case, world):
    """The wall that one desk reader put up against another."""
    keep_out(visit, case, world, who="desk-two")
    return Walled.objects.get(file_id=case)


@pytest.mark.scenario("SC-20", part="by-hand")
def test_whoever_is_kept_out_by_hand_loses_rows_and_keys_at_once(visit, case, world, kept_out):
    assert visit("desk-two").get(f"/cases/{case}/").status == 404
    assert not holds_keys(case, world, "desk-two")
    assert visit("desk-three").get(f"/cases/{case}/words/").status == 200


def test_the_reason_is_sealed_to_keys_that_whoever_is_kept_out_never_had(kept_out, world):
    item = SealedItem.objects.get(id=kept_out.item_id)
    readers = KeyWrap.objects.filter(
        file_key__file_id=item.file_id, file_key__epoch=item.epoch,
        file_key__compartment=item.compartment,
    )  # fmt: skip

    assert WHY.encode() not in bytes(item.ciphertext)
    assert world.accounts["desk-two"] not in set(readers.values_list("account_id", flat=True))


def test_whoever_put_a_wall_up_cannot_lift_it(visit, case, world, kept_out):
    answered = visit("desk").post(f"{page(case)}{kept_out.id}/", {"why": "I was wrong."})

    assert answered.errors[0].startswith("Whoever put the wall up")
    assert Wall.objects.filter(file_id=case, because="added_by_hand").count() == 1


def test_a_second_person_lifts_it_and_no_key_comes_back(visit, case, world, kept_out):
    visit("desk-three").post(f"{page(case)}{kept_out.id}/", {"why": "Another man of that name."})

    assert not Wall.objects.filter(file_id=case, because="added_by_hand").exists()
    assert visit("desk-two").get(f"/cases/{case}/").status == 200
    assert not holds_keys(case, world, "desk-two")


@pytest.fixture
def two_seats(world):
    """The desk reader holds the authority's seat, too."""
    person = Account.objects.get(username="desk").person_id
    Account.objects.filter(username="authority").update(person_id=person)


def test_whoever_put_a_wall_up_cannot_lift_it_from_another_seat(visit, case, kept_out, two_seats):
    answered = visit("authority").post(f"{page(case)}{kept_out.id}/", {"why": "I was wrong."})

    assert answered.errors[0].startswith("Whoever put the wall up")
    assert Wall.objects.filter(file_id=case, because="added_by_hand").count() == 1


def test_whoever_leaves_a_case_leaves_it_in_every_seat(visit, case, two_seats):
    visit("desk").post(f"/cases/{case}/leave/", {"sure": "on"})

    assert visit("authority").get(f"/cases/{case}/").status == 404


def test_nobody_walls_their_own_other_seat_off(visit, case, world, two_seats):
    answered = keep_out(visit, case, world, who="authority")

    assert answered.status == 200
    assert not Walled.objects.exists()


@pytest.mark.parametrize("lifter", ["desk", "desk-two"])
def test_the_database_refuses_a_lift_by_the_first_person_or_the_one_kept_out(
    kept_out, world, lifter
):
    row = WallLift(
        file_id=kept_out.file_id,
        organisation_id=kept_out.organisation_id,
        wall=kept_out,
        lifted_at=kept_out.made_at,
        lifted_by=world.accounts[lifter],
        item_id=kept_out.item_id,
    )
    with pytest.raises(IntegrityError, match="second person"), transaction.atomic():
        WallLift.objects.bulk_create([row])


def test_a_wall_by_hand_stays_when_walls_are_computed_anew(world, case, kept_out, as_role):
    with as_role("worker"), connection.cursor() as cursor:
        cursor.execute("select access.compute_walls(%s, current_date)", [[case]])

    assert Wall.objects.filter(file_id=case, because="added_by_hand").count() == 1


def test_nobody_walls_herself_off_as_if_she_were_another(visit, case, world):
    answered = keep_out(visit, case, world, who="desk")

    assert answered.status == 200
    assert not Walled.objects.exists()


@pytest.mark.parametrize("username", [*KEPT_OUT, "investigator"])
def test_nobody_kept_out_reaches_a_page_about_walls(visit, case, kept_out, username):
    paths = [page(case), f"{page(case)}{kept_out.id}/", f"/cases/{case}/leave/"]

    assert visit(username).statuses(paths) == {404}


@pytest.mark.parametrize("locked", [False, True])
def test_whoever_should_not_be_on_a_case_loses_it_at_once(visit, case, world, locked):
    left = visit("desk-two", locked=locked).post(f"/cases/{case}/leave/", {"sure": "on"})

    assert left.location == "/"
    assert visit("desk-two").get(f"/cases/{case}/").status == 404
    assert not holds_keys(case, world, "desk-two")
    assert not Grant.objects.filter(file_id=case, account_id=world.accounts["desk-two"]).exists()


def test_the_last_reader_who_leaves_hands_the_keys_to_clean_ones_first(visit, case, world):
    for username in ("desk-two", "desk-three", "authority"):
        visit(username).post(f"/cases/{case}/leave/", {"sure": "on"})

    visit("desk").post(f"/cases/{case}/leave/", {"sure": "on"})

    assert not holds_keys(case, world, "desk")
    assert holds_keys(case, world, "outside-desk")


def test_who_left_by_themselves_is_not_told_to_the_others(visit, case):
    visit("desk-two").post(f"/cases/{case}/leave/", {"sure": "on"})

    assert "Nobody is kept out by hand." in visit("desk").get(page(case)).text
