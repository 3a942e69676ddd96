"""Turns a finished journey into what is sent: sealed to clean readers, committed to in a leaf.

The clear text exists in this request's memory alone. Description and narrative have separate keys;
nobody's identity is asked for here, so there is none to seal.
"""

import base64
import dataclasses
import datetime
import json
import secrets
import uuid

from candour.access.desks import Desk
from candour.core import envelope, mailbox, merkle, receipts
from candour.core.matching import conflicts
from candour.guard.keys import COMPARTMENTS, DESCRIPTION, NARRATIVE

_ALPHABET = "23456789BCDFGHJKMNPQRTVWXYZ"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The answers of a whole report, checked."""

    kind: str
    story: str
    on: datetime.date | None
    about_when: str
    place: str
    people: tuple[dict[str, str], ...]
    must_not_see: str
    knows_desk: bool
    force: uuid.UUID
    route: str
    is_urgent: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What identifies one sending: fixed with the words, so that repeating it changes nothing."""

    keys: mailbox.MailboxKeys
    day: datetime.date
    file: uuid.UUID
    correspondent: uuid.UUID
    content: bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What the database is given: a leaf, and the sealed report as JSON."""

    leaf_body: bytes
    leaf_hash: bytes
    sealed: dict[str, object]


def written(said: Said) -> conflicts.Written:
    """Return what is compared with the desk's readers."""
    people = [" ".join(person.values()) for person in said.people]
    return conflicts.Written(about_people=(*people, said.must_not_see), story=said.story)


def build(*, said: Said, sending: Sending, desk: Desk) -> Package:
    """Seal a report to a desk's readers, and commit to its content in a leaf."""
    leaf = receipts.intake_leaf(
        commitment=receipts.commitment(salt=sending.keys.commitment_salt, content=sending.content),
        day=sending.day,
    )
    pairs = {compartment: envelope.new_epoch_key() for compartment in COMPARTMENTS}
    sealed: dict[str, object] = {
        "organisation": str(desk.organisation_id),
        "organisation_name": desk.name,
        "file": str(sending.file),
        "correspondent": str(sending.correspondent),
        "reference": reference(letter="R"),
        "route": said.route,
        "box_public": _text(sending.keys.x25519_public),
        "readers": [str(reader.account_id) for reader in desk.readers],
        "walled": [str(account) for account in desk.walled],
        "keys": [_key(sending.file, name, pair, desk) for name, pair in pairs.items()],
        "items": [
            _item(sending.file, NARRATIVE, "narrative", _narrative(said), pairs[NARRATIVE]),
            *[
                _item(
                    sending.file,
                    DESCRIPTION,
                    "description",
                    {**person, "position": str(position)},
                    pairs[DESCRIPTION],
                )
                for position, person in enumerate(said.people, start=1)
            ],
        ],
        "seal_to": {
            "file": str(sending.file),
            "epoch": 1,
            "compartment": NARRATIVE,
            "public": _text(pairs[NARRATIVE].public),
        },
    }
    return Package(leaf_body=leaf, leaf_hash=merkle.leaf_hash(leaf), sealed=sealed)


def reference(*, letter: str) -> str:
    """Return a random reference: it counts nothing and says nothing about what came before."""
    drawn = [secrets.choice(_ALPHABET) for _ in range(8)]
    return f"{letter}-{''.join(drawn[:4])}-{''.join(drawn[4:])}"


def _narrative(said: Said) -> dict[str, object]:
    return {
        "kind": said.kind,
        "story": said.story,
        "on": None if said.on is None else said.on.isoformat(),
        "about_when": said.about_when,
        "place": said.place,
        "must_not_see": said.must_not_see,
        "knows_desk": said.knows_desk,
        "force": str(said.force),
    }


def _key(
    file: uuid.UUID, compartment: str, pair: envelope.KeyPair, desk: Desk
) -> dict[str, object]:
    context = envelope.KeyContext(file_id=file, compartment=compartment, epoch=1)
    return {
        "id": str(uuid.uuid4()),
        "compartment": compartment,
        "public": _text(pair.public),
        "wraps": [
            {
                "account": str(reader.account_id),
                "wrapped": _text(
                    envelope.wrap_key(
                        private=pair.private, reader_public=reader.public_key, context=context
                    )
                ),
            }
            for reader in desk.readers
        ],
    }


def _item(
    file: uuid.UUID, compartment: str, kind: str, value: object, pair: envelope.KeyPair
) -> dict[str, object]:
    item = uuid.uuid4()
    context = envelope.ItemContext(
        key=envelope.KeyContext(file_id=file, compartment=compartment, epoch=1), item_id=item
    )
    plaintext = json.dumps(value, sort_keys=True, ensure_ascii=False).encode()
    sealed = envelope.seal_item(plaintext=plaintext, epoch_public=pair.public, context=context)
    return {
        "id": str(item),
        "compartment": compartment,
        "kind": kind,
        "ciphertext": _text(sealed),
    }


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
