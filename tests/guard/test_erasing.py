"""A leaf's body or sealed words go only with a tombstone of two bodies, and the log still holds."""

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

import story
from candour.core.countersigning import tombstones
from candour.core.countersigning.tombstones import Why
from candour.guard import keys
from candour.guard.actors import service
from candour.guard.log import verify
from candour.guard.log.erasure import erasing
from candour.guard.models import BatchImage, Leaf, SealedItem, Tombstone, TreeLeaf
from candour.holder import cli
from candour.ops import work
from candour.ops.demo import enrol
from cast import NOW

BY = service("erasing")


@pytest.fixture
def ceremony(world, settings, recorded):
    """Two officers of different bodies under a root of their own."""
    bodies = [
        world.organisations["Northfold Police"],
        world.organisations["Eastmarch Constabulary"],
    ]
    held = enrol.hold_ceremony(bodies=bodies, at=NOW)
    settings.ROOT_PUBLIC = held.root_public
    return held


@pytest.fixture
def recorded(world, as_role):
    sent = story.reported(world, as_role)
    found = story.record(world, as_role, report=sent.file)
    with as_role("worker"):
        work.sequence()
    return found


def signed(data: bytes, ceremony) -> bytes:
    found = tombstones.decode(data=data)
    for officer, seed in ceremony.officers[:2]:
        found = tombstones.sign(signed=found, officer_id=officer, seed=seed)
    return tombstones.encode(signed=found)


def ask(index: int) -> bytes:
    return erasing.ask_for_leaf(
        index=index, why=Why.ERASURE_REQUEST, origin=django_settings.LOG_ORIGIN, on=NOW.date()
    )


def ask_for(item) -> bytes:
    return erasing.ask_for_item(
        item=item, why=Why.COURT_ORDER, origin=django_settings.LOG_ORIGIN, on=NOW.date()
    )


def erase(data: bytes, as_role) -> None:
    with as_role("worker"):
        erasing.erase(data=data, origin=django_settings.LOG_ORIGIN, by=BY, at=NOW)
        work.sequence()


def findings(log_keys) -> list[tuple[str, str]]:
    report = verify.verify(trusted=log_keys, origin=django_settings.LOG_ORIGIN)
    return [(finding.place, finding.problem) for finding in report.findings]


def writing_leaf() -> int:
    """The place of a leaf that wrote rows: they must still be verified when it is gone."""
    places = TreeLeaf.objects.order_by("-index").values_list("index", "leaf__body")
    return next(index for index, body in places if b'"after":[[' in bytes(body))


@pytest.mark.scenario("SC-22", part="tombstones")
def test_an_erased_leaf_with_a_tombstone_of_two_bodies_holds(recorded, ceremony, log_keys, as_role):
    index = writing_leaf()
    erase(signed(ask(index), ceremony), as_role)
    assert TreeLeaf.objects.get(index=index).leaf.body is None
    assert findings(log_keys) == []


@pytest.mark.scenario("SC-22", part="tombstones")
def test_an_erased_leaf_without_a_tombstone_is_named(recorded, log_keys):
    Leaf.objects.filter(id=TreeLeaf.objects.get(index=3).leaf_id).update(body=None)
    problem = "The leaf's body is gone and no tombstone says why."
    assert findings(log_keys)[0] == ("leaf 3", problem)


def test_what_an_erased_leaf_said_of_rows_is_still_verified(recorded, ceremony, log_keys, as_role):
    erase(signed(ask(writing_leaf()), ceremony), as_role)
    SealedItem.objects.filter(id=SealedItem.objects.first().id).update(ciphertext=b"other")
    assert any(place.startswith("guard_sealeditem") for place, _ in findings(log_keys))


def test_one_signature_erases_nothing(recorded, ceremony, log_keys, as_role):
    data = tombstones.decode(data=ask(3))
    officer, seed = ceremony.officers[0]
    once = tombstones.sign(signed=data, officer_id=officer, seed=seed)
    with pytest.raises(tombstones.Refused):
        erase(tombstones.encode(signed=once), as_role)
    assert (Tombstone.objects.count(), findings(log_keys)) == (0, [])


@pytest.mark.scenario("SC-22", part="tombstones")
@pytest.mark.parametrize("of_intake", [True, False])
def test_sealed_words_are_erased_and_their_row_stays(
    recorded, ceremony, log_keys, as_role, of_intake
):
    # What came in with a report is in a batch; what was sealed at recording is in a leaf.
    brought = BatchImage.objects.filter(table_name="guard_sealeditem").values("row_id")
    chosen = SealedItem.objects.filter(id__in=brought)
    item = (chosen if of_intake else SealedItem.objects.exclude(id__in=brought)).first()
    erase(signed(ask_for(item.id), ceremony), as_role)
    assert bytes(SealedItem.objects.get(id=item.id).ciphertext) == b""
    assert findings(log_keys) == []


def test_sealed_words_that_went_without_a_tombstone_are_named(recorded, log_keys):
    item = SealedItem.objects.order_by("id").first()
    SealedItem.objects.filter(id=item.id).update(ciphertext=b"")
    assert findings(log_keys) == [
        (f"guard_sealeditem {item.id}", "This row was changed past the log.")
    ]


def test_a_tombstone_that_was_changed_or_removed_afterwards_is_found(
    recorded, ceremony, log_keys, as_role
):
    erase(signed(ask(3), ceremony), as_role)
    row = Tombstone.objects.get()
    Tombstone.objects.update(signed=row.signed.replace("erasure_request", "court_order"))
    changed = findings(log_keys)
    Tombstone.objects.all().delete()
    removed = findings(log_keys)
    for found in (changed, removed):
        assert found[0][0] == "leaf 3"
        assert any(place == f"guard_tombstone {row.id}" for place, _ in found)


def test_the_command_and_two_officers_on_their_own_machines_erase_together(
    recorded, ceremony, as_role, tmp_path, capsys
):
    call_command("log", "erase", "--leaf", "3", "--why", "court_order")
    file = tmp_path / "tombstone"
    file.write_text(capsys.readouterr().out)
    for number, (officer, seed) in enumerate(ceremony.officers[:2]):
        (tmp_path / f"key{number}").write_bytes(seed)
        cli.main(["sign", str(file), "--officer", str(officer), "--yes",
                  "--officer-key", str(tmp_path / f"key{number}")])  # fmt: skip
    with as_role("worker"):
        call_command("log", "erase", "--signed", str(file))
    assert "erased: leaf" in capsys.readouterr().out
    assert TreeLeaf.objects.get(index=3).leaf.body is None
    with pytest.raises(CommandError), as_role("worker"):
        call_command("log", "erase", "--signed", str(file))


def test_a_reader_of_erased_words_is_told_so(recorded, ceremony, as_role, world):
    item = SealedItem.objects.filter(file_id=recorded.file, compartment=keys.NARRATIVE).first()
    erase(signed(ask_for(item.id), ceremony), as_role)
    desk, vault = story.actor("desk"), story.vault_of(world, "desk")
    with as_role("casework", actor=desk.account):
        items = SealedItem.objects.filter(id=item.id)
        read = keys.open_items(items=items, vault=vault, by=desk, at=NOW)
    assert read == {item.id: keys.ERASED}
