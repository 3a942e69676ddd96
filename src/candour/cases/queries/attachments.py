"""Attached files for those who may read them: every look is demanded and logged before it."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterable

from candour.cases.models import Case
from candour.cases.reading import attachments
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand, deny
from candour.intake.attachments import kinds
from candour.intake.attachments.attached import Attached
from candour.intake.attachments.preview import looking
from candour.intake.models import Attachment

LISTED = "Attached files listed"
LOOKED = "An attached file looked at"
COPIED = "A copy without hidden data taken"
TAKEN = "The original of an attached file taken"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One file as a list or its own page shows it; `attached` opens its content."""

    attached: Attached
    received_on: datetime.date | None

    @property
    def id(self) -> uuid.UUID:
        """Return the file's own id, which its address names."""
        return self.attached.id

    @property
    def name(self) -> str:
        """Return the name as the sender gave it, with everything in it to be seen."""
        return self.attached.shown

    @property
    def kind(self) -> str:
        """Return what the content looks like."""
        return kinds.name_of(self.attached.kind)

    @property
    def can_be_shown(self) -> bool:
        """Return whether files of this kind have a preview."""
        return self.attached.kind in looking.SHOWN

    @property
    def can_be_cleaned(self) -> bool:
        """Return whether hidden data can be taken out of files of this kind."""
        return self.attached.kind in looking.CLEANED


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """Every attached file of a report or case, and how many were sealed to others."""

    file: uuid.UUID
    is_case: bool
    files: tuple[Listed, ...]
    sealed_to_others: int


def list_page(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> ListPage:
    """Return the attached files of a case, those of its report included, or of a report."""
    demand("cases.open_attachment", by=by, at=at, file=file, why=LISTED)
    found, others = attachments.described(files=_files(file), vault=vault, by=by, at=at)
    return ListPage(
        file=file,
        is_case=_report_of(file) is not None,
        files=tuple(sorted(_listed(found.values()), key=lambda one: (one.name, one.id.bytes))),
        sealed_to_others=others,
    )


def one_file(
    *, file: uuid.UUID, blob: uuid.UUID, vault: Vault, why: str, by: Actor, at: datetime.datetime
) -> Listed:
    """Return one attached file with what opens it; `why` is what the log keeps of the look."""
    demand("cases.open_attachment", by=by, at=at, file=file, why=why)
    found, _ = attachments.described(files=_files(file), vault=vault, by=by, at=at)
    if blob not in found:
        deny("cases.open_attachment", by=by, at=at, file=file)
    (listed,) = _listed([found[blob]])
    return listed


def may_open(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> None:
    """Raise NotPermitted for a file that is hidden, before its page asks for the vault."""
    demand("cases.open_attachment", by=by, at=at, file=file)


def _files(file: uuid.UUID) -> list[uuid.UUID]:
    report = _report_of(file)
    return [file, report] if report else [file]


def _report_of(file: uuid.UUID) -> uuid.UUID | None:
    return Case.objects.filter(file_id=file).values_list("report_file_id", flat=True).first()


def _listed(found: Iterable[Attached]) -> tuple[Listed, ...]:
    known = list(found)
    rows = Attachment.objects.filter(id__in=[one.id for one in known])
    days = dict(rows.values_list("id", "on_day"))
    return tuple(Listed(attached=one, received_on=days.get(one.id)) for one in known)
