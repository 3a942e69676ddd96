"""What the system does by itself: move leaves into the tree, seal the day, refresh deadlines."""

import dataclasses
import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from candour.cases.actions.refresh_deadlines import refresh_deadlines
from candour.core import notes
from candour.guard.actors import service
from candour.guard.log import sequencer
from candour.guard.models import Checkpoint, TreeLeaf
from candour.intake.actions.renew_drafts import renew_drafts
from candour.intake.actions.seal_submissions import Sealed, seal_submissions
from candour.intake.actions.write_proofs import write_proofs
from candour.intake.models import Draft, Mailbox, Staged, StagedLetter


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
    """Seal what is staged, put the drafts beside it in another order, and write the proofs."""
    sealed = seal_submissions(by=service("sealing"), at=at)
    renew_drafts(by=service("sealing"), at=at)
    return sealed, prove(at=at)


def prove(*, at: datetime.datetime) -> int:
    """Write the proofs that are owed, against a published head that covers them.

    Whatever a sealing was stopped by, the next round finds here what it left undone.
    """
    if not _is_proof_owed():
        return 0
    while sequencer.sequence():
        pass
    if not _is_head_published():
        sequencer.publish_head(signer=signer())
    return write_proofs(by=service("sealing"), at=at)


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
    if Draft.objects.filter(expires_on__lt=at.date()).exists():
        renew_drafts(by=service("sealing"), at=at)
    proofs += prove(at=at)
    refresh_deadlines(by=service("deadlines"), at=at)
    return Done(leaves=sequence(), sealed=sealed, proofs=proofs)


def _is_proof_owed() -> bool:
    # An urgent report has its mailbox at once and its leaf only with the others of its day.
    unsealed = Staged.objects.filter(mailbox_hash=OuterRef("mailbox_hash"))
    return Mailbox.objects.filter(~Exists(unsealed), proof="").exists()


def _is_head_published() -> bool:
    """Say whether the newest published head covers every leaf that a proof is owed for."""
    head = Checkpoint.objects.filter(is_published=True).order_by("-size").first()
    owed = TreeLeaf.objects.filter(
        leaf_hash__in=Mailbox.objects.filter(proof="").values("leaf_hash")
    )
    return not owed.filter(index__gte=head.size if head else 0).exists()
