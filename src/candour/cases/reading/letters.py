"""Letters of a file opened for a reader, and how they are carried from a report to its case."""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Iterable, Mapping

from django.db import connection

from candour.cases.reading import opened
from candour.guard.actors import Actor
from candour.guard.keys import NARRATIVE, Vault
from candour.guard.models import SealedItem
from candour.intake.mailboxes import letters as contents

SEALED_TO_OTHERS = "This letter was sealed before you became a reader of the case."
# What was written before a report became a case, sealed to the case's readers as one item.
BEFORE = "letters_before"
# How a letter is called by what it came with; everything else is a letter.
LABELS = {
    "check_in": "answer to a check-in",
    "correction": "correction of what was recorded",
    "review_request": "request for a review",
    "name": "the name they gave",
    "wish": "wish",
    "supporter": "from a supporter",
    contents.ALLEGATION: "what was recorded",
    contents.OUTCOME: "the outcome",
    contents.UPDATE: "news of progress",
}
NOT_LETTERS = (
    "narrative", "description", "reason", "identity", "attachment", "copy", "draft", BEFORE,
    "formal_letter", "schedule", "redaction", "redaction_order", "publication", "ties",
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter: which way, on which day, its words, and the names of the files with it."""

    id: uuid.UUID
    is_mine: bool
    sender: str
    at: datetime.date
    text: str
    files: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    kind: str
    content: contents.Letter


def letters(
    file: uuid.UUID,
    files: list[uuid.UUID | None],
    vault: Vault,
    *,
    by: Actor,
    at: datetime.datetime,
) -> tuple[Letter, ...]:
    """Return the letters of a file's reporter in order, opened from the items of these files."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select letter_id, written_on, is_from_reporter from intake.letters_of(%s)"
            " order by number",
            [file],
        )
        written = list(cursor.fetchall())
        # What she gives the handlers without keeping it, such as her name, has an act's day alone.
        cursor.execute("select event_id, on_day from cases.reporter_events(%s)", [file])
        acts = dict(cursor.fetchall())
    known = _known([one for one in files if one], vault, by=by, at=at)
    lettered = {letter for letter, _, _ in written}
    bare = [(one, acts[one], True) for one in known if one in acts and one not in lettered]
    return tuple(
        _letter(letter, written_on, known.get(letter), is_mine=not is_from_reporter)
        for letter, written_on, is_from_reporter in sorted(
            [*written, *bare], key=lambda row: row[1]
        )
    )


def letters_before(
    *, report: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> str | None:
    """Return what was written about a report as its case keeps it; None where nothing was."""
    return _kept(_known([report], vault, by=by, at=at))


def letters_since(
    *, report: uuid.UUID, case: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> str | None:
    """Return the report's letters that the case does not keep yet; None where it keeps them all."""
    theirs = _known([report], vault, by=by, at=at)
    if not theirs:
        return None
    ours = _known([case], vault, by=by, at=at)
    return _kept({letter: one for letter, one in theirs.items() if letter not in ours})


def text(*, kind: str, sealed: str) -> str:
    """Return the words of an item that holds a letter, or all that a report brought along."""
    if kind != BEFORE:
        return contents.decode(sealed.encode()).text
    kept: Iterable[dict[str, str]] = json.loads(sealed)
    return "\n\n".join(contents.decode(one["text"].encode()).text for one in kept)


def _kept(known: Mapping[uuid.UUID, _Known]) -> str | None:
    kept = [
        {"id": str(letter), "kind": one.kind, "text": contents.encode(one.content).decode()}
        for letter, one in sorted(known.items(), key=lambda pair: pair[0].bytes)
    ]
    return json.dumps(kept) if kept else None


def _letter(letter: uuid.UUID, on: datetime.date, known: _Known | None, *, is_mine: bool) -> Letter:
    sender = "We wrote" if is_mine else "The reporter"
    if known is None:
        return Letter(id=letter, is_mine=is_mine, sender=sender, at=on, text=SEALED_TO_OTHERS)
    label = LABELS.get(known.content.kind) or LABELS.get(known.kind)
    return Letter(
        id=letter,
        is_mine=is_mine,
        sender=f"{sender} ({label})" if label else sender,
        at=on,
        text=known.content.text,
        files=tuple(str(one.get("name", "")) for one in known.content.files),
    )


def _known(
    files: list[uuid.UUID], vault: Vault, *, by: Actor, at: datetime.datetime
) -> Mapping[uuid.UUID, _Known]:
    rows = SealedItem.objects.filter(file_id__in=files, compartment=NARRATIVE)
    items = list(rows.exclude(kind__in=[one for one in NOT_LETTERS if one != BEFORE]))
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    found: dict[uuid.UUID, _Known] = {}
    for item in items:
        if item.id in texts:
            found |= _read(item, texts[item.id])
    return found


def _read(item: SealedItem, text: str) -> Mapping[uuid.UUID, _Known]:
    if item.kind != BEFORE:
        return {item.id: _Known(kind=item.kind, content=contents.decode(text.encode()))}
    kept: Iterable[dict[str, str]] = json.loads(text)
    return {
        uuid.UUID(one["id"]): _Known(
            kind=one["kind"], content=contents.decode(one["text"].encode())
        )
        for one in kept
    }
