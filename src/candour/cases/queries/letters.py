"""Letters between the reporter and the case's readers, both ways, opened by the reader's vault."""

import dataclasses
import datetime
import uuid

from django.db import connection

from candour.cases.reading import heads, opened
from candour.cases.reading.heads import CaseHead
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import SealedItem
from candour.guard.permissions import demand
from candour.intake.models import Correspondent

SEALED_TO_OTHERS = "This letter was sealed before you became a reader of the case."
_KINDS = ("message_in", "message_out")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter: which way, on which day, and its words."""

    id: uuid.UUID
    is_mine: bool
    sender: str
    at: datetime.date
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LettersPage:
    """Every letter of a case in order, and whether there is somebody to write to."""

    head: CaseHead
    letters: tuple[Letter, ...]
    has_reporter: bool


def letters_page(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> LettersPage:
    """Return the letters of a case, also those that came in before it was recorded."""
    demand("cases.read", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    return LettersPage(
        head=head,
        letters=_letters(file, [file, head.report_file], vault, by=by, at=at),
        has_reporter=Correspondent.objects.filter(file_id=file).exists(),
    )


def letters_of_report(
    *, report: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[Letter, ...]:
    """Return what the reporter has sent since her report, while it is still one."""
    demand("intake.read", by=by, at=at, file=report)
    return _letters(report, [report], vault, by=by, at=at)


def _letters(
    file: uuid.UUID,
    files: list[uuid.UUID | None],
    vault: Vault,
    *,
    by: Actor,
    at: datetime.datetime,
) -> tuple[Letter, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select letter_id, written_on, is_from_reporter from intake.letters_of(%s)"
            " order by number",
            [file],
        )
        written = list(cursor.fetchall())
    rows = SealedItem.objects.filter(file_id__in=[one for one in files if one], kind__in=_KINDS)
    items = {row.id: row for row in rows.filter(id__in=[letter for letter, _, _ in written])}
    texts = opened.texts(items=list(items.values()), vault=vault, by=by, at=at)
    return tuple(
        Letter(
            id=letter,
            is_mine=not is_from_reporter,
            sender="The reporter" if is_from_reporter else "We wrote",
            at=written_on,
            text=texts.get(letter, SEALED_TO_OTHERS),
        )
        for letter, written_on, is_from_reporter in written
    )
