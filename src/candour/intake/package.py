"""Turns a finished journey into what is sent: sealed to clean readers, committed to in a leaf.

The clear text exists in this request's memory alone. Description, narrative and identity have
separate keys; the identity's is never the desk's.
"""

import base64
import dataclasses
import datetime
import json
import secrets
import uuid
from collections.abc import Mapping, Sequence

from candour.access.desks import Desk
from candour.core import envelope, mailbox, merkle, receipts
from candour.core.keys import box_keys
from candour.core.keys.box_keys import BoxPlace
from candour.core.matching import conflicts
from candour.guard import keys as guard_keys
from candour.guard.custody import splitting
from candour.guard.custody.splitting import Custody
from candour.guard.keys import COMPARTMENTS, DESCRIPTION, IDENTITY, NARRATIVE, Reader

# How long an outside body has to answer before the next one gets a report, with her consent.
HANDED_ON_AFTER = datetime.timedelta(
    days=7
)  # In letters of its JSON text; most reports are no longer.
SMALLEST_PACKAGE = 64 * 1024

_ALPHABET = "23456789BCDFGHJKMNPQRTVWXYZ"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer of a question set: the set and the question by name, both as she read them."""

    about: str
    name: str
    question: str
    answer: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The answers of a whole report, checked.

    `identity` is what she gave of her name in confidence: it is sealed apart, to nobody at the
    desk. `files` are sealed files as the page carries them. `told` is whom she told before.
    """

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
    categories: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    told: Mapping[str, str] = dataclasses.field(default_factory=dict)
    identity: Mapping[str, str] = dataclasses.field(default_factory=dict)
    files: tuple[Mapping[str, object], ...] = ()
    hands_on: bool = False
    must_change: bool = False
    appeal: uuid.UUID | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What identifies one sending: fixed with the words, so that repeating it changes nothing."""

    keys: mailbox.MailboxKeys
    day: datetime.date
    file: uuid.UUID
    correspondent: uuid.UUID
    content: bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recipients:
    """Who gets it: a desk, who keeps her name, and whose turn it is if the desk doesn't answer."""

    desk: Desk
    keepers: tuple[Reader, ...] = ()
    reserve: Desk | None = None
    # Who keeps her name once the next desk has the report: nobody of that desk.
    reserve_keepers: tuple[Reader, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What the database is given: a leaf, and the sealed report as JSON."""

    leaf_body: bytes
    leaf_hash: bytes
    sealed: dict[str, object]


def written(said: Said) -> conflicts.Written:
    """Return what is compared with the desk's readers."""
    people = [" ".join(person.values()) for person in said.people]
    told = " ".join(said.told.values())
    answers = " ".join(answer.answer for answer in said.answers)
    return conflicts.Written(
        about_people=(*people, told, said.must_not_see), story=f"{said.story} {answers}"
    )


def build(*, said: Said, sending: Sending, to: Recipients) -> Package:
    """Seal a report to its recipients, and commit to its content in a leaf."""
    leaf = receipts.intake_leaf(
        commitment=receipts.commitment(salt=sending.keys.commitment_salt, content=sending.content),
        day=sending.day,
    )
    sealed = _sealed_to(said, sending, file=sending.file, desk=to.desk, keepers=to.keepers)
    if said.hands_on and to.reserve is not None:
        # Another file, so that nothing of the first body's is the next one's.
        second = box_keys.next_file(file=sending.file)
        sealed["reserve"] = {
            "hand_on_on": (sending.day + HANDED_ON_AFTER).isoformat(),
            "package": _sealed_to(
                said, sending, file=second, desk=to.reserve, keepers=to.reserve_keepers
            ),
        }
    return Package(leaf_body=leaf, leaf_hash=merkle.leaf_hash(leaf), sealed=filled(sealed))


def filled(sealed: dict[str, object]) -> dict[str, object]:
    """Fill a package up to a power of two: several padded parts would tell more than one does."""
    # As the database writes JSON: one space after each comma and each colon.
    size = len(json.dumps({**sealed, "filler": ""}, ensure_ascii=False))
    bucket = max(SMALLEST_PACKAGE, 1 << (size - 1).bit_length())
    letters = secrets.token_hex((bucket - size + 1) // 2)[: bucket - size]
    return {**sealed, "filler": letters}


def _sealed_to(
    said: Said, sending: Sending, *, file: uuid.UUID, desk: Desk, keepers: tuple[Reader, ...]
) -> dict[str, object]:
    pairs = {name: envelope.new_epoch_key() for name in (*COMPARTMENTS, IDENTITY)}
    readers = dict.fromkeys(COMPARTMENTS, desk.readers) | {IDENTITY: keepers}
    parts = [(NARRATIVE, "narrative", _narrative(said))]
    parts += [
        (DESCRIPTION, "description", {**person, "position": str(position)})
        for position, person in enumerate(said.people, start=1)
    ]
    # Handlers get no way to remove a file.
    parts += [
        (NARRATIVE, "attachment", {name: one[name] for name in one if name != "capability"})
        for one in said.files
    ]
    if said.identity and keepers:
        parts.append((IDENTITY, "identity", dict(said.identity)))
    return {
        "organisation": str(desk.organisation_id),
        "organisation_name": desk.name,
        "file": str(file),
        "correspondent": str(sending.correspondent),
        "reference": reference(letter="R"),
        "route": said.route,
        "appeal": None if said.appeal is None else str(said.appeal),
        "must_change": said.must_change,
        "box_public": _text(_box(sending, file)),
        "kept": _text(kept_copy(sending=sending)),
        "readers": [str(reader.account_id) for reader in desk.readers],
        "walled": [str(account) for account in desk.walled],
        "keys": [_key(file, name, pair, readers[name], desk) for name, pair in pairs.items()],
        "items": [_item(file, part, kind, value, pairs[part]) for part, kind, value in parts],
        "blobs": [
            {"id": one["id"], "size": one["stored"], "capability": one.get("capability", "")}
            for one in said.files
        ],
        "has_keepers": len(keepers) > 0,
        "seal_to": {
            "file": str(file),
            "epoch": 1,
            "compartment": NARRATIVE,
            "public": _stamped(file, NARRATIVE, pairs[NARRATIVE]),
        },
        "identity_to": {
            "file": str(file),
            "epoch": 1,
            "compartment": IDENTITY,
            "public": _stamped(file, IDENTITY, pairs[IDENTITY]),
        },
    }


def _box(sending: Sending, file: uuid.UUID) -> bytes:
    place = BoxPlace(file=file, correspondent=sending.correspondent)
    return guard_keys.stamped_box(public=sending.keys.x25519_public, place=place)


def kept_copy(*, sending: Sending) -> bytes:
    """Seal her own copy: the content and what opens its commitment, for her words alone."""
    keys = sending.keys
    kept = {
        "content": sending.content.decode(),
        "salt": _text(keys.commitment_salt),
        "day": sending.day.isoformat(),
    }
    return seal_kept(kept=kept, public=keys.x25519_public, correspondent=sending.correspondent)


def seal_kept(*, kept: Mapping[str, str], public: bytes, correspondent: uuid.UUID) -> bytes:
    """Seal her own copy to a key of hers, as `open_kept` opens it."""
    return envelope.seal_item(
        plaintext=json.dumps(dict(kept), sort_keys=True, ensure_ascii=False).encode(),
        epoch_public=public,
        context=_kept_context(correspondent),
    )


def open_kept(*, kept: bytes, private: bytes, correspondent: uuid.UUID) -> dict[str, str]:
    """Open her own copy: content, salt (base64) and day."""
    opened: dict[str, str] = json.loads(
        envelope.open_item(blob=kept, epoch_private=private, context=_kept_context(correspondent))
    )
    return opened


def _kept_context(correspondent: uuid.UUID) -> envelope.ItemContext:
    return envelope.ItemContext(
        key=envelope.KeyContext(file_id=correspondent, compartment="kept", epoch=1),
        item_id=correspondent,
    )


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
        "categories": list(said.categories),
        "answers": [dataclasses.asdict(answer) for answer in said.answers],
        "told": dict(said.told),
    }


def _key(
    file: uuid.UUID, compartment: str, pair: envelope.KeyPair, readers: Sequence[Reader], desk: Desk
) -> dict[str, object]:
    context = envelope.KeyContext(file_id=file, compartment=compartment, epoch=1)
    # A name has keepers of its own; no custodian can ever open it.
    custody = Custody() if compartment == IDENTITY else desk.custody
    return {
        "id": str(uuid.uuid4()),
        "compartment": compartment,
        "public": _stamped(file, compartment, pair),
        "wraps": [
            {
                "account": str(reader.account_id),
                "wrapped": _text(
                    envelope.wrap_key(
                        private=pair.private, reader_public=reader.public_key, context=context
                    )
                ),
            }
            for reader in readers
        ],
        "shares": [
            {
                "id": str(uuid.uuid4()),
                "scheme": share.scheme,
                "number": share.number,
                "body": str(share.holder.body_id),
                "account": str(share.holder.account_id),
                "commitment": _text(share.commitment),
                "sealed": _text(share.sealed),
            }
            for share in splitting.split(private=pair.private, context=context, custody=custody)
        ],
    }


def _stamped(file: uuid.UUID, compartment: str, pair: envelope.KeyPair) -> str:
    context = envelope.KeyContext(file_id=file, compartment=compartment, epoch=1)
    return _text(guard_keys.stamped(public=pair.public, context=context))


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
        "file": str(file),
        "compartment": compartment,
        "kind": kind,
        "ciphertext": _text(sealed),
    }


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
