"""Serves an issued letter by one route, and records how, when and by whom: its clocks start."""

import dataclasses
import datetime
import uuid

from django.db import connection, models, transaction

from candour.cases import steps, words
from candour.cases.actions.write_to_reporter import COUNTS, write_to_reporter
from candour.cases.courses import persons
from candour.cases.disclosure import weighed
from candour.cases.disclosure.actions.disclose import Giving, disclose
from candour.cases.disclosure.papers import PAPER, Paper
from candour.cases.models import (
    Case,
    DisclosedCopy,
    Event,
    FormalLetter,
    LetterService,
    SafetyDecision,
)
from candour.cases.models import (
    Party as Side,
)
from candour.cases.papers import contents, telling
from candour.cases.papers.contents import Content
from candour.cases.papers.shelf import templates
from candour.cases.papers.template import Addressee
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand, deny
from candour.law.events import EventKind, Party

MAILBOX, SEAT = "mailbox", "seat"
SUBJECT = Party.SUBJECT.value


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How a letter reached its addressee: the route, the day, whose seat, and in which way."""

    route: str
    on: datetime.date
    how: str = dataclasses.field(default="", repr=False)
    party: uuid.UUID | None = None
    # On whom, where it was given by hand and there are several it can have been.
    person: uuid.UUID | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What a route left behind: what it recorded by itself, and the rows that it made."""

    recorded: frozenset[EventKind] = frozenset()
    mailbox_letter: uuid.UUID | None = None
    copy: DisclosedCopy | None = None


class NotTheReporters(Exception):
    """Only what is for the person who reported goes to the mailbox."""


class NotASeat(Exception):
    """Choose the subject, or the representative, whose page shows it."""


class NotYet(Exception):
    """A day that is still to come can't be the day on which it was served."""


class WhichPerson(Exception):
    """Say which of the people complained of it was served on: each has their own days."""


class SafetyFirst(Exception):
    """Decide first whether the reporter is safe at this stage. Nothing reaches a subject before."""


@transaction.atomic
def serve_letter(
    *,
    file: uuid.UUID,
    letter: uuid.UUID,
    serving: Serving,
    vault: Vault,
    by: Actor,
    at: datetime.datetime,
) -> LetterService:
    """Put the letter where its addressee reads it, or record that somebody gave it by hand."""
    demand("cases.serve_letter", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    row = FormalLetter.objects.filter(id=letter, file_id=file).select_related("item").first()
    if row is None:
        deny("cases.serve_letter", by=by, at=at, file=file)
    if serving.on > at.date():
        raise NotYet
    safety = _safety(row)
    opened = keys.open_items(items=[row.item], vault=vault, by=by, at=at)
    content = contents.read(text=opened[row.item_id])
    person = _with_its_papers(case, row, serving, by=by, at=at)
    given = _give(row, serving, content, by=by, at=at)
    letter_served = telling.Served(
        letter=row, to=addressee_of(row), on=serving.on, person=person, recorded=given.recorded
    )
    told = telling.told(case=case, served=letter_served, by=by, at=at)
    events = [one for one in told if isinstance(one, Event)]
    item = words.seal_reason(case=case, text=serving.how)
    service = LetterService(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        letter=row,
        route=serving.route,
        served_on=serving.on,
        mailbox_letter_id=given.mailbox_letter,
        copy=given.copy,
        event=events[0] if events else None,
        safety=safety,
    )
    LetterService.objects.bulk_create([service])
    after: list[models.Model] = [item, service, *told]
    detail = {"recipients": [row.addressee], "route": serving.route}
    steps.finish(step="cases.serve_letter", case=case, after=after, by=by, at=at, detail=detail)
    return service


def _safety(row: FormalLetter) -> SafetyDecision | None:
    if row.addressee != SUBJECT:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select cases.is_safe(%s, %s)", [row.file_id, row.stage])
        (is_safe,) = cursor.fetchone()
    if not is_safe:
        raise SafetyFirst
    decided = SafetyDecision.objects.filter(file_id=row.file_id, stage=row.stage)
    return decided.order_by("noted_at", "id").last()


def _with_its_papers(
    case: Case, row: FormalLetter, serving: Serving, *, by: Actor, at: datetime.datetime
) -> uuid.UUID | None:
    """Return whom it reaches; refuse the notice of referral while what was weighed is owed."""
    person = _person(case, row, serving)
    if row.stage == weighed.PROCEEDINGS and addressee_of(row).is_notice:
        weighed.demand_given(file=case.file_id, person=person, by=by, at=at)
    return person


def _person(case: Case, row: FormalLetter, serving: Serving) -> uuid.UUID | None:
    """Return which of the subjects has it now; none where nobody is known by name."""
    if row.addressee != SUBJECT:
        return None
    if serving.route == SEAT and serving.party is not None:
        side = Side.objects.filter(id=serving.party, file_id=case.file_id).first()
        return side.person_id if side else None
    known = persons.subjects(case=case)
    if serving.person in known:
        return serving.person
    if len(known) > 1:
        raise WhichPerson
    return known[0] if known else None


def _give(
    row: FormalLetter, serving: Serving, content: Content, *, by: Actor, at: datetime.datetime
) -> _Given:
    if serving.route == MAILBOX:
        return _to_mailbox(row, content, by=by, at=at)
    if serving.route == SEAT:
        return _to_seat(row, serving, content, by=by, at=at)
    return _Given()


def _to_mailbox(row: FormalLetter, content: Content, *, by: Actor, at: datetime.datetime) -> _Given:
    if row.addressee != Party.COMPLAINANT.value:
        raise NotTheReporters
    counts_as = addressee_of(row).counts_as
    said = f"{content.title}\n\n{content.text}"
    made = write_to_reporter(file=row.file_id, text=said, counts_as=counts_as, by=by, at=at)
    recorded = frozenset(COUNTS[counts_as])
    if counts_as == "outcome":
        recorded |= {EventKind.REVIEW_INFORMATION_GIVEN}
    return _Given(recorded=recorded, mailbox_letter=made)


def _to_seat(
    row: FormalLetter, serving: Serving, content: Content, *, by: Actor, at: datetime.datetime
) -> _Given:
    if row.addressee != SUBJECT or serving.party is None:
        raise NotASeat
    paper = Paper(id=row.id, kind=PAPER, title=content.title, text=content.text, is_reporters=False)
    giving = Giving(party=serving.party, stage=row.stage, papers=(paper,), is_notice=False)
    copies = disclose(file=row.file_id, giving=giving, by=by, at=at)
    return _Given(copy=copies[0])


def addressee_of(row: FormalLetter) -> Addressee:
    """Return the template's row of a letter's recipient; part of serving it."""
    return templates()[row.template].addressee(Party(row.addressee))
