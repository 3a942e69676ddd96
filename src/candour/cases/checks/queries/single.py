"""One check at a time: what its page and its form need."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from candour.cases.checks.queries import consents
from candour.cases.courses import persons
from candour.cases.models import Allegation, Case, Learning, SecondAnswer, SecondAsk
from candour.cases.reading import heads, opened, staff, wording
from candour.cases.reading.heads import CaseHead
from candour.cases.work.actions.hand_case_to import keepers
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand, refused
from candour.intake.models import Attachment
from candour.law.policies.checks import ABUSE_ITEMS, SECONDED, TOPICS, AbuseItem, Topic
from candour.people import queries as people

_SECONDED = {row.code: row for row in SECONDED}
Choices = tuple[tuple[str, str], ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AllegationCheck:
    """The allegation whose checks are recorded."""

    head: CaseHead
    id: uuid.UUID
    number: int
    about: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proposing:
    """What may be proposed to a second person, about whom, and who outside may ask for consent."""

    head: CaseHead
    people: Choices
    outsiders: Choices


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered by whom and when, and the words that go with it.

    words: None where none were written, and "" where this reader has no key to them.
    """

    agrees: bool
    by: str
    on: datetime.date
    words: str | None = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed and why, and whether this reader may answer."""

    head: CaseHead
    id: uuid.UUID
    what: str
    # What agreeing says, where it is more than that one would decide the same.
    asks: str
    person: str
    by: str
    reason: str
    is_own: bool
    answer: Answer | None
    # Whoever recorded it was told so by the person who reported, and saw nothing of the case.
    is_of_reporter: bool

    @property
    def words_are(self) -> str:
        """Return whose words go with the answer."""
        return "In the reporter's own words" if self.is_of_reporter else "Why"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AbuseLinePage:
    """One line of the checklist, and the attached files that may show it."""

    head: CaseHead
    item: AbuseItem
    files: Choices


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnedPage:
    """Something that gets an owner: who may be one; the topic, where one is followed."""

    head: CaseHead
    owners: Choices
    topic: Topic | None = None


def allegation_check(
    *, file: uuid.UUID, allegation: uuid.UUID, by: Actor, at: datetime.datetime
) -> AllegationCheck:
    """Return the allegation; one of another case is denied."""
    demand("cases.checks", by=by, at=at, file=file)
    row = Allegation.objects.filter(id=allegation, file_id=file).first()
    if row is None:
        raise refused("cases.checks", file=file)
    return AllegationCheck(
        head=heads.read(file=file, by=by, on=at.date()),
        id=row.id,
        number=row.number,
        about=wording.category(row.category, source=row.source_category),
    )


def proposing(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> Proposing:
    """Return whom a proposal may be about."""
    demand("cases.checks", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    known = persons.subjects(case=Case.objects.get(file_id=file))
    cards = people.cards(persons=known, by=by, at=at) if known else {}
    return Proposing(
        head=head,
        people=tuple((str(one), cards[one].name) for one in known),
        outsiders=consents.outsiders(file=file, by=by),
    )


def proposal(
    *, file: uuid.UUID, which: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> Proposal:
    """Return one proposal with its reason, as far as this vault opens it."""
    demand("cases.checks", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    rows = SecondAsk.objects.filter(id=which, file_id=file)
    row = rows.select_related("reason_item", "answer__reason_item").first()
    if row is None:
        raise refused("cases.checks", file=file)
    given = row.answer if hasattr(row, "answer") else None
    items = [one.reason_item for one in (row, given) if one and one.reason_item is not None]
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    cards = people.cards(persons=[row.about_id], by=by, at=at) if row.about_id else {}
    accounts = [row.decided_by, given.decided_by if given else None]
    known = staff.called(accounts=accounts, by=by, at=at)
    return Proposal(
        head=head,
        id=row.id,
        what=_SECONDED[row.what].name,
        asks=_SECONDED[row.what].asks,
        person=cards[row.about_id].name if row.about_id in cards else "",
        by=staff.named(known, row.decided_by),
        reason=texts.get(row.reason_item_id, "") if row.reason_item_id else "",
        is_own=row.decided_by == by.account_id,
        answer=_answer(given, texts, known) if given else None,
        is_of_reporter=row.outside_id is not None,
    )


def _answer(
    given: SecondAnswer, texts: Mapping[uuid.UUID, str], known: dict[uuid.UUID, staff.Colleague]
) -> Answer:
    return Answer(
        agrees=given.agrees,
        by=staff.named(known, given.decided_by),
        on=given.decided_at.date(),
        words=texts.get(given.reason_item_id, "") if given.reason_item_id else None,
    )


def abuse_line(*, file: uuid.UUID, item: str, by: Actor, at: datetime.datetime) -> AbuseLinePage:
    """Return one line of the checklist for domestic abuse."""
    demand("cases.checks", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    found = next((one for one in ABUSE_ITEMS if one.code == item), None)
    if found is None:
        raise refused("cases.checks", file=file)
    files = [one for one in (file, head.report_file) if one is not None]
    rows = Attachment.objects.filter(file_id__in=files).order_by("on_day", "id")
    return AbuseLinePage(
        head=head,
        item=found,
        files=tuple(
            (str(row.id), f"Attached file {number}, {wording.day(row.on_day)}")
            for number, row in enumerate(rows, start=1)
        ),
    )


def topic_page(*, file: uuid.UUID, topic: str, by: Actor, at: datetime.datetime) -> OwnedPage:
    """Return a topic that is followed for a year, and who may look after it."""
    demand("cases.checks", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    found = next((one for one in TOPICS if one.code == topic), None)
    if found is None:
        raise refused("cases.checks", file=file)
    return OwnedPage(head=head, owners=_owners(file, by=by, at=at), topic=found)


def learning_page(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> OwnedPage:
    """Return who may look after what is learned."""
    demand("cases.checks", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    return OwnedPage(head=head, owners=_owners(file, by=by, at=at))


def ending_page(
    *, file: uuid.UUID, learning: uuid.UUID, by: Actor, at: datetime.datetime
) -> CaseHead:
    """Return the head of the case of a piece of learning that has not ended."""
    demand("cases.checks", by=by, at=at, file=file)
    if not Learning.objects.filter(id=learning, file_id=file, end__isnull=True).exists():
        raise refused("cases.checks", file=file)
    return heads.read(file=file, by=by, on=at.date())


def _owners(file: uuid.UUID, *, by: Actor, at: datetime.datetime) -> Choices:
    known = staff.called(accounts=keepers(file=file), by=by, at=at)
    found = sorted(known.values(), key=lambda one: (one.name, one.account_id.bytes))
    return tuple((str(one.account_id), str(one)) for one in found)
