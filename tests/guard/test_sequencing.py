"""Waiting leaves get their places in hash order, and each is proved from the stored tiles."""

import uuid

import pytest
from django.db import connection

from candour.core import merkle
from candour.guard.log import leaves, sequencer, verify
from candour.guard.models import Leaf, PendingLeaf, TreeLeaf

pytestmark = pytest.mark.django_db


def let_wait(count: int) -> None:
    for _ in range(count):
        leaves.store(leaf_id=uuid.uuid4(), body=uuid.uuid4().bytes)


def hashes_from(size: int) -> list[bytes]:
    placed = TreeLeaf.objects.filter(index__gte=size).order_by("index")
    return [bytes(found) for found in placed.values_list("leaf_hash", flat=True)]


def test_all_that_wait_get_places_in_the_order_of_their_hashes():
    sequencer.sequence()
    size = sequencer.tree_size()
    let_wait(300)

    assert sequencer.sequence() == 300
    assert len(hashes_from(size)) == 300
    assert hashes_from(size) == sorted(hashes_from(size))
    assert not PendingLeaf.objects.exists()


def test_the_first_in_hash_order_go_first_where_more_wait_than_one_round_takes():
    sequencer.sequence()
    size = sequencer.tree_size()
    let_wait(50)
    waiting = sorted(
        bytes(one)
        for one in Leaf.objects.filter(id__in=PendingLeaf.objects.values("leaf_id")).values_list(
            "leaf_hash", flat=True
        )
    )

    assert sequencer.sequence(most=20) == 20
    assert hashes_from(size) == waiting[:20]
    assert sequencer.sequence() == 30
    assert hashes_from(size) == waiting


def test_nothing_that_waits_is_no_round():
    sequencer.sequence()

    assert sequencer.sequence() == 0


def test_each_leaf_is_proved_from_the_tiles_under_the_root_of_every_size():
    let_wait(600)
    sequencer.sequence()
    size = sequencer.tree_size()

    for smaller in (1, 255, 256, 257, 512, size):
        head = merkle.TreeHead(size=smaller, root=sequencer.root_of(size=smaller))
        for index in {0, smaller // 2, smaller - 1}:
            leaf = bytes(TreeLeaf.objects.get(index=index).leaf_hash)
            proof = sequencer.inclusion_proof(index=index, size=smaller)
            assert merkle.is_included(leaf=leaf, index=index, proof=proof, head=head)


@pytest.mark.usefixtures("logged_case")
@pytest.mark.parametrize("place", ["63", "64", "(select max(index) from guard_treeleaf)"])
def test_a_second_leaf_in_a_place_is_named_wherever_a_run_of_places_ends(log_keys, place):
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("alter table guard_treeleaf drop constraint guard_treeleaf_pkey cascade")
        cursor.execute(
            "insert into guard_treeleaf (index, leaf_id, leaf_hash) select index,"
            f" gen_random_uuid(), sha256('x') from guard_treeleaf where index = {place}"
        )

    found = verify.verify(trusted=log_keys, origin="candour.localhost/log").findings

    assert [one.place for one in found if one.place.startswith("leaf ")]


@pytest.mark.usefixtures("logged_case")
def test_a_leaf_without_a_place_is_named_and_stops_nothing(log_keys):
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("alter table guard_treeleaf drop constraint guard_treeleaf_pkey cascade")
        cursor.execute("alter table guard_treeleaf alter column index drop not null")
        cursor.execute(
            "insert into guard_treeleaf (leaf_id, leaf_hash)"
            " values (gen_random_uuid(), sha256('x'))"
        )

    found = verify.verify(trusted=log_keys, origin="candour.localhost/log").findings

    assert [one.place for one in found] == ["the tree"]
