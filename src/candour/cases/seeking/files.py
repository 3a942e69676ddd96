"""Attached files in a search for words: their names, and what those that hold words say.

A file is opened in memory, all but plain texts by the shut-in process, after the leaf. One that
is damaged, locked or too large is named with the reason, and takes no other file with it.
"""

import dataclasses
import datetime
import time
import uuid
from collections.abc import Sequence

from candour.cases.models import Case
from candour.cases.reading import attachments
from candour.core import finding
from candour.core.finding import Excerpt, Term
from candour.guard.actors import Actor
from candour.guard.keys import NARRATIVE, Vault
from candour.guard.models import SealedItem
from candour.guard.permissions import demand
from candour.intake.attachments import kinds, opening
from candour.intake.attachments.attached import Attached
from candour.intake.attachments.preview import looking, texts
from candour.intake.attachments.preview.limits import CannotShow
from candour.intake.attachments.preview.reading import MOST_LETTERS, Said

SEARCHED = "Attached files searched"
# The id before every file: the case's own words were looked through, and none of its files.
NONE_YET = uuid.UUID(int=0)
# How much one look reads; the reader goes on from there.
FILES_AT_ONCE = 10
BYTES_AT_ONCE = 60 * 1024**2
SECONDS_AT_ONCE = 20.0
LARGEST = 20 * 1024**2
MOST_EXCERPTS = 3
_READ = looking.READ | {kinds.TEXT}
_LONGEST_LETTER = 4
_TOO_LARGE = "It is too large to be searched."
_OTHER_KIND = "Only the name of files of this type is searched."
_CUT = (
    "Only a part of it was searched: it is very long, something in it is damaged, or it holds a "
    "file of another type."
)
_GONE = "It is not there any more, or it was altered."


class Allowance:
    """How much of attached files one look may still read; one file it always may."""

    def __init__(self) -> None:
        self.read = 0
        self._bytes = 0
        self._until = time.monotonic() + SECONDS_AT_ONCE

    def take(self, size: int) -> bool:
        """Take a file of that size off what is allowed; False where it must wait."""
        is_spent = (
            self.read >= FILES_AT_ONCE
            or self._bytes + size > BYTES_AT_ONCE
            or time.monotonic() > self._until
        )
        if self.read and is_spent:
            return False
        self.read, self._bytes = self.read + 1, self._bytes + size
        return True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """Who looks for what with which keys, and how much of attached files may still be read."""

    terms: Sequence[Term] = dataclasses.field(repr=False)
    vault: Vault
    by: Actor
    at: datetime.datetime
    allowance: Allowance = dataclasses.field(default_factory=Allowance)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a look at a case's files found, how far it came, and what it left out.

    unread: files with the reason why they were not searched to their end. media: how many are
    pictures, sounds and films. closed: how many of the case's files this vault does not open.
    """

    found: tuple[tuple[Attached, tuple[Excerpt, ...]], ...] = dataclasses.field(repr=False)
    unread: tuple[tuple[Attached, str], ...] = dataclasses.field(repr=False)
    media: int
    closed: int
    seen: int
    of: int
    last: uuid.UUID

    @property
    def is_over(self) -> bool:
        """Return whether every file of the case was looked at."""
        return self.seen >= self.of


def look(*, case: uuid.UUID, after: uuid.UUID, looking_for: Looking) -> Seen:
    """Look through the files of a case that the caller may search, from behind `after` on."""
    report = Case.objects.filter(file_id=case).values_list("report_file_id", flat=True).first()
    files = [file for file in (report, case) if file]
    rows = SealedItem.objects.filter(file_id__in=files, kind=opening.KIND, compartment=NARRATIVE)
    held, closed = _held(files, looking_for) if rows.exists() else ([], 0)
    last, seen = after, sum(1 for one in held if one.id.bytes <= after.bytes)
    found, unread, media = [], [], 0
    for one in held[seen:]:
        is_read = one.kind in _READ and one.size <= LARGEST
        if is_read and not looking_for.allowance.take(one.size):
            break
        said, why = _said(one) if is_read else ("", _why_not(one))
        text = f"{one.shown}\n{said}"
        excerpts = finding.excerpts(text=text, terms=looking_for.terms, most=MOST_EXCERPTS)
        found += [(one, excerpts)] if excerpts else []
        unread += [(one, why)] if why else []
        media += kinds.is_media(one.kind)
        last, seen = one.id, seen + 1
    return Seen(found=tuple(found), unread=tuple(unread), media=media, closed=closed,
                seen=seen, of=len(held), last=last)  # fmt: skip


def _held(files: Sequence[uuid.UUID], looking_for: Looking) -> tuple[list[Attached], int]:
    """Return the files in an order that stays, and how many of the case's own have no key here.

    Those of the report are its readers'; the case has each sealed to its own.
    """
    by, at, vault = looking_for.by, looking_for.at, looking_for.vault
    demand("cases.open_attachment", by=by, at=at, file=files[-1], why=SEARCHED)
    known: dict[uuid.UUID, Attached] = {}
    closed = 0
    for file in files:
        described, closed = attachments.described(files=[file], vault=vault, by=by, at=at)
        for blob, one in described.items():
            if blob not in known or one.again >= known[blob].again:
                known[blob] = one
    return sorted(known.values(), key=lambda one: one.id.bytes), closed


def _said(one: Attached) -> tuple[str, str]:
    """Return what a file says, and why that is not all of it; nothing where it is."""
    try:
        said = _text(one) if one.kind == kinds.TEXT else looking.read(
            kind=one.kind, size=one.size, blocks=opening.content(one)
        )  # fmt: skip
    except CannotShow as refusal:
        return "", str(refusal)
    except opening.Missing:
        return "", _GONE
    return said.text, "" if said.is_whole else _CUT


def _text(one: Attached) -> Said:
    """Return a plain text; nothing but its letters is read, so it needs no shut-in process."""
    found = bytearray()
    for piece in opening.content(one):
        found += piece
        if len(found) > MOST_LETTERS * _LONGEST_LETTER:
            break
    # What was read no further may end within a letter.
    is_whole = len(found) <= MOST_LETTERS * _LONGEST_LETTER
    text = texts.letters(bytes(found), is_whole=is_whole)
    return Said(text=text[:MOST_LETTERS], is_whole=len(text) <= MOST_LETTERS)


def _why_not(one: Attached) -> str:
    if one.kind in _READ:
        return _TOO_LARGE
    return "" if kinds.is_media(one.kind) or one.kind == kinds.EMPTY else _OTHER_KIND
