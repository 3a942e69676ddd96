"""Where the words of a case stand, and on which of its pages they are shown."""

import dataclasses
import json
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from django.db import connection
from django.db.models import Model, Q

from candour.cases.diary import sealing
from candour.cases.models import (
    Case,
    CaseTask,
    Contact,
    Described,
    DiaryEntry,
    Draft,
    Event,
    Exhibit,
    ExhibitMove,
    FormalLetter,
    LineEnd,
    LineOfEnquiry,
    LinkDecision,
    Outcome,
    ProtectionPlan,
    Publication,
    Referral,
    ReferralAssessment,
    Schedule,
    SeverityAssessment,
    Witness,
    WitnessCheckIn,
)
from candour.cases.papers import contents, publishing
from candour.cases.papers.contents import Content
from candour.cases.parties import witnesses
from candour.cases.reading import letters, narrative, wording
from candour.guard.keys import NARRATIVE
from candour.guard.models import KeyWrap, SealedItem

STORY = "narrative"
_REASON, _ITEM = "reason_item_id", "item_id"
# Each table with words: its column, what its words are called, and the page that shows them.
_TABLES: tuple[tuple[type[Model], str, str, str], ...] = (
    (Case, _REASON, "Why it was recorded so", "words"),
    (Event, _ITEM, "A step", "words"),
    (LinkDecision, _REASON, "Screening", "words"),
    (SeverityAssessment, _REASON, "Severity", "words"),
    (ReferralAssessment, _REASON, "Referral questions", "words"),
    (Referral, _REASON, "Referral", "words"),
    (Outcome, _REASON, "Outcome", "words"),
    (Described, _ITEM, "Somebody described", "screening"),
    (Draft, _ITEM, "Investigation report", "drafts"),
    (CaseTask, _ITEM, "Task", "tasks"),
    (LineOfEnquiry, _ITEM, "Plan", "enquiries"),
    (LineEnd, _ITEM, "Plan", "enquiries"),
    (DiaryEntry, _ITEM, "Diary", "diary"),
    (Contact, _ITEM, "Contacts", "contacts"),
    (Exhibit, _ITEM, "Exhibits", "exhibits"),
    (ExhibitMove, _ITEM, "Exhibits", "exhibits"),
    (Schedule, _ITEM, "Schedules of material", "schedules"),
)
_LETTERS: Final = "letters"
_WRITTEN: Final = """
    select letter_id from unnest(%(files)s::uuid[]) as one, intake.letters_of(one)
    union
    select event_id from unnest(%(files)s::uuid[]) as one, cases.reporter_events(one)
"""
# How an item is called, the page that shows it, and the witness or paper whose page it is.
_Named = tuple[str, str, uuid.UUID | None]
_REPORT: _Named = ("The report", "words", None)
# Words that are sealed as named parts.
_IN_PARTS = frozenset({sealing.PLAN, sealing.DIARY, sealing.CONTACT, sealing.EXHIBIT})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One sealed item: of which kind, what it is called, and the page of its case that shows it.

    one: the witness or paper whose page that is.
    """

    item: uuid.UUID
    kind: str
    title: str
    page: str
    one: uuid.UUID | None = None

    def text(self, plain: str) -> str:
        """Return the words as the page shows them."""
        if self.kind == STORY:
            return _story(plain)
        if self.page == "screening":
            return "\n".join(value for _, value in wording.said(_object(plain)))
        if self.kind in _IN_PARTS:
            return "\n".join(sealing.read(plain).values())
        if self.page == _LETTERS:
            return letters.text(kind=self.kind, sealed=plain)
        return _paper(self.kind, plain)


def places(
    *, files: Sequence[uuid.UUID], account: uuid.UUID
) -> Mapping[uuid.UUID, tuple[Place, ...]]:
    """Return what there is to look through in each of these cases, in the order of the pages.

    Which items, and nothing of them: what is sealed is read after the leaf. What is kept of a
    witness is there for the accounts that hold a key to it; for others it is not even counted.
    """
    named: dict[uuid.UUID, _Named] = {}
    for model, column, title, shown_on in _TABLES:
        rows = model._default_manager.filter(file_id__in=files, **{f"{column}__isnull": False})
        named |= dict.fromkeys(rows.values_list(column, flat=True), (title, shown_on, None))
    named |= {**_of_papers(files), **_of_letters(files), **_of_witnesses(files, account)}
    wanted = Q(kind=STORY) | Q(id__in=list(named))
    items = SealedItem.objects.filter(wanted, file_id__in=files).order_by("id")
    found: dict[uuid.UUID, list[Place]] = defaultdict(list)
    for item, file, kind in items.values_list("id", "file_id", "kind"):
        title, shown_on, one = named.get(item, _REPORT)
        found[file].append(Place(item=item, kind=kind, title=title, page=shown_on, one=one))
    order = {title: number for number, (_, _, title, _) in enumerate(_TABLES, start=1)}
    last = len(order) + 1
    return {
        file: tuple(sorted(of_file, key=lambda one: last if one.one else order.get(one.title, 0)))
        for file, of_file in found.items()
    }


def _of_papers(files: Sequence[uuid.UUID]) -> dict[uuid.UUID, _Named]:
    """Return the formal letters and the texts to be published, each of which has its page."""
    found: dict[uuid.UUID, _Named] = {}
    for model, title, shown_on in (
        (FormalLetter, "Formal letter", "letter"), (Publication, "Text to publish", "publication"),
    ):  # fmt: skip
        rows = model._default_manager.filter(file_id__in=files)
        for id, item, number in rows.values_list("id", "item_id", "number"):
            found[item] = (f"{title} {number}", shown_on, id)
    return found


def _of_letters(files: Sequence[uuid.UUID]) -> dict[uuid.UUID, _Named]:
    """Return what was written both ways, before and since the report became a case."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN, {"files": list(files)})
        written = [letter for (letter,) in cursor.fetchall()]
    wanted = Q(id__in=written) | Q(kind=letters.BEFORE)
    rows = SealedItem.objects.filter(wanted, file_id__in=files, compartment=NARRATIVE)
    return dict.fromkeys(rows.values_list("id", flat=True), ("Letters", _LETTERS, None))


def _of_witnesses(files: Sequence[uuid.UUID], account: uuid.UUID) -> Mapping[uuid.UUID, _Named]:
    """Return what witnesses whom this account may know by name have said, and how they are kept.

    Of a plan that was replaced no page shows anything, so nothing is found in it.
    """
    held = KeyWrap.objects.filter(account_id=account, file_key__file_id__in=files)
    opened = set(held.values_list("file_key__file_id", "file_key__compartment"))
    letters = {
        row.id: row.letter
        for row in Witness.objects.filter(file_id__in=files)
        if (row.file_id, witnesses.compartment(letter=row.letter)) in opened
    }
    rows = Witness.objects.filter(id__in=letters).values_list("id", "item_id")
    plans = ProtectionPlan.objects.filter(witness_id__in=letters, superseded_by__isnull=True)
    checked = WitnessCheckIn.objects.filter(witness_id__in=letters)
    of_whom = (
        *rows,
        *plans.values_list("witness_id", "item_id"),
        *checked.values_list("witness_id", "item_id"),
    )
    return {item: (f"Witness {letters[one]}", "witness", one) for one, item in of_whom}


def _paper(kind: str, plain: str) -> str:
    """Return the words of a formal paper without what was printed; of all else, all of it."""
    if kind == contents.LETTER:
        return _worded(contents.read(text=plain))
    if kind == contents.PUBLICATION:
        return _worded(publishing.read(text=plain)[0])
    if kind == contents.SCHEDULE:
        said = json.loads(plain)
        return "\n".join([*said["titles"].values(), *said["why"].values()])
    return plain


def _worded(paper: Content) -> str:
    return f"{paper.title}\n{paper.text}"


def _story(plain: str) -> str:
    told = narrative.told(narrative=_object(plain), route="other")
    answers = [
        f"{line.question} {line.answer}" for one in told.sets for line in (*one.plain, *one.hard)
    ]
    pairs = [value for _, value in told.told]
    parts = (told.story, told.place, told.about_when, *told.must_not_see, *pairs, *answers)
    return "\n".join(part for part in parts if part)


def _object(plain: str) -> dict[str, str]:
    try:
        said = json.loads(plain)
    except ValueError:
        return {"story": plain}
    return said if isinstance(said, dict) else {}
