"""How far a case is sealed again after a reader was removed, and what waits for which reader."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from candour.cases.custody import again
from candour.guard.actors import Actor
from candour.guard.models import SealedItem, WorkOrder, WorkOrderEnd
from candour.intake.attachments import objects


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Resealing:
    """How far attached files have their new keys, and what waits for which reader."""

    files: int
    files_done: int
    # Whether a worker has an order for some of it now.
    is_ordered: bool
    # Of what is left of the case: how much this reader can have done.
    openable: int
    left_of_report: int
    openable_of_report: int

    @property
    def files_left(self) -> int:
        """Return how many files wait."""
        return self.files - self.files_done

    @property
    def waits_for_others(self) -> bool:
        """Return whether something is left that nobody does, and that this reader can't open."""
        return bool(self.files_left) and not self.is_ordered and not self.openable


def read(
    *, file: uuid.UUID, left: Sequence[SealedItem], by: Actor, at: datetime.datetime
) -> Resealing:
    """Return where the sealing again of a case stands; part of a page that was permitted."""
    of_report = again.of_report(file=file)
    files = objects.asked(case=file)
    return Resealing(
        files=files,
        files_done=files - len(objects.owed(case=file)),
        is_ordered=is_running(file=file, at=at),
        openable=again.opened_by(items=left, account=by.account),
        left_of_report=len(of_report),
        openable_of_report=again.opened_by(items=of_report, account=by.account),
    )


def is_running(*, file: uuid.UUID, at: datetime.datetime) -> bool:
    """Return whether a worker has an order for some of it; part of what was permitted."""
    running = WorkOrder.objects.filter(
        file_id=file, kind="seal_again", issued_at__lte=at, expires_at__gt=at
    )
    return running.exclude(id__in=WorkOrderEnd.objects.values("order_id")).exists()
