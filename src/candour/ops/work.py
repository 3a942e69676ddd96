"""What the system does by itself: move leaves into the tree, seal the day, refresh deadlines."""

import contextlib
import dataclasses
import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from candour.access.actions import redraw_changed_walls
from candour.access.actions.redraw_due_walls import redraw_due_walls
from candour.cases.actions.refresh_deadlines import refresh_deadlines
from candour.cases.answering.actions.sweep_managers import sweep_managers
from candour.cases.answering.actions.sweep_reporters import sweep_reporters
from candour.cases.checks.actions.propose_separation import propose_separation
from candour.cases.custody.actions.carry_out_orders import carry_out_orders
from candour.cases.custody.actions.end_access import end_access
from candour.cases.custody.actions.lapse_recoveries import lapse_recoveries
from candour.cases.custody.actions.tell_of_access import tell_of_access
from candour.cases.impartial.actions.carry_answers import carry_answers
from candour.cases.lookers.actions.end_permits import end_permits
from candour.cases.lookers.actions.raise_alarms import raise_alarms
from candour.cases.lookers.actions.raise_unanswered import raise_unanswered
from candour.cases.papers.actions.tend_publications import tend_publications
from candour.cases.releasing.actions.end_names import end_names
from candour.cases.work.actions.raise_late import raise_late
from candour.cases.work.actions.send_mail import send_mail
from candour.cases.work.actions.set_tasks import set_tasks
from candour.core import notes
from candour.guard.actors import service
from candour.guard.custody import orders
from candour.guard.custody.orders import Hand
from candour.guard.log import sequencer
from candour.guard.log.published import files
from candour.guard.models import Checkpoint, TreeLeaf
from candour.imports.actions.take_case_files import take_case_files
from candour.intake import drafts
from candour.intake.actions.count_equality import count_equality
from candour.intake.actions.hand_on_unanswered import hand_on_unanswered
from candour.intake.actions.renew_drafts import renew_drafts
from candour.intake.actions.seal_submissions import Sealed, seal_submissions
from candour.intake.actions.write_proofs import write_proofs
from candour.intake.attachments.daily import renew_blobs
from candour.intake.models import Mailbox, Quarantined, SealedDay, Staged, StagedLetter
from candour.law.policies import witnessing
from candour.patterns.gates.actions.find_passed import find_passed
from candour.patterns.gates.actions.open_gates import open_gates
from candour.patterns.lookback.actions.freeze_lookbacks import freeze_lookbacks
from candour.patterns.lookback.actions.screen_ordered import screen_ordered
from candour.patterns.retaliation.actions.propose_retaliation import propose_retaliation
from candour.patterns.retaliation.actions.run_excess_test import run_excess_test

ONCE = datetime.timedelta(days=witnessing.row_of(witnessing.Period.HEAD_IS_PUBLISHED).days)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What one round did."""

    leaves: int
    sealed: Sealed | None
    proofs: int
    # Reports and letters that no sealing could release, of this round and of earlier ones.
    aside: int


class Hands:
    """A worker's key for sealed orders, in this process's memory as long as it lives."""

    def __init__(self) -> None:
        self._hand: Hand | None = None
        self._said_at: datetime.datetime | None = None

    def carry_out(self, *, at: datetime.datetime) -> int:
        """Say that the worker is there, now and then, and carry out what is ordered of it."""
        if self._said_at is None or at - self._said_at > orders.FRESH / 2:
            self._hand = orders.announce(seed=settings.LOG_SEED, at=at, hand=self._hand)
            self._said_at = at
        if self._hand is None:
            return 0
        screened = screen_ordered(hand=self._hand, by=service("orders"), at=at)
        return screened + carry_out_orders(hand=self._hand, by=service("orders"), at=at)


def signer() -> sequencer.Signer:
    """Return the log's name and keys, which only the worker and the command line are given."""
    origin, second = settings.LOG_ORIGIN, None
    key = notes.SigningKey(name=origin, purpose=notes.Purpose.NOTE, seed=settings.LOG_SEED)
    if settings.LOG_SECOND_SEED:
        second = notes.SigningKey(
            name=origin, purpose=notes.Purpose.POST_QUANTUM, seed=settings.LOG_SECOND_SEED
        )
    return sequencer.Signer(origin=origin, key=key, second=second)


def sequence() -> int:
    """Move every waiting leaf into the tree and sign the head, if there was any."""
    with transaction.atomic():
        moved = sequencer.sequence()
        if moved:
            sequencer.sign_head(signer=signer())
    return moved


def seal(*, at: datetime.datetime, day: datetime.date | None = None) -> tuple[Sealed, int]:
    """Seal what is staged, put the drafts beside it in another order, and write the proofs.

    `day` is given where this is that day's one sealing.
    """
    sealed = seal_submissions(by=service("sealing"), at=at, day=day)
    # What is called last is registered first; each is called whatever became of the others.
    with contextlib.ExitStack() as rest:
        for renew in (renew_blobs, count_equality, renew_drafts):
            rest.callback(renew, by=service("sealing"), at=at)
    if day is not None or sealed.reports or sealed.letters:
        publish(at=at)
    return sealed, prove(at=at)


def publish(*, at: datetime.datetime) -> None:
    """Show everyone the present head: its tiles first, so that nobody waits for one of them."""
    while sequence():
        pass
    head = sequencer.sign_head(signer=signer())
    files.publish(note=head.note.encode())
    sequencer.publish_head(signer=signer(), by=service("log"), at=at)


def is_publication_due(*, today: datetime.date) -> bool:
    """Say whether a day has passed without a published head."""
    newest = sequencer.newest_published()
    return newest is None or newest.published_on + ONCE <= today


def prove(*, at: datetime.datetime) -> int:
    """Write the proofs that are owed, against a published head that covers them.

    Whatever a sealing was stopped by, the next round finds here what it left undone.
    """
    if not _is_proof_owed():
        return 0
    while sequence():
        pass
    if not _is_head_published():
        publish(at=at)
    return write_proofs(by=service("sealing"), at=at)


def is_sealing_due(*, today: datetime.date) -> bool:
    """Say whether to seal now: on the first look at a new day, or at once in a demo.

    Sealed again that day, a report that came in late with an older day would stand alone.
    """
    if settings.SEAL_SECONDS:
        # A wish that waits for its day is no reason to seal before.
        letters = StagedLetter.objects.filter(Q(not_before=None) | Q(not_before__lte=today))
        return Staged.objects.exists() or letters.exists()
    return not SealedDay.objects.filter(day__gte=today).exists()


def beat(*, at: datetime.datetime, today: datetime.date) -> Done:
    """Seal if it is due, end what is over, write proofs, move leaves and see what changed.

    No failure of one stops another.
    """
    sealed, proofs, moved = None, 0, 0
    try:
        if is_sealing_due(today=today):
            sealed, proofs = seal(at=at, day=today)
        if is_publication_due(today=today):
            publish(at=at)
    finally:
        try:
            proofs += _end_and_prove(at=at)
        finally:
            # What is put down first runs last: what the others write is moved in the same round.
            with contextlib.ExitStack() as rest:
                rest.callback(sequence)
                rest.callback(raise_alarms, by=service("alarms"), at=at)
                rest.callback(redraw, at=at)
                moved = sequence()
    return Done(leaves=moved, sealed=sealed, proofs=proofs, aside=Quarantined.objects.count())


def _end_and_prove(*, at: datetime.datetime) -> int:
    try:
        end_access(by=service("custody"), at=at)
    finally:
        proofs = prove(at=at)
    return proofs


def tick(*, at: datetime.datetime, today: datetime.date) -> Done:
    """Do everything that is due; doing it twice is harmless, and no failure stops the rest."""
    try:
        done = beat(at=at, today=today)
    finally:
        # What is called last is registered first; each is called whatever became of the others.
        with contextlib.ExitStack() as rest:
            # What is late is known once the days are fresh; what is told, once it is raised.
            rest.callback(send_mail, by=service("mail"), at=at)
            rest.callback(set_tasks, by=service("sweeping"), at=at)
            rest.callback(raise_late, by=service("sweeping"), at=at)
            # What waits for a decision is known before it can be late, or be made without one.
            for later in (find_passed, open_gates, freeze_lookbacks):
                rest.callback(later, by=service("sweeping"), at=at)
            rest.callback(refresh_deadlines, by=service("deadlines"), at=at)
            rest.callback(carry_answers, by=service("sweeping"), at=at)
            rest.callback(_redraw_walls, at=at, today=today)
            rest.callback(raise_unanswered, by=service("sweeping"), at=at)
            rest.callback(take_case_files, by=service("import"), at=at)
            rest.callback(end_permits, by=service("sweeping"), at=at)
            for sweep in (
                sweep_managers, sweep_reporters, hand_on_unanswered, tell_of_access, end_names,
                lapse_recoveries, tend_publications, propose_separation, propose_retaliation,
                run_excess_test,
            ):  # fmt: skip
                rest.callback(sweep, by=service("sweeping"), at=at)
            rest.callback(_renew_drafts, at=at)
        moved = sequence()
    return dataclasses.replace(done, leaves=done.leaves + moved)


def redraw(*, at: datetime.datetime) -> int:
    """Draw walls that a change about people bears on; return how many files were drawn."""
    if not redraw_changed_walls.is_owed():
        return 0
    redrawn = redraw_changed_walls.redraw_changed_walls(by=service("walls"), at=at)
    return redrawn.drawn


def _redraw_walls(*, at: datetime.datetime, today: datetime.date) -> None:
    with transaction.atomic():
        redraw_due_walls(on=today, by=service("walls"), at=at)


def _renew_drafts(*, at: datetime.datetime) -> None:
    if drafts.is_renewal_due(on=at.date()):
        renew_drafts(by=service("sealing"), at=at)


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
