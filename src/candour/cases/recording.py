"""The rows of a newly recorded case: its story and people sealed anew, its first events."""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Sequence

from django.db import models

from candour.cases import screening, steps, words
from candour.cases.models import (
    Allegation,
    Case,
    Described,
    PassageWait,
    Screening,
    Suggestion,
)
from candour.cases.models.disclosure import RECORDED
from candour.core.matching.score import Match
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.models import SealedItem
from candour.intake import package
from candour.intake.queries import ON_BEHALF, OpenReport
from candour.law.events import CaseKind, EventKind
from candour.law.independence import TIES


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What the recorder decides: the kind and why, and the categories alleged of each person.

    `categories` follows the order of the people described; a report that describes nobody has one
    entry, for the unidentified subject. `ties`, in the same order, are the ways in which whoever
    reported knows each of them; they are kept sealed. `works_together`: whoever reported works with
    somebody complained of, so that within a working day somebody decides who is moved.
    """

    kind: CaseKind
    reason: str
    reporter_kind: str
    incident_on: datetime.date | None
    is_under_schedule_3: bool
    categories: tuple[tuple[str, ...], ...]
    ties: tuple[tuple[str, ...], ...] = ()
    works_together: bool = False

    @property
    def told(self) -> tuple[str, ...]:
        """Return what the ties state of the case, in the codes of the rules."""
        known = {code for each in self.ties for code in each}
        return tuple({one.told for one in TIES if one.code in known and one.told})


def write_case(
    file: uuid.UUID, opened: OpenReport, recording: Recording, *, by: Actor, at: datetime.datetime
) -> Case:
    place = words.narrative(file, opened.organisation_id)
    reason = keys.seal(place=place, kind=words.REASON, text=recording.reason)
    case = Case(
        file_id=file,
        organisation_id=opened.organisation_id,
        reference=package.reference(letter="C"),
        kind=recording.kind.value,
        source="public" if recording.kind is CaseKind.COMPLAINT else "internal",
        reporter_kind=recording.reporter_kind,
        incident_on=recording.incident_on,
        received_on=opened.received_on,
        recorded_at=at,
        recorded_by=by.account,
        reason_item=reason,
        report_file_id=opened.file,
    )
    Case.objects.bulk_create([case])
    return case


def write_rows(
    case: Case,
    opened: OpenReport,
    recording: Recording,
    matches: Sequence[Sequence[Match]],
    *,
    by: Actor,
    at: datetime.datetime,
) -> list[models.Model]:
    """Write the story, the people, the allegations, the screenings and the first events."""
    place = words.narrative(case.file_id, case.organisation_id)
    story = keys.seal(place=place, kind="narrative", text=json.dumps(opened.narrative))
    rows: list[models.Model] = [story]
    if case.reason_item is not None:
        rows.append(case.reason_item)
    rows.extend(_ties(case, recording))
    number = 0
    for position, said in enumerate(opened.people or ({},)):
        person, item = _described(case, position + 1, said)
        rows.extend([person, *([item] if item else [])])
        for category in recording.categories[position]:
            number += 1
            rows.append(_allegation(case, person, category, number, at=at))
        rows.extend(_screening(case, person, matches[position], by=by, at=at))
    rows.extend(_events(case, opened, recording, by=by, at=at))
    rows.append(_waits(case, at=at))
    return rows


def _ties(case: Case, recording: Recording) -> list[SealedItem]:
    """Seal how the reporter knows each person: it would say who the reporter is."""
    if not any(recording.ties):
        return []
    said = {str(number): list(each) for number, each in enumerate(recording.ties, 1) if each}
    place = words.narrative(case.file_id, case.organisation_id)
    return [keys.seal(place=place, kind=words.TIES, text=json.dumps(said))]


def _waits(case: Case, *, at: datetime.datetime) -> PassageWait:
    """Let the story wait to be held against earlier cases, by whoever opens both."""
    row = PassageWait(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        source=RECORDED,
        appeared_on=case.received_on,
        since=at,
    )
    PassageWait.objects.bulk_create([row])
    return row


def _described(
    case: Case, number: int, said: dict[str, str]
) -> tuple[Described, SealedItem | None]:
    item = None
    if said:
        place = words.description(case.file_id, case.organisation_id)
        item = keys.seal(place=place, kind="description", text=json.dumps(said))
    person = Described(
        file_id=case.file_id, organisation_id=case.organisation_id, number=number, item=item
    )
    Described.objects.bulk_create([person])
    return person, item


def _allegation(
    case: Case, person: Described, category: str, number: int, *, at: datetime.datetime
) -> Allegation:
    allegation = Allegation(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        number=number,
        category=category,
        described=person,
        recorded_at=at,
    )
    Allegation.objects.bulk_create([allegation])
    return allegation


def _screening(
    case: Case, person: Described, found: Sequence[Match], *, by: Actor, at: datetime.datetime
) -> list[models.Model]:
    done = Screening(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        described=person,
        completed_at=at,
        completed_by=by.account,
        rules=screening.RULES,
    )
    Screening.objects.bulk_create([done])
    suggestions = Suggestion.objects.bulk_create(
        Suggestion(
            file_id=case.file_id,
            organisation_id=case.organisation_id,
            screening=done,
            described=person,
            person_id=match.person_id,
            weight=match.bits,
            because=[level.value for level in match.because],
        )
        for match in found
    )
    return [done, *suggestions]


def _events(
    case: Case, opened: OpenReport, recording: Recording, *, by: Actor, at: datetime.datetime
) -> list[models.Model]:
    is_complaint = recording.kind is CaseKind.COMPLAINT
    made = EventKind.COMPLAINT_MADE if is_complaint else EventKind.CAME_TO_ATTENTION
    facts = {
        EventKind.REPORT_RECEIVED: opened.received_on,
        EventKind.ACKNOWLEDGED: opened.received_on,
        made: opened.received_on,
        EventKind.RECORDED: at.date(),
        EventKind.HANDLING_STARTED: at.date(),
    }
    if opened.route == ON_BEHALF:
        facts[EventKind.WRITTEN_ANSWER_OWED] = opened.received_on
    if recording.is_under_schedule_3:
        facts[EventKind.RECORDED_UNDER_SCHEDULE_3] = at.date()
    return list(steps.events(case=case, facts=facts, by=by, at=at))
