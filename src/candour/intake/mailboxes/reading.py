"""What an open mailbox shows: where the report stands, letters, and what was done from it."""

import base64
import dataclasses
import datetime
import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import connection

from candour.core import envelope, mailbox
from candour.intake import package
from candour.intake.mailboxes import letters


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where the report stands from a day on, and when something must happen next."""

    state: str
    since: datetime.date
    next_on: datetime.date | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpenedLetter:
    """A message, opened with her words. `not_before` marks a wish that has not taken effect."""

    id: uuid.UUID
    is_mine: bool
    on: datetime.date | None
    text: str
    kind: str = letters.MESSAGE
    files: tuple[Mapping[str, object], ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What she did from her mailbox; `takes_effect_on` where it waits, `is_waiting` until then."""

    id: uuid.UUID
    kind: str
    on: datetime.date
    takes_effect_on: datetime.date | None
    detail: Mapping[str, Any]
    is_waiting: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SealTarget:
    """Whom a message is sealed to."""

    file: uuid.UUID
    epoch: int
    compartment: str
    public: bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An open mailbox: what it shows, and whom a reply is sealed to.

    A locked box shows no letter and no copy without the second passphrase's key. `kept` is her own
    copy: content, salt, day. `own_public` is what her copies are sealed to.
    """

    is_staged: bool
    day: datetime.date
    leaf_hash: bytes
    body: str
    proof: str
    progress: tuple[Step, ...]
    letters: tuple[OpenedLetter, ...]
    correspondent: uuid.UUID
    seal_to: SealTarget
    identity_to: SealTarget | None
    own_public: bytes
    route: str
    is_locked: bool
    must_change: bool
    kept: Mapping[str, str] | None
    done: tuple[Done, ...]


def open_box(*, keys: mailbox.MailboxKeys, private: bytes | None = None) -> Box | None:
    """Return what the mailbox holds, letters opened; None where there is no such mailbox.

    `private` is the key that letters are sealed to where a passphrase is needed besides the words.
    """
    with connection.cursor() as cursor:
        cursor.execute("select intake.mailbox(%s)", [keys.mailbox_id])
        (found,) = cursor.fetchone()
    if found is None:
        return None
    held: dict[str, Any] = json.loads(found) if isinstance(found, str) else found
    correspondent = uuid.UUID(held["correspondent"])
    is_shut = held["is_locked"] and private is None
    opener = private or keys.x25519_private
    return Box(
        is_staged=held["state"] == "staged",
        day=datetime.date.fromisoformat(held["day"]),
        leaf_hash=base64.b64decode(held["leaf_hash"]),
        body=held["body"],
        proof=held.get("proof") or "",
        progress=tuple(_step(step) for step in held.get("progress") or ()),
        letters=() if is_shut else tuple(_letters(held, opener, correspondent)),
        correspondent=correspondent,
        seal_to=_target(held["seal_to"]),
        identity_to=_target(held["identity_to"]) if held.get("identity_to") else None,
        own_public=envelope.public_of(private=opener),
        route=held.get("route") or "",
        is_locked=held["is_locked"],
        must_change=held["must_change"],
        kept=None if is_shut else _kept(held.get("kept"), opener, correspondent),
        done=tuple(_done(held)),
    )


def _kept(sealed: str | None, opener: bytes, correspondent: uuid.UUID) -> dict[str, str] | None:
    if not sealed:
        return None
    return package.open_kept(
        kept=base64.b64decode(sealed), private=opener, correspondent=correspondent
    )


def _letters(held: dict[str, Any], opener: bytes, correspondent: uuid.UUID) -> list[OpenedLetter]:
    opened = []
    for sealed in [*(held.get("letters") or ()), *(held.get("waiting") or ())]:
        if not sealed["ciphertext"]:
            continue
        letter = uuid.UUID(sealed["id"])
        found = letters.decode(
            envelope.open_item(
                blob=base64.b64decode(sealed["ciphertext"]),
                epoch_private=opener,
                context=letters.letter_context(correspondent=correspondent, letter=letter),
            )
        )
        opened.append(
            OpenedLetter(
                id=letter,
                is_mine=bool(sealed["mine"]),
                on=datetime.date.fromisoformat(sealed["day"]),
                text=found.text,
                kind=found.kind,
                files=found.files,
            )
        )
    return opened


def _done(held: dict[str, Any]) -> list[Done]:
    waiting = [
        {**one["event"], "id": one["id"], "day": one["not_before"] or one["day"], "waits": True}
        for one in held.get("waiting") or ()
        if one.get("event")
    ]
    return [
        Done(
            id=uuid.UUID(event["id"]),
            kind=event["kind"],
            on=datetime.date.fromisoformat(event["day"]),
            takes_effect_on=_day(event.get("takes_effect_on")),
            detail=event.get("detail") or {},
            is_waiting=bool(event.get("waits")),
        )
        for event in [*(held.get("events") or ()), *waiting]
    ]


def _target(target: dict[str, Any]) -> SealTarget:
    return SealTarget(
        file=uuid.UUID(target["file"]),
        epoch=target["epoch"],
        compartment=target["compartment"],
        public=base64.b64decode(target["public"]),
    )


def _step(step: dict[str, str]) -> Step:
    return Step(
        state=step["state"],
        since=datetime.date.fromisoformat(step["since"]),
        next_on=_day(step.get("next")),
    )


def _day(value: str | None) -> datetime.date | None:
    return None if value is None else datetime.date.fromisoformat(value)
