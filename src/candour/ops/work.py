"""What the system does by itself: move leaves into the tree, seal the day, refresh deadlines."""

import dataclasses
import datetime

from django.conf import settings
from django.db import transaction

from candour.cases.actions.refresh_deadlines import refresh_deadlines
from candour.core import notes
from candour.guard.actors import service
from candour.guard.log import sequencer
from candour.intake.actions.seal_submissions import Sealed, seal_submissions
from candour.intake.actions.write_proofs import write_proofs
from candour.intake.models import Staged, StagedLetter


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What one round did."""

    leaves: int
    sealed: Sealed | None
    proofs: int


def signer() -> sequencer.Signer:
    """Return the log's name and key, which only the worker and the command line are given."""
    key = notes.SigningKey(
        name=settings.LOG_ORIGIN, purpose=notes.Purpose.NOTE, seed=settings.LOG_SEED
    )
    return sequencer.Signer(origin=settings.LOG_ORIGIN, key=key)


def sequence() -> int:
    """Move every waiting leaf into the tree and sign the head, if there was any."""
    with transaction.atomic():
        moved = sequencer.sequence()
        if moved:
            sequencer.sign_head(signer=signer())
    return moved


def seal(*, at: datetime.datetime) -> tuple[Sealed, int]:
    """Seal what is staged, publish the head that covers it, and write the proofs against it."""
    by = service("sealing")
    sealed = seal_submissions(by=by, at=at)
    if not sealed.reports and not sealed.letters:
        return sealed, 0
    while sequencer.sequence():
        pass
    sequencer.publish_head(signer=signer())
    return sealed, write_proofs(by=by, at=at)


def is_sealing_due(*, at: datetime.datetime, today: datetime.date) -> bool:
    """Say whether anything staged should be sealed now: from yesterday, or at once in a demo."""
    if settings.SEAL_SECONDS:
        return Staged.objects.exists() or StagedLetter.objects.exists()
    return (
        Staged.objects.filter(day__lt=today).exists()
        or StagedLetter.objects.filter(day__lt=today).exists()
    )


def tick(*, at: datetime.datetime, today: datetime.date) -> Done:
    """Do everything that is due; doing it twice is harmless."""
    sealed, proofs = None, 0
    if is_sealing_due(at=at, today=today):
        sealed, proofs = seal(at=at)
    refresh_deadlines(by=service("deadlines"), at=at)
    return Done(leaves=sequence(), sealed=sealed, proofs=proofs)
