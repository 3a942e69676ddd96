"""What a reporter sends from the report site: her report, and everything from her mailbox."""

import base64
import dataclasses
import datetime
import json
import uuid
from collections.abc import Mapping

from django.db import connection

from candour.core import envelope, mailbox
from candour.guard import keys as guard_keys
from candour.intake.mailboxes import letters
from candour.intake.mailboxes.reading import Box, SealTarget
from candour.intake.package import Package


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the database answered: stored, repeated or taken, and the leaf and day it holds."""

    answer: str
    leaf_hash: bytes
    day: datetime.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing she sends: words, files, what she did as a code, her name for its keepers.

    id: fixed with the page, so that sending twice is sending once. kind: how the handlers' sealed
    item is called. event: {"kind", "takes_effect_on", "detail"} with codes alone. not_before: a
    wish that can be taken back until then. A message without text is an act alone: the handlers get
    its code and no item. Without `is_kept` she gets no copy among her letters. What `is_private` is
    hers to see while it waits, and the handlers get no code of it.
    """

    id: uuid.UUID = dataclasses.field(default_factory=uuid.uuid4)
    text: str = ""
    kind: str = "message_in"
    event: Mapping[str, object] | None = None
    files: tuple[Mapping[str, object], ...] = ()
    identity: Mapping[str, str] | None = None
    not_before: datetime.date | None = None
    is_kept: bool = True
    is_private: bool = False


# What the keepers of her name hold besides it: terms to watch, or that she ended the watch.
WATCHING = ("look_ups", "look_ups_ended")
# What stands before a supporter's words, so that no reader takes them for hers.
FROM_A_SUPPORTER = "From a supporter, not from the reporter:\n\n"


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


def write(*, keys: mailbox.MailboxKeys, box: Box, text: str, on: datetime.date) -> bool:
    """Send a plain message; say whether the mailbox took it."""
    return send(keys=keys, box=box, message=Message(text=text), on=on)


def send(*, keys: mailbox.MailboxKeys, box: Box, message: Message, on: datetime.date) -> bool:
    """Seal what she sends to the handlers and to herself; say whether the mailbox took it."""
    package = json.dumps(_package(box, message), default=str)
    with connection.cursor() as cursor:
        cursor.execute(
            "select intake.write(%s, %s, %s, %s, %s)",
            [keys.mailbox_id, message.id, on, message.not_before, package],
        )
        return bool(cursor.fetchone()[0])


def send_as_supporter(
    *, keys: mailbox.SupporterKeys, box: Box, message: Message, on: datetime.date
) -> bool:
    """Seal a supporter's words, marked as theirs; say whether the mailbox took them."""
    package = json.dumps(_package(box, message), default=str)
    with connection.cursor() as cursor:
        cursor.execute(
            "select intake.write_as_supporter(%s, %s, %s, %s)",
            [keys.mailbox_id, message.id, on, package],
        )
        return bool(cursor.fetchone()[0])


def take_back(*, keys: mailbox.MailboxKeys, letter: uuid.UUID) -> bool:
    """Take back a wish that has not taken effect; say whether there was one."""
    with connection.cursor() as cursor:
        cursor.execute("select intake.take_back(%s, %s)", [keys.mailbox_id, letter])
        return bool(cursor.fetchone()[0])


def _package(box: Box, message: Message) -> dict[str, object]:
    items: list[dict[str, object]] = []
    package: dict[str, object] = {"items": items}
    # Handlers get no way to remove a file, and her copy needs none.
    files = tuple(_without(one, "capability") for one in message.files)
    if message.text or files:
        kind = letters.SUPPORTER if box.is_helped else letters.MESSAGE
        text = FROM_A_SUPPORTER + message.text if box.is_helped else message.text
        theirs = letters.encode(letters.Letter(text=text, files=files))
        items.append(_item(message.kind, theirs, box.seal_to, item=message.id))
        items += [
            _item("attachment", json.dumps(one, sort_keys=True).encode(), box.seal_to)
            for one in files
        ]
        if message.is_kept:
            own = letters.encode(letters.Letter(text=message.text, kind=kind, files=files))
            package["copy"] = _own(own, box, message.id)
        package["blobs"] = [
            {"id": one["id"], "size": one["stored"], "capability": one.get("capability", "")}
            for one in message.files
        ]
    if message.identity is not None and box.identity_to is not None:
        name = json.dumps(dict(message.identity), sort_keys=True, ensure_ascii=False).encode()
        items.append(_item(_kept_as(message.identity), name, box.identity_to))
    package["reserve_items"] = _for_the_next(box, message)
    if message.event is not None:
        package["private" if message.is_private else "event"] = dict(message.event)
    return package


def _kept_as(identity: Mapping[str, str]) -> str:
    """Return how the database tells a name from terms to watch; both are sealed to the keepers."""
    return identity["kind"] if identity.get("kind") in WATCHING else "identity"


def _for_the_next(box: Box, message: Message) -> list[dict[str, object]]:
    """Seal the same for the body that gets the report if the first one does not answer."""
    if box.reserve_to is None:
        return []
    later = dataclasses.replace(
        box, seal_to=box.reserve_to, identity_to=box.reserve_identity_to, reserve_to=None
    )
    again = dataclasses.replace(message, id=uuid.uuid5(message.id, "reserve"), is_kept=False)
    found = _package(later, again)["items"]
    assert isinstance(found, list)  # noqa: S101 - made a few lines below
    return found


def _without(one: Mapping[str, object], name: str) -> dict[str, object]:
    return {key: value for key, value in one.items() if key != name}


def _item(
    kind: str, plaintext: bytes, target: SealTarget, *, item: uuid.UUID | None = None
) -> dict[str, object]:
    item = item or uuid.uuid4()
    place = envelope.KeyContext(
        file_id=target.file, compartment=target.compartment, epoch=target.epoch
    )
    context = envelope.ItemContext(key=place, item_id=item)
    # Nothing leaves for a key that somebody put into the database.
    public = guard_keys.own_public(stamped=target.stamped, context=place)
    sealed = envelope.seal_item(plaintext=plaintext, epoch_public=public, context=context)
    return {
        "id": str(item),
        "file": str(target.file),
        "epoch": target.epoch,
        "compartment": target.compartment,
        "kind": kind,
        "ciphertext": base64.b64encode(sealed).decode(),
    }


def _own(plaintext: bytes, box: Box, letter: uuid.UUID) -> str:
    context = letters.letter_context(correspondent=box.correspondent, letter=letter)
    sealed = envelope.seal_item(plaintext=plaintext, epoch_public=box.own_public, context=context)
    return base64.b64encode(sealed).decode()
