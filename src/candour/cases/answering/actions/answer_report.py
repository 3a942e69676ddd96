"""Answers a report without a case: with a reason that is one, who gave it, and a letter."""

import dataclasses
import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases.models import Case, ReportAnswer
from candour.cases.rules import suggested
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import SealedItem
from candour.guard.permissions import demand
from candour.intake.actions.tell_progress import tell_progress
from candour.intake.actions.write_letter import write_letter
from candour.intake.mailboxes.letters import OUTCOME, Letter
from candour.intake.models import Correspondent
from candour.intake.queries import DONE, OpenReport, open_report
from candour.law.no_action import NOT_REASONS, REASONS


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Why no case is made of it, in a code and in words, and the letter to a reporter."""

    reason: str
    why: str = dataclasses.field(repr=False)
    letter: str = dataclasses.field(repr=False)


class MustBeRecorded(Exception):
    """This has to be recorded as a case: what it is about is never answered without one."""


class NotAReason(Exception):
    """This is what somebody says about it. It is no reason to do nothing."""


class LetterMissing(Exception):
    """Write to the reporter first: nothing is answered without a letter."""


class AlreadyDone(Exception):
    """This report has been answered or recorded before."""


@transaction.atomic
def answer_report(
    *, report: uuid.UUID, answered: Answered, vault: Vault, by: Actor, at: datetime.datetime
) -> ReportAnswer:
    """Write to the reporter and record why no case is made; who may never do so is refused."""
    demand("cases.answer_report", by=by, at=at, file=report)
    opened = open_report(report=report, vault=vault, by=by, at=at)
    _check(opened, answered)
    letter = _write(report, answered, by=by, at=at)
    place = keys.Place(file=report, organisation=opened.organisation_id)
    item = keys.seal(place=place, kind="reason", text=answered.why)
    row = ReportAnswer(
        file_id=report,
        organisation_id=opened.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        reason=answered.reason,
        letter_id=letter.id if letter else None,
    )
    try:
        with transaction.atomic():
            ReportAnswer.objects.bulk_create([row])
    except IntegrityError:
        # Somebody answered it at this very moment.
        raise AlreadyDone from None
    # Nothing is promised after the last answer: a reporter who asks again is heard by chasing.
    tell_progress(file=report, state="answered", next_on=None, by=by, at=at)
    entry = leaves.Entry(
        kind="write",
        what="cases.answer_report",
        file=report,
        why="Answered without a case",
        detail={"recipients": ["reporter"] if letter else [], "reason": answered.reason},
        after=[*([letter] if letter else []), item, row],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row


def _write(
    report: uuid.UUID, answered: Answered, *, by: Actor, at: datetime.datetime
) -> SealedItem | None:
    """Write the letter; nobody can be written to who came without a mailbox."""
    if not can_be_written_to(report=report):
        return None
    if not answered.letter.strip():
        raise LetterMissing
    letter = Letter(text=answered.letter, kind=OUTCOME)
    return write_letter(file=report, letter=letter, by=by, at=at)


def can_be_written_to(*, report: uuid.UUID) -> bool:
    """Return whether a report has a mailbox that a letter would reach; part of answering it."""
    return Correspondent.objects.filter(file_id=report, is_reachable=True).exists()


def _check(opened: OpenReport, answered: Answered) -> None:
    if opened.state in DONE or Case.objects.filter(report_file_id=opened.file).exists():
        raise AlreadyDone
    refused = {row.code: row.why for row in NOT_REASONS}
    if answered.reason in refused:
        raise NotAReason(refused[answered.reason])
    if answered.reason not in {row.code for row in REASONS}:
        raise NotAReason
    said = suggested.Said(categories=opened.categories, route=opened.route)
    if suggested.must_be_recorded(said):
        raise MustBeRecorded
