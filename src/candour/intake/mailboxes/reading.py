"""What an open mailbox shows: where the report stands, letters, and what was done from it."""

import base64
import dataclasses
import datetime
import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from candour.core import envelope, mailbox
from candour.core.keys import file_keys
from candour.core.keys.box_keys import BoxPlace
from candour.guard import keys as guard_keys
from candour.intake import package
from candour.intake.mailboxes import letters

# What a supporter's words open is bound to the report and to nothing else.
_ACCESS = "supporter"
_PUBLIC_BYTES = 32


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where the report stands from a day on, and when something must happen next."""

    state: str
    since: datetime.date
    next_on: datetime.date | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpenedLetter:
    """A message, opened with her words; one that her key does not open has no text."""

    id: uuid.UUID
    is_mine: bool
    on: datetime.date | None
    text: str
    kind: str = letters.MESSAGE
    files: tuple[Mapping[str, object], ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What she did from her mailbox; a wish `is_waiting` until the day it takes effect `on`."""

    id: uuid.UUID
    kind: str
    on: datetime.date
    takes_effect_on: datetime.date | None
    detail: Mapping[str, Any]
    is_waiting: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SealTarget:
    """Whom a message is sealed to; `stamped` is checked at each seal."""

    file: uuid.UUID
    epoch: int
    compartment: str
    stamped: bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Somebody she lets read along: `id` takes it back, `public` is what the key is sealed to."""

    id: bytes
    public: bytes
    since: datetime.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An open mailbox: what it shows, and whom a reply is sealed to.

    A locked box is shut without the second passphrase's key: it shows no letter and no copy.
    `kept` is her own copy: content, salt, day. `own_public` is what her copies are sealed to.
    `has_keepers`: somebody outside the force holds the key of her name.
    `sealed` are the letters as they are stored, for new words; `is_helped` is a supporter's view.
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
    has_keepers: bool
    own_public: bytes
    place: BoxPlace
    box_public: bytes
    route: str
    is_locked: bool
    must_change: bool
    kept: Mapping[str, str] | None
    done: tuple[Done, ...]
    # The body whose turn is next, while it may still get the report.
    reserve_to: SealTarget | None = None
    reserve_identity_to: SealTarget | None = None
    is_shut: bool = False
    is_helped: bool = False
    helpers: tuple[Helper, ...] = ()
    sealed: tuple[tuple[uuid.UUID, bytes], ...] = dataclasses.field(default=(), repr=False)


def open_box(*, keys: mailbox.MailboxKeys) -> Box | None:
    """Return what the mailbox holds, letters opened; None where there is no such mailbox.

    `keys` are those of the words, or `mailbox.locked` of them where a passphrase is needed besides:
    with the wrong ones the box is shut.
    """
    with connection.cursor() as cursor:
        cursor.execute("select intake.mailbox(%s)", [keys.mailbox_id])
        (found,) = cursor.fetchone()
    if found is None:
        return None
    return _box(_held(found), private=keys.x25519_private)


def open_helped(*, keys: mailbox.SupporterKeys) -> Box | None:
    """Return what a supporter may see; None where the words are nobody's or were taken back."""
    with connection.cursor() as cursor:
        cursor.execute("select intake.supported(%s)", [keys.mailbox_id])
        found = cursor.fetchone()
    if found is None or found[0] is None:
        return None
    held = _held(found[0])
    private = envelope.open_item(
        blob=base64.b64decode(held["access"])[_PUBLIC_BYTES:],
        epoch_private=keys.x25519_private,
        context=_access_context(uuid.UUID(held["correspondent"])),
    )
    return dataclasses.replace(_box(held, private=private), is_helped=True)


def seal_access(*, private: bytes, public: bytes, correspondent: uuid.UUID) -> bytes:
    """Seal the key of her letters to a supporter: the supporter's public key, then the item."""
    return public + envelope.seal_item(
        plaintext=private, epoch_public=public, context=_access_context(correspondent)
    )


def _box(held: dict[str, Any], *, private: bytes) -> Box:
    correspondent = uuid.UUID(held["correspondent"])
    own_public = _own_public(held, private)
    is_shut = envelope.public_of(private=private) != own_public
    kept = None if is_shut else _kept(held.get("kept"), private, correspondent)
    sealed = tuple(
        (uuid.UUID(one["id"]), base64.b64decode(one["ciphertext"]))
        for one in _all_letters(held)
        if one["ciphertext"]
    )
    opener = _Opener(privates=(private, *older_keys(kept)), correspondent=correspondent)
    return Box(
        is_staged=held["state"] == "staged",
        day=datetime.date.fromisoformat(held["day"]),
        leaf_hash=base64.b64decode(held["leaf_hash"]),
        body=held["body"],
        proof=held.get("proof") or "",
        progress=tuple(_step(step) for step in held.get("progress") or ()),
        letters=() if is_shut else tuple(_letters(held, opener)),
        correspondent=correspondent,
        seal_to=_target(held["seal_to"]),
        identity_to=_target(held["identity_to"]) if held.get("identity_to") else None,
        reserve_to=_target(held["reserve_to"]) if held.get("reserve_to") else None,
        reserve_identity_to=(
            _target(held["reserve_identity_to"]) if held.get("reserve_identity_to") else None
        ),
        has_keepers=bool(held.get("has_keepers")),
        own_public=own_public,
        place=_place(held),
        box_public=base64.b64decode(held["box_public"]),
        route=held.get("route") or "",
        is_locked=held["is_locked"],
        must_change=bool(held.get("must_change")),
        kept=kept,
        done=() if is_shut else tuple(_done(held)),
        is_shut=is_shut,
        helpers=tuple(_helper(one) for one in held.get("supporters") or ()),
        sealed=sealed,
    )


def older_keys(kept: Mapping[str, str] | None) -> tuple[bytes, ...]:
    """Return the keys she had before: a letter may have been on its way when they changed."""
    return tuple(base64.b64decode(one) for one in (kept or {}).get("older", "").split())


def letter_text(
    *, sealed: bytes, privates: Sequence[bytes], context: envelope.ItemContext
) -> bytes:
    """Open a letter with the first key that opens it; raise CannotOpen where none does."""
    for private in privates[:-1]:
        try:
            return envelope.open_item(blob=sealed, epoch_private=private, context=context)
        except envelope.CannotOpen:
            continue
    return envelope.open_item(blob=sealed, epoch_private=privates[-1], context=context)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Opener:
    privates: tuple[bytes, ...]
    correspondent: uuid.UUID

    def read(self, letter: uuid.UUID, sealed: bytes) -> letters.Letter:
        context = letters.letter_context(correspondent=self.correspondent, letter=letter)
        try:
            return letters.decode(
                letter_text(sealed=sealed, privates=self.privates, context=context)
            )
        except envelope.CannotOpen:
            return letters.Letter(text="", kind=letters.UNREADABLE)


def _held(found: object) -> dict[str, Any]:
    # A cursor hands JSON over as text, or as what it holds.
    held = json.loads(found) if isinstance(found, str) else found
    assert isinstance(held, dict)  # noqa: S101 - the definer functions answer nothing else
    return held


def _all_letters(held: dict[str, Any]) -> list[dict[str, Any]]:
    return [*(held.get("letters") or ()), *(held.get("waiting") or ())]


def _kept(sealed: str | None, opener: bytes, correspondent: uuid.UUID) -> dict[str, str] | None:
    if not sealed:
        return None
    return package.open_kept(
        kept=base64.b64decode(sealed), private=opener, correspondent=correspondent
    )


def _letters(held: dict[str, Any], opener: _Opener) -> list[OpenedLetter]:
    opened = []
    for sealed in _all_letters(held):
        # A wish shows among her letters once it has taken effect.
        if not sealed["ciphertext"] or sealed.get("not_before"):
            continue
        letter = uuid.UUID(sealed["id"])
        found = opener.read(letter, base64.b64decode(sealed["ciphertext"]))
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
        {**one["event"], "id": one["id"], "day": one.get("not_before") or one["day"],
         "waits": one.get("not_before") is not None}
        for one in held.get("waiting") or ()
        if one.get("event")
    ]  # fmt: skip
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


def _helper(one: dict[str, str]) -> Helper:
    return Helper(
        id=base64.b64decode(one["id"]),
        public=base64.b64decode(one["access"])[:_PUBLIC_BYTES],
        since=datetime.date.fromisoformat(one["since"]),
    )


def _place(held: Mapping[str, Any]) -> BoxPlace:
    return BoxPlace(file=uuid.UUID(held["file"]), correspondent=uuid.UUID(held["correspondent"]))


def _own_public(held: Mapping[str, Any], private: bytes) -> bytes:
    """Return what her copies are sealed to: her own key where a strange one was put in."""
    try:
        return guard_keys.own_box(stored=base64.b64decode(held["box_public"]), place=_place(held))
    except (envelope.UnknownVersion, file_keys.NotOurs):
        return envelope.public_of(private=private)


def _access_context(correspondent: uuid.UUID) -> envelope.ItemContext:
    return envelope.ItemContext(
        key=envelope.KeyContext(file_id=correspondent, compartment=_ACCESS, epoch=1),
        item_id=correspondent,
    )


def _target(target: dict[str, Any]) -> SealTarget:
    return SealTarget(
        file=uuid.UUID(target["file"]),
        epoch=target["epoch"],
        compartment=target["compartment"],
        stamped=base64.b64decode(target["public"]),
    )


def _step(step: dict[str, str]) -> Step:
    return Step(
        state=step["state"],
        since=datetime.date.fromisoformat(step["since"]),
        next_on=_day(step.get("next")),
    )


def _day(value: str | None) -> datetime.date | None:
    return None if value is None else datetime.date.fromisoformat(value)
