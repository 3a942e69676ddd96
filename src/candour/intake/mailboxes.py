"""The database functions that the report site may call, and nothing else: submit, read, write."""

import base64
import dataclasses
import datetime
import json
import uuid

from django.db import connection

from candour.core import envelope, mailbox
from candour.intake.package import Package

LETTERS = "letter"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the database answered: stored, repeated or taken, and the leaf and day it holds."""

    answer: str
    leaf_hash: bytes
    day: datetime.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where the report stands from a day on, and when something must happen next."""

    state: str
    since: datetime.date
    next_on: datetime.date | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpenedLetter:
    """A message, opened with her words."""

    is_mine: bool
    on: datetime.date | None
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SealTarget:
    """Whom a message is sealed to."""

    file: uuid.UUID
    epoch: int
    compartment: str
    public: bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An open mailbox: what it shows, and whom a reply is sealed to."""

    is_staged: bool
    day: datetime.date
    leaf_hash: bytes
    body: str
    proof: str
    progress: tuple[Step, ...]
    letters: tuple[OpenedLetter, ...]
    correspondent: uuid.UUID
    seal_to: SealTarget


def submit(
    *, keys: mailbox.MailboxKeys, day: datetime.date, package: Package, is_urgent: bool
) -> Receipt:
    """Store a sealed report; sending it again changes nothing and answers the same."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select answer, leaf_hash, day from intake.submit(%s, %s, %s, %s, %s, %s)",
            [
                keys.mailbox_id,
                day,
                package.leaf_body,
                package.leaf_hash,
                json.dumps(package.sealed),
                is_urgent,
            ],
        )
        answer, leaf_hash, kept_day = cursor.fetchone()
    return Receipt(answer=answer, leaf_hash=bytes(leaf_hash), day=kept_day)


def open_box(*, keys: mailbox.MailboxKeys) -> Box | None:
    """Return what the mailbox holds, letters opened; None where there is no such mailbox."""
    with connection.cursor() as cursor:
        cursor.execute("select intake.mailbox(%s)", [keys.mailbox_id])
        (found,) = cursor.fetchone()
    if found is None:
        return None
    held = json.loads(found) if isinstance(found, str) else found
    correspondent = uuid.UUID(held["correspondent"])
    target = held["seal_to"]
    return Box(
        is_staged=held["state"] == "staged",
        day=datetime.date.fromisoformat(held["day"]),
        leaf_hash=base64.b64decode(held["leaf_hash"]),
        body=held["body"],
        proof=held.get("proof") or "",
        progress=tuple(_step(step) for step in held.get("progress") or ()),
        letters=tuple(_letters(held, keys, correspondent)),
        correspondent=correspondent,
        seal_to=SealTarget(
            file=uuid.UUID(target["file"]),
            epoch=target["epoch"],
            compartment=target["compartment"],
            public=base64.b64decode(target["public"]),
        ),
    )


def write(*, keys: mailbox.MailboxKeys, box: Box, text: str, on: datetime.date) -> bool:
    """Seal a message to the handlers and to herself; say whether the mailbox took it."""
    letter = uuid.uuid4()
    target = box.seal_to
    item = envelope.seal_item(
        plaintext=text.encode(),
        epoch_public=target.public,
        context=envelope.ItemContext(
            key=envelope.KeyContext(
                file_id=target.file, compartment=target.compartment, epoch=target.epoch
            ),
            item_id=letter,
        ),
    )
    own = envelope.seal_item(
        plaintext=text.encode(),
        epoch_public=keys.x25519_public,
        context=letter_context(correspondent=box.correspondent, letter=letter),
    )
    package = {
        "file": str(target.file),
        "epoch": target.epoch,
        "item": base64.b64encode(item).decode(),
        "copy": base64.b64encode(own).decode(),
        "id": str(letter),
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "select intake.write(%s, %s, %s, %s)",
            [keys.mailbox_id, letter, on, json.dumps(package)],
        )
        return bool(cursor.fetchone()[0])


def letter_context(*, correspondent: uuid.UUID, letter: uuid.UUID) -> envelope.ItemContext:
    """Return what a letter to or from a reporter is bound to; her key has one epoch."""
    return envelope.ItemContext(
        key=envelope.KeyContext(file_id=correspondent, compartment=LETTERS, epoch=1),
        item_id=letter,
    )


def _letters(
    held: dict[str, object], keys: mailbox.MailboxKeys, correspondent: uuid.UUID
) -> list[OpenedLetter]:
    sealed = [*_list(held.get("letters")), *_list(held.get("waiting"))]
    opened = []
    for letter in sealed:
        text = envelope.open_item(
            blob=base64.b64decode(letter["ciphertext"]),
            epoch_private=keys.x25519_private,
            context=letter_context(correspondent=correspondent, letter=uuid.UUID(letter["id"])),
        )
        opened.append(
            OpenedLetter(
                is_mine=bool(letter["mine"]),
                on=datetime.date.fromisoformat(letter["day"]),
                text=text.decode(),
            )
        )
    return opened


def _list(value: object) -> list[dict[str, str]]:
    return value if isinstance(value, list) else []


def _step(step: dict[str, str]) -> Step:
    next_on = step.get("next")
    return Step(
        state=step["state"],
        since=datetime.date.fromisoformat(step["since"]),
        next_on=None if next_on is None else datetime.date.fromisoformat(next_on),
    )
