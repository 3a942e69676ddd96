"""Disclosure bundles: chosen items of a case, encrypted to their recipients, and logged."""

import io
import json
import tarfile
import uuid

import pyrage
import pytest

import story
from candour.cases.custody.actions.export_bundle import NothingChosen, Wish, export_bundle
from candour.core.custody import bundles
from candour.guard.models import Leaf, SealedItem
from candour.guard.permissions import NotPermitted
from cast import NOW


def export(world, as_role, file, *, recipients, items=None, by: str = "desk") -> bytes:
    found = SealedItem.objects.filter(file_id=file, kind="narrative").values_list("id", flat=True)
    wish = Wish(items=tuple(found) if items is None else items, recipients=tuple(recipients))
    who, vault = story.actor(by), story.vault_of(world, by)
    with (
        as_role("casework", actor=who.account),
        export_bundle(file=file, wish=wish, vault=vault, by=who, at=NOW) as made,
    ):
        return made.read()


@pytest.fixture
def recipient() -> pyrage.x25519.Identity:
    """Somebody outside who gave an age public key."""
    return pyrage.x25519.Identity.generate()


def test_the_recipient_opens_what_was_chosen_and_nothing_else(world, as_role, file, recipient):
    sealed = export(world, as_role, file, recipients=[str(recipient.to_public())])

    opened = pyrage.decrypt(sealed, [recipient])
    with tarfile.open(fileobj=io.BytesIO(opened)) as archive:
        names = archive.getnames()
        story_told = archive.extractfile(names[1]).read().decode()
    assert names[0] == bundles.MANIFEST
    assert len(names) == 2
    assert story.STORY in json.loads(story_told)["story"]


def test_the_log_names_the_items_the_recipients_and_the_hashes(world, as_role, file, recipient):
    key = str(recipient.to_public())
    export(world, as_role, file, recipients=[key])

    bodies = [json.loads(bytes(leaf.body)) for leaf in Leaf.objects.all()]
    said = [one for one in bodies if one.get("what") == "cases.export_bundle"][-1]["detail"]
    assert said["recipients"] == [key]
    assert len(said["items"]) == 1
    assert len(said["bundle_sha256"]) == len(said["encrypted_sha256"]) == 64


def test_nothing_is_exported_without_a_recipient_or_an_item(world, as_role, file, recipient):
    with pytest.raises(bundles.BadRecipient):
        export(world, as_role, file, recipients=[])
    with pytest.raises(NothingChosen):
        export(world, as_role, file, recipients=[str(recipient.to_public())], items=())


def test_an_item_of_another_case_is_refused_like_one_that_never_was(
    world, as_role, file, recipient
):
    with pytest.raises(NotPermitted):
        export(world, as_role, file, recipients=[str(recipient.to_public())], items=(uuid.uuid4(),))


@pytest.mark.parametrize("username", ["subject", "colleague", "stranger", "custodian"])
def test_whoever_has_no_part_in_a_case_exports_nothing(world, as_role, file, recipient, username):
    with pytest.raises(NotPermitted):
        export(world, as_role, file, recipients=[str(recipient.to_public())], by=username)


def test_a_bundle_is_downloaded_from_the_page(visit, file, recipient):
    path = f"/cases/{file}/custody/export/"
    item = SealedItem.objects.get(file_id=file, kind="narrative").id
    desk = visit("desk")

    refused = desk.post(path, {"items": [str(item)], "recipients": "nobody"})
    with desk.as_role("casework"):
        sent = desk.client.post(
            path, {"items": [str(item)], "recipients": str(recipient.to_public())}
        )

    assert refused.errors == ["This is not an age public key. It begins with age1."]
    assert bundles.MANIFEST.encode() in pyrage.decrypt(sent.getvalue(), [recipient])
