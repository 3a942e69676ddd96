"""One copy: its code and key, its text as the ledger keeps it, and as its recipient opens it."""

import dataclasses
import datetime
import hashlib
import json
import secrets
import uuid
from collections.abc import Mapping
from typing import Any

from candour.access import desks
from candour.cases.parties import file_copies
from candour.cases.parties.file_copies import FileCopy, OwnFile
from candour.core import envelope
from candour.core.tracing import marking
from candour.guard import keys
from candour.guard.keys import NoKey, Reader, Vault
from candour.guard.models import SeatCertificate

KIND = "copy"
LINES_ON_PAGE = 30
LEFT_OUT = "[left out]"
# No letters or digits that are taken for each other when somebody reads them out.
_SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_COMPARTMENT = "bundle"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A copy's words: its title, the text before marking and after, the key of its marks.

    The copy of a file has no words: `file` says what it is.
    """

    title: str
    text: str = dataclasses.field(repr=False)
    marked: str = dataclasses.field(repr=False)
    key: bytes = dataclasses.field(repr=False)
    file: FileCopy | None = None

    @property
    def digest(self) -> bytes:
        """Return the hash of the copy as it was given."""
        return hashlib.sha256(self.marked.encode()).digest()

    @property
    def pages(self) -> tuple[tuple[str, ...], ...]:
        """Return the lines of the copy, page by page."""
        return marking.pages(marked=self.marked, lines=LINES_ON_PAGE)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A copy as its recipient opens it: its title, and marked words or a file."""

    title: str
    marked: str = dataclasses.field(repr=False)
    file: OwnFile | None


def new_code() -> str:
    """Draw a code that stands on every page of one copy."""
    drawn = "".join(secrets.choice(_SIGNS) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def make(*, title: str, text: str, code: str) -> Content:
    """Mark a text for one recipient."""
    key = secrets.token_bytes(marking.KEY_BYTES)
    marked = marking.mark(copy=marking.Copy(code=code, key=key, text=text))
    return Content(title=title, text=text, marked=marked, key=key)


def kept(*, content: Content) -> str:
    """Return a copy as the ledger seals it to the case's readers."""
    return json.dumps(
        {
            "title": content.title,
            "text": content.text,
            "marked": content.marked,
            "key": content.key.hex(),
            **({"file": file_copies.kept(copy=content.file)} if content.file else {}),
        }
    )


def read(*, text: str) -> Content:
    """Return a copy that the ledger kept."""
    said: Mapping[str, Any] = json.loads(text)
    return Content(
        title=said["title"],
        text=said["text"],
        marked=said["marked"],
        key=bytes.fromhex(said["key"]),
        file=file_copies.read(said=said["file"]) if "file" in said else None,
    )


def recipient(*, account: uuid.UUID, on: datetime.date) -> Reader | None:
    """Return the certified key of an account, None where nothing may be sealed to it."""
    seats = SeatCertificate.objects.filter(account_id=account, revoked_on__isnull=True)
    found = keys.certified(
        seats=[(row.account_id, bytes(row.body), row.signatures) for row in seats],
        officers=desks.officers(),
        on=on,
    )
    return found[0] if found else None


def words_of(*, content: Content) -> bytes:
    """Return a text's copy as it is sealed to its recipient; the marks' key is not part of it."""
    return json.dumps({"title": content.title, "marked": content.marked}).encode()


def seal_for(*, copy: uuid.UUID, said: bytes, reader: Reader) -> bytes:
    """Seal a copy to its recipient's own key."""
    return envelope.seal_item(
        plaintext=said, epoch_public=reader.public_key, context=_context(copy)
    )


def open_own(*, copy: uuid.UUID, ciphertext: bytes, vault: Vault) -> Own:
    """Return a copy that was sealed to this vault."""
    try:
        opened = envelope.open_item(
            blob=ciphertext, epoch_private=vault.private_key, context=_context(copy)
        )
    except (envelope.CannotOpen, envelope.UnknownVersion):
        raise NoKey from None
    said = json.loads(opened)
    return Own(title=said["title"], marked=said["marked"], file=file_copies.opened(said=said))


def _context(copy: uuid.UUID) -> envelope.ItemContext:
    place = envelope.KeyContext(file_id=copy, compartment=_COMPARTMENT, epoch=1)
    return envelope.ItemContext(key=place, item_id=copy)
