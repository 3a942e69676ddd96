"""What an open mailbox carries from page to page: sealed in the page itself, and kept nowhere."""

import base64
import binascii
import dataclasses
import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import QueryDict

from candour.core import sealed_state, words
from candour.intake.attachments import attached
from candour.intake.attachments.attached import Attached
from candour.intake.mailboxes import Secret

LABEL = "candour/mailbox"
HER, SUPPORTER = "her", "supporter"
HOME, MESSAGE = "home", "message"
# What carries the page, and secrets: no page gives those back.
_NOT_TYPED = frozenset({"state", "go", "phrase", "passphrase", "again"})


class Broken(Exception):
    """The hidden field is genuine but its content is not a mailbox's."""


@dataclasses.dataclass(slots=True, kw_only=True)
class Held:
    """The words that opened it, the page that is open, and what was typed but not sent.

    `id` is fixed with each page, so that sending it twice is sending once; `fresh` are words drawn
    for the page.
    """

    words: str
    stretched: str = ""
    who: str = HER
    matter: int = 0
    page: str = HOME
    is_sure: bool = False
    fresh: str = ""
    id: str = ""
    text: str = ""
    files: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    typed: dict[str, dict[str, list[str]]] = dataclasses.field(default_factory=dict)

    @property
    def secret(self) -> Secret:
        """Return what opens the mailbox."""
        stretched = base64.b64decode(self.stretched) if self.stretched else None
        return Secret(words=tuple(self.words.split()), stretched=stretched)

    @property
    def attached(self) -> tuple[Attached, ...]:
        """Return the files that wait to be sent with the message."""
        return tuple(attached.from_json(one) for one in self.files)


def at_the_door(*, spoken: tuple[str, ...], who: str) -> Held:
    """Return what a visit begins with."""
    return Held(words=" ".join(spoken), who=who, id=str(uuid.uuid4()))


def open_secret(held: Held, secret: Secret) -> None:
    """Go on with another secret: new words, or a passphrase."""
    held.words = " ".join(secret.words)
    held.stretched = base64.b64encode(secret.stretched).decode() if secret.stretched else ""


def turn_to(held: Held, page: str) -> None:
    """Turn to a page, which is sent once however often its button is pressed."""
    held.page, held.is_sure = page, False
    held.id = str(uuid.uuid4())
    held.fresh = ""


def seal(held: Held, *, at: datetime.datetime) -> str:
    """Return the hidden field. What is too much for it stands in the page that bears it alone."""
    without_typed = dataclasses.replace(held, typed={})
    for less in (held, without_typed, dataclasses.replace(without_typed, text="")):
        try:
            return _seal(less, at=at)
        except sealed_state.TooLarge:
            continue
    raise sealed_state.TooLarge


def fits(held: Held, *, at: datetime.datetime) -> bool:
    """Say whether the hidden field carries all of it."""
    try:
        _seal(held, at=at)
    except sealed_state.TooLarge:
        return False
    return True


def unseal(token: str, *, at: datetime.datetime) -> Held:
    """Return what a hidden field carries.

    Raises sealed_state.Unreadable or Expired, and Broken for another version's.
    """
    mapping = sealed_state.open_state(token=token, keys=settings.FORM_KEYS, at=at, label=LABEL)
    try:
        held = Held(**mapping)  # type: ignore[arg-type] # checked by the next lines
        uuid.UUID(held.id)
        words.normalise(text=held.words, count=words.MAILBOX_WORDS)
        base64.b64decode(held.stretched, validate=True)
    except (TypeError, ValueError, binascii.Error, words.UnknownWord, words.WrongNumberOfWords):
        raise Broken from None
    return held


def written(mapping: Mapping[str, Any]) -> list[str]:
    """Return what was being written on the pages that a hidden field carries, and no secret."""
    typed = mapping.get("typed")
    pages = typed.values() if isinstance(typed, dict) else []
    found = [mapping.get("text"), *(value for page in pages for value in _values(page))]
    return [one for one in found if isinstance(one, str) and one.strip()]


def _values(page: object) -> list[object]:
    values = page.values() if isinstance(page, dict) else []
    return [one for value in values if isinstance(value, list) for one in value]


def typed(post: QueryDict) -> dict[str, list[str]]:
    """Return everything that was typed into a page, secrets left out."""
    return {
        name: [str(value) for value in values]
        for name, values in post.lists()
        if name not in _NOT_TYPED
    }


def _seal(held: Held, *, at: datetime.datetime) -> str:
    return sealed_state.seal_state(
        mapping=dataclasses.asdict(held), keys=settings.FORM_KEYS, at=at, label=LABEL
    )
