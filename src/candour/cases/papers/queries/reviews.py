"""What the bundle for a review would hold now, before anybody takes it."""

import dataclasses
import datetime
import uuid

from candour.cases.disclosure import queries as disclosure
from candour.cases.disclosure.versions import RemovedLine
from candour.cases.papers.queries import letters, schedules
from candour.cases.papers.queries.letters import LetterLine
from candour.cases.papers.queries.schedules import Version
from candour.cases.reading.heads import CaseHead
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """The report's newest version, what was left out, the letters, the schedules."""

    head: CaseHead
    version: int
    removed: tuple[RemovedLine, ...]
    letters: tuple[LetterLine, ...]
    schedules: tuple[Version, ...]


def review_page(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> ReviewPage:
    """Return what a reviewer would be given."""
    demand("cases.papers", by=by, at=at, file=file)
    drafts = disclosure.drafts_page(file=file, vault=vault, by=by, at=at)
    issued = letters.letters_page(file=file, vault=vault, by=by, at=at)
    listed = schedules.schedules_page(file=file, vault=vault, by=by, at=at)
    return ReviewPage(
        head=drafts.head,
        version=drafts.newest.number if drafts.newest else 0,
        removed=drafts.removed,
        letters=issued.lines,
        schedules=listed.versions,
    )
