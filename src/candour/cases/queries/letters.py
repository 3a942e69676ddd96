"""Letters between the reporter and the case's readers, both ways, opened by the reader's vault."""

import dataclasses
import datetime
import uuid

from candour.cases.reading import doings, heads, letters
from candour.cases.reading.doings import Doings
from candour.cases.reading.heads import CaseHead
from candour.cases.reading.letters import Letter
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand
from candour.intake.models import Correspondent


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LettersPage:
    """Every letter of a case in order, and whether there is somebody to write to."""

    head: CaseHead
    letters: tuple[Letter, ...]
    has_reporter: bool
    doings: Doings


def letters_page(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> LettersPage:
    """Return the letters of a case, also those that came in before it was recorded."""
    demand("cases.read", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    return LettersPage(
        head=head,
        letters=letters.letters(file, [file, head.report_file], vault, by=by, at=at),
        has_reporter=Correspondent.objects.filter(file_id=file, is_reachable=True).exists(),
        doings=doings.doings(file=file),
    )


def letters_of_report(
    *, report: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[Letter, ...]:
    """Return what the reporter has sent since her report, while it is still one."""
    demand("intake.read", by=by, at=at, file=report)
    return letters.letters(report, [report], vault, by=by, at=at)
