"""What of a case can be given to somebody: the statement, the letters, the newest report."""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Iterator, Mapping

from candour.cases.models import Draft, Redaction
from candour.cases.reading import letters, opened, wording
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import SealedItem

STATEMENT, LETTER, PAPER, REPORT = "statement", "letter", "paper", "report"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One thing that can be given: what kind, what it is called, its words, whose they are.

    about: the only subject whom it may be given to; None where it is for whoever is chosen.
    """

    id: uuid.UUID
    kind: str
    title: str
    text: str = dataclasses.field(repr=False)
    is_reporters: bool
    about: uuid.UUID | None = None

    @property
    def name(self) -> str:
        """Return the name under which a form knows it."""
        return f"{self.kind}:{self.id}"


def papers(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> tuple[Paper, ...]:
    """Return everything of a case that this vault opens and that can be given to somebody."""
    return (
        *_statements(file, vault, by=by, at=at),
        *_letters(file, vault, by=by, at=at),
        *_reports(file, vault, by=by, at=at),
        *_redacted(file, vault, by=by, at=at),
    )


def of_reporter(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[Paper, ...]:
    """Return the reporter's own words, and nothing else of a case."""
    found = (*_statements(file, vault, by=by, at=at), *_letters(file, vault, by=by, at=at))
    return tuple(one for one in found if one.is_reporters)


def statement_of(*, narrative: Mapping[str, object]) -> str:
    """Return a report's own words: the story, and what was answered in words to each question."""
    said = [str(narrative.get("story", ""))]
    answers = narrative.get("answers")
    for one in answers if isinstance(answers, list) else []:
        if isinstance(one, dict) and one.get("answer"):
            said.append(f"{one.get('question', '')}\n{one['answer']}".strip())
    return "\n\n".join(part for part in said if part)


def _statements(
    file: uuid.UUID, vault: Vault, *, by: Actor, at: datetime.datetime
) -> Iterator[Paper]:
    items = list(SealedItem.objects.filter(file_id=file, kind="narrative").order_by("id"))
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    for item in items:
        if item.id in texts:
            text = statement_of(narrative=json.loads(texts[item.id]))
            yield Paper(id=item.id, kind=STATEMENT, title="Statement", text=text, is_reporters=True)


def _letters(file: uuid.UUID, vault: Vault, *, by: Actor, at: datetime.datetime) -> Iterator[Paper]:
    for one in letters.letters(file, [file], vault, by=by, at=at):
        if one.text and one.text != letters.SEALED_TO_OTHERS:
            whose = "to the reporter" if one.is_mine else "of the reporter"
            title = f"Letter {whose}, {wording.day(one.at)}"
            yield Paper(
                id=one.id, kind=LETTER, title=title, text=one.text, is_reporters=not one.is_mine
            )


def _reports(file: uuid.UUID, vault: Vault, *, by: Actor, at: datetime.datetime) -> Iterator[Paper]:
    newest = Draft.objects.filter(file_id=file).order_by("-number").select_related("item").first()
    if newest is None:
        return
    texts = opened.texts(items=[newest.item], vault=vault, by=by, at=at)
    if newest.item_id in texts:
        title = f"Investigation report, version {newest.number}"
        yield Paper(
            id=newest.id, kind=REPORT, title=title, text=texts[newest.item_id], is_reporters=False
        )


def _redacted(
    file: uuid.UUID, vault: Vault, *, by: Actor, at: datetime.datetime
) -> Iterator[Paper]:
    rows = list(
        Redaction.objects.filter(file_id=file, form="text")
        .select_related("result")
        .order_by("number")
    )
    texts = opened.texts(items=[row.result for row in rows], vault=vault, by=by, at=at)
    for row in rows:
        if row.result_id in texts:
            kept = json.loads(texts[row.result_id])
            title = f"{kept['title']}, words removed ({row.number})"
            text = "\n\n".join(part["text"] for part in kept["parts"])
            yield Paper(id=row.id, kind=PAPER, title=title, text=text, is_reporters=False)
