"""Answers a reporter who asked why somebody looked: a code that is counted, a letter to her."""

import dataclasses
import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import persons
from candour.cases.models import InquiryAnswer
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.intake.actions.write_private_letter import write_private_letter
from candour.intake.models import LookInquiry
from candour.law.policies.looks import ANSWERS


class NotYours(Exception):
    """Somebody must answer who did not look."""


class AlreadyAnswered(Exception):
    """This has been answered already."""


class NotAnAnswer(Exception):
    """Choose what was found."""


class NoReporter(Exception):
    """The reporter can't be written to any more."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found, and the letter that says so."""

    code: str
    letter: str


@transaction.atomic
def answer_inquiry(
    *, file: uuid.UUID, inquiry: uuid.UUID, found: Found, by: Actor, at: datetime.datetime
) -> InquiryAnswer:
    """Seal the answer to her mailbox alone; what had no task goes to triage at the next round."""
    demand("cases.answer_inquiry", by=by, at=at, file=file)
    asked = LookInquiry.objects.get(id=inquiry, file_id=file)
    if persons.is_one_of(by.account, [asked.looker_id]):
        raise NotYours
    if found.code not in {row.code for row in ANSWERS}:
        raise NotAnAnswer
    letter = write_private_letter(
        file=file, correspondent=asked.correspondent_id, text=found.letter, by=by, at=at
    )
    if letter is None:
        raise NoReporter
    answer = InquiryAnswer(
        file_id=file,
        organisation_id=asked.organisation_id,
        inquiry=asked,
        looker_id=asked.looker_id,
        code=found.code,
        letter_id=letter,
        answered_at=at,
        answered_by=by.account,
    )
    try:
        with transaction.atomic():
            InquiryAnswer.objects.bulk_create([answer])
    except IntegrityError:
        raise AlreadyAnswered from None
    entry = leaves.Entry(
        kind="write",
        what="cases.answer_inquiry",
        file=file,
        why="A reporter was told why somebody looked",
        detail={"code": found.code, "recipients": ["reporter"]},
        after=[answer],
    )
    leaves.append(entry=entry, by=by, at=at)
    return answer
